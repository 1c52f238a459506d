"""The file of the readings: opened, or begun anew where it is of no use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flashcards.errors import DamagedError
from flashcards.store.opening import (
    READINGS_ID,
    READINGS_VERSION,
    check_header,
    closed_on_error,
    connect,
    connect_copy,
    created_beside,
    put_in_place,
    translated,
)

_TOLD_TEXTS = "create table told_texts (id text primary key, content text, told integer, rewritten integer);"
_OUTLINES = "create table outlines (deck text, digest text, cues text, primary key (deck, digest)) without rowid;"
# what Anki is told of when a text changed follows from the log
_NO_TIMES = "alter table cards drop column edited;"
_SCHEMA = f"""
    begin immediate;
    create table files (
        path text primary key, deck text, name text, size integer, changed integer, digest text,
        target integer, pace integer, problems text
    );
    create table cards (
        id text primary key, deck text, position integer, kind text, prompt text, content text, line integer
    );
    create index cards_of_a_deck on cards (deck, position);
    create table meta (key text primary key, value text);
    {_TOLD_TEXTS}
    {_OUTLINES}
    pragma application_id = {READINGS_ID};
    pragma user_version = {READINGS_VERSION};
    commit;
"""

# from each version to the next; where cards hold more than before, their decks are read again
_READ_AGAIN = "update files set digest = '', changed = -1;"
_STEPS = (_TOLD_TEXTS, _READ_AGAIN, _OUTLINES, _NO_TIMES, _READ_AGAIN)


def open_readings(path: Path, writable: bool) -> sqlite3.Connection:
    """Open the readings, or begin them anew where they are missing, damaged or of another version.

    Raises AccessError where they cannot be read: what they hold of vanished cards stands nowhere else.
    """
    try:
        if path.exists():
            version = check_header(path, READINGS_ID, READINGS_VERSION)
            conn = connect(path) if writable else connect_copy(path)
            with closed_on_error(conn):
                if version < READINGS_VERSION:
                    steps = " ".join(_STEPS[version - 1 :])
                    conn.executescript(f"begin immediate; {steps} pragma user_version = {READINGS_VERSION}; commit")
            return conn
    except DamagedError:
        pass
    if not writable:
        conn = sqlite3.connect(":memory:", isolation_level=None)
        conn.executescript(_SCHEMA)
        return conn
    # a journal that is left would be played back into the new file
    for old in (path, path.with_name(path.name + "-journal")):
        old.unlink(missing_ok=True)
    with created_beside(path) as draft:
        conn = sqlite3.connect(draft, isolation_level=None)
        conn.executescript(_SCHEMA)
        conn.close()
        put_in_place(draft, path)
    return connect(path)


@contextmanager
def looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """The readings as they are, to be looked into and no more. Raises FlashcardsError where they cannot be read."""
    check_header(path, READINGS_ID, READINGS_VERSION)
    with translated(path):
        conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            yield conn
        finally:
            conn.close()
