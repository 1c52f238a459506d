"""The blocks of a page, one within the other, whatever syntax they are written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flashcards.content.pages.lines import Form, Line


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
