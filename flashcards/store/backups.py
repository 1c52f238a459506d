"""Copies of the database that are known to work."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

from flashcards.errors import AccessError, DamagedError
from flashcards.store.log import count_events
from flashcards.store.opening import create_beside, translated

KEPT = 10
_PATTERN = "flashcards-*.db"


def daily_backup(conn: sqlite3.Connection, folder: Path, day: int) -> Path | None:
    """Make the study day's backup unless it is there; keep the newest KEPT. Return the new one's path.

    Raises DamagedError if the database does not pass its check, AccessError if the copy cannot be written;
    an older backup is never touched before the new one is known to work.
    """
    target = folder / f"flashcards-{date.fromordinal(day).isoformat()}.db"
    if target.exists():
        return None
    make_backup(conn, target)
    for old in backups(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def make_backup(conn: sqlite3.Connection, target: Path) -> None:
    """Copy the database to ``target``, check the copy, and only then put it in place."""
    draft = create_beside(target)
    try:
        with translated(draft):
            copy = sqlite3.connect(draft)
            try:
                conn.backup(copy)
                _check(copy, count_events(conn), target)
            finally:
                copy.close()
        _sync(draft)
        draft.replace(target)
    except OSError as error:
        raise AccessError(f"cannot write the backup {target}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def _check(copy: sqlite3.Connection, events: int, target: Path) -> None:
    (verdict,) = copy.execute("pragma quick_check(1)").fetchone()
    if verdict != "ok" or count_events(copy) != events:
        raise DamagedError(f"the database did not pass its check ({verdict}), so {target} was not written")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    return sorted(folder.glob(_PATTERN), key=lambda path: path.name, reverse=True)
