"""Events as another machine reads and writes them: one JSON object each, checked field by field on the way in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeGuard

from flashcards.schedule.day import LATEST_TIME, clamped_date
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.sm2 import Grade

_LONGEST_ID = 256
_LONGEST_CARD = 100_000
_MOST_SECONDS = 1e9
_GRADES = int(min(Grade)), int(max(Grade))
_WIDEST_OFFSET = 24 * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MISSING = object()
_KINDS_OF_A_CARD = frozenset(EventKind) - {EventKind.PLANNED, EventKind.RETRACTED}
_KINDS_WITH_A_GRADE = frozenset({EventKind.GRADED, EventKind.DRILLED})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why something is no event: one reason a field."""

    reasons: tuple[str, ...]


def event_json(event: Event, demoted: frozenset[str]) -> dict[str, object]:
    """One event as ``log --json`` prints it: everything that another machine needs to take it in.

    A grade that came second on its study day is shown as the drill that it counts as, with its own kind in ``payload``.
    """
    moment = (_EPOCH + timedelta(milliseconds=event.at)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "id": event.id,
        "at": moment,
        "day": clamped_date(event.day).isoformat(),
        "offset": event.offset,
        "device": event.device,
        "card": event.card,
        "kind": EventKind.DRILLED if event.id in demoted else event.kind,
        "grade": event.grade,
        "missed": list(event.missed),
        "seconds": event.seconds,
        "retracts": list(event.retracts),
        "batch": event.batch,
        "seen": event.seen,
        "payload": {**event.payload, "recorded": event.kind} if event.id in demoted else dict(event.payload),
    }


def read_line(text: str) -> Event | Unreadable:
    """Read one line of ``log --json``; whatever the line holds, this returns."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return Unreadable(("no JSON object",))
    if not isinstance(value, dict):
        return Unreadable(("no JSON object",))
    return read_event(value)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def read_event(value: Mapping[str, Any]) -> Event | Unreadable:
    """Read an event from what ``event_json`` made, with each value checked; keys that are not known are ignored.

    ``at`` may be an ISO time or milliseconds, ``day`` an ISO date or an ordinal, ``retracts`` one id or a list. A
    grade that was shown as a drill comes back as it was recorded.
    """
    fields = _Fields(value)
    event = Event(
        id=fields.text("id", _LONGEST_ID),
        at=fields.time("at"),
        day=fields.day("day"),
        offset=fields.whole("offset", -_WIDEST_OFFSET, _WIDEST_OFFSET),
        device=fields.text("device", _LONGEST_ID),
        card=fields.text("card", _LONGEST_CARD, may_be_empty=True),
        kind=fields.text("kind", _LONGEST_ID),
        grade=fields.grade("grade"),
        missed=fields.texts("missed"),
        seconds=fields.seconds("seconds"),
        retracts=fields.texts("retracts"),
        batch=fields.text("batch", _LONGEST_ID),
        seen=fields.text("seen", _LONGEST_ID) if value.get("seen") is not None else None,
        payload=fields.payload("payload"),
    )
    event = _as_recorded(event)
    reasons = fields.reasons or _missing_pieces(event)
    return Unreadable(tuple(reasons)) if reasons else event


def _as_recorded(event: Event) -> Event:
    if event.kind != EventKind.DRILLED or event.payload.get("recorded") != EventKind.GRADED:
        return event
    payload = {key: value for key, value in event.payload.items() if key != "recorded"}
    return replace(event, kind=EventKind.GRADED, payload=payload)


def _missing_pieces(event: Event) -> list[str]:
    """What an event of its kind cannot do without; kinds that this version does not know need nothing."""
    reasons = []
    if event.kind in _KINDS_OF_A_CARD and not event.card:
        reasons.append(f"{event.kind} without a card")
    if event.kind in _KINDS_WITH_A_GRADE and event.grade is None:
        reasons.append(f"{event.kind} without a grade")
    if event.kind == EventKind.RETRACTED and not event.retracts:
        reasons.append("retracted without the events that it takes back")
    if event.kind == EventKind.RENAMED and not isinstance(event.payload.get("to", 0), str | None):
        reasons.append("renamed without the id that it leads to")
    return reasons


class _Fields:
    """The fields of one event while they are read; a value that cannot be used leaves a reason and a stand-in."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self.reasons: list[str] = []

    def _get(self, name: str) -> object:
        return self._value.get(name, _MISSING)

    def _wrong(self, name: str, expected: str) -> None:
        value = self._get(name)
        found = "it is missing" if value is _MISSING else f"not {_shortened(value)}"
        self.reasons.append(f"{name} must be {expected}, {found}")

    def text(self, name: str, longest: int, may_be_empty: bool = False) -> str:
        value = self._get(name)
        if isinstance(value, str) and (value or may_be_empty) and len(value) <= longest and not _CONTROL.search(value):
            return value
        self._wrong(name, f"a text of up to {longest} characters without control characters")
        return ""

    def whole(self, name: str, lowest: int, highest: int) -> int:
        value = self._get(name)
        if _is_whole(value) and lowest <= value <= highest:
            return value
        self._wrong(name, f"a whole number from {lowest} to {highest}")
        return lowest

    def time(self, name: str) -> int:
        value = self._get(name)
        moment = _milliseconds(value) if isinstance(value, str) else value
        if _is_whole(moment) and 0 <= moment < LATEST_TIME:
            return moment
        self._wrong(name, "a time in UTC between 1970 and 9999")
        return 0

    def day(self, name: str) -> int:
        value = self._get(name)
        ordinal = _ordinal(value) if isinstance(value, str) else value
        if _is_whole(ordinal) and 1 <= ordinal <= date.max.toordinal():
            return ordinal
        self._wrong(name, "a date such as 2026-12-18")
        return 1

    def grade(self, name: str) -> int | None:
        if self._get(name) in (None, _MISSING):
            return None
        return self.whole(name, *_GRADES)

    def seconds(self, name: str) -> float | None:
        value = self._get(name)
        if value is None or value is _MISSING:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST_SECONDS:
            return float(value)
        self._wrong(name, "a number of seconds")
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._get(name)
        if value is None or value is _MISSING:
            return ()
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list | tuple) and all(_is_plain(item) for item in items):
            return tuple(items)
        self._wrong(name, "a list of texts")
        return ()

    def payload(self, name: str) -> Mapping[str, Any]:
        value = self._get(name)
        if value is None or value is _MISSING:
            return {}
        if isinstance(value, dict) and not _SURROGATE.search(json.dumps(value, ensure_ascii=False)):
            return value
        self._wrong(name, "an object")
        return {}


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and not _CONTROL.search(value)


def _milliseconds(text: str) -> int | None:
    try:
        return (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1)
    except (ValueError, TypeError, OverflowError):
        return None


def _ordinal(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
