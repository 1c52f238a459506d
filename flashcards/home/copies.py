"""Copies of the database, as commands make and meet them."""

from __future__ import annotations

from pathlib import Path

from flashcards.home.library import Library
from flashcards.store import backups, tail
from flashcards.store.conflicts import copies_beside, set_merged, unmerged_copies


def back_up_before(library: Library, what: str) -> Path | None:
    """Make a checked backup before a command that changes much; None where the log is empty still.

    Raises AccessError or DamagedError, and nothing has changed then.
    """
    conn, folder = library.database.conn, library.home.backups
    if not tail.count_events(conn):
        return None
    return backups.dated_backup(conn, folder, library.clock.now(), what)


def conflict_remarks(library: Library) -> list[str]:
    """A line for each copy that a synchronised folder left beside the database, and that was not merged yet."""
    found = unmerged_copies(library.database.conn, library.home.database)
    return [_remark(path) for path in found]


def _remark(path: Path) -> str:
    import shlex

    return (
        f"{path} is another copy of this database, as folders that are synchronised leave them; "
        f"`flashcards merge {shlex.quote(str(path))}` takes in what only it holds"
    )


def remember_merged(library: Library, file: Path) -> None:
    """Say no more of a copy that was merged, until it changes."""
    if file.absolute() in copies_beside(library.home.database):
        with library.database.transaction():
            set_merged(library.database.conn, file.absolute())
