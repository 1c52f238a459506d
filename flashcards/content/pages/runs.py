"""Where a page tells stories by the labels of their parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flashcards.content.deck.model import STAR
from flashcards.content.pages.guidance import is_guidance
from flashcards.content.pages.labels import Label, find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.part_labels import part_labels
from flashcards.content.pages.part_names import place_of
from flashcards.content.pages.texts import is_furniture, line_text
from flashcards.content.pages.vocabulary import ASIDES, is_theme_field, section_kind

_ENDS = frozenset({"Result", "Lesson"})
_FEWEST_CELLS = 3
_LONGEST = 20_000


@dataclass(slots=True)
class Run:
    """The labels of one story: the places of the first and the last, the names of the parts, and where the text that
    holds it ends. ``guides``: its parts tell the reader what to say,
    ``is_headed``: headings are its labels.
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
        return bool(self.names & _ENDS) or not self.names & {*STAR}


@dataclass(slots=True)
class Runs:
    """The labels of a page: ``labels`` of parts by their place, ``endings`` of other things set as they are,
    ``legend`` of those that only list the names of parts; ``runs`` are the stories that they make, in their order.
    """

    labels: dict[int, Label] = field(default_factory=dict)
    endings: set[int] = field(default_factory=set)
    legend: set[int] = field(default_factory=set)
    runs: list[Run] = field(default_factory=list)
    _followed: list[bool] = field(default_factory=list)

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
        return self._followed[place]


def runs_of(lines: Sequence[Line]) -> Runs:
    """Return the stories that the labels of a page mark."""
    found = Runs(legend=_legend(lines))
    for first, end in _stretches(lines):
        labels, endings = part_labels(lines[first:end])
        found.labels |= {first + place: label for place, label in labels.items()}
        found.endings |= {first + place for place in endings}
        found.runs += _runs(lines, found, first, end)
    for run in found.runs:
        run.is_headed = lines[run.first].form is Form.HEADING
        run.guides = is_guidance(_texts(lines, run, found.labels))
    starts = {run.first for run in found.runs if "Situation" in run.names or not run.names & {*STAR}}
    found._followed = _followed(lines, starts)
    return found


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


def _legend(lines: Sequence[Line]) -> set[int]:
    """The lines that only list the names of the parts, one below the other, and tell nothing."""
    found: set[int] = set()
    listed: list[int] = []
    for place, line in enumerate(lines):
        label = find_label(line.text) if line.form is Form.TEXT and line.marker else None
        if label and label.names and not label.rest:
            listed.append(place)
        elif line.form is not Form.BLANK:
            found |= {*listed} if len(listed) >= _FEWEST_CELLS and not line.indent else set()
            listed = []
    return found | ({*listed} if len(listed) >= _FEWEST_CELLS else set())


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The page between its headings that name no part."""
    first = 0
    for place, line in enumerate(lines):
        if line.form is Form.HEADING and find_label(line.text, heading=True) is None:
            yield first, place
            first = place
    yield first, len(lines)


def _runs(lines: Sequence[Line], found: Runs, first: int, end: int) -> Iterator[Run]:
    run: Run | None = None
    head: tuple[str, ...] = ()
    for place in range(first, end):
        names = _names_at(lines[place], found.labels.get(place))
        if not names or place in found.legend:
            continue
        if run is None or _starts_again(run, head, names):
            if run is not None:
                run.end = place
                yield run
            run, head = Run(place, place, {*names}, end), names
        run.last = place
        run.names |= {*names}
    if run is not None:
        yield run


def _names_at(line: Line, label: Label | None) -> tuple[str, ...]:
    """The parts that begin in a line."""
    if label is not None:
        return label.names
    return ()


def _starts_again(run: Run, head: tuple[str, ...], names: tuple[str, ...]) -> bool:
    if "Situation" in names:
        return "Situation" in run.names or any(place_of(name) > 1 for name in run.names & {*STAR})
    return len(run.names) > 1 and head[0] in names


def _followed(lines: Sequence[Line], starts: set[int]) -> list[bool]:
    followed = [False] * len(lines)
    next_starts = False
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        followed[place] = next_starts
        if place in starts:
            next_starts = True
        elif not _is_passed_over(line):
            next_starts = False
    return followed


def _is_passed_over(line: Line) -> bool:
    """Whether a line may stand between a question and its story."""
    if line.form in (Form.BLANK, Form.FENCE) or is_furniture(line):
        return True
    label = find_label(line.text, line.form is Form.HEADING)
    return section_kind(line.text) == "lead" or (label is not None and is_field(label))


def is_field(label: Label) -> bool:
    """Whether a label marks a field, an aside or a lead-in, and so no question."""
    words = label.key
    return words in ASIDES or is_theme_field(words) or section_kind(words) != ""
