"""A log of any size: each card was told again and again on the days that SM-2 gave, up to about today."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence

from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, INITIAL_EASE, step

_GRADES = (0, 1, 2, 3, 4, 4, 4, 4, 5, 5)
_PARTS = ("Situation", "Task", "Action", "Result")
_DAY_MS = 86_400_000
_EPOCH = 719_163
_NOON_MS = _DAY_MS // 2


def events_of(cards: Sequence[str], count: int, today: int, device: str) -> Iterator[Event]:
    """Yield ``count`` events in the order of their time, spread evenly over the cards; the last ends before today."""
    chance = random.Random(count)
    each, more = divmod(count, max(1, len(cards)))
    told = [
        grade
        for place, card in enumerate(cards)
        for grade in _tellings(chance, card, each + (place < more), today)
    ]
    told.sort(key=lambda grade: grade[0])
    seen: dict[str, str] = {}
    at = 0
    for day, card, kind, grade in told:
        at = max((day - _EPOCH) * _DAY_MS + _NOON_MS, at + 1)
        event_id = uuid.UUID(int=chance.getrandbits(128)).hex
        missed = _PARTS[:1] if grade < DRILL_UNTIL_GRADE else ()
        seconds = float(chance.randrange(40, 180))
        yield Event(
            event_id, at, day, 0, device, card, kind, grade, missed, seconds, batch=event_id, seen=seen.get(card)
        )
        seen[card] = event_id


def _tellings(chance: random.Random, card: str, count: int, today: int) -> list[tuple[int, str, EventKind, int]]:
    """One card's history, placed so that it comes due at some time around today."""
    repetition, interval, ease, lapses = 0, 0, INITIAL_EASE, 0
    day, told = 0, []
    while len(told) < count:
        grade = chance.choice(_GRADES)
        told.append((day, EventKind.GRADED, grade))
        repetition, interval, ease, lapses = step(repetition, interval, ease, lapses, grade, interval)
        if grade < DRILL_UNTIL_GRADE and len(told) < count:
            told.append((day, EventKind.DRILLED, DRILL_UNTIL_GRADE))
        last, day = day, day + interval
    if not told:
        return []
    end = today - chance.randrange(1, 2 + interval + interval // 3)
    return [(end - last + when, card, kind, grade) for when, kind, grade in told]
