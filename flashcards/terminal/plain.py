"""Lines and tables as commands print them: drawn on a terminal, plain on a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from flashcards.terminal.sanitise import visible

if TYPE_CHECKING:
    from flashcards.terminal.panels import BarsPanel, Cell, Dashboard, Panel, TablePanel

_BAR = 30
# what TERM names a terminal that knows no control sequences; "" where it says nothing
_LINES_ONLY = frozenset({"", "dumb", "unknown"})


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody sees the stream as it is written."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def can_draw(stream: TextIO) -> bool:
    """Whether the stream is a terminal on which more than lines can be shown."""
    import os

    return is_terminal(stream) and os.environ.get("TERM", "") not in _LINES_ONLY


def takes_keys() -> bool:
    """Whether single keys can be read and whole screens shown, by the terminal and by the system."""
    if not is_terminal(sys.stdin) or not can_draw(sys.stdout):
        return False
    try:
        import termios
    except ImportError:
        return False
    return hasattr(termios, "tcgetattr")


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


def fitted(stream: TextIO, text: str) -> str:
    """A line in the encoding of a stream; on a terminal it is broken at words."""
    if is_terminal(stream):
        from flashcards.terminal.wrapping import broken, window_width

        text = "\n".join(broken(text, window_width()))
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _write(stream: TextIO, text: str) -> None:
    stream.write(fitted(stream, text) + "\n")
    stream.flush()


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows below their columns; those numbered in ``right`` are aligned to the right."""
    if can_draw(sys.stdout):
        from flashcards.terminal.panels import listing

        print_panel(listing(columns, rows, right))
    else:
        cleaned = [[visible(cell) for cell in row] for row in rows]
        _print(_aligned([columns, *cleaned], right))


def print_dashboard(dashboard: Dashboard) -> None:
    """Print a page of figures: drawn as wide as the terminal is, or as plain lines on a pipe."""
    charts, tables = tuple(map(_clean, dashboard.charts)), tuple(map(_clean_table, dashboard.tables))
    clean = dashboard._replace(charts=charts, tables=tables)
    if can_draw(sys.stdout):
        from flashcards.terminal.charts import draw_dashboard

        draw_dashboard(clean)
        return
    for place, panel in enumerate(clean.panels):
        _print([""] if place else [])
        _print(_panel_lines(panel))


def print_panel(panel: Panel) -> None:
    """Print one table, or bars, below its title."""
    if can_draw(sys.stdout):
        from flashcards.terminal.charts import draw_panel

        draw_panel(_clean(panel))
    else:
        _print(_panel_lines(_clean(panel)))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        _write(sys.stdout, line)


def _panel_lines(panel: Panel) -> Iterator[str]:
    """A panel for a pipe, below its title; one without a title stands at the margin."""
    from flashcards.terminal.panels import BarsPanel

    lines = _bars(panel) if isinstance(panel, BarsPanel) else _table(panel)
    if not panel.title:
        yield from lines
        return
    yield panel.title
    yield from (f"  {line}" for line in lines)


def _bars(panel: BarsPanel) -> Iterator[str]:
    labels = max((len(bar.label) for bar in panel.bars), default=0)
    for bar in panel.bars:
        drawn = "#" * (max(1, round(bar.share * _BAR)) if bar.share > 0 else 0)
        yield f"{bar.label.ljust(labels)}  {drawn.ljust(_BAR)}  {bar.said}".rstrip()


def _table(panel: TablePanel) -> Iterator[str]:
    rows = [[column.name for column in panel.columns], *([cell.text for cell in row] for row in panel.rows)]
    right = [place for place, column in enumerate(panel.columns) if column.right]
    yield from _aligned(rows, right)
    yield from (column.note for column in panel.columns if column.note)
    yield from panel.notes


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[int]) -> Iterator[str]:
    """Each row as a line, the cells of a column below one another; those numbered in ``right`` end together."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _clean(panel: Panel) -> Panel:
    """The panel with every text of it as text that can do nothing but be read."""
    from flashcards.terminal.panels import BarsPanel

    if not isinstance(panel, BarsPanel):
        return _clean_table(panel)
    bars = (bar._replace(label=visible(bar.label), said=visible(bar.said)) for bar in panel.bars)
    return panel._replace(title=visible(panel.title), bars=tuple(bars))


def _clean_cell(cell: Cell) -> Cell:
    return cell._replace(text=visible(cell.text), apart=len(visible(cell.text[: cell.apart])))


def _clean_table(panel: TablePanel) -> TablePanel:
    columns = (column._replace(name=visible(column.name), note=visible(column.note)) for column in panel.columns)
    rows = (tuple(map(_clean_cell, row)) for row in panel.rows)
    notes = tuple(map(visible, panel.notes))
    return panel._replace(title=visible(panel.title), columns=tuple(columns), rows=tuple(rows), notes=notes)
