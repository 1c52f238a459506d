"""What lies around the database: who may read it, and its backups."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from flashcards.files import shortfalls
from flashcards.schedule.day import MILLISECONDS_A_DAY
from flashcards.store.backups import events_in, restoring
from flashcards.store.doctor import Finding, Mend
from flashcards.store.untrusted import Contents

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_PRIVATE = stat.S_IRUSR | stat.S_IWUSR
_OLD_DAYS = 30


def private_files(database: Path, folder: Path) -> list[Path]:
    """The files that only their owner should read: the database, and all that is kept of it."""
    kept = sorted(path for path in folder.glob("[!.]*.db*") if path.is_file() and not path.is_symlink())
    return [path for path in (database, *kept) if path.exists()]


def permissions(files: Sequence[Path]) -> Iterator[Finding]:
    """Files of which others can read what one is nervous about, or that belong to somebody else."""
    # where users have no numbers, modes say nothing either
    for path in files if hasattr(os, "geteuid") else ():
        found = path.stat()
        if found.st_mode & _OTHERS:
            yield Finding(
                f"permissions: others can use {path} (mode {stat.S_IMODE(found.st_mode):o})", Mend.PERMISSIONS
            )
        if found.st_uid != os.geteuid():
            yield Finding(f"permissions: {path} belongs to another user (number {found.st_uid})")


def make_private(files: Sequence[Path]) -> list[str]:
    """Let only the owner read and write these files."""
    open_to_others = [path for path in files if path.stat().st_mode & _OTHERS]
    for path in open_to_others:
        path.chmod(_PRIVATE)
    return [f"made {path} readable for you alone" for path in open_to_others]


def system(folder: Path) -> Iterator[Finding]:
    """What the system does not do for the files of a home; nothing where the home cannot be written."""
    with contextlib.suppress(OSError):
        yield from (Finding(f"system: {each}", remark=True) for each in shortfalls(folder))


def backups(good: Contents | None, damaged: Sequence[tuple[Path, str]], newest: int, kept: int) -> Iterator[Finding]:
    """Backups that are damaged, missing or old; ``newest`` is the time of the log's last event, 0 without one.

    ``kept`` counts the events that stand elsewhere: see ``outweighing``.
    """
    stays = outweighing(damaged, kept)
    for path, problem in damaged:
        if path in stays:
            yield Finding(f"backup: {problem}; it holds {events_in(path)} events, so it stays as it is", damage=True)
        else:
            yield Finding(f"backup: {problem}", Mend.DAMAGED_BACKUPS, damage=True)
    if good is None:
        if newest:
            yield Finding("backup: there is no good one; `flashcards backup` makes one", Mend.NO_BACKUP, remark=True)
        return
    days = (newest - good.newest) // MILLISECONDS_A_DAY
    since = f"has gone on for {days} days since" if good.events else "has begun since: it holds no events"
    if newest and days > _OLD_DAYS:
        yield Finding(f"backup: the newest good one is {good.path}, and the log {since}", Mend.NO_BACKUP, remark=True)


def way_back(good: Contents | None, usable: int) -> str:
    """How one could go back, as a line, and what that costs; ``usable`` events of the log can be read as they are."""
    if good is None:
        return "There is no good backup."
    lost = f"Going on keeps {usable} readable events, the newest good backup {good.path} holds {good.summary}"
    return f"{lost}: {restoring(good.path)}." if len(good.events) >= usable else f"{lost}: going back loses more."


def outweighing(damaged: Sequence[tuple[Path, str]], kept: int) -> list[Path]:
    """The damaged backups that hold more events than the ``kept`` ones of the log or of the newest good backup."""
    return [path for path, _ in damaged if events_in(path) > kept]


def set_aside(damaged: Sequence[tuple[Path, str]], kept: int) -> list[str]:
    """Rename damaged backups, so that they stand in nobody's way, but those that hold more than what stays."""
    stays = outweighing(damaged, kept)
    damaged = [each for each in damaged if each[0] not in stays]
    for path, _ in damaged:
        path.rename(path.with_name(path.name + ".damaged"))
    return [f"renamed {path.name} to {path.name}.damaged" for path, _ in damaged]
