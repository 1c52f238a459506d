"""Where the log ends: how many events it holds, which came last, and what came since."""

from __future__ import annotations

import sqlite3

from flashcards.schedule.day import LATEST_TIME


def count_events(conn: sqlite3.Connection) -> int:
    """How many events the log holds."""
    (count,) = conn.execute("select count(*) from events").fetchone()
    return int(count)


def count_since(conn: sqlite3.Connection, key: int) -> int:
    """How many events arrived after the one in this place."""
    (count,) = conn.execute("select count(*) from events where key > ?", (key,)).fetchone()
    return int(count)


def newest_time(conn: sqlite3.Connection) -> int:
    """The greatest time that the file knows, in milliseconds; 0 in an empty log."""
    (newest,) = conn.execute("select max(at) from events where at < ?", (LATEST_TIME,)).fetchone()
    return int(newest or 0)


def newest_key(conn: sqlite3.Connection) -> int:
    """The place of the event that arrived last; 0 in an empty log."""
    (newest,) = conn.execute("select max(key) from events").fetchone()
    return int(newest or 0)


def newest_event(conn: sqlite3.Connection) -> tuple[int, bytes]:
    """The place of the event that arrived last, and its id; 0 and no bytes in an empty log."""
    row = conn.execute("select key, cast(id as blob) from events order by key desc limit 1").fetchone()
    return (int(row[0]), bytes(row[1] or b"")) if row else (0, b"")


def id_at(conn: sqlite3.Connection, key: int) -> bytes:
    """The id of the event in that place as it lies in the file, readable or not; no bytes where there is none."""
    row = conn.execute("select cast(id as blob) from events where key = ?", (key,)).fetchone()
    return bytes(row[0] or b"") if row else b""


def length(conn: sqlite3.Connection) -> tuple[int, int, str]:
    """How many events the log holds, with the place and the id of the last to arrive; 0, 0 and "" for none."""
    query = "select (select count(*) from events), key, id from events order by key desc limit 1"
    row = conn.execute(query).fetchone()
    return (int(row[0]), int(row[1]), str(row[2])) if row else (0, 0, "")


def key_of(conn: sqlite3.Connection, event: str) -> int:
    """The place of an event in the order of arrival; 0 for one that the log does not have."""
    row = conn.execute("select key from events where id = ?", (event,)).fetchone()
    return int(row[0]) if row else 0


def arrived_since(conn: sqlite3.Connection, key: int) -> list[tuple[str, str]]:
    """The kind and the card of each event that arrived after the one in this place.

    The card is "" where it is about none, and where its history may have another id here.
    """
    query = """select e.kind, iif(n.card is null or s.deck is not null, coalesce(c.id, ''), '') from events e
               left join cards c on c.key = e.card left join names n on n.card = e.card
               left join schedule s on s.card = e.card where e.key > ?"""
    return conn.execute(query, (key,)).fetchall()
