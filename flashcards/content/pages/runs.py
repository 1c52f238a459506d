"""The stories that the labels of a page make, also those of a frame that nobody has heard of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flashcards.content.deck.model import STAR
from flashcards.content.pages.labels import Label, Style, find_label, is_field, is_no_part
from flashcards.content.pages.lines import Form, Line, is_furniture, line_text, text_of
from flashcards.content.pages.naming import clean
from flashcards.content.pages.speech import asked, is_guidance, tells_of_oneself
from flashcards.content.pages.vocabulary import (
    is_generic,
    place_of,
    section_kind,
)

# Three parts make a frame, as three of STAR's make a story; twice the same label is no accident.
_FEWEST_OF_A_FRAME = 3
_FEWEST_STORIES = 2
_MOST_WORDS = 6
ENDS = frozenset({"Result", "Lesson"})
STAR_NAMES = frozenset(STAR)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Field:
    """A heading or a bold label with its text, and the place of the heading over it, which is its story."""

    place: int
    manner: tuple[Style, int]
    words: str
    text: str
    story: int


def recurring_labels(lines: Sequence[Line]) -> dict[int, Label]:
    """Return the labels of such a frame by their place: three or more set alike that come again, each once below a
    heading, whose texts ask nothing and of which half tell of oneself; {} where labels of that form mark anything else.
    """
    fields = list(_fields(lines))
    found: dict[int, Label] = {}
    for manner in {each.manner for each in fields}:
        group = [each for each in fields if each.manner == manner]
        stories: dict[str, list[int]] = {}
        for each in group:
            stories.setdefault(each.words.casefold(), []).append(each.story)
        again = {key for key, over in stories.items() if len({*over}) >= _FEWEST_STORIES and len({*over}) == len(over)}
        frame = [each for each in group if each.words.casefold() in again]
        if len(again) >= _FEWEST_OF_A_FRAME and _is_told(frame):
            found |= {each.place: Label((each.words,), each.words, "", manner[0]) for each in frame}
    return {place: _with_rest(label, lines[place]) for place, label in found.items()}


def _is_told(frame: Sequence[_Field]) -> bool:
    told = {each.story for each in frame if tells_of_oneself(each.text)}
    return not any(map(_is_other, frame)) and len(told) * 2 >= len({each.story for each in frame})


def _is_other(field: _Field) -> bool:
    """Whether a field is known to be no part, or asks, or holds parts of its own."""
    words = field.words.casefold()
    if is_no_part(words) or (is_generic(words) and " " not in words) or not field.text:
        return True
    inner = [label for line in field.text.split("\n") if (label := find_label(line.removeprefix("- ")))]
    return any(label.names for label in inner) or any(asked(line) for line in field.text.split("\n"))


def _fields(lines: Sequence[Line]) -> Iterator[_Field]:
    over: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if line.form is Form.HEADING:
            while over and over[-1][0] >= line.level:
                over.pop()
            text = _below(lines, place)
            if over and len(clean(line.text).split()) <= _MOST_WORDS:
                yield _Field(place, (Style.HEADING, line.level), clean(line.text), text, over[-1][1])
            over.append((line.level, place))
        elif over and line.form is Form.TEXT and line.text.startswith(("**", "__")) and not line.aside:
            label = find_label(line.text)
            if label and label.style is Style.BOLD and label.colon and not (label.names or is_field(label)):
                text = "\n".join(filter(None, (label.rest, _below(lines, place))))
                yield _Field(place, (Style.BOLD, line.indent), label.words, text, over[-1][1])


def _below(lines: Sequence[Line], place: int) -> str:
    """The text below a heading or a label, up to the next of either."""
    end = place + 1
    while end < len(lines) and lines[end].form is not Form.HEADING and not lines[end].text.startswith(("**", "__")):
        end += 1
    return text_of(lines[place + 1 : end])


def _with_rest(label: Label, line: Line) -> Label:
    found = find_label(line.text) if line.form is Form.TEXT else None
    return Label(label.names, label.words, found.rest if found else "", label.style)


@dataclass(slots=True)
class Run:
    """The labels of one story: the places of the first and the last, the names of the parts, and where the text that
    holds it ends. ``guides``: its parts tell the reader what to say, ``is_headed``: headings are its labels.
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
    """The labels of a page: ``labels`` of parts by their place, ``endings`` of other things set as they are,
    ``legend`` of those that only list the names of parts; ``runs`` are the stories that they make, in their order,
    ``followed`` tells for each line whether one begins right below.
    """

    labels: dict[int, Label] = field(default_factory=dict)
    endings: set[int] = field(default_factory=set)
    legend: set[int] = field(default_factory=set)
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


def legend_of(lines: Sequence[Line]) -> set[int]:
    """The lines that only list the names of the parts, one below the other, and tell nothing."""
    found: set[int] = set()
    listed: list[int] = []
    for place, line in enumerate([*lines, Line(0, "", Form.RULE)]):
        label = find_label(line.text) if line.form is Form.TEXT and line.marker else None
        if label and label.names and not label.rest:
            listed.append(place)
        elif line.form is not Form.BLANK:
            found |= {*listed} if len(listed) >= _FEWEST and not line.indent else set()
            listed = []
    return found


def runs_within(lines: Sequence[Line], found: Parts, first: int, end: int) -> Iterator[Run]:
    """The stories of a stretch, in their order."""
    runs: list[Run] = []
    head = ""
    for place in range(first, end):
        label = found.labels.get(place)
        if label is None or place in found.legend:
            continue
        if not runs or starts_again(runs[-1].names, head, label.names):
            for run in runs[-1:]:
                run.end = place
            runs.append(Run(place, place, set(), end, is_headed=lines[place].form is Form.HEADING))
            head = label.names[0]
        runs[-1].last = place
        runs[-1].names |= {*label.names}
    for run in runs:
        run.guides = is_guidance(_texts(lines, run, found.labels))
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
        if place > run.last and line.form is Form.BLANK and texts and texts[-1]:
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
    below = False
    for place in range(len(lines) - 1, -1, -1):
        followed[place] = below
        below = place in starts or (below and _is_passed_over(lines[place]))
    return followed


def _is_passed_over(line: Line) -> bool:
    """Whether a line may stand between a question and its story."""
    if line.form in (Form.BLANK, Form.FENCE) or is_furniture(line):
        return True
    label = find_label(line.text, line.form is Form.HEADING)
    return section_kind(line.text) == "lead" or (label is not None and is_field(label))
