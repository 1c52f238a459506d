"""The log's events as values: what the user did, never changed once written."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

_NOTHING: Mapping[str, Any] = {}


class EventKind(StrEnum):
    """The kinds that replay understands; others are kept in the log and ignored."""

    GRADED = "graded"
    DRILLED = "drilled"
    RESET = "reset"
    RENAMED = "renamed"
    BURIED = "buried"
    SUSPENDED = "suspended"
    UNSUSPENDED = "unsuspended"
    PLANNED = "planned"
    RETRACTED = "retracted"
    EXPORTED = "exported"
    ASKED = "asked"
    CHOSEN = "chosen"


# what tells of a card and changes nothing of where it stands, not even what happened to it last
BYSTANDING_KINDS = frozenset({EventKind.EXPORTED, EventKind.ASKED, EventKind.CHOSEN})
# what an undo passes over, that of a merge too: a name that was given stands, and so does what Anki was handed
LASTING_KINDS = frozenset({EventKind.RENAMED, EventKind.EXPORTED})
PERMANENT_KINDS = LASTING_KINDS | {EventKind.RETRACTED}


class Event(NamedTuple):
    """One row of the log.

    ``at`` is UTC in milliseconds; ``day`` the local study day (``date.toordinal``) and ``offset`` the minutes
    east of UTC under which it was made. ``card`` is "" where the event is about no single card. ``missed`` holds
    full part names, ``retracts`` event ids. ``batch`` joins what was done at one stroke; ``seen`` is the id of the
    card's last event when this one was made. ``payload`` holds what only this kind carries
    (``renamed``: ``to``, an id or None, and ``note``, the ``History.origin`` of what goes on, which versions before
    2026-11-27 did not write; ``graded``: ``stepped`` where the parts were revealed one by one, ``short`` where
    ``seconds`` is too short for a telling, ``untimed`` where it tells nothing of how long that took, each true;
    ``drilled``: ``parts``, where some were asked for by themselves, so that it says nothing of the others;
    both kinds of grades: ``note``, the name by which Anki knows the card's note, where it was given there;
    ``exported``: ``guid``, ``name``, ``digest`` and ``time``, see ``schedule.exports``; ``asked``, which has the story
    that was told as its card and how it went as its grade: ``question`` and ``interview``, a date or None; ``chosen``:
    ``question``, ``hit``, and ``seconds`` or None, see ``schedule.questions``).
    """

    id: str
    at: int
    day: int
    offset: int
    device: str
    card: str
    kind: str
    grade: int | None = None
    missed: tuple[str, ...] = ()
    seconds: float | None = None
    retracts: tuple[str, ...] = ()
    batch: str = ""
    seen: str | None = None
    payload: Mapping[str, Any] = _NOTHING

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that were asked for by themselves, as the log calls them; none where it was the story."""
        named = self.payload.get("parts")
        is_list = isinstance(named, list | tuple) and all(isinstance(each, str) for each in named)
        return tuple(named) if is_list and named else ()

    @property
    def is_short(self) -> bool:
        """Whether its time is too short for a telling, so that it does not say how whole that was."""
        return self.payload.get("short") is True

    @property
    def telling_seconds(self) -> float | None:
        """How long the telling took; None where its time does not say. ``seconds`` is what it took of the day."""
        return None if self.is_short or self.payload.get("untimed") is True else self.seconds


def blank_event(kind: EventKind, card: str) -> Event:
    """An event that has not been recorded yet: no id, no time, no batch."""
    return Event(id="", at=0, day=0, offset=0, device="", card=card, kind=kind)


def in_order(event: Event) -> tuple[int, str]:
    """The sort key of a log: time, then id, so that every machine replays the same order."""
    return event.at, event.id
