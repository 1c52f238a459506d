"""Lines and tables as commands print them: drawn on a terminal, plain on a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from flashcards.terminal.sanitise import visible

if TYPE_CHECKING:
    from flashcards.terminal.panels import Dashboard, Panel, TablePanel


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody sees the stream as it is written."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def say(*lines: str) -> None:
    """Print lines on standard output, whatever encoding it has; a line break within one is shown as a sign."""
    for line in lines:
        _write(sys.stdout, visible(line))


def warn(text: str) -> None:
    """Print one line on standard error; nothing is lost when nobody can read it."""
    try:
        _write(sys.stderr, visible(text))
    except OSError:
        return


def _write(stream: TextIO, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows below their columns; those numbered in ``right`` are aligned to the right."""
    cleaned = [[visible(cell) for cell in row] for row in rows]
    if is_terminal(sys.stdout):
        from flashcards.terminal.drawing import draw_table

        draw_table(columns, cleaned, right)
        return
    widths = [max(len(row[place]) for row in [list(columns), *cleaned]) for place in range(len(columns))]
    for row in [list(columns), *cleaned]:
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        _write(sys.stdout, "  ".join(cells).rstrip())


def print_dashboard(dashboard: Dashboard) -> None:
    """Print a page of figures: drawn as wide as the terminal is, or as plain lines on a pipe."""
    pairs = tuple((_clean(one), _clean(other)) for one, other in dashboard.pairs)
    clean = dashboard._replace(pairs=pairs, tables=tuple(map(_clean_table, dashboard.tables)))
    if is_terminal(sys.stdout):
        from flashcards.terminal.charts import draw_dashboard

        draw_dashboard(clean)
        return
    from flashcards.terminal.panel_text import plain_lines

    for line in plain_lines(clean):
        _write(sys.stdout, line)


def print_panel(panel: Panel) -> None:
    """Print one table, or bars, below its title."""
    if is_terminal(sys.stdout):
        from flashcards.terminal.charts import draw_panel

        draw_panel(_clean(panel))
        return
    from flashcards.terminal.panel_text import panel_lines

    for line in panel_lines(_clean(panel)):
        _write(sys.stdout, line)


def _clean(panel: Panel) -> Panel:
    """The panel with every text of it as text that can do nothing but be read."""
    from flashcards.terminal.panels import BarsPanel

    if not isinstance(panel, BarsPanel):
        return _clean_table(panel)
    bars = (bar._replace(label=visible(bar.label), said=visible(bar.said)) for bar in panel.bars)
    return panel._replace(title=visible(panel.title), bars=tuple(bars))


def _clean_table(panel: TablePanel) -> TablePanel:
    columns = (column._replace(name=visible(column.name)) for column in panel.columns)
    rows = (tuple(cell._replace(text=visible(cell.text)) for cell in row) for row in panel.rows)
    notes = tuple(map(visible, panel.notes))
    return panel._replace(title=visible(panel.title), columns=tuple(columns), rows=tuple(rows), notes=notes)
