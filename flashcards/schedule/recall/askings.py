"""What the log says of the parts of each story: when each was asked for, and whether it was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.recall.fsrs import Rating
from flashcards.schedule.recall.memory import Memory, Trace
from flashcards.schedule.replay import History, follow
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Grade

_RATINGS = {Grade.EFFORTLESS: Rating.EASY, Grade.ALL_TOLD: Rating.GOOD, Grade.ONE_GAP: Rating.HARD}


class Asking(NamedTuple):
    """Some parts of a story that were asked for on a study day: ``parts``, None for all of them.

    Of these ``missed`` were not told; ``told`` rates the others. Parts are called as the log calls them.
    """

    day: int
    told: Rating
    missed: tuple[str, ...] = ()
    parts: tuple[str, ...] | None = None

    def rating(self, part: str) -> Rating | None:
        """How a part was told; None where it was not asked for."""
        if self.parts is not None and part not in self.parts:
            return None
        return Rating.AGAIN if part in self.missed else self.told

    def tells(self, part: str) -> bool:
        """Whether a part was asked for and told."""
        return (self.rating(part) or Rating.AGAIN) > Rating.AGAIN


class Story(NamedTuple):
    """A story, its parts as the log calls them, what was asked of it, oldest first, and the day it is to be told on."""

    card: str
    parts: tuple[str, ...]
    asked: tuple[Asking, ...]
    day: int


class Traces(NamedTuple):
    """What is left of a story in memory: of each part that was ever asked for by its name, and of every other one.

    A trace is None where nothing was told yet.
    """

    rest: Trace | None
    named: dict[str, Trace | None]

    def of(self, part: str) -> Trace | None:
        """The trace of a part."""
        return self.named.get(part, self.rest)


def askings(ordered: Iterable[Event], retracted: frozenset[str]) -> dict[str, tuple[Asking, ...]]:
    """What was asked of each card since its last reset, oldest first, by its present id.

    ``ordered`` and ``retracted`` are as ``replay.follow`` takes them.
    """
    courses: dict[History, _Course] = {}
    for history, event, demoted in follow(ordered, retracted):
        course = courses.get(history)
        if course is None:
            course = courses[history] = _Course()
        course.take(event, demoted)
    return {
        history.card: tuple(course.askings)
        for history, course in courses.items()
        if course.askings and not history.replaced
    }


def traces(asked: Sequence[Asking], model: Memory) -> Traces:
    """What these askings left in memory, by a model."""
    names = {part for each in asked for part in (*each.missed, *(each.parts or ()))}
    return Traces(_trace(asked, "", model), {name: _trace(asked, name, model) for name in sorted(names)})


def _trace(asked: Sequence[Asking], part: str, model: Memory) -> Trace | None:
    trace: Trace | None = None
    for each in asked:
        rating = each.rating(part)
        if rating is not None:
            trace = model.rated(trace, rating, each.day)
    return trace


class _Course:
    """What was asked of one card so far, and what was missed last on a day, which is what its drills ask for."""

    def __init__(self) -> None:
        self.askings: list[Asking] = []
        self._missed: tuple[str, ...] = ()
        self._drilled_on: int | None = None

    def take(self, event: Event, demoted: bool) -> None:
        """Add an asking, or begin anew with a reset."""
        if event.kind == EventKind.RESET:
            self.askings, self._missed, self._drilled_on = [], (), None
        elif event.grade is not None and event.kind == EventKind.GRADED:
            self._add(event, None)
            if not demoted:
                self._after(event)
        elif event.grade is not None and event.kind == EventKind.DRILLED:
            pending = self._missed if self._drilled_on == event.day else ()
            self._add(event, event.parts or pending or None)
            if pending and not event.parts:
                self._after(event)

    def _add(self, event: Event, parts: tuple[str, ...] | None) -> None:
        told = _RATINGS.get(Grade(event.grade or 0), Rating.AGAIN)
        # what was marked says more than the grade, which is of the whole
        told = max(told, Rating.GOOD) if event.missed else told
        self.askings.append(Asking(event.day, told, event.missed, parts))

    def _after(self, event: Event) -> None:
        waits = (event.grade or 0) < DRILL_UNTIL_GRADE
        self._missed = event.missed if waits else ()
        self._drilled_on = event.day if waits else None
