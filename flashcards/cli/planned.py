"""What comes until the interviews: the one forecast that ``interview`` shows and a calendar is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda, Group, agenda_of, courses
from flashcards.schedule.forecast import Course, DayLoad, Forecast, forecast


class Plan(NamedTuple):
    """The groups of decks whose interview is ahead, their cards, and what each day until then brings."""

    agenda: Agenda
    ahead: tuple[Group, ...]
    running: tuple[Course, ...]
    forecast: Forecast


def plan_of(library: Library, slugs: Sequence[str]) -> Plan:
    """The plan of these decks, of all where none is named; the last of the interview days is in it as a free one."""
    agenda = agenda_of(library, library.clock.today)
    ahead = tuple(group for group in agenda.groups(slugs) if group.day is not None)
    if not ahead:
        return Plan(agenda, (), (), Forecast((), 0, 0))
    running = tuple(courses(library, agenda, [deck for group in ahead for deck in group.decks]))
    until = max(group.day or agenda.today for group in ahead)
    found = forecast(running, agenda.today, until, agenda.limits)
    return Plan(agenda, ahead, running, found._replace(days=(*found.days, DayLoad(until, 0, 0, 0.0))))
