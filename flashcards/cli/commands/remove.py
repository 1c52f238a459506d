"""``flashcards remove``: take a deck out of the home."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.confirm import confirm
from flashcards.errors import AccessError
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
    target = _free(library.home.removed / Path(file.path).name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
    except OSError as error:
        raise AccessError(f"cannot move {source} to {target}: {error.strerror}") from error
    sync(library)
    say(f"Took out {file.name}. Its file is {target}; move it back to {library.home.decks} to have it again.")


def _free(path: Path) -> Path:
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return candidate
