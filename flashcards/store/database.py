"""The store as commands see it: one home's database, opened with care, and the few ways to change it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.errors import AccessError, BusyError, DamagedError
from flashcards.store import meta, tail
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

# most commands open a database to look at it: what writes, and what goes back to a backup, is imported by what does so
if TYPE_CHECKING:
    from flashcards.schedule.day import Stamp
    from flashcards.schedule.events import Event
    from flashcards.store.merge import Union
    from flashcards.store.recording import LastThing, Synced
    from flashcards.store.rows import SetAside

_FOREIGN_KEYS = "foreign_keys = on"


class Database:
    """The log and its cached schedule. Everything that changes it is one transaction.

    ``file`` is what ``path`` was when it was opened; without one it is not looked at again. A file that was written
    over keeps its name and its place, but the event that was the newest here is not in it.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path, file: tuple[int, int] | None = None) -> None:
        self.conn = conn
        self.path = path
        self._file = file
        self._newest = (0, b"") if file is None else tail.newest_event(conn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything in it is on disk when it ends, or nothing is; within another one it is a part of that.

        Raises BusyError where another file has taken the place of the one that was opened, as ``restore`` and programs
        that synchronise folders do, or was copied over it: what is written then would never be seen again, or would be
        mixed with what is kept of the old one.
        """
        if self.conn.in_transaction:
            yield
            return
        # SQLite keeps pages by a counter that a copy may share with the file that it was written over
        self.conn.execute("pragma shrink_memory")
        with transaction(self.conn, self.path):
            if self._is_replaced():
                raise BusyError(f"NOT saved: another process has replaced {self.path}; start again")
            yield
            newest = tail.newest_event(self.conn)
        self._newest = newest

    def _is_replaced(self) -> bool:
        key, event = self._newest
        return self._file is not None and (_identity(self.path) != self._file or tail.id_at(self.conn, key) != event)

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    def record(self, stamp: Stamp, events: Iterable[Event], seen_matters: bool = False) -> list[Event]:
        """Write events of this device as one batch, and the schedule that follows from them, in one transaction.

        The events need no id, time, day, device or batch: they get them here. With ``seen_matters`` each event
        must name the last event of its card, else SeenElsewhereError and nothing is written.
        """
        from flashcards.store import recording

        with self.transaction():
            return recording.record(self.conn, stamp, events, seen_matters)

    def last_thing(self) -> LastThing | None:
        """What was made last on this device and stands: a batch, or a merge as a whole; None where nothing is left."""
        from flashcards.store import recording

        return recording.last_thing(self.conn)

    def undo(self, stamp: Stamp) -> LastThing | None:
        """Take back the last thing made on this device; return it, None where nothing is left to undo."""
        from flashcards.store import recording

        with self.transaction():
            return recording.undo(self.conn, stamp)

    def merge(
        self,
        stamp: Stamp,
        events: Iterable[Event],
        name: str,
        aside: Sequence[SetAside] = (),
        what: str = "merge",
    ) -> Union:
        """Take in the events of another log, all or none; undo calls it the ``what`` of ``name``. Return what it meant.

        Its rows that are no events, ``aside``, are kept as they are and passed on by later merges.

        Asked again for what an undo of an earlier merge took back, that undo is taken back.
        """
        from flashcards.store import recording

        with self.transaction():
            return recording.take_in(self.conn, stamp, events, name, aside, what)

    def take_in(self, pieces: Iterable[Sequence[Event]]) -> Synced:
        """Take in what other homes have, in pieces, all or none; return how much was new.

        It is no thing of this device, so that undo passes over it, and nothing that was taken back comes back by it.
        """
        from flashcards.store import recording

        with self.transaction():
            return recording.take_in_synced(self.conn, pieces)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


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
            from flashcards.store.backups import backup_once

            backup_once(conn, backup_folder / f"flashcards-before-version-{DATABASE_VERSION}.db")
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
        from flashcards.store.backups import advice

        raise DamagedError(f"{error}; {advice(backup_folder)}") from error


def _create(path: Path, backup_folder: Path) -> None:
    from flashcards.store.backups import advice, backups

    if backups(backup_folder):
        raise DamagedError(f"{path} is missing, but there are backups; {advice(backup_folder)}")
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        raise DamagedError(f"{path} is missing, but {journal} is there: put the database back, or move that away")
    with created_beside(path) as draft:
        with translated(draft), closing(sqlite3.connect(draft, isolation_level=None)) as conn:
            _migrate(conn)
            meta.put(conn, "device", os.urandom(6).hex())
        put_in_place(draft, path)
