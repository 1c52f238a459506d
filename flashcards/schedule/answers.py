"""What was answered of each card since its last reset, with what SM-2 made of it: the review log that Anki is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.replay import History, follow
from flashcards.schedule.sm2 import NEW_MEMORY, Memory, review


class Answer(NamedTuple):
    """One answer: ``at`` in UTC milliseconds, what it moved (nothing where it was a drill), and the memory after it.

    ``before`` is the interval until then in days, 0 for the first answer; ``seconds`` is None where it is not known.
    """

    at: int
    grade: int
    seconds: float | None
    is_drill: bool
    before: int
    after: Memory


class _Course:
    """The answers of one card so far."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.memory = NEW_MEMORY
        self.day: int | None = None

    def take(self, event: Event, is_drill: bool) -> None:
        """Add an answer, or begin anew with a reset."""
        if event.kind == EventKind.RESET:
            self.answers, self.memory, self.day = [], NEW_MEMORY, None
        elif event.grade is not None:
            before = self.memory
            if not is_drill:
                elapsed = None if self.day is None else max(0, event.day - self.day)
                self.memory = review(before, event.grade, elapsed)
                self.day = event.day
            answer = Answer(event.at, event.grade, event.telling_seconds, is_drill, before.interval, self.memory)
            self.answers.append(answer)


def answers(ordered: Iterable[Event], retracted: frozenset[str]) -> dict[str, tuple[Answer, ...]]:
    """The answers of each card by its present id, oldest first; events and ``retracted`` as ``follow`` takes them."""
    courses: dict[History, _Course] = {}
    for history, event, demoted in follow(ordered, retracted):
        courses.setdefault(history, _Course()).take(event, demoted or event.kind == EventKind.DRILLED)
    return {history.card: tuple(course.answers) for history, course in courses.items() if not history.replaced}
