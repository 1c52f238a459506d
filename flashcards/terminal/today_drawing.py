"""The first screen as lines of styled text."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flashcards.terminal.lines import ACCENT, QUIET, STRONG, WIDEST, cut_to, indented, rule, wrapped
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import TodayView

_GAP = 3


def today_lines(view: TodayView, console: Console, width: int) -> list[Text]:
    """The lines, none wider than the screen; the last one says what can be pressed."""
    wide = min(width, WIDEST)
    far = visible(view.countdown)
    gap = max(1, wide - cell_len(view.heading) - cell_len(far) - 2)
    lines = [Text.assemble((f" {view.heading}", STRONG), " " * gap, (far, ACCENT)), rule(wide, 0, "above")]
    column = max(cell_len(label) for label, _ in view.rows) + _GAP
    for label, value in view.rows:
        lines += _row(label, value, column, console, wide)
    lines += [Text(), *_row("Next", view.next, column, console, wide)]
    for other in view.others:
        lines += indented(wrapped(Text(visible(other), QUIET), console, wide - column, indent=0), column + 1)
    keys = Text.assemble(" ", ("Enter", STRONG), (f" {view.command}   ", QUIET))
    keys.append("any other key", STRONG).append(" leaves", QUIET)
    return [cut_to(line, width) for line in (*lines, rule(wide, 0, "below"), keys)]


def _row(label: str, value: str, column: int, console: Console, width: int) -> list[Text]:
    said = wrapped(Text(visible(value)), console, width - column - 1, indent=0)
    first = Text.assemble(" ", (label.ljust(column), ACCENT if label == "Next" else STRONG), said[0])
    return [first, *indented(said[1:], column + 1)]
