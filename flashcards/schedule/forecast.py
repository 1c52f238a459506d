"""What comes on each day from today on, if every story is told whole, or as somebody tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import chain, groupby, islice
from typing import NamedTuple

from flashcards.schedule.day_load import DayLoad, Spent, Waiting, day_load, fitting
from flashcards.schedule.limits import (
    DEFAULT_NEW_PER_DAY,
    NO_EVENINGS,
    Limits,
    Usual,
    first_day,
    new_a_day,
    shared,
    usual_evening,
)
from flashcards.schedule.plan import last_rehearsals
from flashcards.schedule.queue import overdue
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing, graded

_NONE: frozenset[str] = frozenset()
_NOTHING = Spent()
Tell = Callable[[str, int], tuple[Grade, tuple[str, ...]]]
"""What comes of telling a card on a study day: its grade, and the parts that are missed."""


def told_whole(card: str, day: int) -> tuple[Grade, tuple[str, ...]]:
    """Every card is told whole on any day."""
    return Grade.ALL_TOLD, ()


class Course(NamedTuple):
    """Cards that go towards the same day, None for none.

    ``seconds`` is what one telling takes, ``cards_a_day`` how many the plan towards the day takes for a day's work,
    None for any number. New cards are paced towards the day; where there is none, ``new_a_day`` come, of guests 0.
    ``introduced`` were new and told on the first day already; ``rewritten`` are to be told on it, whatever SM-2 says.
    ``has_sweeps`` is whether sweeps share the evenings before the day.
    """

    standings: tuple[Standing, ...]
    day: int | None
    seconds: float
    cards_a_day: int | None = None
    new_a_day: int = DEFAULT_NEW_PER_DAY
    introduced: int = 0
    rewritten: Set[str] = _NONE
    has_sweeps: bool = False


class Outcome(NamedTuple):
    """How the cards of a course stand on its day: how many are still new, and how many were not told lately."""

    unseen: int = 0
    unrehearsed: int = 0

    @property
    def fits(self) -> bool:
        """Whether every card was told in time."""
        return not (self.unseen or self.unrehearsed)


class Forecast(NamedTuple):
    """The days, and the outcome of each course, in their order."""

    days: tuple[DayLoad, ...]
    outcomes: tuple[Outcome, ...]


def forecast(
    courses: Sequence[Course],
    today: int,
    until: int,
    limits: Limits,
    spent: Spent = _NOTHING,
    new: int | None = None,
    tell: Tell = told_whole,
    evenings: Mapping[int, int] = NO_EVENINGS,
    beside: Sequence[tuple[int, int]] = (),
) -> Forecast:
    """Simulate the study days from today to the one before ``until``; of today what is left of it.

    ``spent`` is what today has had already, ``new`` a number of new cards a day over all courses, given by hand;
    ``evenings`` holds how many cards were told on each study day before today, as far as that says what is usual.
    ``beside`` are days that other cards go towards, which are not simulated, and those that any cards went towards in
    the last week, with how many of them were introduced.
    """
    running = [_Course(course, today, tell) for course in courses]
    days, told = [], dict(evenings)
    for day in range(today, until):
        had = spent if day == today else _NOTHING
        pool = None if new is None else max(0, new - had.introduced)
        towards = [*beside, *((each.course.day, each.seen) for each in running if each.course.day is not None)]
        load = _simulate(running, day, limits, had, pool, usual_evening(told, day), towards)
        days.append(load)
        if cards := had.cards + load.due + load.new:
            told[day] = cards
    return Forecast(tuple(days), tuple(course.outcome or course.stands() for course in running))


class _Course:
    """A course while it is simulated, day after day from ``first`` on.

    What is due is kept by due day and interval, which say how overdue a card is: a day looks at no card that it does
    not reach.
    """

    def __init__(self, course: Course, first: int, tell: Tell) -> None:
        self.course = course
        self._tell = tell
        self.outcome: Outcome | None = None
        self._first = first
        self._begun: int | None = None
        self._standings = {each.card: each for each in course.standings if not each.suspended}
        self._places = {card: place for place, card in enumerate(self._standings)}
        self._cards = list(self._standings)
        self._fresh = {each.card: None for each in self._standings.values() if each.is_new}
        self._buried = {each.card for each in self._standings.values() if not each.is_active(first)}
        self._waiting: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for each in self._standings.values():
            if each.due is not None:
                self._waiting[each.due, each.memory.interval].add(self._places[each.card])

    @property
    def seen(self) -> int:
        """How many of its cards were told so far."""
        return len(self._standings) - len(self._fresh)

    def begin(self, today: int) -> None:
        """Let a day begin."""
        if today == self.course.day:
            self.outcome = self.stands()
        if today > self._first:
            self._buried = set()

    def rehearsals(self, today: int, usual: float, ahead: Sequence[tuple[int, int]]) -> list[str]:
        """The last rehearsals of a day, none before they begin; on the first day what was rewritten, too.

        ``usual`` is how many cards an evening usually brings, 0 where that is not known; ``ahead`` are all days that
        share it.
        """
        drawn = {card for card, day in self._drawn(today, usual, ahead).items() if day <= today}
        if today == self._first:
            drawn |= self._standings.keys() & self.course.rewritten
        return sorted(drawn - self._buried, key=self._places.__getitem__)

    def _drawn(self, today: int, usual: float, ahead: Sequence[tuple[int, int]]) -> Mapping[str, int]:
        day = self.course.day
        if day is None or day < today:
            return {}
        told = Usual(usual, self.course.has_sweeps)
        a_day, room = shared(self.course.cards_a_day, told, self.seen, day, today, ahead)
        begin = first_day(day, self.seen, a_day, room)
        if today < begin:
            return {}
        self._begun = begin if self._begun is None else min(begin, self._begun)
        return last_rehearsals(self._standings.values(), day, today, a_day, room)

    def count_due(self, today: int, without: Set[str]) -> int:
        """How many cards are due, those left out that are named."""
        due = sum(len(places) for (day, _), places in self._waiting.items() if day <= today)
        left_out = (self._standings[card].due for card in without | self._buried)
        return due - sum(1 for day in left_out if day is not None and day <= today)

    def due(self, today: int, without: Set[str]) -> Iterator[str]:
        """The most overdue first; found as they are asked for."""

        def lateness(key: tuple[int, int]) -> float:
            return overdue(key[0], key[1], today)

        late = sorted((key for key in self._waiting if key[0] <= today), key=lateness, reverse=True)
        for _, keys in groupby(late, key=lateness):
            for place in sorted(chain.from_iterable(self._waiting.get(key, ()) for key in keys)):
                if self._cards[place] not in without and self._cards[place] not in self._buried:
                    yield self._cards[place]

    def new(self, today: int, pool: int | None) -> list[str]:
        """The new cards that a day allows: as they are paced, or what a ``pool`` over all courses has left."""
        room = self._room(today) if pool is None else pool if self.course.new_a_day else 0
        return list(islice((card for card in self._fresh if card not in self._buried), max(0, room)))

    def _room(self, today: int) -> int:
        begun = self.course.introduced if today == self._first else 0
        if self.course.day is None or self.course.day < today:
            return self.course.new_a_day - begun
        return new_a_day(len(self._fresh) + begun, self.course.day, today) - begun

    def tell(self, card: str, today: int) -> None:
        """Have a card told."""
        before = self._standings[card]
        grade, missed = self._tell(card, today)
        after = self._standings[card] = graded(before, grade, today, missed)
        self._fresh.pop(card, None)
        if before.due is not None:
            self._take_out(card, before.due, before.memory.interval)
        self._waiting[today + after.memory.interval, after.memory.interval].add(self._places[card])

    def _take_out(self, card: str, due: int, interval: int) -> None:
        self._waiting[due, interval].remove(self._places[card])
        if not self._waiting[due, interval]:
            del self._waiting[due, interval]

    def stands(self) -> Outcome:
        """How many cards were never told, and how many not within the last days."""
        day = self.course.day
        if day is None:
            return Outcome()
        begin = first_day(day, self.seen, self.course.cards_a_day)
        begin = begin if self._begun is None else min(begin, self._begun)
        late = (each for each in self._standings.values() if each.reviewed is not None and each.reviewed < begin)
        return Outcome(len(self._fresh), sum(1 for _ in late))


def _simulate(
    running: Sequence[_Course],
    today: int,
    limits: Limits,
    spent: Spent,
    pool: int | None,
    usual: float,
    ahead: Sequence[tuple[int, int]],
) -> DayLoad:
    """Tell what waits on a day, the last rehearsals first, until a card passes the limits."""
    waiting, last, new = [], [], []
    for course in running:
        course.begin(today)
        last.append(course.rehearsals(today, usual, ahead))
        new.append(course.new(today, pool))
        pool = None if pool is None else pool - len(new[-1])
        due = course.count_due(today, set(last[-1]))
        waiting.append(Waiting(len(last[-1]), due, len(new[-1]), course.course.seconds))
    told = fitting(waiting, limits, spent)
    for course, rehearsals, fresh, counts in zip(running, last, new, told, strict=True):
        due_cards = list(islice(course.due(today, set(rehearsals)), counts.due))
        for card in (*rehearsals[: counts.rehearsals], *due_cards, *fresh[: counts.new]):
            course.tell(card, today)
    return day_load(today, told)
