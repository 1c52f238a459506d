"""``flashcards export``: an Anki package of the cards."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.errors import ContentError
from flashcards.home.lookup import deck_slugs
from flashcards.home.outlines import all_outlined
from flashcards.schedule.wording import counted
from flashcards.store import readings
from flashcards.terminal.plain import say


@click.command("export")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The .apkg to write.",
)
@click.pass_obj
def command(app: App, decks: tuple[str, ...], target: Path) -> None:
    """Write an Anki package: the same cards, for the phone.

    Importing it again updates the notes whose text changed here. It never moves, reschedules or deletes what Anki has.
    """
    from flashcards.anki.export import ExportCard, write_package

    library = app.open()
    slugs = deck_slugs(library, decks)
    found = readings.cards(library.readings, slugs)
    if not found:
        raise ContentError("there is no card to export; `flashcards add PAGE` reads a page of yours")
    whole = all_outlined(library.readings, [each.card for each in found])
    cards = [ExportCard(card, each.edited) for card, each in zip(whole, found, strict=True)]
    names = {file.deck: file.name for file in library.files.values()}
    notes = write_package(cards, names, target)
    say(f"{counted(notes, 'note')} -> {target}")
