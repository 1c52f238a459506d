"""What an event may hold: the one schema that whoever writes, takes in or reads events goes by.

What it admits stays admissible: an event that was made after one that is admitted is so itself.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flashcards.schedule.day import LATEST_ADMITTED, LATEST_TIME
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.sm2 import Grade

LONGEST_NAME = 256
LONGEST_CARD = 1_000_000
LONGEST_QUESTION = 2_000
_LONGEST_PAYLOAD = 1_100_000
_DEEPEST_PAYLOAD = 32
_MOST_BITS = 1_024
_MOST_SECONDS = 1e9
_WIDEST_OFFSET = 24 * 60 - 1
_KEPT_OF_A_NAME = 200
_GRADES = int(min(Grade)), int(max(Grade))
_LAST_DAY = date.max.toordinal()
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS_OF_A_CARD = frozenset(EventKind) - {EventKind.PLANNED, EventKind.RETRACTED, EventKind.ASKED}
_KINDS_WITH_A_GRADE = frozenset({EventKind.GRADED, EventKind.DRILLED, EventKind.ASKED})

MISSING: Any = type("Missing", (), {"__repr__": lambda _: "it is missing"})()
"""Stands for a value that is not there where there must be one."""


class Unreadable(NamedTuple):
    """Why something is no event: one reason a field."""

    reasons: tuple[str, ...]


def problems_of(event: Event) -> tuple[str, ...]:
    """Why something of the shape of an event, with whatever values, is none: one reason a field; none for an event."""
    reasons = tuple(
        f"{name} must be {expected}, {_found(value)}"
        for name, fits, expected in _FIELDS
        if not fits(value := getattr(event, name))
    )
    return reasons or _missing_pieces(event)


def problems_of_incoming(event: Event) -> tuple[str, ...]:
    """Why an event from elsewhere cannot be taken in: it is none, or leaves no time for those that follow it."""
    problems = problems_of(event)
    if problems or event.at < LATEST_ADMITTED:
        return problems
    return (f"at must be {_A_TIME}, {_found(event.at)}",)


def bounded(event: Event) -> Event:
    """An own event with what clocks and decks may exceed brought within bounds; all else is as it was."""
    seconds = event.seconds
    if seconds is not None:
        seconds = min(max(seconds, 0.0), _MOST_SECONDS) if math.isfinite(seconds) else None
    return event._replace(
        offset=min(max(event.offset, -_WIDEST_OFFSET), _WIDEST_OFFSET),
        day=min(max(event.day, 1), _LAST_DAY),
        missed=tuple(map(part_key, event.missed)),
        seconds=seconds,
    )


def part_key(name: str) -> str:
    """What the log calls a part: its name, or where that is too long or holds control characters, one made from it."""
    if len(name) <= LONGEST_NAME and not _CONTROL.search(name):
        return name
    # few names are so long, and every command would wait for it
    import hashlib

    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{_CONTROL.sub(' ', name[:_KEPT_OF_A_NAME])}… {digest}"


def as_question(text: str) -> str:
    """A question as the log holds it: on one line, no control characters, and no longer than anybody asks."""
    return " ".join(_CONTROL.sub(" ", text).split())[:LONGEST_QUESTION].rstrip()


def _missing_pieces(event: Event) -> tuple[str, ...]:
    """What an event of its kind cannot do without; kinds that this version does not know need nothing."""
    reasons = []
    if event.kind in _KINDS_OF_A_CARD and not event.card:
        reasons.append(f"{event.kind} without a card")
    if event.kind in _KINDS_WITH_A_GRADE and event.grade is None:
        reasons.append(f"{event.kind} without a grade")
    if event.kind == EventKind.RETRACTED and not event.retracts:
        reasons.append("retracted without the events that it takes back")
    if event.kind in _CARRIED:
        reasons += _not_carried(event.kind, event.payload)
    if event.kind == EventKind.RENAMED and not _is_target(event.payload.get("to", MISSING)):
        reasons.append("renamed without the id that it leads to")
    return tuple(reasons)


def export_problems(payload: Mapping[str, Any]) -> list[str]:
    """What an export does not say that the next one needs to know."""
    return _not_carried(EventKind.EXPORTED, payload)


def _not_carried(kind: str, payload: Mapping[str, Any]) -> list[str]:
    return [f"{kind} without its {key}" for key, fits in _CARRIED[kind] if not fits(payload.get(key, MISSING))]


def _is_target(value: object) -> bool:
    return value is None or value == "" or _is_card(value)


def _is_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and not _CONTROL.search(value)


def _is_name(value: object) -> bool:
    return _is_text(value, LONGEST_NAME)


def _is_card(value: object) -> bool:
    return _is_text(value, LONGEST_CARD)


def _is_question(value: object) -> bool:
    return _is_text(value, LONGEST_QUESTION)


def _is_date_or_none(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and _DATE.fullmatch(value) is not None and date.fromisoformat(value).year > 0
    except ValueError:
        return False


def _are_names(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_name, value))


def _is_whole(value: object, lowest: int, highest: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST_SECONDS


def _is_payload(value: object) -> bool:
    if not value:
        return isinstance(value, Mapping)
    if not (isinstance(value, Mapping) and _is_json(value, _DEEPEST_PAYLOAD)):
        return False
    return len(json.dumps(dict(value), ensure_ascii=False)) <= _LONGEST_PAYLOAD


def _is_json(value: object, depth: int) -> bool:
    """Whether every reader of JSON takes a value: finite numbers, texts that have an encoding, few levels."""
    if isinstance(value, Mapping):
        return depth > 0 and all(_is_encodable(key) and _is_json(each, depth - 1) for key, each in value.items())
    if isinstance(value, list | tuple):
        return depth > 0 and all(_is_json(each, depth - 1) for each in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return value.bit_length() <= _MOST_BITS
    return value is None or _is_encodable(value)


def _is_encodable(value: object) -> bool:
    return isinstance(value, str) and not _SURROGATE.search(value)


def _found(value: object) -> str:
    if value is MISSING:
        return repr(value)
    text = repr(value)
    return f"not {text if len(text) <= 40 else text[:37] + '...'}"


# what an event of a kind cannot do without in its payload
_CARRIED: Mapping[str, tuple[tuple[str, Callable[[object], bool]], ...]] = {
    EventKind.EXPORTED: (
        ("guid", _is_name),
        ("name", _is_card),
        ("digest", _is_name),
        ("time", lambda value: _is_whole(value, 0, LATEST_TIME // 1000)),
    ),
    EventKind.ASKED: (("question", _is_question), ("interview", _is_date_or_none)),
    EventKind.CHOSEN: (
        ("question", _is_question),
        ("hit", lambda value: isinstance(value, bool)),
        ("seconds", lambda value: value is None or _is_seconds(value)),
    ),
}
_A_NAME = f"a text of up to {LONGEST_NAME} characters without control characters"
_A_TIME = "a time in UTC between 1970 and 9999"
_FIELDS: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("id", _is_name, _A_NAME),
    ("at", lambda value: _is_whole(value, 0, LATEST_TIME - 1), _A_TIME),
    ("day", lambda value: _is_whole(value, 1, _LAST_DAY), "a date such as 2026-12-18"),
    (
        "offset",
        lambda value: _is_whole(value, -_WIDEST_OFFSET, _WIDEST_OFFSET),
        f"a whole number from {-_WIDEST_OFFSET} to {_WIDEST_OFFSET}",
    ),
    ("device", _is_name, _A_NAME),
    (
        "card",
        lambda value: value == "" or _is_card(value),
        f"a text of up to {LONGEST_CARD} characters without control characters",
    ),
    ("kind", _is_name, _A_NAME),
    (
        "grade",
        lambda value: value is None or _is_whole(value, *_GRADES),
        f"a whole number from {_GRADES[0]} to {_GRADES[1]}",
    ),
    ("missed", _are_names, "a list of texts"),
    ("seconds", lambda value: value is None or _is_seconds(value), "a number of seconds"),
    ("retracts", _are_names, "a list of texts"),
    ("batch", _is_name, _A_NAME),
    ("seen", lambda value: value is None or _is_name(value), _A_NAME),
    ("payload", _is_payload, "an object that JSON can hold"),
)
