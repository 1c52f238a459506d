"""What Anki was handed of each card, folded from the log: by what it knows the note, and when its text last changed.

Anki takes a note in again where its time is later than that of the one it has, in whole seconds. So that time follows
from the log alone: in every home that has the same log it is the same, and so is the package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from flashcards.schedule.events import Event, EventKind, blank_event, in_order
from flashcards.schedule.replay import History, routed

FIRST_TIME = 1_600_000_000
"""The time of every note's first text: two homes that export one deck for the first time overwrite nothing."""
_MILLISECONDS = 1000


class Export(NamedTuple):
    """One event ``exported``: ``digest`` of the text that was written, ``name`` from which ``guid`` was made.

    ``card`` is the card's id at that time, ``at`` when in UTC milliseconds, ``time`` the note's time in epoch seconds.
    """

    card: str
    at: int
    offset: int
    guid: str
    name: str
    digest: str
    time: int


class PastExports(NamedTuple):
    """A history as exports see it: its present id, the name it began under, its first event, its exports in order.

    ``begun`` is in UTC milliseconds.
    """

    card: str
    origin: str
    begun: int
    exports: tuple[Export, ...] = ()


class NoteFacts(NamedTuple):
    """What a package says of a note beside its text.

    By its ``guid``, which was made from ``name`` at the first export, Anki knows the note again, whatever its text and
    whatever the card is called by now. ``time`` is in epoch seconds, ``created`` in UTC milliseconds, ``offset`` that
    of the first export in minutes east of UTC. A note is new where Anki was handed nothing of its history yet.
    """

    card: str
    name: str
    guid: str
    created: int
    offset: int
    digest: str
    time: int
    is_new: bool = False
    is_changed: bool = False
    is_renamed: bool = False

    @property
    def is_news(self) -> bool:
        """Whether the log has yet to learn of what is exported."""
        return self.is_new or self.is_changed or self.is_renamed


def read_export(event: Event) -> Export:
    """The export that an event tells of."""
    payload = event.payload
    fields = (payload["guid"], payload["name"], payload["digest"], payload["time"])
    return Export(event.card, event.at, event.offset, *fields)


def past_exports(events: Iterable[Event], retracted: frozenset[str]) -> dict[str, PastExports]:
    """Fold the events of some cards, all of each history in the order of replay, by the present ids.

    What was exported under an id whose place another history took belongs to that one.
    """
    begun: dict[History, int] = {}
    exports: defaultdict[History, list[Event]] = defaultdict(list)
    for history, event in routed(events, retracted):
        begun.setdefault(history, event.at)
        if event.kind == EventKind.EXPORTED:
            exports[history].append(event)
    joined: defaultdict[str, list[Event]] = defaultdict(list)
    for history in begun:
        joined[history.card] += exports[history]
    return {
        history.card: PastExports(history.card, history.origin, begun[history], _in_order(joined[history.card]))
        for history in begun
        if not history.replaced
    }


def _in_order(events: Iterable[Event]) -> tuple[Export, ...]:
    return tuple(map(read_export, sorted(events, key=in_order)))


def note_facts(
    card: str, digest: str, past: PastExports | None, at: int, offset: int, guid_for: Callable[[str], str]
) -> NoteFacts:
    """What a note bears that is exported now, ``at`` in UTC milliseconds, with a text of this digest.

    ``guid_for`` makes the GUID from the name of a note that is new.
    """
    if past is None or not past.exports:
        name, begun = (past.origin, past.begun) if past else (card, at)
        return NoteFacts(card, name, guid_for(name), begun, offset, digest, FIRST_TIME, is_new=True)
    first, last = past.exports[0], past.exports[-1]
    time, latest = _times(past.exports)
    changed = last.digest != digest
    return NoteFacts(
        card,
        first.name,
        first.guid,
        past.begun,
        first.offset,
        digest,
        max(at // _MILLISECONDS, latest + 1) if changed else time,
        is_changed=changed,
        # homes that call it differently would else tell the log so in turn, for ever
        is_renamed=all(each.card != card for each in past.exports),
    )


def _times(exports: Sequence[Export]) -> tuple[int, int]:
    """The time of the present run of equal digests, and the latest of all.

    A text that came back, or that came from another home, is later than every one before it.
    """
    digest, time = exports[0].digest, exports[0].time
    latest = time
    for export in exports:
        if export.digest != digest:
            digest = export.digest
            time = export.time if export.time > latest else max(export.at // _MILLISECONDS, latest + 1)
        latest = max(latest, time, export.time)
    return time, latest


def export_event(facts: NoteFacts) -> Event:
    """The event by which the log learns of what was exported."""
    payload: Mapping[str, object] = {"guid": facts.guid, "name": facts.name, "digest": facts.digest, "time": facts.time}
    return blank_event(EventKind.EXPORTED, facts.card)._replace(payload=payload)
