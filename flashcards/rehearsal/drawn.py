"""Which cards are shown before SM-2 says: the last rehearsals before an interview, and stories that became others.

On most days there are none: the agenda imports this where there may be some.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from flashcards.schedule.plan import last_rehearsals, shown_on, strength
from flashcards.schedule.standing import Standing
from flashcards.store import standings
from flashcards.store.counts import Counts


def rehearsals(
    conn: sqlite3.Connection, decks: Sequence[str], day: int, today: int, cards_a_day: int | None
) -> tuple[list[Standing], dict[str, int]]:
    """Where the cards of these decks stand that were graded, and the day of each last rehearsal that waits."""
    seen = standings.introduced(conn, decks)
    return seen, last_rehearsals(seen, day, today, cards_a_day)


def rewritten(conn: sqlite3.Connection, told: Mapping[str, int], today: int) -> list[Standing]:
    """The cards that wait to be told as they read now; ``told`` says how often each had been told before it changed."""
    found = standings.some(conn, told) if told else []
    return [each for each in found if each.told == told[each.card] and not each.is_new and each.reviewed != today]


def weakest_first(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The cards in the order in which they are drawn forward."""
    return tuple(sorted(found, key=strength))


def counted_as_shown(
    conn: sqlite3.Connection, counts: Mapping[str, Counts], days: Mapping[str, int], today: int
) -> dict[str, Counts]:
    """How these decks stand where a card is due when it is shown; ``days`` are those of cards drawn forward."""
    return {deck: _as_shown(each, standings.introduced(conn, [deck]), days, today) for deck, each in counts.items()}


def _as_shown(counts: Counts, seen: Sequence[Standing], days: Mapping[str, int], today: int) -> Counts:
    shown = {each.card: shown_on(each, days) or today for each in seen}
    due = sum(1 for each in seen if shown[each.card] <= today and each.is_active(today))
    return counts._replace(due=due, next_due=min(shown.values(), default=None))
