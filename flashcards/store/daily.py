"""The study day's backup: made with its first session, made anew as the log grows, never by one that holds less."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from operator import eq
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.files import numbered
from flashcards.store.backups import make_backup, prune
from flashcards.store.peek import peeked
from flashcards.store.retention import daily_name
from flashcards.store.tail import length


def refresh_daily(conn: sqlite3.Connection, folder: Path, day: int) -> Path | None:
    """Make the study day's backup, or make it anew where the log has grown since.

    Return its path, None where one holds all. One that cannot be read, or that holds what the log does not, stays, and
    the copy is made under the next name. Raises DamagedError if the database does not pass its check, AccessError if
    the copy cannot be written.
    """
    for target in numbered(folder / daily_name(day)):
        grown = _grown(conn, target) if target.exists() else 1
        if grown == 0:
            return None
        if grown:
            break
    make_backup(conn, target)
    prune(folder, day)
    return target


def _grown(conn: sqlite3.Connection, copy: Path) -> int | None:
    """By how many events the log has grown from what a copy holds.

    None where the copy cannot be read, or holds an event that does not stand in the log just so.
    """
    try:
        with peeked(copy) as held:
            copied, here = length(held), length(conn)
            grown = here[0] - copied[0]
            same = copied == here or (grown > 0 and _is_beginning(conn, held, copied[1]))
            return grown if same else None
    except FlashcardsError:
        return None


def _is_beginning(conn: sqlite3.Connection, held: sqlite3.Connection, last: int) -> bool:
    """Whether the log begins with every event that a copy holds."""
    query = "select * from events where key <= ? order by key"
    with _as_bytes(conn), _as_bytes(held):
        return all(map(eq, conn.execute(query, (last,)), held.execute(query, (last,))))


@contextmanager
def _as_bytes(conn: sqlite3.Connection) -> Iterator[None]:
    """Texts are compared as they lie in the file, whether they are any or not."""
    conn.text_factory = bytes
    try:
        yield
    finally:
        conn.text_factory = str
