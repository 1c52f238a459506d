"""The blocks of a page, one within the other, and what a line that stands over others may be."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.content.pages.labels import find_label, is_field
from flashcards.content.pages.lines import Form, Line, is_furniture, text_of
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.speech import (
    Asked,
    asked,
    asked_behind_topic,
    begins_as_question,
    is_told_prose,
    without_lead_in,
)
from flashcards.content.pages.vocabulary import is_aside_section, is_generic, is_method, section_kind

LONGEST_QUESTION = 700
_MOST_WORDS = 30
# As with headings: three of a kind are no accident, and what half of them are, all are.
_FEWEST = 3
_HALF = 0.5
_MOST_WORDS_OF_A_TITLE = 14
_MOST_WORDS_IN_BOLD = 24
_MOST_LINES = 24
_SENTENCE_ENDS = (".", "。", ",", "，", ";", "；", ":", "：", "!", "！")


@dataclass(slots=True, eq=False)
class Block:
    """A line with everything that stands below it: the places from ``place`` up to ``end``, which is not in it.

    Places count the lines that the tree was made of; the page itself has the place -1.
    """

    line: Line
    place: int
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    end: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.line.form is Form.HEADING

    @property
    def headings(self) -> list[Block]:
        """The headings right below it."""
        return [child for child in self.children if child.is_heading]

    def above(self) -> Iterator[Block]:
        """The headings over it, the nearest first."""
        block = self.parent
        while block is not None and block.place >= 0:
            if block.is_heading:
                yield block
            block = block.parent


@dataclass(frozen=True, slots=True)
class Tree:
    """A page: the block that holds all others, and these by their place; a blank line is none."""

    blocks: dict[int, Block]

    def headings(self) -> list[Block]:
        """All headings, in the order of the page."""
        return [block for block in self.blocks.values() if block.is_heading]


def tree_of(lines: Sequence[Line]) -> Tree:
    """Return the page as one tree. Headings hold what follows up to the next as high, list items what is set in
    deeper, summaries what follows up to their end.
    """
    path = [Block(Line(0, ""), -1, end=len(lines))]
    blocks: dict[int, Block] = {}
    for place, line in enumerate(lines):
        while len(path) > 1 and not _holds(path[-1].line, line):
            path.pop().end = place
        if line.form is Form.CLOSE:
            _close(path, place)
        if line.form is not Form.BLANK:
            block = blocks[place] = Block(line, place, path[-1], end=place + 1)
            path[-1].children.append(block)
            if line.marker or line.form in (Form.HEADING, Form.SUMMARY):
                path.append(block)
    for block in path:
        block.end = len(lines)
    return Tree(blocks)


def _holds(outer: Line, line: Line) -> bool:
    """Whether a line stands below an open one."""
    if line.form in (Form.BLANK, Form.CODE, Form.FENCE):
        return True
    if outer.form is Form.HEADING:
        return line.form is not Form.HEADING or line.level > outer.level
    if outer.form is Form.SUMMARY:
        return line.form not in (Form.HEADING, Form.SUMMARY) or bool(line.aside)
    return line.form not in (Form.HEADING, Form.SUMMARY, Form.RULE, Form.CLOSE) and line.indent > outer.indent


def _close(path: list[Block], place: int) -> None:
    """End what a closed summary holds."""
    summary = next((at for at in range(len(path) - 1, 0, -1) if path[at].line.form is Form.SUMMARY), len(path))
    for block in path[summary:]:
        block.end = place
    del path[summary:]


class LineRole(StrEnum):
    """What a line that stands over others is."""

    QUESTION = "question"
    STORY = "story"
    ANSWER = "answer"
    SECTION = "section"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Head:
    """What a heading, or a line that stands for one, is; ``source`` stands behind the question that a title quotes."""

    role: LineRole
    asked: Asked | None = None
    source: str = ""


def asks_something(line: Line) -> bool:
    """Whether the words of a line ask, or begin as a question does."""
    if len(line.text) > LONGEST_QUESTION:
        return False
    if line.form is Form.HEADING and asked_behind_topic(line.text):
        return True
    return asked(line.text) is not None or (begins_as_question(line.text) and "? " not in line.text)


def may_ask(line: Line) -> bool:
    """Whether a line may be a question if its siblings are: nothing says that it is something else."""
    words = clean(line.text)
    known = section_kind(line.text) or is_aside_section(words) or is_method(words) or story_name(words) is not None
    label = find_label(line.text, line.form is Form.HEADING)
    if line.aside or known or is_generic(words) or (label and (label.names or label.frame or label.rest)):
        return False
    return len(words.split()) <= _MOST_WORDS or asks_something(line)


def as_prompt(line: Line) -> Asked:
    """A line that is a question because its siblings are, as it is asked."""
    _, number, words = without_lead_in(line.text)
    behind = asked_behind_topic(line.text)
    return behind or asked(line.text) or Asked(clean(words), number or line.marker.strip("-(). "), marked=True)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A line that stands out, whether it asks, and what stands below it, up to the next one of its shape."""

    place: int
    line: Line
    asks: bool
    below: str
    told: bool


