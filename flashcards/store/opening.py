"""Opening a database of ours with care: what is damaged, foreign or newer is refused before anything is written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from flashcards.errors import AccessError, BusyError, DamagedError, FlashcardsError
from flashcards.files import drafted, make_folder, open_regular, sync_file, sync_folder

DATABASE_ID = 0x53544152
DATABASE_VERSION = 8
READINGS_ID = 0x53544144
READINGS_VERSION = 6
BUSY_TIMEOUT_SECONDS = 5.0
_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100


class SupportsClose(Protocol):
    """What holds a file until it is closed."""

    def close(self) -> None:
        """Let go of it."""


def check_header(path: Path, application_id: int, newest_version: int) -> int:
    """Return the schema version of the SQLite file at ``path``.

    Raises DamagedError if the file is empty, truncated, no database, another program's or of a newer version,
    and AccessError if it cannot be read.
    """
    try:
        with open_regular(path) as file:
            header = file.read(_HEADER_SIZE)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise AccessError(f"cannot read {path}: {error.strerror}") from error
    if not header:
        raise DamagedError(f"{path} is empty")
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise DamagedError(f"{path} is damaged or no database")
    page_size, pages, version, application = _header_fields(header)
    if application != application_id:
        raise DamagedError(f"{path} belongs to another program")
    if version > newest_version:
        raise DamagedError(f"{path} was written by a newer version of flashcards; upgrade flashcards")
    if size < page_size * pages and not path.with_name(path.name + "-journal").exists():
        raise DamagedError(f"{path} is cut short")
    return version


def sql_siblings(path: Path) -> list[Path]:
    """The journals that SQLite left beside a database."""
    beside = (path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))
    return [sibling for sibling in beside if sibling.exists()]


def _header_fields(header: bytes) -> tuple[int, int, int, int]:
    places = ((16, 18), (28, 32), (60, 64), (68, 72))
    page_size, pages, version, application = (int.from_bytes(header[start:end]) for start, end in places)
    return 65_536 if page_size == 1 else page_size, pages, version, application


def connect(path: Path, *pragmas: str) -> sqlite3.Connection:
    """Open an existing file for durable writing, with further pragmas; transactions are begun by hand."""
    with translated(path):
        conn = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None
        )
        with closed_on_error(conn):
            for pragma in ("synchronous = extra", "trusted_schema = off", *pragmas):
                conn.execute(f"pragma {pragma}")
    return conn


def connect_copy(path: Path) -> sqlite3.Connection:
    """Open a copy in memory of a file that cannot be written; what is written to it is gone with the process."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    with translated(path), closed_on_error(conn):
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            source.backup(conn)
        finally:
            source.close()
    return conn


@contextmanager
def closed_on_error(*held: SupportsClose) -> Iterator[None]:
    """Let go of what is held if what is begun with it fails."""
    try:
        yield
    except BaseException:
        for each in held:
            each.close()
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what sqlite3 raises about ``path`` into the error, and so the exit code, that it means."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise failure(path, error) from error


def failure(path: Path, error: sqlite3.DatabaseError | UnicodeDecodeError) -> FlashcardsError:
    """Return the error, and so the exit code, that sqlite3's error about ``path`` means.

    It raises a UnicodeDecodeError where the damage is in a text that its message quotes.
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(f"{path} is in use by another process; try again when it has finished")
    if code == sqlite3.SQLITE_FULL:
        return AccessError(f"NOT saved: the disk that holds {path} is full; make room and try again")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return AccessError(f"NOT saved: cannot use {path} ({error}); check the disk and its permissions")
    return DamagedError(f"{path} is damaged ({error})", path)


@contextmanager
def transaction(conn: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One durable transaction that locks at its start: everything in it is stored, or nothing."""
    with translated(path):
        try:
            # Ctrl-C may come right behind it
            conn.execute("begin immediate")
            yield
            conn.execute("commit")
        except BaseException:
            if conn.in_transaction:
                conn.execute("rollback")
            raise


@contextmanager
def created_beside(path: Path) -> Iterator[Path]:
    """An empty private file beside ``path`` to build a database in; gone at the end, unless it was put in place.

    Raises AccessError where it cannot be made.
    """
    with ExitStack() as stack:
        try:
            make_folder(path.parent, 0o700)
            draft = stack.enter_context(drafted(path))
        except OSError as error:
            raise AccessError(f"cannot write in {path.parent}: {error.strerror}") from error
        try:
            yield draft
        finally:
            for journal in sql_siblings(draft):
                journal.unlink(missing_ok=True)


def replace_durably(draft: Path, path: Path) -> None:
    """Put a finished file in the place of ``path`` in one step that outlasts a power cut. Raises OSError."""
    sync_file(draft)
    draft.replace(path)
    sync_folder(path.parent)


def put_in_place(draft: Path, path: Path) -> None:
    """Move a finished database to ``path`` for good, unless another process has put one there first."""
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:
        draft.replace(path)
    sync_folder(path.parent)
