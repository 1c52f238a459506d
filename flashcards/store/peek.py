"""A copy of the database in our own folder, looked into where nothing of it is taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flashcards.errors import DamagedError
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION, check_header, translated

_LONGEST_VALUE = 64 * 1024 * 1024
_LONGEST_SQL = 100_000
# a sound file takes a few steps for each of its bytes; what takes so many more goes round in circles
_STEPS_PER_BYTE = 200
_STEPS_AT_LEAST = 50_000_000
_STEPS_AT_ONCE = 1_000_000


@contextmanager
def peeked(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database read-only and immutable to look at its events; its header is checked, and that these are a table.

    For a copy in our own folder that is looked at often. Raises DamagedError, AccessError.
    """
    check_header(path, DATABASE_ID, DATABASE_VERSION)
    with (
        translated(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn,
    ):
        harden(conn, path.stat().st_size)
        if conn.execute("select type from sqlite_master where name = 'events'").fetchone() != ("table",):
            raise DamagedError(f"{path} is damaged (the table events is missing)")
        yield conn


def harden(conn: sqlite3.Connection, size: int) -> None:
    """Let nothing in a file of so many bytes act, take more memory than a log can need, or go round in circles."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    conn.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_SQL)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    rounds = iter(range((_STEPS_AT_LEAST + size * _STEPS_PER_BYTE) // _STEPS_AT_ONCE))
    conn.set_progress_handler(lambda: next(rounds, None) is None, _STEPS_AT_ONCE)
    conn.execute("pragma trusted_schema = off")
    conn.execute("pragma cell_size_check = on")
