"""``flashcards remove``: take a deck out of the home."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.confirm import confirm
from flashcards.files import free_name, move
from flashcards.home.library import sync
from flashcards.home.lookup import known_deck
from flashcards.store import readings
from flashcards.terminal.plain import say


@click.command("remove")
@click.argument("deck", metavar="DECK", shell_complete=complete_decks)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(app: App, deck: str, yes: bool) -> None:
    """Take a deck out. Its file goes to the folder removed/, its history stays in the log."""
    library = app.open(must_write=True)
    file = known_deck(library, deck)
    cards = len(readings.card_ids(library.readings, file.deck))
    confirm(f"Take out {file.name} with {cards} cards? The file goes to {library.home.removed}.", yes)
    source = library.home.decks / file.path
    target = free_name(library.home.removed / source.name)
    move(source, target)
    sync(library)
    say(f"Took out {file.name}. Its file is {target}; move it back to {library.home.decks} to have it again.")
