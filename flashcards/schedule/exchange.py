"""Events as another machine reads and writes them: one JSON object each, checked field by field on the way in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flashcards.schedule.day import clamped_date
from flashcards.schedule.domain import MISSING, Unreadable, part_key, problems_of_incoming
from flashcards.schedule.events import Event, EventKind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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


def read_object(text: str) -> dict[str, Any] | Unreadable:
    """Read one line of ``log --json`` as the object that it is; whatever the line holds, this returns."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else Unreadable(("no JSON object",))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def read_event(value: Mapping[str, Any]) -> Event | Unreadable:
    """Read an event from what ``event_json`` made, with each value checked; keys that are not known are ignored.

    ``at`` may be an ISO time or milliseconds, ``day`` an ISO date or an ordinal, ``retracts`` one id or a list. A
    grade that was shown as a drill comes back as it was recorded.
    """
    event = as_event(value)
    problems = problems_of_incoming(event)
    return Unreadable(problems) if problems else event


def as_event(value: Mapping[str, Any]) -> Event:
    """The shape of an event, filled with whatever values are there: ``problems_of`` says whether it is one."""
    event = Event(
        id=value.get("id", MISSING),
        at=_converted(value.get("at", MISSING), _milliseconds),
        day=_converted(value.get("day", MISSING), _ordinal),
        offset=value.get("offset", MISSING),
        device=value.get("device", MISSING),
        card=value.get("card", MISSING),
        kind=value.get("kind", MISSING),
        grade=value.get("grade"),
        missed=_keys(_texts(value.get("missed"))),
        seconds=_as_float(value.get("seconds")),
        retracts=_texts(value.get("retracts")),
        batch=value.get("batch", MISSING),
        seen=value.get("seen"),
        payload={} if value.get("payload") is None else value["payload"],
    )
    return _as_recorded(event)


def _as_recorded(event: Event) -> Event:
    payload = event.payload
    if event.kind != EventKind.DRILLED or not isinstance(payload, dict) or payload.get("recorded") != EventKind.GRADED:
        return event
    return event._replace(
        kind=EventKind.GRADED,
        payload={key: value for key, value in payload.items() if key != "recorded"},
    )


def _converted(value: Any, read: Callable[[str], int | None]) -> Any:
    """A text as the number that it stands for, else the value as it is."""
    number = read(value) if isinstance(value, str) else None
    return value if number is None else number


def _as_float(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else value


def _texts(value: Any) -> Any:
    """One text or a list as a tuple; a value that is neither stays what it is."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else value


def _keys(names: Any) -> Any:
    """Parts as the log calls them: versions before this one wrote their names as they were."""
    if not isinstance(names, tuple):
        return names
    return tuple(part_key(name) if isinstance(name, str) else name for name in names)


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
