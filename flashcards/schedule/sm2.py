"""SM-2, in exact integer arithmetic.

Source: P. A. Wozniak, "Application of a computer to improve the results obtained in working with the SuperMemo
method" (1990), as published by SuperMemo. The published text leaves points open; this is how they are read here:
the new ease gives the next interval; a fail leaves the ease; lateness is ignored; an early pass never shortens
an interval and lengthens it only by what it proved.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

INITIAL_EASE = 250
MINIMUM_EASE = 130
FIRST_INTERVAL = 1
SECOND_INTERVAL = 6
MAXIMUM_INTERVAL = 36_500
PASSING_GRADE = 3
DRILL_UNTIL_GRADE = 4

# EF + 0.1 - (5 - q) * (0.08 + (5 - q) * 0.02), in hundredths, for q = 3, 4, 5; a fail leaves it
_EASE_CHANGE = {3: -14, 4: 0, 5: 10}


class Grade(IntEnum):
    """SM-2's quality of response; 3 and above passes."""

    BLANK = 0
    LITTLE = 1
    HALF = 2
    ONE_GAP = 3
    ALL_TOLD = 4
    EFFORTLESS = 5

    @property
    def word(self) -> str:
        """The grade in a word or two, as it is shown beside its number."""
        return self.name.replace("_", " ").lower()

    @property
    def passes(self) -> bool:
        """Whether the card counts as remembered."""
        return self >= PASSING_GRADE


class Memory(NamedTuple):
    """What SM-2 knows of one card: consecutive passes, interval in days, ease in hundredths, fails after a pass."""

    repetition: int = 0
    interval: int = 0
    ease: int = INITIAL_EASE
    lapses: int = 0


NEW_MEMORY = Memory()


def review(memory: Memory, grade: int, elapsed: int | None = None) -> Memory:
    """Return the memory after a review.

    ``grade`` is 0 to 5, ValueError otherwise. ``elapsed`` counts the days since the last scheduled review;
    None means that the card was due, and a review later than due counts as on time.
    """
    if not Grade.BLANK <= grade <= Grade.EFFORTLESS:
        raise ValueError(f"a grade is 0 to 5, not {grade}")
    if elapsed is None:
        elapsed = memory.interval
    return Memory(*reviewed(memory.repetition, memory.interval, memory.ease, memory.lapses, 0, ((elapsed, grade),)))


def reviewed(
    repetition: int, interval: int, ease: int, lapses: int, last: int, reviews: Iterable[tuple[int, int]]
) -> tuple[int, int, int, int]:
    """Many reviews of one card on plain numbers: the fields of Memory in their order, before and after.

    Each of ``reviews`` is its study day and its grade; ``last`` is the day of the scheduled review before them, for a
    new card any day. A day before the last one counts as that same day.
    """
    for day, grade in reviews:
        if grade < PASSING_GRADE:
            if repetition:
                repetition, lapses = 0, lapses + 1
            interval = FIRST_INTERVAL
        else:
            ease += _EASE_CHANGE[grade]
            if ease < MINIMUM_EASE:
                ease = MINIMUM_EASE
            if day - last < interval:
                # early: never shorter, and longer only by what it proved
                interval = min(max(interval, -((last - day) * ease // 100)), MAXIMUM_INTERVAL)
            elif repetition > 1:
                repetition += 1
                interval = -(-interval * ease // 100)
                if interval > MAXIMUM_INTERVAL:
                    interval = MAXIMUM_INTERVAL
            else:
                interval = SECOND_INTERVAL if repetition else FIRST_INTERVAL
                repetition += 1
        last = day
    return repetition, interval, ease, lapses
