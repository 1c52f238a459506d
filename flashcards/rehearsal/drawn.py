"""Which cards are shown before SM-2 says: last rehearsals, and stories that became others or went badly.

On most days there are none: the agenda imports this where there may be some.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flashcards.schedule.limits import Usual
from flashcards.schedule.plan import last_rehearsals, strength
from flashcards.schedule.questions import Asked, to_be_told_again
from flashcards.schedule.standing import Standing
from flashcards.store import standings
from flashcards.store.names import called


def rehearsals(
    conn: sqlite3.Connection, decks: Sequence[str], day: int, today: int, cards_a_day: int | None, usual: Usual
) -> tuple[list[Standing], dict[str, int]]:
    """Where the cards of these decks stand that were graded, and the day of each last rehearsal that waits."""
    seen = standings.introduced(conn, decks)
    return seen, last_rehearsals(seen, day, today, cards_a_day, usual)


def once_more(conn: sqlite3.Connection, told: Mapping[str, int], asked: Sequence[Asked], today: int) -> list[Standing]:
    """The cards that wait to be told as they read now, and those that went badly at an interview.

    ``told`` says how often each had been told before it changed.
    """
    found = standings.some(conn, {*told, *(each.card for each in asked if each.went_badly)})
    known = {each.card for each in found if not each.is_new}
    if any(each.went_badly and each.card not in known for each in asked):
        names = called(conn)
        asked = [each._replace(card=names.get(each.card, each.card)) for each in asked]
        found += standings.some(conn, {each.card for each in asked if each.went_badly} - known)
    return [*_rewritten(found, told, today), *to_be_told_again(asked, found, today)]


def _rewritten(found: Iterable[Standing], told: Mapping[str, int], today: int) -> Iterator[Standing]:
    for each in found:
        if each.told == told.get(each.card) and not each.is_new and each.reviewed != today:
            yield each


def weakest_first(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The cards in the order in which they are drawn forward."""
    return tuple(sorted(found, key=strength))
