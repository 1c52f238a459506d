"""The stories that the labels of a page make, and labels that these share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from flashcards.content.deck.model import STAR
from flashcards.content.pages.labels import Label, find_label, is_field, is_no_part
from flashcards.content.pages.lines import Form, Line, in_known_language, is_furniture, line_text, text_of
from flashcards.content.pages.speech import are_told, asks, is_guidance
from flashcards.content.pages.text import plain, without_signs
from flashcards.content.pages.vocabulary import (
    place_of,
    section_kind,
)

# two stories share a label, and three labels make a frame, as three parts of STAR make a story
FEWEST_STORIES = 2
FEWEST_LABELS = 3
_MOST_WORDS_OF_A_LABEL = 6
_MOST_LINES_BELOW = 8
_DASHED = re.compile(r"(?P<mark>\*\*|__|\*|_)?(?P<words>[^*_\n]{1,60}?)(?P=mark)?\s+(?:[-–—]|->|→)\s+(?P<rest>\S.*)$")
_STOPS = tuple(".,;!?。，；！？…")
ENDS = frozenset({"Result", "Lesson"})
STAR_NAMES = frozenset(STAR)


@dataclass(slots=True)
class Run:
    """The labels of one story: the places of the first and the last, the names of the parts, and where the text that
    holds it ends. ``guides``: its parts tell the reader what to say, or nothing yet; ``is_headed``: headings are its
    labels.
    """

    first: int
    last: int
    names: set[str]
    end: int
    guides: bool = False
    is_headed: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the story has come to its end with its last label."""
        return bool(self.names & ENDS) or not self.names & STAR_NAMES


@dataclass(slots=True)
class Parts:
    """The labels of a page: ``labels`` of parts by their place, ``endings`` of other things set as they are; ``runs``
    are the stories that they make, in their order, ``followed`` tells for each line whether one begins right below.
    """

    labels: dict[int, Label] = field(default_factory=dict)
    endings: set[int] = field(default_factory=set)
    runs: list[Run] = field(default_factory=list)
    followed: list[bool] = field(default_factory=list)

    def before(self, place: int) -> Run | None:
        """The last story that begins before a place."""
        at = bisect_right(self.runs, place - 1, key=lambda run: run.first)
        return self.runs[at - 1] if at else None

    def within(self, first: int, end: int) -> list[Run]:
        """The stories that begin from one place on and before another."""
        low = bisect_right(self.runs, first - 1, key=lambda run: run.first)
        return self.runs[low : bisect_right(self.runs, end - 1, key=lambda run: run.first)]

    def is_open(self, place: int) -> bool:
        """Whether a story has begun before a place and has not come to its last part."""
        run = self.before(place)
        return run is not None and (place <= run.last or (not run.is_whole and place < run.end))

    def is_followed(self, place: int) -> bool:
        """Whether a story is the next thing that is said below a line."""
        return self.followed[place]

    def is_title(self, place: int) -> bool:
        """Whether a story that somebody told is the next thing that is said below a line."""
        return self.followed[place] and not self.runs[bisect_right(self.runs, place, key=lambda run: run.first)].guides


def runs_within(lines: Sequence[Line], found: Parts, first: int, end: int) -> Iterator[Run]:
    """The stories of a stretch, in their order."""
    runs: list[Run] = []
    head = ""
    for place in range(first, end):
        label = found.labels.get(place)
        if label is None:
            continue
        if not runs or runs[-1].end < end or starts_again(runs[-1].names, head, label.names):
            for run in runs[-1:]:
                run.end = min(run.end, place)
            runs.append(Run(place, place, set(), end, is_headed=lines[place].form is Form.HEADING))
            head = label.names[0]
        runs[-1].last = place
        runs[-1].names |= {*label.names}
    for run in runs:
        texts = _texts(lines, run, found.labels)
        run.guides = is_guidance(texts) or not any(texts)
        yield run


def starts_again(told: set[str], first: str, names: tuple[str, ...]) -> bool:
    """Whether another story begins with these parts, behind one that has told some and began with the first."""
    if "Situation" in names:
        return "Situation" in told or any(place_of(name) > 1 for name in told & STAR_NAMES)
    return len(told) > 1 and first in names


def _texts(lines: Sequence[Line], run: Run, labels: dict[int, Label]) -> list[str]:
    """What the parts of a story say, the last up to the next blank line."""
    texts: list[list[str]] = []
    for place in range(run.first, run.end):
        line, label = lines[place], labels.get(place)
        if place > run.last and (line.form is Form.RULE or (line.form is Form.BLANK and texts and texts[-1])):
            break
        if label:
            texts.append([label.rest] if label.rest else [])
        elif texts and line.text:
            texts[-1].append(line_text(line))
    return ["\n".join(each) for each in texts]


def followed_by_stories(lines: Sequence[Line], runs: Sequence[Run]) -> list[bool]:
    """For each line whether a story is the next thing that is said below it."""
    starts = {run.first for run in runs if "Situation" in run.names or not run.names & STAR_NAMES}
    followed = [False] * len(lines)
    below: Line | None = None
    for place in range(len(lines) - 1, -1, -1):
        followed[place] = below is not None
        if place in starts:
            below = lines[place]
        elif below and not _is_passed_over(lines[place], below):
            below = None
    return followed


