"""A database from outside, in which nothing acts: no schema of its own is trusted, and what it may take is bounded."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_LONGEST_SQL = 100_000
_STEPS_AT_ONCE = 1_000_000


class Bounds(NamedTuple):
    """What reading a file may take: bytes of one value, steps for each byte of the file, and steps in any case.

    A sound file takes a few steps for each of its bytes; what takes so many more goes round in circles.
    """

    longest_value: int
    steps_per_byte: int
    steps_at_least: int


def harden(conn: sqlite3.Connection, size: int, bounds: Bounds) -> None:
    """Let nothing in a file of so many bytes act, take more memory than a value may need, or go round in circles."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, bounds.longest_value)
    conn.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_SQL)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    rounds = iter(range((bounds.steps_at_least + size * bounds.steps_per_byte) // _STEPS_AT_ONCE))
    conn.set_progress_handler(lambda: next(rounds, None) is None, _STEPS_AT_ONCE)
    conn.execute("pragma trusted_schema = off")
    conn.execute("pragma cell_size_check = on")
