"""What is the matter with a database: its pages, its schema, the schedule that it caches."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flashcards.errors import DamagedError
from flashcards.schedule.events import Event
from flashcards.schedule.replay import replay
from flashcards.schedule.standing import Standing
from flashcards.store import names, standings
from flashcards.store.opening import translated

# damage can turn a text into bytes, which SQLite takes for a text all the same
_OBJECTS = """select cast(type as text), cast(name as text), cast(sql as text) from sqlite_master
              where name not like 'sqlite\\_%' escape '\\'"""
_OF_AN_INDEX = re.compile(r"row \d+ missing from index .*|wrong # of entries in index .*|non-unique entry in index .*")
# how sqlite_utils quotes and breaks lines differs between its versions, and means nothing
_DRESSING = re.compile(r"[\"'`\[\]\s]+")


class SchemaDifferences(NamedTuple):
    """``missing`` holds what makes each missing index or trigger, by name; the rest is said in words.

    ``lost`` are tables, without which a database cannot be read.
    """

    missing: Mapping[str, str]
    lost: tuple[str, ...]
    wrong: tuple[str, ...]


def damage(conn: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of the whole file finds, and rows that name a card or device that is not there."""
    found = [str(verdict) for (verdict,) in conn.execute("pragma integrity_check") if verdict != "ok"]
    if found:
        return found
    orphans = conn.execute("pragma foreign_key_check").fetchall()
    return [f"{len(orphans)} rows name a card or a device that is not there"] if orphans else []


def damage_of(path: Path, version: int) -> list[str]:
    """What makes a file of this version unusable: damage, or tables that are lost. Nothing else of it is read."""
    try:
        way = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro&immutable=1"
        with (
            translated(path),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={way}", uri=True)) as conn,
        ):
            conn.execute("pragma trusted_schema = off")
            return damage(conn) or list(schema_differences(conn, version).lost)
    except DamagedError as error:
        return [str(error)]


def is_of_an_index(problem: str) -> bool:
    """Whether damage that SQLite found is in an index, which follows from its table."""
    return _OF_AN_INDEX.fullmatch(problem) is not None


def schema_differences(conn: sqlite3.Connection, version: int) -> SchemaDifferences:
    """Compare the schema with what the migrations up to this version make."""
    expected, found = _expected(version), _objects(conn)
    missing = {name: sql for (kind, name), sql in expected.items() if (kind, name) not in found and kind != "table"}
    lost = [f"the table {name} is missing" for kind, name in expected if kind == "table" and (kind, name) not in found]
    foreign = [f"the {kind} {name} is not of ours" for kind, name in found if (kind, name) not in expected]
    changed = [
        f"the {kind} {name} is not as we made it"
        for (kind, name), sql in expected.items()
        if (kind, name) in found and _bare(found[kind, name]) != _bare(sql)
    ]
    return SchemaDifferences(missing, tuple(lost), (*foreign, *changed))


@cache
def _expected(version: int) -> Mapping[tuple[str, str], str]:
    # sqlite_utils takes longer to import than most commands take to run
    from flashcards.store.migrations import build

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        build(fresh, version)
        return _objects(fresh)


def _objects(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    return {(kind, name): sql or "" for kind, name, sql in conn.execute(_OBJECTS)}


def _bare(sql: str) -> str:
    return _DRESSING.sub("", sql).lower()


def stale_cards(conn: sqlite3.Connection, events: Iterable[Event]) -> list[str]:
    """The cards of which the cached schedule, or what names its histories, does not say what these events say."""
    replayed = replay(events)
    cached, named = standings.standings(conn), names.held(conn)
    return [
        card
        for card in sorted({*replayed.standings, *replayed.names, *cached, *named})
        if replayed.standing(card) != cached.get(card, Standing(card)) or replayed.names.get(card) != named.get(card)
    ]
