"""What a model of memory answers, whichever it is."""

from __future__ import annotations

from typing import Any, Protocol

from flashcards.schedule.recall.fsrs import Rating


class Trace(Protocol):
    """What is left of one thing in memory, as the model that made it understands it."""

    @property
    def day(self) -> int:
        """The study day of its last use."""


class Memory(Protocol):
    """How likely a trace is recalled on a study day, 0 to 1, and the trace after an answer; None before the first."""

    def recall(self, trace: Any, day: int) -> float:
        """The chance that what a trace of this model stands for is recalled."""

    def rated(self, trace: Any, rating: Rating, day: int) -> Any:
        """The trace after an answer."""
