"""Putting a copy in the place of the database: checked before, in one step, with what was there kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flashcards.errors import AccessError, DamagedError
from flashcards.files import free_name, make_folder, sync_file, sync_folder
from flashcards.store import meta, untrusted
from flashcards.store.opening import (
    DATABASE_VERSION,
    connect,
    created_beside,
    replace_durably,
    sql_siblings,
    translated,
)
from flashcards.store.retention import replaced_name


@dataclass(frozen=True, slots=True)
class Replacement:
    """A checked copy that waits beside the database it is to replace, and what it holds."""

    draft: Path
    database: Path
    contents: untrusted.Contents


@contextmanager
def prepared(source: Path, database: Path) -> Iterator[Replacement]:
    """Check a copy in every way, replay included, and build what is to replace the database; it is gone at the end.

    Raises DamagedError for a copy that does not pass, AccessError where it cannot be read or there is no room.
    """
    with created_beside(database) as draft:
        contents = untrusted.proven(source, draft)
        with translated(draft), closing(sqlite3.connect(draft, isolation_level=None)) as conn:
            if contents.version < DATABASE_VERSION:
                from flashcards.store.migrations import migrate

                migrate(conn)
            # the cards that are shown are told anew: the decks may have changed since the copy was made
            meta.forget(conn, "placed")
        yield Replacement(draft, database, contents)


def replace(found: Replacement, folder: Path, local: datetime) -> Path | None:
    """Put the copy in place, what was there into ``folder``; return where that is now, None if there was nothing.

    Nobody else writes meanwhile; a session that runs on the old file is told when it writes. Raises BusyError where
    another process holds the database, AccessError where a file cannot be moved; nothing has changed then.
    """
    database = found.database
    kept = free_name(folder / replaced_name(local))
    try:
        make_folder(folder, 0o700)
        # opening a database with a journal changes it, so these are kept first
        unfinished = [sibling for sibling in sql_siblings(database) if sibling.stat().st_size]
        if unfinished:
            _keep(database, kept, _copy)
            for sibling in unfinished:
                _keep(sibling, kept.with_name(kept.name + sibling.name.removeprefix(database.name)), _copy)
        with _held(database) as device:
            if device:
                _set_device(found.draft, device)
            if not unfinished:
                _keep(database, kept, _link)
            sync_folder(folder)
            for sibling in sql_siblings(database):
                sibling.unlink(missing_ok=True)
            replace_durably(found.draft, database)
    except OSError as error:
        raise AccessError(f"cannot replace {database}: {error.strerror}") from error
    return kept if kept.exists() else None


@contextmanager
def _held(database: Path) -> Iterator[str | None]:
    """Keep others from writing to the database, where it can be opened at all; gives the name of its device."""
    if not database.exists():
        yield None
        return
    conn = None
    try:
        conn = connect(database)
        device = _lock(conn, database)
    except DamagedError:
        device = None
    try:
        yield device
    finally:
        if conn is not None:
            conn.close()


def _lock(conn: sqlite3.Connection, database: Path) -> str | None:
    with translated(database):
        conn.execute("begin exclusive")
    try:
        device = meta.get(conn, "device")
    except sqlite3.DatabaseError:
        return None
    return device if isinstance(device, str) else None


def _set_device(draft: Path, device: str) -> None:
    with translated(draft), closing(sqlite3.connect(draft, isolation_level=None)) as conn:
        meta.put(conn, "device", device)


def _keep(source: Path, target: Path, way: Callable[[Path, Path], None]) -> None:
    if source.exists():
        way(source, target)
        target.chmod(0o600)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    sync_file(target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        # some file systems have no second names
        _copy(source, target)
