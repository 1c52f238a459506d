"""``flashcards edit``: opens a deck in the editor at the right line, then reads it again."""

from __future__ import annotations

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.completion import complete_decks_and_cards
from flashcards.cli.editing import edit_deck
from flashcards.home.lookup import deck_or_card, file_of
from flashcards.terminal.plain import say


@click.command("edit")
@click.argument("name", metavar="DECK|CARD", shell_complete=complete_decks_and_cards)
@click.pass_obj
def command(app: App, name: str) -> None:
    """Open a deck in your editor, at the line of the card.

    The editor is what $VISUAL or $EDITOR says. Draft outlines are written in. A draft that you leave as it is goes
    again; one that you change is yours.
    """
    library = app.open(must_write=True)
    deck, card = deck_or_card(library, name)
    say(edit_deck(library, deck.path if deck else file_of(library, card), card))
    show_remarks(library)
