"""The days to be ready for: one for all decks, and those of single decks, as a fold over the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from flashcards.schedule.events import Event, EventKind, in_order

_NONE: Mapping[str, int] = {}
# what lies further ahead, as another machine's log may say, is no day to be ready for: each one until then is planned
FURTHEST_DAYS = 3_660
_WEEK = 7


class InterviewDays(NamedTuple):
    """The study day that was set for all decks, None for none, and that of each deck that has its own.

    ``held`` are days that had come when another took their place: nothing is planned for them any more.
    """

    everywhere: int | None = None
    own: Mapping[str, int] = _NONE
    held: frozenset[int] = frozenset()

    def of(self, deck: str, today: int) -> int | None:
        """The day that a deck is to be ready for; its own wins, and one that has passed or is too far counts not."""
        within = range(today, today + FURTHEST_DAYS + 1)
        return next((day for day in (self.own.get(deck), self.everywhere) if day is not None and day in within), None)

    def of_late(self, deck: str, today: int) -> int | None:
        """The day that a deck is to be ready for; where it has none, the one that it had within the last week."""
        had = self.passed([deck], today)
        return self.of(deck, today) or (had if had is not None and had > today - _WEEK else None)

    def passed(self, decks: Iterable[str], today: int) -> int | None:
        """The last of the days that were set for these decks, or for all, and have passed; None for none."""
        return max((day for day in self._set_for(decks) if day < today), default=None)

    def last(self, decks: Iterable[str], today: int) -> int | None:
        """The last day for these decks, or for all, that has come, today among them, replaced or not; None for none."""
        return max((day for day in (*self._set_for(decks), *self.held) if day <= today), default=None)

    def _set_for(self, decks: Iterable[str]) -> Iterator[int]:
        days = (self.everywhere, *(self.own.get(deck) for deck in decks))
        return (day for day in days if day is not None)

    def too_far(self, today: int) -> tuple[int, ...]:
        """The days that count not because they are too far ahead, the nearest first."""
        days = {day for day in (self.everywhere, *self.own.values()) if day is not None}
        return tuple(sorted(day for day in days if day > today + FURTHEST_DAYS))


class Group(NamedTuple):
    """Decks that go towards the same interview day, None for none; ``is_guest`` is whether they are guests here.

    ``target`` is the longest of theirs, in seconds, ``seconds`` what a telling of theirs takes; ``seen`` and ``unseen``
    count their cards that were graded and that were not, ``introduced`` those that were new and were graded today.
    """

    day: int | None
    decks: tuple[str, ...]
    target: int
    seen: int
    unseen: int
    introduced: int
    seconds: float
    is_guest: bool = False

    @property
    def cards(self) -> int:
        """How many cards they have, those that are suspended left out."""
        return self.seen + self.unseen


def interview_days(events: Iterable[Event]) -> InterviewDays:
    """Fold the ``planned`` events among these, all of which stand, in whatever order they come.

    Their payload has ``day``, an ISO date or None to clear it, and ``decks``, slugs, or None for all decks; clearing
    without decks clears those of single decks as well. What cannot be read is ignored.
    """
    everywhere: int | None = None
    own: dict[str, int] = {}
    held: set[int] = set()
    for event in sorted((each for each in events if each.kind == EventKind.PLANNED), key=in_order):
        day, named = day_set(event)
        replaced = [everywhere] if named is None else [own.get(deck) for deck in named]
        held |= {old for old in replaced if day is not None and old is not None and old <= event.day and old != day}
        if named is not None:
            own = {deck: own_day for deck, own_day in own.items() if deck not in named}
            own |= {deck: day for deck in named if day is not None}
        else:
            everywhere = day
            own = own if day is not None else {}
    return InterviewDays(everywhere, own, frozenset(held))


def day_set(event: Event) -> tuple[int | None, list[str] | None]:
    """The study day that a ``planned`` event set, None for none, and for which decks, None for all."""
    decks = event.payload.get("decks")
    named = [deck for deck in decks if isinstance(deck, str)] if isinstance(decks, list) else None
    return _read_day(event.payload.get("day")), named


def _read_day(text: object) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() if isinstance(text, str) else None
    except ValueError:
        return None
