"""What is open while HTML is read: a text with its marks, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EDGES = re.compile(r"^(?:<br>\s*)+|(?:\s*<br>)+$")


class OpenText:
    """The text of a piece while it is open, in pieces; ``says``: there is more in it than marks and room."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.says = False
        self._link: tuple[str, int, bool] | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing at all."""
        return not any(map(str.strip, self.pieces))

    def add(self, text: str) -> None:
        """Take in what is said next."""
        self.pieces.append(text)
        self.says = self.says or bool(text.strip().strip("*_`[ "))

    def close(self, mark: str) -> None:
        """Close a mark; one around nothing is an icon, and no mark."""
        while self.pieces and not self.pieces[-1].strip():
            self.pieces.pop()
        if self.pieces[-1:] == [mark]:
            self.pieces.pop()
        else:
            self.pieces.append(mark)

    def open_link(self, href: str) -> None:
        """Begin a link; one that leads nowhere is its text alone."""
        self._link = (href, len(self.pieces), self.says)
        self.add("[" if href else "")

    def close_link(self) -> None:
        """End a link; one to the page itself that has no words is none."""
        href, at, said = self._link or ("", 0, False)
        behind = "".join(self.pieces[at + 1 :])
        if href.startswith("#") and not any(map(str.isalnum, behind)):
            self._cut(at, said)
        elif href:
            self.add(f"]({href})")
        self._link = None

    def _cut(self, at: int, said: bool) -> None:
        del self.pieces[at:]
        self.says = said

    def taken(self) -> str:
        """Return the text, which is none of the next piece."""
        text = "".join(self.pieces)
        self._cut(0, said=False)
        return text


class TableRow:
    """The row that is open, if one is: what its cells say so far."""

    def __init__(self) -> None:
        self._cells: list[str] | None = None
        self._begun_at = 0
        self._heads = 0

    @property
    def is_open(self) -> bool:
        """Whether a row has begun, so that what is said belongs to it."""
        return self._cells is not None

    def begin(self, number: int) -> None:
        """Open a row on the line of that number."""
        self._cells, self._begun_at = [], number

    def cell(self, is_head: bool) -> None:
        """Open a cell, in a row of its own where none is open."""
        self._heads += is_head
        self._cells = [*(self._cells or []), ""]

    def say(self, text: str) -> None:
        """Take in what the cell that is open says; what stands between two cells says nothing."""
        if self._cells:
            self._cells[-1] += text

    def taken(self, number: int) -> Iterator[tuple[int, str]]:
        """Close the row, and yield its lines with their numbers: itself, and what parts the head from the rest."""
        cells, heads = self._cells or [], self._heads
        self._cells, self._heads = None, 0
        if cells:
            yield self._begun_at, f"| {' | '.join(_EDGES.sub('', ' '.join(cell.split())) for cell in cells)} |"
        if cells and heads == len(cells):
            yield number, "|" + " --- |" * heads