def lines_over_tellings(lines: Sequence[Line], parts: Parts, closed: Sequence[tuple[int, int]]) -> dict[int, Head]:
    """Return the lines of one shape of which most stand over text that somebody tells of oneself: questions where one
    of them asks, else titles. ``closed`` are the stretches of the page where nothing is asked.
    """
    found: dict[int, Head] = {}
    for group in _groups(lines, parts, closed).values():
        members = list(_weighed(group, lines))
        told = [each for each in members if each.told]
        if len(told) < _FEWEST or len(told) < _HALF * len(members):
            continue
        if any(each.asks for each in members):
            found |= {each.place: Head(LineRole.QUESTION, as_prompt(each.line)) for each in members if each.below}
        else:
            found |= {each.place: Head(LineRole.STORY) for each in told}
    return found


def _groups(lines: Sequence[Line], parts: Parts, closed: Sequence[tuple[int, int]]) -> Mapping[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    shut = {place for first, end in closed for place in range(first, end)}
    for place in range(len(lines)):
        shape = _shape(lines, place)
        if shape and place not in shut and place not in parts.labels and not parts.is_open(place):
            groups.setdefault(shape, []).append(place)
    return groups


def _shape(lines: Sequence[Line], place: int) -> Hashable:
    """How a line stands out: in bold, as an item of a list, or short above a text; None where it does not."""
    line = lines[place]
    if line.form is not Form.TEXT or not line.text or line.aside or is_furniture(line) or not _is_short(line):
        return None
    label = find_label(line.text)
    if label and (label.names or is_field(label) or label.rest):
        return None
    if line.is_bold:
        return ("bold", line.indent)
    if line.marker:
        return ("item", line.indent, line.marker == "-")
    alone = place == 0 or lines[place - 1].form is not Form.TEXT
    below = next((each for each in lines[place + 1 : place + 3] if each.form is not Form.BLANK), None)
    if not alone or below is None or below.form is not Form.TEXT or below.marker:
        return None
    spaced = lines[place + 1].form is Form.BLANK
    return ("line", line.quoted, spaced, bool(without_lead_in(line.text)[1]))


def _is_short(line: Line) -> bool:
    words = clean(line.text)
    most = _MOST_WORDS_IN_BOLD if line.is_bold else _MOST_WORDS_OF_A_TITLE
    long = len(words.split()) > most or (words.endswith(_SENTENCE_ENDS) and not line.is_bold)
    return may_ask(line) and (asks_something(line) or not long)


def _weighed(group: Sequence[int], lines: Sequence[Line]) -> Iterator[_Standing]:
    for place, end in zip(group, [*group[1:], len(lines)], strict=True):
        below = text_of(_below(lines, place, end))
        yield _Standing(place, lines[place], asks_something(lines[place]), below, is_told_prose(below))


def _below(lines: Sequence[Line], place: int, end: int) -> Iterator[Line]:
    for line in lines[place + 1 : min(end, place + 1 + _MOST_LINES)]:
        if line.form in (Form.HEADING, Form.SUMMARY, Form.CLOSE):
            return
        if line.text and not is_furniture(line):
            yield line
