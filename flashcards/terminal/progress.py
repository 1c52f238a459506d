"""A bar for what takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from threading import Timer
from typing import TypeVar

from flashcards.terminal.plain import can_draw

Item = TypeVar("Item")
_PATIENCE_SECONDS = 1.0


def progressing(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Yield the items; from one second on a bar on standard error shows how many are left, in a terminal only.

    A single item has no length that is known, so its bar only shows that something goes on.
    """
    if not can_draw(sys.stderr):
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=len(items) if len(items) > 1 else None, visible=False)
        timer = Timer(_PATIENCE_SECONDS, bar.update, (task,), {"visible": True})
        timer.daemon = True
        timer.start()
        try:
            for item in items:
                yield item
                bar.advance(task)
        finally:
            timer.cancel()
