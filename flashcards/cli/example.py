"""The shipped deck beside own ones: whether it stays is asked once, and kept in the settings."""

from __future__ import annotations

import sys

from flashcards.cli.confirm import ask
from flashcards.content.text.source import encoded_like
from flashcards.errors import FlashcardsError
from flashcards.files import read_if_there, write_new_bytes
from flashcards.home.home import Home
from flashcards.home.library import SHIPPED_DECK, Library
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.terminal.plain import say, warn

_STEPS_BACK = (
    "It steps back: nothing new comes of it, and what you told of it stays due.",
    f"`flashcards review --example` lets it come again, `flashcards remove {SHIPPED_DECK}` takes it out.",
)


def settled(library: Library, agenda: Agenda, says: bool | None, may_ask: bool) -> Agenda:
    """The agenda as the user's word on the example makes it: what the settings or this run say, else what is asked."""
    if says is None and may_ask and agenda.guests and sys.stdin.isatty() and sys.stdout.isatty():
        name = library.decks[SHIPPED_DECK].name
        says = ask(f"{name}, the example, still stands beside your own decks. Rehearse it, too?")
        say(*(() if says else _STEPS_BACK))
    if says is None or says == library.example:
        return agenda
    library.example = says
    _keep(library.home, says)
    return agenda_of(library, library.clock.today)


def _keep(home: Home, example: bool) -> None:
    """Write the answer into the settings, everything else of which stays as it is."""
    import tomlkit

    try:
        before = read_if_there(home.config) or b""
        end = "\r\n" if b"\r\n" in before else "\n"
        document = tomlkit.parse(before.decode("utf-8-sig").replace("\r\n", "\n"))
        document.setdefault("review", tomlkit.table())["example"] = example
        write_new_bytes(home.config, encoded_like(before, tomlkit.dumps(document).replace("\n", end)))
    except FlashcardsError as error:
        warn(f"This holds for now, but could not be kept: {error}")
