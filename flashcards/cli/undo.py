"""``flashcards undo``: take back the last thing made on this device."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.log import describe
from flashcards.errors import ContentError
from flashcards.schedule.events import Event
from flashcards.terminal.plain import say


@click.command("undo")
@click.pass_obj
def command(app: App) -> None:
    """Take back the last thing made on this device, and name it."""
    library = app.open(must_write=True)
    events = library.database.undo(library.clock.stamp())
    if not events:
        raise ContentError("there is nothing to undo on this device")
    say(f"Took back: {name_batch(events)}.")


def name_batch(events: list[Event]) -> str:
    """What a batch did, in one line."""
    first = events[0]
    if len(events) == 1:
        return f"{describe(first)} on {first.card}" if first.card else describe(first)
    return f"{first.kind} of {len(events)} cards"
