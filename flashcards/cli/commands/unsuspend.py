"""``flashcards unsuspend``: let suspended cards back."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.commands.suspend import turn
from flashcards.cli.completion import complete_decks_and_cards


@click.command("unsuspend")
@click.argument("names", metavar="CARD|DECK...", nargs=-1, required=True, shell_complete=complete_decks_and_cards)
@click.pass_obj
def command(app: App, names: tuple[str, ...]) -> None:
    """Let suspended cards back into the reviews."""
    turn(app, names, suspend=False)
