"""``flashcards undo``: take back the last thing made on this device."""

from __future__ import annotations

from collections.abc import Mapping

import click

from flashcards.cli.app import App
from flashcards.errors import ContentError
from flashcards.schedule.wording import counted, describe_all
from flashcards.store import names
from flashcards.store.recording import LastThing
from flashcards.terminal.plain import say


@click.command("undo")
@click.pass_obj
def command(app: App) -> None:
    """Take back the last thing made on this device, and name it."""
    library = app.open(must_write=True)
    last = library.database.undo(library.clock.stamp())
    if last is None:
        raise ContentError("there is nothing to undo on this device")
    say(f"Took back: {name_of(last, names.called(library.database.conn))}.")


def name_of(last: LastThing, called: Mapping[str, str]) -> str:
    """What was done last, in one line, with the card as ``called`` names it."""
    if last.merge is not None:
        return f"the {last.merge.what} of {last.merge.name}, {counted(len(last.events), 'event')}"
    return describe_all(last.events, called)
