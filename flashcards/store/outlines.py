"""Draft outlines in the readings, each computed once: kept by the deck and by what the text of the part was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress

from flashcards.store import meta

Outline = tuple[str, ...]
_ENGINE = "engine"
_KEPT = """
    select digest, cues from outlines where deck = ? and digest in (select value from json_each(?))
    and exists (select 1 from meta where key = ? and value = ?)
"""


def _engine() -> str:
    # a start that shows no answer pays for nothing of it
    from flashcards.content.outline import ENGINE_VERSION

    return str(ENGINE_VERSION)


def kept(conn: sqlite3.Connection, deck: str, digests: Iterable[str]) -> dict[str, Outline]:
    """Those of these drafts that are kept, by their digests; a cue holds no line break."""
    rows = conn.execute(_KEPT, (deck, json.dumps(list(digests)), _ENGINE, _engine()))
    return {digest: tuple(cues.split("\n")) if cues else () for digest, cues in rows}


def keep(conn: sqlite3.Connection, deck: str, outlines: Mapping[str, Outline]) -> None:
    """Keep the drafts of a deck, and none that another engine made.

    Nothing comes of it where the file is busy, full or write-protected: they are computed anew the next time.
    """
    with suppress(sqlite3.OperationalError):
        conn.execute("begin immediate")
        try:
            if meta.get(conn, _ENGINE) != _engine():
                conn.execute("delete from outlines")
                meta.put(conn, _ENGINE, _engine())
            rows = ((deck, digest, "\n".join(cues)) for digest, cues in outlines.items())
            conn.executemany("insert or replace into outlines values (?, ?, ?)", rows)
            conn.execute("commit")
        finally:
            if conn.in_transaction:
                conn.execute("rollback")


def forget(conn: sqlite3.Connection, deck: str, digests: Iterable[str]) -> None:
    """Drop some drafts of a deck."""
    conn.executemany("delete from outlines where deck = ? and digest = ?", ((deck, each) for each in digests))


def forget_deck(conn: sqlite3.Connection, deck: str) -> None:
    """Drop all drafts of a deck."""
    conn.execute("delete from outlines where deck = ?", (deck,))
