"""The user's files: read only where they are files, written whole or not at all, moved and kept without a loss."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from flashcards.errors import AccessError

LARGEST = 256 * 1024 * 1024
_INFIX = ".flashcards-draft-"
# a draft adds a few letters to a name that may be as long as the file system takes
_SHORT = 40
_MARK_BYTES = 8
_NO_LOCKS = (
    "drafts are not locked on this system, so that one left by a process that was killed stays: a file with "
    f"{_INFIX} in its name can be deleted while nothing runs"
)
_NO_FOLDER_SYNC = "folders cannot be synced on this system: after a power cut the newest file may be missing"


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. A pipe, a device or a folder is refused, and never waited for. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _require_regular(os.fstat(handle))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _require_regular(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        what = "it is a folder" if stat.S_ISDIR(found.st_mode) else "it is no regular file"
        raise OSError(errno.EINVAL, what)


def read_regular(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file, at most so many; see ``open_regular``. Raises OSError."""
    with open_regular(path) as file:
        # what is too large already is not read; it may grow meanwhile
        data = file.read(most + 1) if os.fstat(file.fileno()).st_size <= most else None
    if data is None or len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1024**2} MB")
    return data


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises AccessError where it cannot be read."""
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AccessError(f"cannot read {path}: {error.strerror}") from error


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
        sync_file(path)


def sync_file(path: Path) -> None:
    """Wait until a file is on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(path: Path) -> Path:
    """This path, or the first of path-2, path-3, ... that nothing has."""
    return next(each for each in numbered(path) if not os.path.lexists(each))


def numbered(path: Path) -> Iterator[Path]:
    """This path, path-2, path-3, ... without end."""
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")


def write_whole(path: Path, *data: bytes, mode: int = 0o644) -> None:
    """Write a file in one step: whoever reads it finds what was there before, or all of it. Raises AccessError.

    ``data`` is all that is to stand there, in pieces. A link stays one: the file that it leads to is written. A
    file that is replaced passes on its mode and its owner, a new one has this ``mode``; one that is write-protected, or
    no regular file, is refused.
    """
    try:
        # what a link leads to may not be there yet
        target = Path(os.path.realpath(path))
        before = _replaceable(target)
        with drafted(target, mode) as draft:
            with draft.open("wb") as file:
                file.writelines(data)
                file.flush()
                os.fsync(file.fileno())
            if before is not None:
                _pass_on(before, draft)
            draft.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise AccessError(f"cannot write {path}: {error.strerror}") from error


