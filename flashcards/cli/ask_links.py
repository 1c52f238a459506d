"""Cards of which nobody knows whose history is theirs: the user is asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from flashcards.cli.confirm import ask_number
from flashcards.content.cards import Card
from flashcards.home.library import Library
from flashcards.home.links import goes_on
from flashcards.store import readings
from flashcards.terminal.plain import say


def ask_links(library: Library) -> None:
    """Ask about every open card, where somebody can be asked. "None" makes it a new card for good."""
    conn = library.readings
    unclear = readings.get_unclear(conn)
    if not unclear or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    taken: set[str] = set()
    for new, olds in unclear:
        candidates = [old for old in olds if old not in taken]
        old = _asked(readings.card(conn, new), new, candidates)
        if old:
            taken.add(old)
            library.database.record(library.clock.stamp(), [goes_on(library.database.conn, old, new)])
    readings.set_unclear(conn, [])


def _asked(card: Card | None, new: str, olds: Sequence[str]) -> str:
    """The one that the user names, "" for none of them."""
    if not olds:
        return ""
    say("Which of these stories is this one, reworded?", f"  {card.prompt if card else new}")
    say(*(f"  {number}  {old}" for number, old in enumerate(olds, start=1)), "  0  none, it is new")
    choice = ask_number("Number", len(olds))
    return olds[choice - 1] if choice else ""
