"""A copy of the database in our own folder, looked into where nothing of it is taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flashcards.errors import DamagedError
from flashcards.inert import Bounds, harden
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION, check_header, translated

# of a log: an event of ours may hold a question of a million characters, and a replay takes long
LOG_BOUNDS = Bounds(longest_value=64 * 1024 * 1024, steps_per_byte=200, steps_at_least=50_000_000)


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
        harden(conn, path.stat().st_size, LOG_BOUNDS)
        if conn.execute("select type from sqlite_master where name = 'events'").fetchone() != ("table",):
            raise DamagedError(f"{path} is damaged (the table events is missing)")
        yield conn
