"""The log in pieces as Anki's sync engine carries them: each some events of one home, packed as a text."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from flashcards.schedule.domain import Unreadable
from flashcards.schedule.events import Event
from flashcards.schedule.exchange import read_event, read_object

EVENTS_A_SEGMENT = 500
# an event may hold a megabyte; what holds several closes its segment early
_LARGEST_OPEN = 1_000_000
_LARGEST = 64 * 1024 * 1024
_EVENTS = "events"
_EMPTY: tuple[object, ...] = (None, (), {})
_NAME = re.compile(r"(\S{1,256}) ([0-9a-f]{8}) (\d{1,9})")


class Name(NamedTuple):
    """Which home wrote a segment, by its device and its random tag, and the how many-th of its own it is, from 1."""

    device: str
    tag: str
    number: int

    def __str__(self) -> str:
        return f"{self.device} {self.tag} {self.number}"


class Segment(NamedTuple):
    """Some events of the log under the name by which others know them again."""

    name: Name
    events: tuple[Event, ...]


def read_name(text: str) -> Name | None:
    """The name that a text is; None where it is none."""
    found = _NAME.fullmatch(text)
    return Name(found[1], found[2], int(found[3])) if found else None


def packed(events: Iterable[Event]) -> str:
    """Events as a text of ASCII characters without quotes, spaces and brackets; what is empty is left out."""
    said = [
        {name: value for name, value in zip(Event._fields, event, strict=True) if value not in _EMPTY}
        for event in events
    ]
    text = json.dumps({_EVENTS: said}, ensure_ascii=False, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode())).decode()


def unpacked(data: str) -> tuple[Event, ...] | Unreadable:
    """The events of a segment, all or none; whatever the text holds, this returns."""
    try:
        inflater = zlib.decompressobj()
        text = inflater.decompress(base64.b85decode(data.encode("ascii")), _LARGEST)
    except (ValueError, zlib.error):
        return Unreadable(("it is cut or was changed",))
    if not inflater.eof:
        return Unreadable((f"it is cut, or larger than {_LARGEST // 1024**2} MB",))
    try:
        read = read_object(text.decode())
    except UnicodeDecodeError:
        return Unreadable(("it is not UTF-8",))
    return read if isinstance(read, Unreadable) else _events(read.get(_EVENTS))


def _events(values: object) -> tuple[Event, ...] | Unreadable:
    if not isinstance(values, list):
        return Unreadable(("it holds no events",))
    found: dict[str, Event] = {}
    for number, value in enumerate(values, start=1):
        event = read_event(value) if isinstance(value, dict) else Unreadable(("no JSON object",))
        if isinstance(event, Unreadable):
            return Unreadable((f"event {number}: {event.reasons[0]}",))
        found[event.id] = event
    return tuple(found.values())


def laid_out(last: Segment | None, first: Name, events: Iterable[Event]) -> Iterator[Segment]:
    """The segments that hold new events: first the ``last`` one of this home where it has room, then new ones.

    ``first`` is the name of the first new one.
    """
    name, held = (first, []) if last is None else (last.name, list(last.events))
    names = (first._replace(number=number) for number in count(first.number + (last is None)))
    size, is_grown = sum(map(_size, held)), False
    for event in events:
        if len(held) >= EVENTS_A_SEGMENT or size >= _LARGEST_OPEN:
            if is_grown:
                yield Segment(name, tuple(held))
            name, held, size = next(names), [], 0
        held.append(event)
        size += _size(event)
        is_grown = True
    if is_grown:
        yield Segment(name, tuple(held))


def _size(event: Event) -> int:
    """About how many bytes an event takes beyond what all do; few are worth a look."""
    return len(event.card) + sum(map(len, event.retracts)) + (len(str(event.payload)) if event.payload else 0)
