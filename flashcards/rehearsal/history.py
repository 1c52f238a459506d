"""The history of a card as a session shows it."""

from __future__ import annotations

import sqlite3

from flashcards.schedule.history import history as deeds
from flashcards.store.log import events_of

_MOST_ROWS = 18


def history(conn: sqlite3.Connection, card: str) -> list[tuple[str, str]]:
    """The last things that were done with a card, the oldest first: when, and what it was."""
    return [(deed.when, deed.said) for deed in deeds(events_of(conn, card))][-_MOST_ROWS:] or [("never", "it is new")]
