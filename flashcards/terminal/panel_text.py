"""Panels as plain lines, for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.terminal.panels import BarsPanel, Dashboard, Panel, TablePanel

_BAR = 30


def plain_lines(dashboard: Dashboard) -> Iterator[str]:
    """Every panel below its title, an empty line between two."""
    for place, panel in enumerate(dashboard.panels):
        if place:
            yield ""
        yield from panel_lines(panel)


def panel_lines(panel: Panel) -> Iterator[str]:
    """One panel below its title."""
    yield panel.title
    yield from _bars(panel) if isinstance(panel, BarsPanel) else _table(panel)


def _bars(panel: BarsPanel) -> Iterator[str]:
    labels = max((len(bar.label) for bar in panel.bars), default=0)
    for bar in panel.bars:
        drawn = "#" * (max(1, round(bar.share * _BAR)) if bar.share > 0 else 0)
        yield f"  {bar.label.ljust(labels)}  {drawn.ljust(_BAR)}  {bar.said}".rstrip()


def _table(panel: TablePanel) -> Iterator[str]:
    heads = [column.name for column in panel.columns]
    rows = [[cell.text for cell in row] for row in panel.rows]
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    yield from ("  " + _line(panel, row, widths) for row in [heads, *rows])
    yield from (f"  {note}" for note in panel.notes)


def _line(panel: TablePanel, row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if column.right else cell.ljust(width)
        for cell, width, column in zip(row, widths, panel.columns, strict=True)
    )
    return "  ".join(cells).rstrip()
