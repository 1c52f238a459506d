"""What ``merge`` reads: the events of another machine, from its database or from what ``log --json`` printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flashcards.errors import AccessError, ContentError, DamagedError
from flashcards.schedule.domain import Unreadable
from flashcards.schedule.events import Event
from flashcards.schedule.exchange import read_line
from flashcards.store.rows import SetAside

_MAGIC = b"SQLite format 3\x00"
_LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_FILE = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Incoming:
    """The events of a log, and a line for each of its lines that is none, or the rows of a database that are none."""

    events: tuple[Event, ...]
    problems: tuple[str, ...]
    aside: tuple[SetAside, ...] = ()


def read_file(path: Path) -> Incoming:
    """Read a database, or lines of ``log --json``; a pipe may stand for the lines.

    Raises DamagedError for a database that is damaged or no log of ours, AccessError where it cannot be read.
    """
    if path.is_char_device() or path.is_block_device():
        raise AccessError(f"cannot read {path}: it is a device")
    try:
        with path.open("rb") as file:
            if path.is_file():
                size = path.stat().st_size
                if not size:
                    raise DamagedError(f"{path} is empty")
                if size > _LARGEST_FILE:
                    raise DamagedError(f"{path} is larger than {_LARGEST_FILE // 1024**3} GB")
                if file.read(len(_MAGIC)) == _MAGIC:
                    return _of_database(path)
                file.seek(0)
            return read_lines(file, str(path))
    except OSError as error:
        raise AccessError(f"cannot read {path}: {error.strerror}") from error


def _of_database(path: Path) -> Incoming:
    # a database brings its checks with it, lines do without
    from flashcards.store.untrusted import contents

    found = contents(path)
    return Incoming(found.events, (), found.aside)


def read_lines(file: BinaryIO, name: str) -> Incoming:
    """Read lines of ``log --json``. Raises ContentError where there is none at all."""
    events: dict[str, Event] = {}
    problems: list[str] = []
    number = 0
    for number, line in _numbered(file, name):
        read = _read(line)
        if isinstance(read, Event):
            if events.setdefault(read.id, read) == read:
                continue
            read = Unreadable((f"the event {read.id} stands above with other values",))
        problems += (f"{name}:{number}: {reason}" for reason in read.reasons)
    if not number:
        raise ContentError(f"{name} holds no events; `flashcards log --json` prints them")
    return Incoming(tuple(events.values()), tuple(problems))


def _numbered(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    lines: Iterable[bytes] = iter(lambda: file.readline(_LONGEST_LINE), b"")
    size = 0
    for number, line in enumerate(lines, start=1):
        size += len(line)
        if size > _LARGEST_FILE:
            raise DamagedError(f"{name} is larger than {_LARGEST_FILE // 1024**3} GB")
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line


def _read(line: bytes) -> Event | Unreadable:
    if line.startswith(_MAGIC):
        return Unreadable(("a database; name its file, it cannot come through a pipe",))
    if len(line) >= _LONGEST_LINE:
        return Unreadable(("longer than any event",))
    try:
        return read_line(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unreadable(("not UTF-8",))
