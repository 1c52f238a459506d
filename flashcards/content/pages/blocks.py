"""The blocks of a page, one within the other, and what a line that stands over others may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import SIGNS_OF_NUMBERS, Form, Line
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.speech import (
    Asked,
    asked,
    asked_beside,
    begins_as_question,
    without_lead_in,
)
from flashcards.content.pages.text import is_quoted, length
from flashcards.content.pages.vocabulary import is_aside_section, is_generic, is_method, section_kind

LONGEST_QUESTION = 700
_MOST_WORDS = 30


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
        while block is not None:
            if block.is_heading:
                yield block
            block = block.parent


@dataclass(frozen=True, slots=True)
class Tree:
    """A page: the blocks by their place, a blank line is none, how often each heading stands on the page, and the place
    of the one that names it.
    """

    blocks: dict[int, Block]
    repeats: Counter[str]
    title: int

    def count(self, heading: Block) -> int:
        """Return how often a heading stands on the page."""
        return self.repeats[clean(heading.line.text).casefold()]

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
        if line.form is not Form.BLANK:
            block = blocks[place] = Block(line, place, path[-1], end=place + 1)
            path[-1].children.append(block)
            if line.marker or line.form in (Form.HEADING, Form.SUMMARY):
                path.append(block)
    for block in path:
        block.end = len(lines)
    repeats = Counter(clean(block.line.text).casefold() for block in blocks.values() if block.is_heading)
    return Tree(blocks, repeats, title_place(lines))


def _holds(outer: Line, line: Line) -> bool:
    """Whether a line stands below an open one."""
    if line.form in (Form.BLANK, Form.CODE, Form.FENCE):
        return True
    if outer.form is Form.HEADING:
        return line.form is not Form.HEADING or line.level > outer.level
    if outer.form is Form.SUMMARY:
        return line.form not in (Form.HEADING, Form.SUMMARY, Form.CLOSE) and line.quoted >= outer.quoted
    return line.form not in (Form.HEADING, Form.SUMMARY, Form.RULE, Form.CLOSE) and line.indent > outer.indent


def shape_of(heading: Line) -> tuple[float, bool, bool]:
    """What headings that belong together share: the level, whether they are numbered or said to ask, whether they
    quote.
    """
    marked, number, words = without_lead_in(heading.text)
    return (heading.level, marked or bool(number), is_quoted(words))


def title_place(lines: Sequence[Line]) -> int:
    """The place of the heading over the whole page: the only one of the highest level, with at least as many lines
    below it as above; -1 where there is none.
    """
    headings = [place for place, line in enumerate(lines) if line.form is Form.HEADING]
    top = min((lines[place].level for place in headings), default=0)
    first = [place for place in headings if lines[place].level == top]
    return first[0] if len(first) == 1 and first[0] * 2 <= len(lines) else -1


class LineRole(StrEnum):
    """What a line that stands over others is; an echo says the question above it in another language."""

    QUESTION = "question"
    STORY = "story"
    ANSWER = "answer"
    SECTION = "section"
    BODY = "body"
    ECHO = "echo"


@dataclass(frozen=True, slots=True)
class Head:
    """What a heading, or a line that stands for one, is."""

    role: LineRole
    asked: Asked | None = None


def asks_something(line: Line) -> bool:
    """Whether the words of a line ask, or begin as a question does."""
    if len(line.text) > LONGEST_QUESTION:
        return False
    return asked(line.text) is not None or (begins_as_question(line.text) and "? " not in line.text)


def may_ask(line: Line) -> bool:
    """Whether a line may be a question if its siblings are: nothing says that it is something else."""
    label = find_label(line.text, line.form is Form.HEADING)
    if label and (label.names or label.frame or label.rest):
        return False
    words = clean(line.text)
    known = section_kind(line.text) or is_aside_section(words) or is_method(words) or story_name(words) is not None
    if known or is_generic(words):
        return False
    if length(words) <= _MOST_WORDS or asks_something(line):
        return True
    # a long item may ask within, a long heading may order; what tells of somebody answers
    return "? " in words if line.marker else line.form is Form.HEADING


def as_prompt(line: Line) -> Asked:
    """A line that is a question because its siblings are, as it is asked."""
    _, number, words = without_lead_in(line.text)
    behind = asked_beside(line.text)
    return behind or asked(line.text) or Asked(clean(words), number or line.marker.strip(SIGNS_OF_NUMBERS), marked=True)
