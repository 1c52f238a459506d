"""Events and decks for tests, with everything that a test does not care about filled in."""

from __future__ import annotations

import itertools
from typing import Any

from flashcards.schedule.events import Event, EventKind

_numbers = itertools.count(1)


def event(kind: EventKind | str, card: str = "deck/card", day: int = 100, at: int = 0, **fields: Any) -> Event:
    """An event of its own id; later than those made before unless ``at`` says when."""
    number = next(_numbers)
    fields.setdefault("id", f"e{number:08}")
    fields.setdefault("batch", fields["id"])
    return Event(
        at=at or number, day=day, offset=0, device=fields.pop("device", "here"), card=card, kind=kind, **fields
    )


def graded(grade: int, day: int = 100, card: str = "deck/card", **fields: Any) -> Event:
    """A grade."""
    return event(EventKind.GRADED, card, day, grade=grade, **fields)


def drilled(grade: int, day: int = 100, card: str = "deck/card", **fields: Any) -> Event:
    """A drill."""
    return event(EventKind.DRILLED, card, day, grade=grade, **fields)


def retracted(*events: Event, day: int = 100) -> Event:
    """The undoing of events."""
    return event(EventKind.RETRACTED, "", day, retracts=tuple(each.id for each in events))


def story(question: str, extra: str = "", situation: str = "We lost 12% of sales.") -> str:
    """One question of a deck, with its four parts."""
    return (
        f"## {question}\n{extra}\nSituation: {situation}\n\nTask: Bring it down in 3 weeks.\n\n"
        "Action: I asked 40 people, and moved the till.\n\nResult: 4% at the end.\n\n"
    )


def deck(name: str, *questions: str, end: str = "") -> str:
    """A deck file of that name."""
    return f"---\ndeck: {name}\n---\n\n" + "".join(questions) + end


THREE = deck("Shop", *(story(f"Question {word}?") for word in ("one", "two", "three")))
