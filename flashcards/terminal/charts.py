"""Panels drawn on a terminal: side by side where it is wide, below one another where it is not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from flashcards.schedule.wording import abridged
from flashcards.terminal.lines import cut_to
from flashcards.terminal.panels import BarsPanel, Cell, Column, Dashboard, Panel, TablePanel, Tone

_NARROWEST = 20
_CHART = 46
_CHARTS_ABREAST = 2 * _CHART + 4
_TABLES_BESIDE = 80
_WIDEST_TABLE = 120
_WIDEST_BAR = 30
_GAP = 2
_BLOCKS = " ▏▎▍▌▋▊▉█"
_TITLE = "bold"
_HEAD = "dim"
_BAR_STYLE = "cyan"
_STYLES = {
    Tone.PLAIN: "",
    Tone.QUIET: "dim",
    Tone.WEAK: "bold red",
    Tone.FAIR: "yellow",
    Tone.GOOD: "cyan",
    Tone.STRONG: "green",
    Tone.MARKED: "bold magenta",
    Tone.UNDONE: "dim strike",
}
_HEADS = dict.fromkeys(Tone, _HEAD)
_FILLED = _STYLES | {
    Tone.WEAK: "bold white on red",
    Tone.FAIR: "black on yellow",
    Tone.GOOD: "black on cyan",
    Tone.STRONG: "black on green",
}


def draw_dashboard(dashboard: Dashboard) -> None:
    """Print it as wide as the terminal is."""
    width = terminal_width()
    print_lines(dashboard_lines(dashboard, width, _can_show(_BLOCKS)), width)


def draw_panel(panel: Panel) -> None:
    """Print one panel as wide as the terminal is."""
    width = terminal_width()
    margin = " " if panel.title else ""
    lines = _panel(panel, width - len(margin), _can_show(_BLOCKS))
    print_lines([cut_to(Text.assemble(margin, line), width) for line in lines], width)


def terminal_width() -> int:
    """The columns of the terminal, at least so many as anything can be drawn in."""
    return max(_NARROWEST, shutil.get_terminal_size().columns)


def print_lines(lines: Sequence[Text], width: int) -> None:
    """Print lines that are no wider than that."""
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(line, soft_wrap=True)


def _can_show(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def dashboard_lines(dashboard: Dashboard, width: int, blocks: bool = True) -> list[Text]:
    """The lines, none wider than ``width``; ``blocks``: whether bars may be drawn with block characters.

    A narrow terminal has one column; from _CHARTS_ABREAST on the pairs stand side by side; where there is room for
    more, the tables stand beside the pairs instead of below.
    """
    if width < _CHARTS_ABREAST:
        lines = _stacked([_panel(panel, width - 1, blocks) for panel in dashboard.panels])
    else:
        drawn = [_panel(chart, _CHART, blocks) for chart in dashboard.charts]
        abreast = zip_longest(drawn[::2], drawn[1::2], fillvalue=list[Text]())
        pairs = _stacked([_beside(*two, _CHART) for two in abreast])
        room = width - _CHARTS_ABREAST - _GAP
        beside = room >= _TABLES_BESIDE
        wide = min(_WIDEST_TABLE, room if beside else width - 1)
        tables = _stacked([_panel(table, wide, blocks) for table in dashboard.tables])
        lines = _beside(pairs, tables, _CHARTS_ABREAST) if beside else _stacked([pairs, tables])
    return [cut_to(Text.assemble(" ", line), width) for line in lines]


def _stacked(blocks: Sequence[list[Text]]) -> list[Text]:
    return [line for place, block in enumerate(blocks) for line in ([Text()] * (place > 0) + block)]


def _beside(left: list[Text], right: list[Text], width: int) -> list[Text]:
    """Two blocks of lines, the left one filled up to ``width``."""
    lines = []
    for one, other in zip_longest(left, right, fillvalue=Text()):
        gap = " " * (width - cell_len(one.plain) + _GAP) if other.plain else ""
        lines.append(Text.assemble(one, gap, other))
    return lines


def _panel(panel: Panel, width: int, blocks: bool) -> list[Text]:
    lines = _bars(panel, width, blocks) if isinstance(panel, BarsPanel) else _table(panel, width)
    return [Text(panel.title, _TITLE), *lines] if panel.title else lines


def _bars(panel: BarsPanel, width: int, blocks: bool) -> list[Text]:
    labels = max((cell_len(bar.label) for bar in panel.bars), default=0)
    words = max((cell_len(bar.said) for bar in panel.bars), default=0)
    room = max(3, min(_WIDEST_BAR, width - labels - words - 2 * _GAP))
    lines = []
    for bar in panel.bars:
        style = _STYLES[bar.tone]
        drawn = _bar(bar.share, room, blocks)
        line = Text.assemble((set_cell_size(bar.label, labels + _GAP), style), (drawn, style or _BAR_STYLE))
        line.append("  ").append(bar.said, style)
        line.rstrip()
        lines.append(cut_to(line, width))
    return lines


def _bar(share: float, room: int, blocks: bool) -> str:
    """A bar to the eighth of a character; what is not nothing is seen."""
    steps = len(_BLOCKS) - 1 if blocks else 1
    eighths = max(1, round(min(1.0, share) * room * steps)) if share > 0 else 0
    full, rest = divmod(eighths, steps)
    return (("█" if blocks else "#") * full + (_BLOCKS[rest] if rest else "")).ljust(room)


def _table(panel: TablePanel, width: int) -> list[Text]:
    if panel.is_grid:
        return _grid(panel, width)
    kept = _fitting(panel, width)
    columns = [panel.columns[place] for place in kept]
    rows = [[row[place] for place in kept] for row in panel.rows]
    widths = _widths(columns, rows, width, panel.folds)
    styles = _HEADS if panel.title else dict.fromkeys(Tone, _TITLE)
    heads = [Cell(column.name) for column in columns]
    lines = [_row(line, columns, widths, _GAP, styles) for line in _lines(heads, widths, panel.folds)]
    lines += [_row(line, columns, widths, _GAP) for row in rows for line in _lines(row, widths, panel.folds)]
    notes = [*(column.note for column in columns if column.note), *panel.notes]
    console = Console()
    return [*lines, *(line for note in notes for line in Text(note, _HEAD).wrap(console, width))]


def _lines(row: Sequence[Cell], widths: Sequence[int], folds: bool) -> Iterator[Sequence[Cell]]:
    """A row as it is, or in lines where what of a cell is wider than its column stands below it."""
    if not folds:
        return iter([row])
    console = Console()
    pieces = (_pieces(cell, width, console) for cell, width in zip(row, widths, strict=True))
    return zip_longest(*pieces, fillvalue=Cell(""))


def _pieces(cell: Cell, width: int, console: Console) -> list[Cell]:
    lines = Text(cell.text).wrap(console, width, overflow="fold")
    return [cell._replace(text=line.plain.rstrip()) for line in lines] or [cell]


def _fitting(panel: TablePanel, width: int) -> list[int]:
    """The places of the columns that fit, those that may go left out where they must, the highest ``drop`` first."""
    kept = list(range(len(panel.columns)))
    droppable = sorted((place for place in kept if panel.columns[place].drop), key=lambda p: -panel.columns[p].drop)
    for place in droppable:
        needed = [_needed(panel.columns[p], [row[p] for row in panel.rows]) for p in kept]
        if sum(needed) + _GAP * (len(kept) - 1) <= width:
            break
        kept.remove(place)
    return kept


def _needed(column: Column, cells: Sequence[Cell]) -> int:
    natural = _natural(column, cells)
    return min(column.wanted or column.least or natural, natural)


def _natural(column: Column, cells: Sequence[Cell]) -> int:
    return max([cell_len(column.name), *(cell_len(cell.text) for cell in cells)])


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, folds: bool) -> list[int]:
    """What each column needs; where that is too much, those that may be cut give way, the widest first.

    Where cells fold, they do so between words if that is enough.
    """
    cells = [[row[place] for row in rows] for place in range(len(columns))]
    widths = [_natural(column, held) for column, held in zip(columns, cells, strict=True)]
    widths = [min(each, width) if column.least else each for each, column in zip(widths, columns, strict=True)]
    room = width - _GAP * (len(widths) - 1)
    words = [max(map(cell_len, " ".join([cell.text for cell in held]).split()), default=1) for held in cells]
    if folds and sum(words) <= room:
        _give_way(widths, words, room)
    _give_way(widths, [column.least or width for column in columns], room)
    return widths


def _give_way(widths: list[int], least: Sequence[int], room: int) -> None:
    """Take from the widest until all fit, or each has its least."""
    while sum(widths) > room:
        wide = [place for place, each in enumerate(least) if widths[place] > each]
        if not wide:
            break
        widths[max(wide, key=widths.__getitem__)] -= 1


def _row(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    gap: int,
    styles: Mapping[Tone, str] = _STYLES,
) -> Text:
    line = Text()
    for place, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        text = Text(abridged(cell.text, cell.apart, width, cell_len), styles[cell.tone])
        fill = " " * (width - cell_len(text.plain))
        line.append(" " * gap if place else "")
        line.append_text(Text.assemble(fill, text) if column.right else Text.assemble(text, fill))
    line.rstrip()
    return line


def _grid(panel: TablePanel, width: int) -> list[Text]:
    """The rows by their columns; columns that do not fit come below, with the rows that have something there."""
    first, *others = panel.columns
    cell = max(cell_len(column.name) for column in others) + 1
    named = min(_natural(first, [row[0] for row in panel.rows]), max(first.least, width - cell * len(others)))
    abreast = max(1, (width - named) // cell)
    lines: list[Text] = []
    for start in range(0, len(others), abreast):
        places = range(start + 1, min(start + abreast, len(others)) + 1)
        rows = [row for row in panel.rows if start == 0 or any(row[place].text for place in places)]
        columns = [first, *(panel.columns[place] for place in places)]
        widths = [named] + [cell - 1] * len(places)
        lines += [Text()] if lines else []
        lines.append(_row([Cell(column.name) for column in columns], columns, widths, 1, _HEADS))
        lines += [_row([row[0], *(row[p] for p in places)], columns, widths, 1, _FILLED) for row in rows]
    return lines
