"""What comes on each day from today on, if every story is told whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flashcards.schedule.limits import Limits, first_day, new_a_day, seconds_with_drills
from flashcards.schedule.plan import last_rehearsals, shown_on
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
    """A course while it is simulated."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.standings = {each.card: each for each in course.standings if not each.suspended}

    def waiting(self, today: int, limits: Limits) -> tuple[list[str], list[str], list[str]]:
        """The last rehearsals of a day, the other cards that are due, and the new ones, each in their order."""
        seen = [each for each in self.standings.values() if each.due is not None]
        rehearsals = self._rehearsals(seen, today, limits)
        last = [each.card for each in seen if rehearsals.get(each.card, today + 1) <= today]
        drawn = set(last)
        due = [each for each in seen if (shown_on(each, rehearsals) or 0) <= today and each.card not in drawn]
        due.sort(key=lambda each: overdue(each.due or 0, each.memory.interval, today), reverse=True)
        return last, [each.card for each in due], self._fresh(today)

    def _rehearsals(self, seen: Sequence[Standing], today: int, limits: Limits) -> Mapping[str, int]:
        """The last rehearsals from the day on which they begin; before it none of them is of today."""
        day, capacity = self.course.day, limits.cards_a_day(self.course.seconds)
        if day is None or today < first_day(day, len(seen), capacity):
            return {}
        return last_rehearsals(seen, day, today, capacity)

    def _fresh(self, today: int) -> list[str]:
        fresh = [each.card for each in self.standings.values() if each.is_new]
        begun = sum(each.introductions for each in self.standings.values() if each.introduced == today)
        if self.course.new_a_day is not None:
            room = self.course.new_a_day
        else:
            room = new_a_day(len(fresh) + begun, self.course.day, today) if self.course.day is not None else 0
        return fresh[: max(0, room - begun)]

    def tell(self, card: str, today: int) -> None:
        before = self.standings[card]
        self.standings[card] = graded(before, Grade.ALL_TOLD, today)

    def unseen(self) -> int:
        """How many cards were never told."""
        return sum(1 for each in self.standings.values() if each.is_new) if self.course.day is not None else 0

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
