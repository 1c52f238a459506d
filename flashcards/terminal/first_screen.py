"""The first screen on a terminal: drawn below what stands there, and one key that says whether to go on."""

from __future__ import annotations

import shutil
import sys

from rich.console import Console

from flashcards.terminal.keys import Keyboard, is_editing, stop_process
from flashcards.terminal.today_drawing import today_lines
from flashcards.terminal.views import STOP, TodayView

_NARROWEST = 20


def wants_it(view: TodayView) -> bool:
    """Show the screen, and return whether the key that is pressed then is Enter. KeyboardInterrupt passes through."""
    while (key := _key_below(view)) == STOP:
        stop_process()
    return key == "enter"


def _key_below(view: TodayView) -> str:
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    for line in today_lines(view, console, width):
        console.print(line, soft_wrap=True)
    sys.stdout.flush()
    with Keyboard() as keyboard:
        while (key := keyboard.read()) in ("resize", "") or is_editing(key):
            continue
    return key
