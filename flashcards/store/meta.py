"""What a file of ours remembers by name: the table ``meta``, which the database and the readings both have."""

from __future__ import annotations

import sqlite3

PAGES = "page:"
"""Behind it the slug of a deck: the digests of what pages added to it."""


def get(conn: sqlite3.Connection, key: str) -> str | None:
    """A remembered value; None where there is none."""
    row = conn.execute("select value from meta where key = ?", (key,)).fetchone()
    return row[0] if row else None


def starting_with(conn: sqlite3.Connection, prefix: str) -> dict[str, str]:
    """What is remembered under names that begin so, by the rest of the name."""
    found = conn.execute("select key, value from meta where substr(key, 1, ?) = ?", (len(prefix), prefix))
    return {key[len(prefix) :]: value for key, value in found}


def device(conn: sqlite3.Connection) -> str:
    """The name under which this machine writes its events."""
    return get(conn, "device") or ""


def put(conn: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a value; a transaction must be open where others may write."""
    conn.execute("insert or replace into meta values (?, ?)", (key, value))


def forget(conn: sqlite3.Connection, key: str) -> None:
    """Remember it no longer."""
    conn.execute("delete from meta where key = ?", (key,))
