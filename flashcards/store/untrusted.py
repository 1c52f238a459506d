"""A database from outside, opened so that nothing in it can act, and checked before anything of it is used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from flashcards.errors import DamagedError
from flashcards.inert import harden
from flashcards.schedule.day import clamped_date
from flashcards.schedule.events import Event, in_order
from flashcards.store import rows, verify
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION, check_header, sql_siblings, translated
from flashcards.store.peek import LOG_BOUNDS
from flashcards.store.rows import SetAside


class Contents(NamedTuple):
    """What a sound database holds: its schema's version, its events, and the rows that are none.

    ``newest`` is the time of the last event.
    """

    path: Path
    version: int
    events: tuple[Event, ...]
    aside: tuple[SetAside, ...] = ()

    @property
    def newest(self) -> int:
        """The time of the last event in milliseconds, 0 without events."""
        return max((event.at for event in self.events), default=0)

    @property
    def summary(self) -> str:
        """Its events in a few words."""
        return summary(self.events)


def summary(events: Sequence[Event]) -> str:
    """How many events, and of which study day the last is: ``3 events, the last of 2026-11-23``."""
    if not events:
        return "no events"
    last = max(events, key=in_order)
    return f"{len(events)} event{'s' if len(events) > 1 else ''}, the last of {clamped_date(last.day)}"


@contextmanager
def opened(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Open a database read-only and immutable, with its header, pages and schema checked; also its version.

    Raises DamagedError where something is wrong with it, AccessError where it cannot be read.
    """
    version = check_header(path, DATABASE_ID, DATABASE_VERSION)
    _refuse_unfinished(path)
    with translated(path):
        conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        try:
            harden(conn, path.stat().st_size, LOG_BOUNDS)
            _refuse_unsound(conn, path, version)
            yield conn, version
        finally:
            conn.close()


def _refuse_unfinished(path: Path) -> None:
    for sibling in sql_siblings(path):
        if sibling.stat().st_size:
            raise DamagedError(
                f"{path} was left in the middle of a write: {sibling.name} lies beside it; open it once with the "
                "flashcards it belongs to, or use a copy that `flashcards backup FILE` made"
            )


def _refuse_unsound(conn: sqlite3.Connection, path: Path, version: int) -> None:
    # the schema first: what is none of ours is never run
    differences = verify.schema_differences(conn, version)
    problems = [*differences.lost, *differences.wrong, *(f"{name} is missing" for name in differences.missing)]
    problems = problems or verify.damage(conn)
    if problems:
        raise DamagedError(f"{path} is damaged ({problems[0]})")


def contents(path: Path) -> Contents:
    """The events of a database, each value checked, and what is none. Raises DamagedError, AccessError."""
    with opened(path) as (conn, version):
        return _contents(conn, path, version)


def _contents(conn: sqlite3.Connection, path: Path, version: int) -> Contents:
    events, aside = rows.checked(conn)
    return Contents(path, version, tuple(events), tuple(aside))


def proven(path: Path, copy_to: Path | None = None) -> Contents:
    """The events of a database whose schedule is what they say; ``copy_to`` gets a copy of what was checked.

    The schedule of an older version is made anew by its migration, and is not compared; nor is one beside rows that
    are set aside, which an earlier version may have counted. Raises DamagedError, AccessError.
    """
    with opened(path) as (conn, version):
        found = _contents(conn, path, version)
        if version == DATABASE_VERSION and not found.aside and (stale := verify.stale_cards(conn, found.events)):
            raise DamagedError(f"{path} is damaged (its schedule is not what its log says: {stale[0]})")
        if copy_to is not None:
            with translated(copy_to), closing(sqlite3.connect(copy_to)) as copy:
                conn.backup(copy)
    return found
