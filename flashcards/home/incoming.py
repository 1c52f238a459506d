"""What ``merge`` reads: the events of another machine, from its database or from what ``log --json`` printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flashcards.errors import AccessError, ContentError, DamagedError
from flashcards.schedule.domain import Unreadable
from flashcards.schedule.events import Event
from flashcards.schedule.exchange import read_event, read_object
from flashcards.store.rows import SetAside, read_set_aside

_MAGIC = b"SQLite format 3\x00"
_LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_FILE = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Incoming:
    """The events of a log, the rows of it that are none, and what is wrong with lines that are neither."""

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
    """Read lines of ``log --json``, with ``--set-aside`` or without. Raises ContentError where there is none at all."""
    found: dict[object, Event | SetAside] = {}
    problems: list[str] = []
    number = 0
    for number, line in _numbered(file, name):
        read = _read(line)
        if not isinstance(read, Unreadable):
            event_id = read.id if isinstance(read, Event) else read.columns["id"]
            if found.setdefault(event_id, read) == read:
                continue
            read = Unreadable((f"the event {event_id} stands above with other values",))
        problems += (f"{name}:{number}: {reason}" for reason in read.reasons)
    if not number:
        raise ContentError(f"{name} holds no events; `flashcards log --json` prints them")
    events = tuple(each for each in found.values() if isinstance(each, Event))
    return Incoming(events, tuple(problems), tuple(each for each in found.values() if isinstance(each, SetAside)))


def _numbered(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    lines: Iterable[bytes] = iter(lambda: file.readline(_LONGEST_LINE), b"")
    size = 0
    for number, line in enumerate(lines, start=1):
        size += len(line)
        if size > _LARGEST_FILE:
            raise DamagedError(f"{name} is larger than {_LARGEST_FILE // 1024**3} GB")
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line


def _read(line: bytes) -> Event | SetAside | Unreadable:
    if line.startswith(_MAGIC):
        return Unreadable(("a database; name its file, it cannot come through a pipe",))
    if len(line) >= _LONGEST_LINE:
        return Unreadable(("longer than any event",))
    try:
        value = read_object(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unreadable(("not UTF-8",))
    if isinstance(value, Unreadable):
        return value
    return read_set_aside(value) if "row" in value and "id" not in value else read_event(value)
