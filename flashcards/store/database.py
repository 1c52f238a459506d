"""The store as commands see it: one home's database, opened with care, and the few ways to change it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.errors import AccessError, BusyError, ContentError, DamagedError, FlashcardsError
from flashcards.schedule.day import event_time
from flashcards.schedule.domain import bounded, problems_of
from flashcards.schedule.events import Event, EventKind
from flashcards.store import backups, log, meta, rows, standings
from flashcards.store.opening import (
    DATABASE_ID,
    DATABASE_VERSION,
    check_header,
    closed_on_error,
    connect,
    connect_copy,
    created_beside,
    put_in_place,
    transaction,
    translated,
)

if TYPE_CHECKING:
    from flashcards.store import merge
    from flashcards.store.rows import SetAside

_FOREIGN_KEYS = "foreign_keys = on"


class Stamp(NamedTuple):
    """When something is done: UTC in milliseconds, the local study day as an ordinal, the offset in minutes."""

    at: int
    day: int
    offset: int


class SeenElsewhereError(FlashcardsError):
    """The card changed since it was shown: another session graded it, or this grade was stored already."""


class LastThing(NamedTuple):
    """What undo takes back: the events of a batch, or those that ``merge`` brought in."""

    events: tuple[Event, ...]
    merge: merge.Merge | None = None


class Database:
    """The log and its cached schedule. Everything that changes it is one transaction.

    ``file`` is what ``path`` was when it was opened; without one it is not looked at again. A file that was written
    over keeps its name and its place, but the event that was the newest here is not in it.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path, file: tuple[int, int] | None = None) -> None:
        self.conn = conn
        self.path = path
        self._file = file
        self._newest = (0, b"") if file is None else log.newest_event(conn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything in it is on disk when it ends, or nothing is.

        Raises BusyError where another file has taken the place of the one that was opened, as ``restore`` and programs
        that synchronise folders do, or was copied over it: what is written then would never be seen again, or would be
        mixed with what is kept of the old one.
        """
        # SQLite keeps pages by a counter that a copy may share with the file that it was written over
        self.conn.execute("pragma shrink_memory")
        with transaction(self.conn, self.path):
            if self._is_replaced():
                raise BusyError(f"NOT saved: another process has replaced {self.path}; start again")
            yield
            newest = log.newest_event(self.conn)
        self._newest = newest

    def _is_replaced(self) -> bool:
        key, event = self._newest
        return self._file is not None and (_identity(self.path) != self._file or log.id_at(self.conn, key) != event)

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    @property
    def device(self) -> str:
        """The name under which this machine writes its events."""
        return meta.get(self.conn, "device") or ""

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
            standings.refresh(self.conn, self._touched(stamped))
        return stamped

    def _refuse_stale(self, drafts: Iterable[Event]) -> None:
        for draft in drafts:
            if standings.standing(self.conn, draft.card).last_event != draft.seen:
                raise SeenElsewhereError(f"{draft.card} was changed elsewhere since it was shown; nothing was written")

    def _stamped(self, stamp: Stamp, drafts: Sequence[Event]) -> list[Event]:
        at = event_time(stamp.at, log.newest_time(self.conn))
        batch = _new_id()
        return [
            _admitted(
                draft._replace(
                    id=_new_id(),
                    at=at + place,
                    day=stamp.day,
                    offset=stamp.offset,
                    device=self.device,
                    batch=batch,
                )
            )
            for place, draft in enumerate(drafts)
        ]

    def _touched(self, events: Iterable[Event]) -> list[str]:
        cards = {event.card for event in events if event.card}
        for event in events:
            if event.kind == EventKind.RETRACTED:
                cards |= log.cards_of(self.conn, event.retracts)
        return sorted(cards)

    def last_thing(self) -> LastThing | None:
        """What was made last on this device and stands: a batch, or a merge as a whole; None where nothing is left."""
        from flashcards.store import merge

        batch = log.last_standing_batch(self.conn, self.device)
        found = merge.last_merge(self.conn, log.key_of(self.conn, batch[-1].id) if batch else 0)
        if found is not None:
            last, events = found
            return LastThing(tuple(events), last)
        return LastThing(tuple(batch)) if batch else None

    def undo(self, stamp: Stamp) -> LastThing | None:
        """Take back the last thing made on this device; return it, None where nothing is left to undo."""
        from flashcards.store import merge

        with self.transaction():
            last = self.last_thing()
            if last is not None:
                draft = blank_event(EventKind.RETRACTED, _only_card(last.events))
                draft = draft._replace(retracts=tuple(event.id for event in last.events))
                (undo,) = self._stamped(stamp, [draft])
                log.insert(self.conn, [undo])
                if last.merge is not None:
                    merge.mark_undone(self.conn, last.merge, undo.id)
                merge.refresh(self.conn, last.events)
        return last

    def merge(self, stamp: Stamp, events: Iterable[Event], name: str, aside: Sequence[SetAside] = ()) -> merge.Union:
        """Take in the events of another log, all or none; ``name`` is what undo calls it. Return what that meant.

        Its rows that are no events, ``aside``, are kept as they are and passed on by later merges.

        Asked again for what an undo of an earlier merge took back, that undo is taken back.
        """
        from flashcards.store import merge

        with self.transaction():
            found = merge.union(self.conn, events, aside)
            rows.pass_on(self.conn, found.aside)
            first = log.newest_key(self.conn) + 1
            log.insert(self.conn, found.new)
            added = list(found.new)
            if found.returning:
                draft = blank_event(EventKind.RETRACTED, "")
                draft = draft._replace(retracts=tuple(undo.id for undo in found.returning))
                added += self._stamped(stamp, [draft])
                log.insert(self.conn, added[-1:])
            if added:
                merge.remember(self.conn, merge.Merge(first, log.newest_key(self.conn), name))
                merge.refresh(self.conn, added)
        return found


def _admitted(draft: Event) -> Event:
    """An own event within the bounds that every reader of a log knows. Raises ContentError where it has none."""
    event = bounded(draft)
    if problems := problems_of(event):
        raise ContentError(f"NOT saved, no log could be read with it: {problems[0]}")
    return event


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


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
    version = check_database(path, backup_folder)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise AccessError(f"cannot write {path}: check its permissions")
    file = _identity(path)
    conn = connect(path, _FOREIGN_KEYS)
    with closed_on_error(conn), translated(path):
        if version < DATABASE_VERSION:
            backups.backup_once(conn, backup_folder / f"flashcards-before-version-{DATABASE_VERSION}.db")
            _migrate(conn)
        return Database(conn, path, file)


def open_copy(path: Path, backup_folder: Path) -> Database:
    """Open a copy in memory of a database that cannot be written, or an empty one where there is none."""
    if path.exists():
        check_database(path, backup_folder)
        return Database(connect_copy(path), path)
    conn = sqlite3.connect(":memory:", isolation_level=None)
    _migrate(conn)
    return Database(conn, path)


def _migrate(conn: sqlite3.Connection) -> None:
    # sqlite_utils takes longer to import than most commands take to run, and few runs migrate
    from flashcards.store.migrations import migrate

    migrate(conn)


def check_database(path: Path, backup_folder: Path) -> int:
    """Return the schema version of the database; raise DamagedError, with the way back, where its header is wrong."""
    try:
        return check_header(path, DATABASE_ID, DATABASE_VERSION)
    except DamagedError as error:
        raise DamagedError(f"{error}; {backups.advice(backup_folder)}") from error


def _create(path: Path, backup_folder: Path) -> None:
    if backups.backups(backup_folder):
        raise DamagedError(f"{path} is missing, but there are backups; {backups.advice(backup_folder)}")
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        raise DamagedError(f"{path} is missing, but {journal} is there: put the database back, or move that away")
    with created_beside(path) as draft:
        with translated(draft), closing(sqlite3.connect(draft, isolation_level=None)) as conn:
            _migrate(conn)
            meta.put(conn, "device", os.urandom(6).hex())
        put_in_place(draft, path)
