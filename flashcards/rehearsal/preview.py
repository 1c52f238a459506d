"""When a card comes back: what each grade would lead to, with the interview of its deck in view."""

from __future__ import annotations

from collections.abc import Mapping

from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.plan import Countdown, comes_back, countdown_of, fresh_since
from flashcards.schedule.sm2 import Grade
from flashcards.store.counts import introduced_since


def preview(library: Library, agenda: Agenda, telling: Telling) -> Mapping[Grade, int]:
    """The study day on which the card will be shown after each grade, with what is marked as missed."""
    count = _countdown(library, agenda, telling)
    return comes_back(telling.standing, telling.today, telling.missed_keys, count)


def _countdown(library: Library, agenda: Agenda, telling: Telling) -> Countdown | None:
    """The countdown of the card's decks, the card among those that were introduced."""
    group = next((each for each in agenda.groups() if telling.card.deck in each.decks), None)
    if group is None or group.day is None:
        return None
    since = fresh_since(group.day)
    introduced, fresh = introduced_since(library.database.conn, group.decks, since)
    if telling.standing.is_new:
        introduced, fresh = introduced + 1, fresh + int(telling.today >= since)
    return countdown_of(group.day, introduced, fresh, *agenda.evening_of(group))
