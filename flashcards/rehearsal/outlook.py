"""What comes, as every command tells it: one plan, from which all dates, counts and sentences are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from typing import NamedTuple

from flashcards.content.card_ids import deck_of
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda
from flashcards.schedule.day import DAYS_SHOWN
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.forecast import Course, Forecast, Outcome, Tell, forecast, told_whole
from flashcards.schedule.interview import Group
from flashcards.schedule.limits import DEFAULT_NEW_PER_DAY, Limits
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import counted, minutes
from flashcards.store import standings

# from so many days on, and such a part of all, that are empty, more is offered
_FEWEST_FREE = 3
_FREE_SHARE = 3


class Outlook(NamedTuple):
    """The days from today on, of today what is left of it, and how the decks that go towards a day will stand there.

    ``groups`` and ``courses`` stand in the same order. ``new`` is a number of new cards a day, given by hand.
    """

    agenda: Agenda
    groups: tuple[Group, ...]
    courses: tuple[Course, ...]
    forecast: Forecast
    new: int | None = None

    @property
    def ahead(self) -> tuple[Group, ...]:
        """The groups that have an interview day, the nearest first."""
        return tuple(group for group in self.groups if group.day is not None)

    @property
    def until(self) -> tuple[DayLoad, ...]:
        """The days to the last interview, that one included; none where no day is set."""
        last = max((group.day for group in self.ahead if group.day is not None), default=self.agenda.today - 1)
        return tuple(load for load in self.forecast.days if load.day <= last)

    @property
    def next_load(self) -> DayLoad | None:
        """The first day after today that brings something, as far as is looked ahead."""
        return next((load for load in self.forecast.days[1:] if load.due or load.new), None)

    @property
    def total(self) -> Outcome:
        """The outcomes of all courses together."""
        found = self.forecast.outcomes
        return Outcome(sum(each.unseen for each in found), sum(each.unrehearsed for each in found))

    @property
    def free_days(self) -> int:
        """How many days from tomorrow to the last interview bring nothing."""
        return sum(1 for load in self.until[1:-1] if not (load.due or load.new))

    def standing(self, group: Group) -> str:
        """How far the decks of a group are: how many are introduced, and whether the rest fits."""
        introduced = f"{group.seen} of {group.cards} introduced"
        if group.day == self.agenda.today:
            return introduced
        outcome = self.forecast.outcomes[self.groups.index(group)]
        return f"{introduced}: {'on plan' if outcome.fits else 'not all fits, see `flashcards interview`'}"

    def as_told(self, tell: Tell, until: int) -> Forecast:
        """The forecast to before ``until`` where cards are told so."""
        return _forecast(self.agenda, self.groups, self.courses, until, self.agenda.limits, self.new, tell)

    def without_limits(self) -> Forecast:
        """The forecast where a day may bring any number of cards, and new ones are paced."""
        return _forecast(self.agenda, self.groups, self.courses, self.forecast.days[-1].day + 1, Limits(), None)


def _reached(library: Library, groups: Iterable[Group], until: int) -> list[Standing]:
    """The standings that count before a day: all towards an interview, else what is due by then and some new ones."""
    conn, found = library.database.conn, []
    for group in groups:
        if group.day is not None:
            found += standings.shown(conn, group.decks)
        else:
            a_day = DEFAULT_NEW_PER_DAY if library.new_a_day is None else library.new_a_day
            new = a_day * (until - library.clock.today)
            found += standings.due_before(conn, group.decks, until) + standings.next_new(conn, group.decks, new)
    return found


def _course(agenda: Agenda, group: Group, shown: Iterable[Standing], rewritten: Set[str], is_named: bool) -> Course:
    return Course(
        standings=tuple(each for each in shown if deck_of(each.card) in group.decks),
        day=group.day,
        seconds=group.seconds,
        cards_a_day=agenda.limits.cards_a_day(group.target),
        introduced=group.introduced,
        new_a_day=0 if group.is_guest and not is_named else DEFAULT_NEW_PER_DAY,
        rewritten=rewritten,
        has_sweeps=agenda.has_sweeps(group),
    )


def outlook(
    library: Library, agenda: Agenda, decks: Collection[str] = (), shown: Iterable[Standing] | None = None
) -> Outlook:
    """The outlook for these decks, for all where none is named, over two weeks at least.

    ``shown`` are the standings of all cards that they show; where they are not given, those that count are read here.
    """
    groups = agenda.groups(decks)
    later = agenda.today + 1
    rewritten = {each.card for each in agenda.drawn if agenda.rehearsals.get(each.card, later) >= later}
    last = max((group.day for group in groups if group.day is not None), default=agenda.today)
    until = max(last + 1, agenda.today + DAYS_SHOWN)
    stored = _reached(library, groups, until) if shown is None else list(shown)
    running = [_course(agenda, group, stored, rewritten, is_named=bool(decks)) for group in groups]
    found = _forecast(agenda, groups, running, until, agenda.limits, library.new_a_day)
    return Outlook(agenda, tuple(groups), tuple(running), found, library.new_a_day)


def _forecast(
    agenda: Agenda,
    groups: Iterable[Group],
    courses: Sequence[Course],
    until: int,
    limits: Limits,
    new: int | None,
    tell: Tell = told_whole,
) -> Forecast:
    beside = agenda.ahead(without={deck for group in groups for deck in group.decks})
    return forecast(courses, agenda.today, until, limits, agenda.spent, new, tell, agenda.so_far.evenings, beside)


def load_words(load: DayLoad, about: str = "about ") -> str:
    """What a day brings: ``4 due, 2 new, about 14 minutes``; "" for nothing."""
    pieces = [f"{load.due} due"] if load.due else []
    pieces += [f"{load.new} new"] if load.new else []
    return ", ".join([*pieces, f"{about}{minutes(load.seconds)}"]) if pieces else ""


def missing_words(outcome: Outcome) -> str:
    """What would be left at the interviews: ``2 cards would stay new``."""
    missing = [f"{counted(outcome.unseen, 'card')} would stay new"] if outcome.unseen else []
    missing += [f"{counted(outcome.unrehearsed, 'card')} would get no last rehearsal"] if outcome.unrehearsed else []
    return ", ".join(missing)


def more_to_do(plan: Outlook) -> str:
    """An offer where the days until the interview are left empty; "" where hardly any is."""
    between = len(plan.until) - 2
    if plan.free_days < _FEWEST_FREE or plan.free_days * _FREE_SHARE < between:
        return ""
    unseen = sum(group.unseen for group in plan.ahead)
    # those of today count towards what --new allows
    introduced = plan.agenda.spent.introduced
    sooner = min(introduced + unseen, 2 * DEFAULT_NEW_PER_DAY)
    more = f"review --new {sooner}` takes new ones in sooner" if sooner > introduced else "mock` asks for any story"
    return f"{plan.free_days} of the {between} days between are free: `flashcards {more}."