def _is_passed_over(line: Line, first: Line) -> bool:
    """Whether a line may stand between a question and its story, which begins with ``first``: so does a field in the
    same list, whatever it is called.
    """
    opens = line.form is Form.SUMMARY and not asks(line.text)
    if opens or line.form in (Form.BLANK, Form.FENCE) or is_furniture(line):
        return True
    label = find_label(line.text, line.form is Form.HEADING)
    if label is None or label.names:
        return section_kind(line.text) == "lead"
    listed = line.marker == first.marker == "-" and line.indent == first.indent and bool(label.rest)
    return listed or is_field(label.key) or section_kind(line.text) == "lead"


# Labels that the stories of a page share: the same words, set in the same way, over text that is told


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that may be a label, or begin with one: ``rest`` stands behind it, ``shape`` is how it is set."""

    place: int
    words: str
    rest: str
    shape: tuple[object, ...]

    @property
    def key(self) -> str:
        """The words as they are compared."""
        return self.words.casefold()


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with headings, short lines and beginnings of lines that stories share as the labels that they
    are.
    """
    shapes: defaultdict[tuple[object, ...], list[_Mark]] = defaultdict(list)
    for place in range(len(lines)):
        if mark := _mark(lines, place):
            shapes[mark.shape].append(mark)
    found, is_known = list(lines), in_known_language(lines)
    for marks in shapes.values():
        for mark in _labels(marks, lines, is_known):
            text = f"**{mark.words}:** {mark.rest}".rstrip()
            found[mark.place] = replace(lines[mark.place], form=Form.TEXT, level=0, text=text)
    return found


def with_fields(lines: Sequence[Line]) -> list[Line]:
    """The lines with headings that come again below one question after the other, over no others, and that are known to
    mark an answer or what stands beside it, as the labels of it.
    """
    headings = {at: line for at, line in enumerate(lines) if line.form is Form.HEADING}
    words = {at: without_signs(plain(line.text)).rstrip(" :：.") for at, line in headings.items()}
    known = {at for at, named in words.items() if section_kind(named) not in ("", "themes", "answers")}
    fields: defaultdict[str, list[int]] = defaultdict(list)
    for at, below in zip(headings, [*islice(headings, 1, None), -1], strict=False):
        label = find_label(lines[below].text, heading=True)
        if at in known and (label or below in known or below < 0 or lines[below].level <= lines[at].level):
            fields[words[at]].append(at)
    found, asking = list(lines), [at for at, line in enumerate(lines) if line.text and asks(plain(line.text))]
    for named, places in fields.items():
        between = bisect_right(asking, places[-1]) - bisect_right(asking, places[0])
        if len(places) >= FEWEST_STORIES and between <= FEWEST_STORIES * (len(places) - 1):
            for at in places:
                found[at] = replace(lines[at], form=Form.TEXT, level=0, text=f"**{named}:**")
    return found


def _labels(marks: Sequence[_Mark], lines: Sequence[Line], is_known: bool) -> list[_Mark]:
    """Those of one shape that are labels, none where its words are known: then their own rules say what they are."""
    if any((label := find_label(mark.words, heading=True)) and (label.names or label.frame) for mark in marks):
        return []
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for mark, below in zip(marks, [*(each.place for each in marks[1:]), len(lines)], strict=True):
        texts[mark.key].append(_text(mark, lines[mark.place + 1 : min(below, mark.place + 1 + _MOST_LINES_BELOW)]))
    shared = {key: "\n".join(held) for key, held in texts.items() if len(held) >= FEWEST_STORIES and all(held)}
    if len(shared) < FEWEST_LABELS or not are_told(list(shared.values()), is_known):
        return []
    return [mark for mark in marks if mark.key in shared]


def _text(mark: _Mark, below: Sequence[Line]) -> str:
    end = next((at for at, line in enumerate(below) if line.form is Form.HEADING), len(below))
    return "\n".join(filter(None, (mark.rest, text_of(below[:end]))))


def _mark(lines: Sequence[Line], place: int) -> _Mark | None:
    line = lines[place]
    found: _Mark | None = None
    if line.form is Form.HEADING:
        found = _Mark(place, without_signs(plain(line.text)).rstrip(" :：."), "", ("heading", line.level))
    elif line.form is Form.TEXT and line.text and not line.aside:
        found = _dashed(line, place) or _alone(line, place)
    if not found or not found.words or len(found.words.split()) > _MOST_WORDS_OF_A_LABEL or asks(found.words):
        return None
    return None if is_no_part(found.key) else found


def _dashed(line: Line, place: int) -> _Mark | None:
    """``*Scene* — text``."""
    found = _DASHED.match(line.text)
    if not found or find_label(line.text):
        return None
    shape = ("dash", found["mark"], bool(line.marker), line.indent)
    return _Mark(place, found["words"].strip(), found["rest"], shape)


def _alone(line: Line, place: int) -> _Mark | None:
    """A short line by itself that ends no sentence."""
    words = plain(line.text).strip()
    if line.marker or words.endswith(_STOPS) or find_label(line.text):
        return None
    return _Mark(place, words, "", ("alone", words.isupper(), line.indent))
