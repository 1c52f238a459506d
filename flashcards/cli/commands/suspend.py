"""``flashcards suspend`` and ``flashcards unsuspend``: keep cards out of the reviews, and let them back."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks_and_cards
from flashcards.home.lookup import cards_named
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.wording import counted
from flashcards.store import standings
from flashcards.terminal.plain import say


@click.command("suspend")
@click.argument("names", metavar="CARD|DECK...", nargs=-1, required=True, shell_complete=complete_decks_and_cards)
@click.pass_obj
def command(app: App, names: tuple[str, ...]) -> None:
    """Keep cards out of the reviews until they are let back.

    Their schedule stays.
    """
    _turn(app, names, suspend=True)


@click.command("unsuspend")
@click.argument("names", metavar="CARD|DECK...", nargs=-1, required=True, shell_complete=complete_decks_and_cards)
@click.pass_obj
def unsuspend(app: App, names: tuple[str, ...]) -> None:
    """Let suspended cards back into the reviews."""
    _turn(app, names, suspend=False)


def _turn(app: App, names: tuple[str, ...], suspend: bool) -> None:
    """Suspend the cards that are named, or let them back; those that stand so already are left alone."""
    library = app.open(must_write=True)
    conn = library.database.conn
    cards = [card for card in cards_named(library, names) if standings.standing(conn, card).suspended != suspend]
    if not cards:
        say("Nothing to do: every card named is " + ("suspended already." if suspend else "in the reviews already."))
        return
    kind = EventKind.SUSPENDED if suspend else EventKind.UNSUSPENDED
    library.database.record(library.clock.stamp(), [blank_event(kind, card) for card in cards])
    done = "Suspended" if suspend else "Let back"
    say(f"{done} {counted(len(cards), 'card')}. `flashcards undo` takes it back.")
