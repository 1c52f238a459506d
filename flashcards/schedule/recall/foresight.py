"""How likely a part is told on the day of its story where it is told on some evenings before, whatever comes of it."""

from __future__ import annotations

from flashcards.schedule.recall.askings import Story, Traces, traces
from flashcards.schedule.recall.learner import Learner
from flashcards.schedule.recall.memory import Memory, Trace
from flashcards.schedule.recall.readiness import missed_today, told_today

# what is less likely than that is not followed further
_LEAST_LIKELY = 0.01

Fates = tuple[tuple[float, Trace | None], ...]
"""What may be left of a part in memory, each with its chance."""


class Foresight:
    """What is to be expected of stories from ``today`` on, by the middle variant of a learner."""

    def __init__(self, learner: Learner, today: int) -> None:
        self.today = today
        self._model: Memory = learner.at(0.5)
        self._familiar = learner.familiar
        self._left: dict[str, Traces] = {}
        self._known: dict[tuple[Trace | None, tuple[int, ...], int], float] = {}

    def chance(self, story: Story, part: str, evenings: tuple[int, ...]) -> float:
        """How likely a part is told on the day, where it is asked for on these study days, the first one first."""
        trace = self._trace(story, part)
        found = self._known.get((trace, evenings, story.day))
        if found is None:
            fates: Fates = ((1.0, trace),)
            for evening in evenings:
                fates = self._after(fates, evening)
            found = sum(likely * self._recall(each, story.day) for likely, each in fates)
            found /= sum(likely for likely, _ in fates)
            self._known[trace, evenings, story.day] = found
        return found

    def was_told(self, story: Story, part: str, evening: int) -> bool:
        """Whether a part was told on a study day already."""
        return any(each.day == evening and each.tells(part) for each in story.asked)

    def _trace(self, story: Story, part: str) -> Trace | None:
        left = self._left.get(story.card)
        if left is None:
            left = self._left[story.card] = traces(story.asked, self._model)
        return left.of(part)

    def _recall(self, trace: Trace | None, day: int) -> float:
        return self._familiar if trace is None else self._model.recall(trace, day)

    def _after(self, fates: Fates, evening: int) -> Fates:
        found: list[tuple[float, Trace | None]] = []
        for likely, trace in fates:
            now = self._recall(trace, evening)
            found.append((likely * now, told_today(trace, self._model, evening)))
            if likely * (1 - now) > _LEAST_LIKELY:
                found.append((likely * (1 - now), missed_today(trace, self._model, evening)))
        return tuple(found)