def _replaceable(target: Path) -> os.stat_result | None:
    """What stands there now, None where nothing does. Raises OSError if it must not be replaced."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    _require_regular(found)
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    return found


def _pass_on(before: os.stat_result, draft: Path) -> None:
    own = draft.stat()
    if (before.st_uid, before.st_gid) != (own.st_uid, own.st_gid):
        # only root may give a file away; the mode is kept in any case
        with contextlib.suppress(OSError):
            os.chown(draft, before.st_uid, before.st_gid)
    draft.chmod(stat.S_IMODE(before.st_mode))


def write_new_bytes(path: Path, data: bytes) -> None:
    """Write a file in one step, and the folders above it where there are none. Raises AccessError."""
    try:
        make_folder(path.parent)
    except OSError as error:
        raise AccessError(f"cannot write {path}: {error.strerror}") from error
    write_whole(path, data)


def write_new(path: Path, text: str) -> None:
    """Write a text as UTF-8; see ``write_new_bytes``. Raises AccessError."""
    write_new_bytes(path, text.encode())


def keep_beside(path: Path) -> Path:
    """Copy a file to a free name beside it, with its mode; return that name. Raises AccessError."""
    kept = free_name(path.with_name(f"{path.name}.before"))
    try:
        _copy(path, kept)
    except OSError as error:
        raise AccessError(f"cannot write {kept}: {error.strerror}") from error
    return kept


def move(source: Path, target: Path) -> None:
    """Move a file to a name that is free, on another disk too; of a link only the link moves. Raises AccessError."""
    try:
        make_folder(target.parent)
        if source.is_symlink():
            # a relative one would lead elsewhere from its new place
            target.symlink_to(os.path.realpath(source))
            source.unlink()
        else:
            _move_file(source, target)
        sync_folder(target.parent)
        sync_folder(source.parent)
    except OSError as error:
        raise AccessError(f"cannot move {source} to {target}: {error.strerror}") from error


def _move_file(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(source, target)
        source.unlink()


def _copy(source: Path, target: Path) -> None:
    import shutil

    with drafted(target) as draft:
        shutil.copy2(source, draft)
        sync_file(draft)
        draft.replace(target)
    sync_folder(target.parent)


@contextlib.contextmanager
def drafted(path: Path, mode: int = 0o600) -> Iterator[Path]:
    """An empty file beside ``path`` to build its new content in; it is gone at the end unless it was put in place.

    It is locked meanwhile, so that ``sweep`` knows a draft that a process works on from one that a killed one left.
    Raises OSError.
    """
    draft, handle = _new_draft(path, mode)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        if handle is not None:
            os.close(handle)


def _new_draft(path: Path, mode: int) -> tuple[Path, int | None]:
    """A new draft, and what holds its lock; None on a system without such locks."""
    while True:
        draft = path.with_name(f".{path.name[:_SHORT]}{_INFIX}{os.urandom(_MARK_BYTES).hex()}")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        try:
            if not _locked(handle):
                os.close(handle)
                return draft, None
            # a sweep may have come between the file and its lock
            if draft.exists():
                return draft, handle
        except BlockingIOError:
            pass
        os.close(handle)


def _locked(handle: int) -> bool:
    """Lock a draft until its handle is closed; False where that cannot be done. Raises BlockingIOError if another has.

    The lock is of the open file, so that it outlasts SQLite's handles on the same draft, and on its first byte alone,
    which SQLite never locks.
    """
    if sys.platform != "linux":
        return False
    try:
        import fcntl
    except ImportError:
        return False
    import struct

    wanted = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 1, 0)
    try:
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, wanted)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def shortfalls(folder: Path) -> list[str]:
    """What this system does not do for files in a folder, a line each; none on Linux. Raises OSError."""
    found = []
    with drafted(folder / "trial") as draft:
        handle = os.open(draft, os.O_RDWR)
        try:
            # a draft that is being worked on is locked against every other handle
            _locked(handle)
            found.append(_NO_LOCKS)
        except BlockingIOError:
            pass
        finally:
            os.close(handle)
    try:
        sync_file(folder)
    except OSError:
        found.append(_NO_FOLDER_SYNC)
    return found


def sweep(folder: Path) -> None:
    """Remove the drafts that killed processes have left in a folder of ours, and their journals.

    Only what bears our mark, is our own regular file and is locked by nobody goes; what cannot be locked stays.
    """
    try:
        marked = [entry for entry in os.scandir(folder) if _INFIX in entry.name and _is_own_draft(entry)]
    except OSError:
        return
    for entry in sorted(marked, key=lambda entry: entry.name):
        with contextlib.suppress(OSError):
            _remove_unlocked(Path(entry.path))


def _is_own_draft(entry: os.DirEntry[str]) -> bool:
    import re

    name = rf"\..+{re.escape(_INFIX)}[0-9a-f]{{{2 * _MARK_BYTES}}}(-journal)?"
    if not re.fullmatch(name, entry.name, re.DOTALL) or not entry.is_file(follow_symlinks=False):
        return False
    return hasattr(os, "geteuid") and entry.stat(follow_symlinks=False).st_uid == os.geteuid()


def _remove_unlocked(draft: Path) -> None:
    if draft.name.endswith("-journal"):
        # it belongs to a draft, which was removed before it if nobody works on it
        if not draft.with_name(draft.name.removesuffix("-journal")).exists():
            draft.unlink()
        return
    handle = os.open(draft, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if _locked(handle):
            draft.unlink()
    finally:
        os.close(handle)


def data_folder() -> Path:
    """The platform's folder for what we keep of a user's."""
    given, home = (Path(os.environ.get(name, "")) for name in ("XDG_DATA_HOME", "HOME"))
    base = given if given.is_absolute() else home / ".local" / "share"
    if sys.platform == "linux" and base.is_absolute():
        # as the XDG specification says and platformdirs does, which takes a tenth of a start to import
        return base / "flashcards"
    from platformdirs import user_data_path

    return user_data_path("flashcards", appauthor=False)
