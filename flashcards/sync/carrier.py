"""Segments as notes of a collection: listed, read as what anybody may have written, and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flashcards.anki.log_notes import LOG_MODEL_ID, write_log_notes
from flashcards.schedule.domain import Unreadable
from flashcards.sync.engine import Bridge
from flashcards.sync.segments import Segment, packed, read_name, unpacked

_SEPARATOR = "\x1f"
_SUSPENDED = -1
_LONGEST_SHOWN = 80


class Place(NamedTuple):
    """Where a segment lies: its note's number, and the time and sequence number that change whenever it does."""

    note: int
    mod: int
    usn: int


class Carried(NamedTuple):
    """What stands in a place: its name as it is there, and the segment, or why it is none."""

    place: Place
    name: str
    segment: Segment | Unreadable


def places(bridge: Bridge) -> list[Place]:
    """Where the segments lie, whatever they hold."""
    rows = bridge.rows("select id, mod, usn from notes where mid = ? order by id", LOG_MODEL_ID)
    return [Place(*row) for row in rows]


def names(bridge: Bridge, wanted: Iterable[Place]) -> list[str]:
    """What is called how in these places."""
    return [str(bridge.rows("select sfld from notes where id = ?", place.note)[0][0]) for place in wanted]


def carried(bridge: Bridge, wanted: Iterable[Place]) -> Iterator[Carried]:
    """What stands in these places, one at a time: each may be large."""
    for place in wanted:
        for (said,) in bridge.rows("select flds from notes where id = ?", place.note):
            name, _, data = [*str(said).split(_SEPARATOR), "", ""][:3]
            yield Carried(place, name[:_LONGEST_SHOWN], _read(name, data))


def _read(text: str, data: str) -> Segment | Unreadable:
    name = read_name(text)
    if name is None:
        return Unreadable(("its name was changed",))
    events = unpacked(data)
    return events if isinstance(events, Unreadable) else Segment(name, events)


def put(bridge: Bridge, segments: Iterable[Segment], there: Mapping[str, int], at: int) -> dict[str, int]:
    """Write segments, ``at`` in UTC milliseconds; ``there`` gives the notes of those that are there, by name.

    Return how many events each holds, by name.
    """
    counts = {}
    new = []
    for segment in segments:
        name, data = str(segment.name), packed(segment.events)
        counts[name] = len(segment.events)
        if name in there:
            _rewrite(bridge, there[name], name, counts[name], data)
        else:
            new.append((name, counts[name], data))
    if new:
        with TemporaryDirectory(prefix="flashcards-") as folder:
            package = Path(folder) / "log.apkg"
            write_log_notes(package, new, at)
            bridge.take(package)
    _suspend(bridge)
    return counts


def _rewrite(bridge: Bridge, number: int, name: str, count: int, data: str) -> None:
    from anki.notes import NoteId

    with bridge.changed() as collection:
        note = collection.get_note(NoteId(number))
        note.fields[:3] = [name, str(count), data]
        collection.update_note(note, skip_undo_entry=True)


def remove(bridge: Bridge, wanted: Iterable[Place]) -> None:
    """Delete what stands in these places."""
    from anki.notes import NoteId

    numbers = [NoteId(place.note) for place in wanted]
    if numbers:
        with bridge.changed() as collection:
            collection.remove_notes(numbers)


def _suspend(bridge: Bridge) -> None:
    """Nobody is asked for a piece of a log."""
    from anki.cards import CardId

    query = "select id from cards where queue != ? and nid in (select id from notes where mid = ?)"
    found = [CardId(number) for (number,) in bridge.rows(query, _SUSPENDED, LOG_MODEL_ID)]
    if found:
        with bridge.changed() as collection:
            collection.sched.suspend_cards(found)
