"""What was asked of all parts so far, those together whose answers were the same until then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from flashcards.schedule.recall.askings import Asking, Story
from flashcards.schedule.recall.fsrs import Rating
from flashcards.schedule.recall.memory import Memory, Trace

# no answer is impossible, however sure a model is
_LEAST_CHANCE = 1e-6


class Past:
    """An answer to so many parts, and the answers that came after it, by study day and rating.

    Days are counted from the first answer to a part, so that parts of any day stand together.
    """

    __slots__ = ("_later", "_parts")

    def __init__(self) -> None:
        self._parts = 0
        self._later: dict[tuple[int, Rating], Past] = {}

    def add(self, answers: Iterable[tuple[int, Rating]], parts: int) -> None:
        """Add so many parts that were answered alike, oldest answer first."""
        past = self
        for answer in answers:
            past = past._later.setdefault(answer, Past())
            past._parts += parts

    def foretold(self, model: Memory) -> float:
        """The logarithm of the chance that a model gave to all answers on a later day than the one before."""
        found = 0.0
        waiting: list[tuple[Past, Trace | None]] = [(self, None)]
        while waiting:
            past, trace = waiting.pop()
            for (day, rating), after in past._later.items():
                if trace is not None and day > trace.day:
                    told = model.recall(trace, day)
                    chance = 1 - told if rating is Rating.AGAIN else told
                    found += after._parts * log(max(chance, _LEAST_CHANCE))
                if after._later:
                    waiting.append((after, model.rated(trace, rating, day)))
        return found


def past_of(stories: Iterable[Story]) -> Past:
    """The past of all parts of these stories."""
    past = Past()
    for story in stories:
        named = {part for each in story.asked for part in (*each.missed, *(each.parts or ()))}
        apart = [part for part in story.parts if part in named]
        for part in apart:
            past.add(_answers(story.asked, part), 1)
        if len(apart) < len(story.parts):
            past.add(_answers(story.asked, ""), len(story.parts) - len(apart))
    return past


def _answers(asked: Sequence[Asking], part: str) -> list[tuple[int, Rating]]:
    found = [(each.day, rating) for each in asked if (rating := each.rating(part)) is not None]
    return [(day - found[0][0], rating) for day, rating in found]
