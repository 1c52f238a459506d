"""FSRS-6: a published model of how memory fades and grows, in days.

Source: J. Ye, "The Algorithm" (Free Spaced Repetition Scheduler, version 6), with its default parameters, fitted by its
authors to the reviews of thousands of people; after J. Ye, J. Su, Y. Cao, "A Stochastic Shortest Path Algorithm for
Optimizing Spaced Repetition Scheduling" (2022). The names of the 21 parameters are those of that text, w[0] to w[20].
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import exp
from typing import NamedTuple

PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
_LEAST_STABILITY = 0.001
_EASIEST, _HARDEST = 1.0, 10.0
# what is recalled of it when as many days have passed as its stability says
_RECALLED_AT_STABILITY = 0.9


class Rating(IntEnum):
    """The four answers that FSRS knows."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Trace(NamedTuple):
    """What is left of one thing in memory: stability in days, difficulty 1 to 10, and the study day of its last use."""

    stability: float
    difficulty: float
    day: int


class Fsrs:
    """The model with some parameters.

    ``pace`` is how fast somebody's days pass as against the model's: at 2 a trace fades as in twice the time.
    """

    def __init__(self, parameters: Sequence[float] = PARAMETERS, pace: float = 1.0) -> None:
        self._w = w = tuple(parameters)
        self._decay = -w[20]
        self._fading = (float(_RECALLED_AT_STABILITY ** (1 / self._decay)) - 1) * pace
        self._growth = exp(w[8])
        self._bonus = {Rating.HARD: w[15], Rating.GOOD: 1.0, Rating.EASY: w[16]}
        self._most_left = exp(-w[17] * w[18])
        self._easy = self._first_difficulty(Rating.EASY)
        self._first = {
            rating: (max(w[rating - 1], _LEAST_STABILITY), _within(self._first_difficulty(rating))) for rating in Rating
        }

    def recall(self, trace: Trace, day: int) -> float:
        """The chance that what a trace stands for is recalled on a study day, 0 to 1."""
        stability, _, last = trace
        return float((1 + self._fading * (day - last) / stability) ** self._decay) if day > last else 1.0

    def rated(self, trace: Trace | None, rating: Rating, day: int) -> Trace:
        """The trace after an answer on a study day; None before the first."""
        if trace is None:
            return Trace(*self._first[rating], day)
        stability, difficulty, last = trace
        if day > last:
            grown = self._later(stability, difficulty, 1 - self.recall(trace, day), rating)
        else:
            grown = self._same_day(stability, rating)
        return Trace(max(grown, _LEAST_STABILITY), self._difficulty(difficulty, rating), max(day, last))

    def _first_difficulty(self, rating: Rating) -> float:
        return self._w[4] - exp(self._w[5] * (rating - 1)) + 1

    def _difficulty(self, difficulty: float, rating: Rating) -> float:
        w = self._w
        damped = difficulty - w[6] * (rating - 3) * (_HARDEST - difficulty) / (_HARDEST - _EASIEST)
        return _within(w[7] * self._easy + (1 - w[7]) * damped)

    def _same_day(self, stability: float, rating: Rating) -> float:
        w = self._w
        growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        return float(stability * (growth if rating is Rating.AGAIN else max(growth, 1.0)))

    def _later(self, stability: float, difficulty: float, forgotten: float, rating: Rating) -> float:
        w = self._w
        if rating is Rating.AGAIN:
            relearnt = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(w[14] * forgotten)
            return float(min(relearnt, stability * self._most_left))
        growth = self._growth * (11 - difficulty) * stability ** -w[9] * (exp(w[10] * forgotten) - 1)
        return float(stability * (1 + growth * self._bonus[rating]))


def _within(difficulty: float) -> float:
    return _EASIEST if difficulty < _EASIEST else _HARDEST if difficulty > _HARDEST else difficulty
