"""``flashcards reset``: forget the schedule of a deck or a card."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks_and_cards
from flashcards.cli.confirm import confirm
from flashcards.home.copies import back_up_before
from flashcards.home.lookup import cards_named
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.wording import counted
from flashcards.store import standings
from flashcards.terminal.plain import say


@click.command("reset")
@click.argument("names", metavar="DECK|CARD...", nargs=-1, required=True, shell_complete=complete_decks_and_cards)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(app: App, names: tuple[str, ...], yes: bool) -> None:
    """Forget the schedule: the cards are new again. `flashcards undo` brings everything back."""
    library = app.open(must_write=True)
    cards = cards_named(library, names)
    stored = standings.standings(library.database.conn)
    known = [card for card in cards if card in stored and not stored[card].is_new]
    if not known:
        say("Nothing to reset: every card named is new already.")
        return
    cards_to_reset = counted(len(known), "card")
    confirm(f"Forget the schedule of {cards_to_reset} in {', '.join(names)}?", yes)
    back_up_before(library, "reset")
    library.database.record(library.clock.stamp(), [blank_event(EventKind.RESET, card) for card in known])
    say(f"Reset {cards_to_reset}. `flashcards undo` brings everything back.")
