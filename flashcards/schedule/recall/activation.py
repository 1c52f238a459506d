"""ACT-R's base-level learning: another published model of memory, in which each use fades by a power of time.

Source: J. R. Anderson, L. J. Schooler, "Reflections of the environment in memory" (1991), and for the chance of recall
J. R. Anderson and others, "An integrated theory of the mind" (2004). Whether an answer was right changes nothing: what
was missed and is shown is a use like any other.
"""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

from flashcards.schedule.recall.fsrs import Rating

# of somebody in the middle: how fast each use fades, how steeply recall follows what is left, and the logit of recall a
# day after a single use. With these what was told on two days is kept over weeks as FSRS publishes it. ACT-R's own 0.5
# for the decay was found over minutes, and the days between sessions count for less than they last (P. I. Pavlik, J. R.
# Anderson, "Practice and forgetting effects on vocabulary memory", 2005)
DECAY, STEEPNESS, NEXT_DAY = 0.3, 2.5, 2.06


class Uses(NamedTuple):
    """The study days on which one thing was used, oldest first, and the last of them."""

    days: tuple[int, ...]
    day: int


class Activation:
    """The model with a decay of each use, how steeply recall follows activation, and how sure one use is a day later.

    ``next_day`` is the logit of recall on the day after a single use, ``steepness`` 1 by ACT-R's noise.
    """

    def __init__(self, decay: float = DECAY, steepness: float = STEEPNESS, next_day: float = NEXT_DAY) -> None:
        self._decay = -decay
        self._steepness = steepness
        self._next_day = next_day

    def recall(self, trace: Uses, day: int) -> float:
        """The chance that what was used so is recalled on a study day, 0 to 1."""
        if day <= trace.day:
            return 1.0
        decay = self._decay
        left: float = sum([(day - used) ** decay for used in trace.days])
        return 1 / (1 + exp(-self._next_day - self._steepness * log(left)))

    def rated(self, trace: Uses | None, rating: Rating, day: int) -> Uses:
        """One use more, whatever the answer was."""
        return Uses((day,), day) if trace is None else Uses((*trace.days, max(day, trace.day)), max(day, trace.day))
