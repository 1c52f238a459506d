"""A bar for what takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from flashcards.terminal.plain import is_terminal

Item = TypeVar("Item")
_PATIENCE = 1.0


def progressing(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Yield the items; from one second on a bar on standard error shows how many are left, in a terminal only."""
    if len(items) < 2 or not is_terminal(sys.stderr):
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=len(items), visible=False)
        for item in items:
            yield item
            bar.advance(task)
            bar.update(task, visible=(bar.tasks[0].elapsed or 0) > _PATIENCE)
