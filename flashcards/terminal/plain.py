"""Lines and tables as commands print them: drawn on a terminal, plain on a pipe."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from math import ceil
from typing import TextIO

from flashcards.terminal.sanitise import visible

_WIDEST_BAR = 40
_NARROWEST_BAR = 10


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


def print_bars(rows: Sequence[tuple[str, float, str]]) -> None:
    """Print a bar for each row of a label, a number and what it says, the longest as wide as the line allows."""
    labels = max((len(visible(label)) for label, _, _ in rows), default=0)
    words = max((len(visible(said)) for _, _, said in rows), default=0)
    room = min(_WIDEST_BAR, max(_NARROWEST_BAR, shutil.get_terminal_size().columns - labels - words - 4))
    most = max((number for _, number, _ in rows), default=0.0)
    for label, number, said in rows:
        bar = "#" * ceil(room * number / most) if most else ""
        _write(sys.stdout, f"{visible(label).ljust(labels)}  {bar.ljust(room)}  {visible(said)}".rstrip())


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
