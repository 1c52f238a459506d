"""Files that are there whole or not at all, also after a power cut; and what killed processes leave is swept."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from flashcards.errors import AccessError

_DRAFT = re.compile(r"\..+\.(?P<process>\d+)\.new(-journal)?")
# a draft adds a few letters to a name that may be as long as the file system takes
_SHORT = 40


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder where there is none, and those above it; their names are durable. Raises OSError."""
    if not path.exists():
        make_folder(path.parent)
        path.mkdir(mode, exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable; syncing a file does not do that for the file's own."""
    # some file systems cannot sync a folder, and there is nothing better to do on them
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def new_draft(path: Path, mode: int = 0o600) -> Path:
    """Make an empty file beside ``path`` to build its new content in. Raises OSError.

    Its name holds the process's number, so that ``sweep`` knows when nobody works on it any more.
    """
    draft = path.with_name(f".{path.name[:_SHORT]}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    return draft


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it finds what was there before, or all of it. Raises AccessError."""
    try:
        sweep(path.parent)
        draft = new_draft(path, 0o644)
        try:
            with draft.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise AccessError(f"cannot write {path}: {error.strerror}") from error


def write_new(path: Path, text: str) -> None:
    """Write a text file in one step, and the folders above it where there are none. Raises AccessError."""
    try:
        make_folder(path.parent)
    except OSError as error:
        raise AccessError(f"cannot write {path}: {error.strerror}") from error
    write_whole(path, text.encode())


def sweep(folder: Path) -> None:
    """Remove the drafts that processes which are no more have left in a folder."""
    try:
        drafts = [(entry, _DRAFT.fullmatch(entry.name)) for entry in os.scandir(folder)]
    except OSError:
        return
    for entry, found in drafts:
        if found and not _is_alive(int(found["process"])):
            with contextlib.suppress(OSError):
                Path(entry.path).unlink()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
