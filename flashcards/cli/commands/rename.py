"""``flashcards rename``: another name for a deck or a card."""

from __future__ import annotations

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.completion import complete_decks_and_cards
from flashcards.home.lookup import deck_or_card
from flashcards.home.renaming import rename_card, rename_deck
from flashcards.terminal.plain import say


@click.command("rename")
@click.argument("name", metavar="DECK|CARD", shell_complete=complete_decks_and_cards)
@click.argument("new", metavar="NAME")
@click.pass_obj
def command(app: App, name: str, new: str) -> None:
    """Give a deck or a card another name; its history follows.

    A deck's name is what it is called, from which its slug and its file are named; a card's is its short name.
    """
    library = app.open(must_write=True)
    deck, card = deck_or_card(library, name)
    say(rename_deck(library, deck, new) if deck else rename_card(library, card, new))
    show_remarks(library)
