"""Copies of the database that are known to work.

Every command opens the database, and few make or check a copy: what only these need is imported by them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.errors import AccessError, DamagedError, FlashcardsError
from flashcards.files import data_folder, free_name
from flashcards.store.opening import created_beside, replace_durably, sql_siblings, translated
from flashcards.store.peek import peeked
from flashcards.store.tail import count_events, newest_time

if TYPE_CHECKING:
    from flashcards.store.untrusted import Contents


def dated_backup(conn: sqlite3.Connection, folder: Path, local: datetime, before: str = "") -> Path:
    """Make a backup now, at a local time; ``before`` names the command that is about to change much. Return its path.

    Raises as ``make_backup`` does; an older backup is never touched before the new one is known to work.
    """
    from flashcards.store.retention import name_of

    target = free_name(folder / name_of(local, before))
    make_backup(conn, target)
    prune(folder, local.toordinal())
    return target


def backup_once(conn: sqlite3.Connection, target: Path) -> None:
    """Make a backup under this name, or the next that is free, unless one there holds these very events already.

    Raises as ``make_backup`` does.
    """
    if not (target.exists() and _rank(target) == (newest_time(conn), count_events(conn))):
        make_backup(conn, free_name(target))


def prune(folder: Path, today: int) -> None:
    """Let go of the backups that need not be kept on a study day, each with the journals that lie beside it."""
    from flashcards.store.retention import superseded

    names = [path.name for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    for name in superseded(names, today):
        for path in (*sql_siblings(folder / name), folder / name):
            path.unlink(missing_ok=True)


def make_backup(conn: sqlite3.Connection, target: Path) -> None:
    """Copy the database to ``target``, check the copy, and only then put it in place.

    A transaction that Ctrl-C left open is rolled back first: while it stands, SQLite copies nothing, and Python waits.

    Raises DamagedError if the database does not pass its check, AccessError if the copy cannot be written.
    """
    try:
        if conn.in_transaction:
            conn.execute("rollback")
        with created_beside(target) as draft:
            # another session may add to the log while it is copied
            known = count_events(conn)
            with translated(draft), closing(sqlite3.connect(draft)) as copy:
                conn.backup(copy)
                _check(copy, known, target)
            replace_durably(draft, target)
    except AccessError as error:
        raise AccessError(f"cannot write the backup {target}: is the disk full?") from error
    except OSError as error:
        raise AccessError(f"cannot write the backup {target}: {error.strerror}") from error


def _check(copy: sqlite3.Connection, known: int, target: Path) -> None:
    (verdict,) = copy.execute("pragma quick_check(1)").fetchone()
    if verdict != "ok" or count_events(copy) < known:
        raise DamagedError(f"the database did not pass its check ({verdict}), so {target} was not written")


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, the one with the newest event first, whatever their names say.

    A clock that was wrong leaves wrong dates in names, but the times in a log only ever grow.
    """
    found = [path for path in folder.glob("flashcards-*.db") if path.is_file()]
    return sorted(found, key=lambda path: (*_rank(path), path.name), reverse=True)


def _rank(path: Path) -> tuple[int, int]:
    """The newest time and the number of events of a copy of whatever kind; (-1, 0) where it cannot be looked into."""
    try:
        with peeked(path) as conn:
            return newest_time(conn), count_events(conn)
    except (FlashcardsError, ValueError, TypeError):
        return -1, 0


def events_in(path: Path) -> int:
    """How many events a copy holds, as far as it can be looked into at all; what they say is not looked at."""
    return _rank(path)[1]


def survey(folder: Path, besides: Path | None = None) -> tuple[Contents | None, list[tuple[Path, str]]]:
    """Check every backup; return the good one with the newest event, and the damaged ones, each with what is wrong.

    The events of those older than the good one are not replayed: pages and schema are checked.
    """
    from flashcards.store.untrusted import opened, proven

    good, damaged = None, []
    for path in backups(folder):
        if besides is not None and path.name == besides.name:
            continue
        try:
            if good is None:
                good = proven(path)
            else:
                with opened(path):
                    pass
        except FlashcardsError as error:
            damaged.append((path, str(error)))
    return good, damaged


def newest_good(folder: Path) -> Contents | None:
    """The backup with the newest event that passes every check, replay included; None where there is none."""
    from flashcards.store.untrusted import proven

    for path in backups(folder):
        try:
            return proven(path)
        except FlashcardsError:
            continue
    return None


def advice(folder: Path) -> str:
    """How to go back where nothing of the database can be used, as the end of a message."""
    found = newest_good(folder)
    if found is None:
        return "there is no good backup"
    if not found.events:
        return f"the newest good backup, {found.path}, holds no events, so going back to it would bring back nothing"
    return (
        f"nothing of it can be used as it is, and the newest good backup holds {found.summary}: "
        f"{restoring(found.path)} goes back to it, and keeps what it replaces"
    )


def restoring(path: Path) -> str:
    """The command that goes back to a backup, for the home in which it lies."""
    import shlex

    home = path.parent.parent
    option = "" if home == data_folder() else f"--home {shlex.quote(str(home))} "
    return f"`flashcards {option}restore {shlex.quote(str(path))}`"
