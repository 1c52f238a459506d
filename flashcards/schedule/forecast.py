"""What comes on each day from today on, if every story is told whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import chain, groupby, islice
from typing import NamedTuple

from flashcards.schedule.limits import Limits, first_day, new_a_day, seconds_with_drills
from flashcards.schedule.plan import last_rehearsals
from flashcards.schedule.queue import overdue
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing, graded


class Course(NamedTuple):
    """Cards that go towards the same day, None for none.

    ``seconds`` is what one telling takes. ``new_a_day`` is a number given by hand; without one new cards are paced
    towards the day.
    """

    standings: tuple[Standing, ...]
    day: int | None
    seconds: float
    new_a_day: int | None = None


class DayLoad(NamedTuple):
    """One study day: how many cards that were seen before, how many new ones, and the seconds of all."""

    day: int
    due: int
    new: int
    seconds: float


class Forecast(NamedTuple):
    """The days, and the cards that the limits leave behind: never introduced, or without a last rehearsal."""

    days: tuple[DayLoad, ...]
    unseen: int
    unrehearsed: int


def forecast(courses: Sequence[Course], today: int, until: int, limits: Limits) -> Forecast:
    """Simulate the study days from today to the one before ``until``."""
    running = [_Course(course) for course in courses]
    days = tuple(_simulate(running, day, limits) for day in range(today, until))
    unseen = sum(course.unseen() for course in running)
    return Forecast(days, unseen, sum(course.unrehearsed(limits) for course in running))


class _Course:
    """A course while it is simulated.

    What is due is kept by due day and interval, which say how overdue a card is: a day looks at no card that it does
    not reach.
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self.standings = {each.card: each for each in course.standings if not each.suspended}
        self._places = {card: place for place, card in enumerate(self.standings)}
        self._cards = list(self.standings)
        self._fresh = {each.card: None for each in self.standings.values() if each.is_new}
        self._waiting: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        self._begun = Counter[int]()
        for each in self.standings.values():
            self._begun[each.introduced or 0] += each.introductions
            if each.due is not None:
                self._waiting[each.due, each.memory.interval].add(self._places[each.card])

    def waiting(self, today: int, limits: Limits) -> tuple[list[str], Iterator[str], list[str]]:
        """The last rehearsals of a day, the other cards that are due, and the new ones, each in their order."""
        last = self._last(today, limits)
        return last, self._due(today, without=set(last)), self._new(today)

    def _last(self, today: int, limits: Limits) -> list[str]:
        """The last rehearsals, from the day on which they begin."""
        day, capacity = self.course.day, limits.cards_a_day(self.course.seconds)
        count = len(self.standings) - len(self._fresh)
        if day is None or today < first_day(day, count, capacity):
            return []
        rehearsals = last_rehearsals(self.standings.values(), day, today, capacity)
        return sorted((card for card, at in rehearsals.items() if at <= today), key=self._places.__getitem__)

    def _due(self, today: int, without: Set[str]) -> Iterator[str]:
        """The most overdue first; found as they are asked for."""

        def lateness(key: tuple[int, int]) -> float:
            return overdue(key[0], key[1], today)

        late = sorted((key for key in self._waiting if key[0] <= today), key=lateness, reverse=True)
        for _, keys in groupby(late, key=lateness):
            for place in sorted(chain.from_iterable(self._waiting.get(key, ()) for key in keys)):
                if self._cards[place] not in without:
                    yield self._cards[place]

    def _new(self, today: int) -> list[str]:
        begun = self._begun[today]
        if self.course.new_a_day is not None:
            room = self.course.new_a_day
        else:
            room = new_a_day(len(self._fresh) + begun, self.course.day, today) if self.course.day is not None else 0
        return list(islice(self._fresh, max(0, room - begun)))

    def tell(self, card: str, today: int) -> None:
        """Grade a card."""
        before = self.standings[card]
        after = self.standings[card] = graded(before, Grade.ALL_TOLD, today)
        self._begun[before.introduced or 0] -= before.introductions
        self._begun[after.introduced or 0] += after.introductions
        self._fresh.pop(card, None)
        if before.due is not None:
            self._take_out(card, before.due, before.memory.interval)
        self._waiting[today + after.memory.interval, after.memory.interval].add(self._places[card])

    def _take_out(self, card: str, due: int, interval: int) -> None:
        self._waiting[due, interval].remove(self._places[card])
        if not self._waiting[due, interval]:
            del self._waiting[due, interval]

    def unseen(self) -> int:
        """How many cards were never told."""
        return len(self._fresh) if self.course.day is not None else 0

    def unrehearsed(self, limits: Limits) -> int:
        """How many cards were told, but not within the last days."""
        if self.course.day is None:
            return 0
        seen = [each.reviewed for each in self.standings.values() if each.reviewed is not None]
        begin = first_day(self.course.day, len(seen), limits.cards_a_day(self.course.seconds))
        return sum(1 for reviewed in seen if reviewed < begin)


def _simulate(running: Sequence[_Course], today: int, limits: Limits) -> DayLoad:
    """Tell what waits on a day, the last rehearsals first, until a card passes the limits."""
    waiting = [(course, course.waiting(today, limits)) for course in running]
    counts = [0, 0, 0]
    seconds = 0.0
    for kind in range(3):
        for course, kinds in waiting:
            for card in kinds[kind]:
                if limits.is_reached(sum(counts), seconds):
                    break
                course.tell(card, today)
                counts[kind] += 1
                seconds += seconds_with_drills(course.course.seconds)
    return DayLoad(today, counts[0] + counts[1], counts[2], seconds)
