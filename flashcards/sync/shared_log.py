"""The log of a home beside the segments that all homes carry: what of these it lacks, and what of it they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from flashcards.home import synced
from flashcards.home.library import Library
from flashcards.home.synced import Known, State
from flashcards.schedule.domain import Unreadable
from flashcards.schedule.events import Event
from flashcards.store import log, meta, tail
from flashcards.store.recording import Synced
from flashcards.sync import carrier
from flashcards.sync.carrier import Carried, Place
from flashcards.sync.engine import NEVER_SENT, Bridge
from flashcards.sync.segments import Name, Segment, laid_out, read_name


class Arrived(NamedTuple):
    """What the segments brought: how many ``events`` that were new here, of which ``devices``, and which ``differ``.

    ``damaged`` are notes of which nothing was taken. ``is_copy`` is whether another home goes by this one's names, so
    that this one has new ones now.
    """

    events: int = 0
    devices: frozenset[str] = frozenset()
    differ: tuple[str, ...] = ()
    damaged: tuple[Carried, ...] = ()
    is_copy: bool = False


class _Read:
    """What was read of the segments: the ids of all events in them, what is known of each, and what is damaged.

    ``is_strange`` is whether one that bears the names of this home, ``own``, holds what its log lacks.
    """

    def __init__(self, library: Library, bridge: Bridge, own: tuple[str, str]) -> None:
        self._conn = library.database.conn
        self._bridge = bridge
        self._own = own
        self.ids: set[str] = set()
        self.known: dict[int, Known] = {}
        self.damaged: list[Carried] = []
        self.is_strange = False

    def events(self, wanted: Iterable[Place]) -> Iterator[tuple[Event, ...]]:
        """The events in these places, a segment at a time."""
        for each in carrier.carried(self._bridge, wanted):
            if isinstance(each.segment, Unreadable):
                self.damaged.append(each)
                continue
            name, events = each.segment
            ids = [event.id for event in events]
            self.ids.update(ids)
            if name[:2] == self._own:
                self.is_strange |= len(log.events_named(self._conn, ids)) < len(ids)
            self.known[each.place.note] = Known(each.place.mod, each.place.usn, len(ids), str(name))
            yield events


class SharedLog:
    """One sync of a home's log; ``state`` is how the last one left things.

    What is ``held`` are the ids of the events in the segments that were read; all other events that arrived ``since``
    a place in the log are in none. ``known`` is what this home knows of the segments, by the numbers of their notes.
    """

    def __init__(self, library: Library, bridge: Bridge, state: State) -> None:
        self._library = library
        self._database = library.database
        self._bridge = bridge
        self._state = state
        self._own = (meta.device(self._database.conn), synced.tag(self._database))
        self._since = state.key
        self._held: set[str] = set()
        self._written: dict[int, Known] = {}
        self._known: dict[int, Known] = {}

    def take_in(self, anew: bool) -> Arrived:
        """Take in what the segments have that the log lacks: of those that changed, or of all, ``anew``.

        All are read where one is not what this home left, or has read: what it held may be nowhere now.
        """
        places = carrier.places(self._bridge)
        anew = anew or not self._is_sound(places)
        read, found = self._take(places if anew else [place for place in places if not self._is_known(place)])
        is_copy = read.is_strange
        if is_copy:
            self._own = synced.become_another(self._database)
        if not anew and (is_copy or self._has_lost(read)):
            anew = True
            read, more = self._take(places)
            found = Synced(found.new + more.new, found.devices | more.devices, more.differ)
        self._remove_own(read.damaged)
        self._since = 0 if anew else self._state.key
        self._held = read.ids
        self._known = read.known if anew else self._still(places) | read.known
        return Arrived(*found, tuple(read.damaged), is_copy)

    def _take(self, places: Iterable[Place]) -> tuple[_Read, Synced]:
        read = _Read(self._library, self._bridge, self._own)
        return read, self._database.take_in(read.events(places))

    def _is_known(self, place: Place) -> bool:
        known = self._state.segments.get(place.note)
        return known is not None and known[:2] == place[1:]

    def _still(self, places: Iterable[Place]) -> dict[int, Known]:
        return {place.note: self._state.segments[place.note] for place in places if self._is_known(place)}

    def _is_sound(self, places: Iterable[Place]) -> bool:
        """Whether no segment is gone, and the log is the one that the last sync saw."""
        is_same = tail.id_at(self._database.conn, self._state.key).decode(errors="replace") == self._state.event
        return is_same and self._state.segments.keys() <= {place.note for place in places}

    def _has_lost(self, read: _Read) -> bool:
        """Whether a segment that was read before holds less now, or another one, or nothing that can be used."""
        before = self._state.segments
        if any(each.place.note in before for each in read.damaged):
            return True
        again = ((known, before[note]) for note, known in read.known.items() if note in before)
        return any(now.events < then.events or now.name != then.name for now, then in again)

    def _remove_own(self, damaged: Iterable[Carried]) -> None:
        """What this home wrote and somebody damaged goes: what it held is put back."""
        names = {note: known.name for note, known in self._state.segments.items()}
        own = (each.place for each in damaged if self._is_own(names.get(each.place.note, each.name)))
        carrier.remove(self._bridge, own)

    def _is_own(self, text: str) -> bool:
        name = read_name(text)
        return name is not None and name[:2] == self._own

    def publish(self) -> list[Event]:
        """Write the events that no segment holds into this home's own; return them."""
        events = [event for event in log.events_since(self._database.conn, self._since) if event.id not in self._held]
        if events:
            own = {note: name for note, known in self._known.items() if (name := self._own_name(known.name))}
            there = {str(name): note for note, name in own.items()}
            segments = laid_out(self._last(own), self._next_name(own), events)
            counts = carrier.put(self._bridge, segments, there, self._library.clock.stamp().at)
            self._written = self._unsent(counts)
        return events

    def _unsent(self, counts: Mapping[str, int]) -> dict[int, Known]:
        """The segments of these names that were just written."""
        unsent = [place for place in carrier.places(self._bridge) if place.usn == NEVER_SENT]
        names = carrier.names(self._bridge, unsent)
        written = ((place, name) for place, name in zip(unsent, names, strict=True) if name in counts)
        return {place.note: Known(place.mod, place.usn, counts[name], name) for place, name in written}

    def _own_name(self, text: str) -> Name | None:
        return read_name(text) if self._is_own(text) else None

    def _last(self, own: Mapping[int, Name]) -> Segment | None:
        """This home's newest segment."""
        newest = max(own, key=lambda note: own[note].number, default=None)
        if newest is None:
            return None
        found = next(carrier.carried(self._bridge, [Place(newest, 0, 0)]), None)
        return found.segment if found and isinstance(found.segment, Segment) else None

    def _next_name(self, own: Mapping[int, Name]) -> Name:
        """A name that no segment of this home ever had."""
        had = (name.number for known in self._state.segments.values() if (name := self._own_name(known.name)))
        return Name(*self._own, max([0, *had, *(name.number for name in own.values())]) + 1)

    def as_sent(self) -> dict[int, Known]:
        """What is known of the segments as they lie after they were sent; what came with that is not."""
        found = {}
        for place in carrier.places(self._bridge):
            known = self._written.get(place.note) or self._known.get(place.note)
            if known is not None and known.mod == place.mod:
                found[place.note] = known._replace(usn=place.usn)
        return found
