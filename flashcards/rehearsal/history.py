"""The history of a card as a session shows it."""

from __future__ import annotations

import sqlite3

from flashcards.schedule.wording import describe, iso
from flashcards.store.log import events_of

_MOST_ROWS = 18


def history(conn: sqlite3.Connection, card: str) -> list[tuple[str, str]]:
    """The last things that were done with a card, the oldest first: the day, and what it was."""
    done = sorted((event for event in events_of(conn, card) if event.card), key=lambda event: (event.at, event.id))
    return [(iso(event.day) or "", describe(event)) for event in done][-_MOST_ROWS:] or [("never", "it is new")]
