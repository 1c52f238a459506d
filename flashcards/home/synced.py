"""What a home remembers of its syncs: its tag, what the others have of its log, and when the last one was."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from flashcards.store import meta

if TYPE_CHECKING:
    from flashcards.store.database import Database

_TAG, _STATE, _TEXTS = "sync_tag", "sync", "sync_texts"
_NONE: Mapping[Any, Any] = {}


class Known(NamedTuple):
    """A segment that was read: its note's time and sequence number, how many events it holds, and its name."""

    mod: int
    usn: int
    events: int
    name: str


class State(NamedTuple):
    """How the last sync left things.

    ``at`` is UTC in milliseconds, ``day`` the study day. All events of the log up to the place ``key``, where
    ``event`` stands, are held by ``segments``, by their notes' numbers. The reviews of a collection of that ``schema``
    were taken in up to the sequence number ``usn``. ``quiet`` stands for all that was the same on both sides then.
    """

    at: int = 0
    day: int = 0
    key: int = 0
    event: str = ""
    schema: int = 0
    usn: int = 0
    quiet: str = ""
    segments: Mapping[int, Known] = _NONE


class Texts(NamedTuple):
    """What the notes said when they were last handed over: digests of each deck's file and of each card.

    ``guids`` is by what Anki knows the note of each card.
    """

    files: Mapping[str, str] = _NONE
    cards: Mapping[str, str] = _NONE
    guids: Mapping[str, str] = _NONE


def read_state(conn: sqlite3.Connection) -> State | None:
    """How the last sync left things; None where there was none, or where that cannot be read."""
    try:
        found = json.loads(meta.get(conn, _STATE) or "null")
        segments = {int(number): Known(*known) for number, known in found.pop("segments").items()}
        return State(**found, segments=segments)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def write_state(conn: sqlite3.Connection, state: State) -> None:
    """Remember it; a transaction must be open."""
    meta.put(conn, _STATE, json.dumps(state._asdict()))


def read_texts(conn: sqlite3.Connection) -> Texts:
    """What was last handed over."""
    try:
        return Texts(**json.loads(meta.get(conn, _TEXTS) or "{}"))
    except (ValueError, TypeError):
        return Texts()


def write_texts(conn: sqlite3.Connection, texts: Texts) -> None:
    """Remember it; a transaction must be open."""
    meta.put(conn, _TEXTS, json.dumps(texts._asdict()))


def forget(conn: sqlite3.Connection) -> None:
    """Know of no sync any more; a transaction must be open."""
    meta.forget(conn, _STATE)
    meta.forget(conn, _TEXTS)


def tag(database: Database) -> str:
    """The random tag of this home, which it gets now if it has none."""
    return meta.get(database.conn, _TAG) or _new_tag(database)


def _new_tag(database: Database) -> str:
    found = os.urandom(4).hex()
    with database.transaction():
        meta.put(database.conn, _TAG, found)
    return found


def become_another(database: Database) -> tuple[str, str]:
    """Go on as a device of its own, under a new tag; return both."""
    device, found = os.urandom(6).hex(), os.urandom(4).hex()
    with database.transaction():
        meta.put(database.conn, "device", device)
        meta.put(database.conn, _TAG, found)
    return device, found


def last_sync(conn: sqlite3.Connection) -> int | None:
    """The study day of the last sync; None where there was none."""
    state = read_state(conn)
    return state.day if state is not None else None
