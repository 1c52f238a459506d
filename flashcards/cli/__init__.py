"""Commands: each gathers what it needs, decides with pure functions, applies the result and shows it."""

from __future__ import annotations

import gc
import os
import sys

from flashcards.cli.group import cli

__all__ = ["cli", "main"]


def _open_closed_streams() -> None:
    """Give a process that was started without standard streams empty ones.

    Else the database would be opened under one of their numbers, and get what somebody prints there.
    """
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def main() -> None:
    """Run the command line; ends the process with the command's exit code."""
    _open_closed_streams()
    try:
        cli.main(prog_name="flashcards")
    finally:
        # all memory goes back with the process; looking through it for circles first takes longer than a table
        gc.freeze()
