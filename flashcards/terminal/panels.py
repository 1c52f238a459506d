"""What a page of figures shows, as values: tables and bars, to be drawn on a terminal or printed on a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """How a piece of text stands out; each says in words as well what its colour says."""

    PLAIN = "plain"
    QUIET = "quiet"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"
    MARKED = "marked"
    UNDONE = "undone"


class Cell(NamedTuple):
    """One field of a table. Where it has to be cut, what begins at ``apart`` sets it apart and stays."""

    text: str
    tone: Tone = Tone.PLAIN
    apart: int = 0


class Column(NamedTuple):
    """One column. ``least`` is the width to which it may be cut, 0 for none.

    Where the table is too wide, columns go by ``drop``, the highest first, until the others have the width that they
    are ``wanted`` in, or their least; those with 0 stay. ``note`` explains a column that is shown, below the table.
    """

    name: str
    right: bool = False
    least: int = 0
    drop: int = 0
    wanted: int = 0
    note: str = ""


class TablePanel(NamedTuple):
    """A table below its title; one without a title stands at the margin.

    ``is_grid``: cells are filled with their colour, and columns that do not fit come below the others. ``folds``: what
    of a cell does not fit goes on below it, where it is cut else.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    is_grid: bool = False
    folds: bool = False


def listing(names: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> TablePanel:
    """A table of texts at the margin, of which nothing is left out; the columns numbered in ``right`` end together."""
    columns = (Column(name, place in right, least=1) for place, name in enumerate(names))
    return TablePanel("", tuple(columns), tuple(tuple(map(Cell, row)) for row in rows), folds=True)


class Bar(NamedTuple):
    """One bar, as long as its ``share`` (0 to 1) says, and what it says in words."""

    label: str
    share: float
    said: str
    tone: Tone = Tone.PLAIN


class BarsPanel(NamedTuple):
    """Bars below their title."""

    title: str
    bars: tuple[Bar, ...]


Panel = TablePanel | BarsPanel


class Dashboard(NamedTuple):
    """Charts, two of which stand side by side where there is room, and tables below or beside them."""

    charts: tuple[Panel, ...]
    tables: tuple[TablePanel, ...]

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All of them, in their order."""
        return (*self.charts, *self.tables)
