"""What comes back from Anki, joined with the log: which history a note is of, and when the last pull was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from flashcards.home.library import Library
from flashcards.home.links import relink
from flashcards.schedule.events import Event
from flashcards.schedule.exports import PastExports
from flashcards.store import log, meta, names
from flashcards.store.exports import past_exports
from flashcards.store.merge import Union

_LAST_PULL = "last_pull"
_WHAT = "pull"


def histories(library: Library) -> dict[str, PastExports]:
    """Every history that the log knows, by each name under which Anki may know its note."""
    conn = library.database.conn
    past = past_exports(conn)
    called = names.called(conn)
    found = {}
    for card in log.card_ids(conn):
        now = called.get(card, card)
        found[card] = past.get(now) or PastExports(now, now, 0)
    for history in past.values():
        found[history.origin] = history
    for history in past.values():
        found |= {export.name: history for export in history.exports}
    return found


def take_in(library: Library, events: Iterable[Event], source: str) -> Union:
    """Take in what was answered in Anki, all or none; undo takes it back as a whole. Return what that meant."""
    stamp = library.clock.stamp()
    with library.database.transaction():
        found = library.database.merge(stamp, events, source, what=_WHAT)
        meta.put(library.database.conn, _LAST_PULL, str(stamp.day))
        if found.changes:
            library.remarks += relink(library.database, library.readings, library.clock)
    return found


def last_pull(conn: sqlite3.Connection) -> int | None:
    """The study day of the last pull; None where there was none."""
    found = meta.get(conn, _LAST_PULL)
    return int(found) if found and found.isdecimal() else None
