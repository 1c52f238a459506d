"""``flashcards outline``: a pass over draft outlines."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks_and_cards
from flashcards.cli.outlining import go_over_card, go_over_decks, is_interactive
from flashcards.home.lookup import deck_or_card


@click.command("outline")
@click.argument("name", metavar="[DECK|CARD]", required=False, shell_complete=complete_decks_and_cards)
@click.pass_obj
def command(app: App, name: str | None) -> None:
    """Go over draft outlines: keep, drop or reword each cue.

    Those of all decks where none is named. What you accept is written into the deck as its outline. Esc leaves
    everything as it was.
    """
    if name is None and not is_interactive():
        raise click.UsageError("without a terminal, say which deck or card: outline DECK|CARD")
    library = app.open(must_write=True)
    deck, card = deck_or_card(library, name) if name is not None else (None, "")
    if card:
        go_over_card(library, card)
    else:
        go_over_decks(library, [deck.path] if deck else sorted(file.path for file in library.decks.values()))
