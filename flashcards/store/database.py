"""The store as commands see it: one home's database, opened with care, and the few ways to change it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flashcards.errors import AccessError, DamagedError, FlashcardsError
from flashcards.schedule.events import Event, EventKind
from flashcards.store import backups, log, schedule
from flashcards.store.opening import (
    check_header,
    connect,
    connect_copy,
    create_beside,
    put_in_place,
    transaction,
    translated,
)
from flashcards.store.versions import DATABASE_ID, DATABASE_VERSION


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something is done: UTC in milliseconds, the local study day as an ordinal, the offset in minutes."""

    at: int
    day: int
    offset: int


class SeenElsewhereError(FlashcardsError):
    """The card changed since it was shown: another session graded it, or this grade was stored already."""


class Database:
    """The log and its cached schedule. Everything that changes it is one transaction."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self.conn = conn
        self.path = path

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything in it is on disk when it ends, or nothing is."""
        with transaction(self.conn, self.path):
            yield

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    @property
    def device(self) -> str:
        """The name under which this machine writes its events."""
        return self.get_meta("device") or ""

    def get_meta(self, key: str) -> str | None:
        """A remembered value; None where there is none."""
        row = self.conn.execute("select value from meta where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a value; a transaction must be open."""
        self.conn.execute("insert or replace into meta values (?, ?)", (key, value))

    def record(self, stamp: Stamp, events: Iterable[Event], seen_matters: bool = False) -> list[Event]:
        """Write events of this device as one batch, and the schedule that follows from them, in one transaction.

        The events need no id, time, day, device or batch: they get them here. With ``seen_matters`` each event
        must name the last event of its card, else SeenElsewhereError and nothing is written.
        """
        with self.transaction():
            drafts = list(events)
            if seen_matters:
                self._refuse_stale(drafts)
            stamped = self._stamped(stamp, drafts)
            log.insert(self.conn, stamped)
            schedule.refresh(self.conn, self._touched(stamped))
        return stamped

    def _refuse_stale(self, drafts: Iterable[Event]) -> None:
        for draft in drafts:
            if schedule.standing(self.conn, draft.card).last_event != draft.seen:
                raise SeenElsewhereError(f"{draft.card} was changed elsewhere since it was shown; nothing was written")

    def _stamped(self, stamp: Stamp, drafts: Sequence[Event]) -> list[Event]:
        at = max(stamp.at, log.newest_time(self.conn) + 1)
        batch = _new_id()
        return [
            replace(
                draft,
                id=_new_id(),
                at=at + place,
                day=stamp.day,
                offset=stamp.offset,
                device=self.device,
                batch=batch,
            )
            for place, draft in enumerate(drafts)
        ]

    def _touched(self, events: Iterable[Event]) -> list[str]:
        cards = {event.card for event in events if event.card}
        for event in events:
            if event.kind == EventKind.RETRACTED:
                cards |= log.cards_of(self.conn, event.retracts)
        return sorted(cards)

    def undo(self, stamp: Stamp) -> list[Event]:
        """Take back this device's last standing batch; return its events, none where nothing is left to undo."""
        with self.transaction():
            batch = log.last_standing_batch(self.conn, self.device)
            if batch:
                draft = blank_event(EventKind.RETRACTED, _only_card(batch))
                draft = replace(draft, retracts=tuple(event.id for event in batch))
                stamped = self._stamped(stamp, [draft])
                log.insert(self.conn, stamped)
                schedule.refresh(self.conn, self._touched(stamped))
        return batch


def _new_id() -> str:
    """An id that no other machine gives."""
    return os.urandom(16).hex()


def _only_card(events: Sequence[Event]) -> str:
    cards = {event.card for event in events}
    return cards.pop() if len(cards) == 1 else ""


def blank_event(kind: EventKind, card: str) -> Event:
    """An event that has not been recorded yet: no id, no time, no batch."""
    return Event(id="", at=0, day=0, offset=0, device="", card=card, kind=kind)


def open_database(path: Path, backup_folder: Path) -> Database:
    """Open the database for reading and writing, making it where there is none yet.

    Raises DamagedError (exit 3) for a file that is empty, damaged, foreign or newer, and where the file is missing
    while backups exist; AccessError (exit 4) where it cannot be written.
    """
    if not path.exists():
        _create(path, backup_folder)
    version = _checked(path, backup_folder)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise AccessError(f"cannot write {path}: check its permissions")
    database = Database(connect(path), path)
    if version < DATABASE_VERSION:
        backups.make_backup(database.conn, backup_folder / f"flashcards-before-version-{DATABASE_VERSION}.db")
        _migrate(database.conn)
    return database


def open_copy(path: Path, backup_folder: Path) -> Database:
    """Open a copy in memory of a database that cannot be written, or an empty one where there is none."""
    if path.exists():
        _checked(path, backup_folder)
        return Database(connect_copy(path), path)
    conn = sqlite3.connect(":memory:", isolation_level=None)
    _migrate(conn)
    return Database(conn, path)


def _migrate(conn: sqlite3.Connection) -> None:
    # sqlite_utils takes longer to import than most commands take to run, and few runs migrate
    from flashcards.store.migrations import migrate

    migrate(conn)


def _checked(path: Path, backup_folder: Path) -> int:
    try:
        return check_header(path, DATABASE_ID, DATABASE_VERSION)
    except DamagedError as error:
        newest = backups.backups(backup_folder)[:1]
        advice = f"; the newest backup is {newest[0]}" if newest else "; there is no backup"
        raise DamagedError(f"{error}{advice}") from error


def _create(path: Path, backup_folder: Path) -> None:
    newest = backups.backups(backup_folder)[:1]
    if newest:
        raise DamagedError(f"{path} is missing, but there are backups; the newest is {newest[0]}")
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        raise DamagedError(f"{path} is missing, but {journal} is there: put the database back, or move that away")
    draft = create_beside(path)
    try:
        with translated(draft), closing(sqlite3.connect(draft, isolation_level=None)) as conn:
            _migrate(conn)
            conn.execute("insert into meta values ('device', ?)", (os.urandom(6).hex(),))
        put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
