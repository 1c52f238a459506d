"""Simulated people who rehearse stories of four parts, each part a memory by itself."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Sequence
from math import exp, log, prod
from typing import Any, NamedTuple, Protocol

from flashcards.schedule.recall.askings import Asking, Story
from flashcards.schedule.recall.fsrs import PARAMETERS, Fsrs, Rating

PARTS = tuple(f"part {number}" for number in range(4))
TELLING_MINUTES = 2.0
DRILL_MINUTES = 0.5
# with a story effect: how much the paces of stories differ, and how much the parts of one telling hang together
_SPREAD_OF_STORIES = 0.5
_TOGETHER = 0.3
_NORMAL = statistics.NormalDist()
_TELLINGS_LIKE_IT = [_NORMAL.inv_cdf((place + 0.5) / 20) for place in range(20)]


class Memory(Protocol):
    """A model of memory: how likely a trace is recalled on a day, and the trace after an answer."""

    def recall(self, trace: Any, day: int) -> float:
        """The chance, 0 to 1."""

    def rated(self, trace: Any, rating: Rating, day: int) -> Any:
        """The trace after an answer; None before the first."""


class PowerLaw:
    """Power-law forgetting with its own spacing effect, which is no FSRS.

    Source: P. I. Pavlik, J. R. Anderson, "Practice and forgetting effects on vocabulary memory: an activation-based
    model of the spacing effect" (2005): each use of a trace fades by a power of time, the faster the better it was
    remembered when it came. Their parameters, and time between sessions scaled as theirs; the threshold is lower than
    that of their foreign words, so that a part told once is told in six of seven cases on the next day.
    """

    _LEAST_DECAY, _SPACING, _NOISE, _SECONDS_A_DAY = 0.177, 0.217, 0.255, 0.025 * 86_400
    _THRESHOLD = -1.8
    _BETWEEN = 60.0

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace

    def recall(self, trace: Any, day: int) -> float:
        """By the logistic of its activation."""
        return 1 / (1 + exp((self._THRESHOLD - self._activation(trace, day)) / self._NOISE))

    def rated(self, trace: Any, rating: Rating, day: int) -> Any:
        """One use more, told or shown."""
        if trace is None:
            return ((day, self._BETWEEN, self._LEAST_DECAY),)
        decay = self._SPACING * exp(self._activation(trace, day)) + self._LEAST_DECAY
        older = ((when, since + self._BETWEEN, each) for when, since, each in trace)
        return (*older, (day, self._BETWEEN, decay))

    def _activation(self, trace: Any, day: int) -> float:
        scale = self._SECONDS_A_DAY * self._pace
        return log(sum(((day - when) * scale + since) ** -decay for when, since, decay in trace))


def _fsrs(stability: float, growth: float) -> Callable[[float], Memory]:
    """FSRS with first stabilities so many times the published ones, and a growth that differs by its logarithm."""
    first = [each * stability for each in PARAMETERS[:4]]
    parameters = (*first, *PARAMETERS[4:8], PARAMETERS[8] + growth, *PARAMETERS[9:])
    return lambda pace: Fsrs(parameters, pace)


class Kind(NamedTuple):
    """Somebody: their model of memory at a pace, and how likely a part is told right before it was ever rehearsed."""

    memory: Callable[[float], Memory]
    familiar: float


KINDS = {
    "default": Kind(_fsrs(1.0, 0.0), 0.5),
    "weaker": Kind(_fsrs(0.5, -0.5), 0.35),
    "stronger": Kind(_fsrs(2.0, 0.3), 0.65),
    "power law": Kind(PowerLaw, 0.5),
}


class Learner:
    """One of these with so many stories; ``effect``: parts of one story are alike, and more so in one telling."""

    def __init__(self, kind: str, stories: int, seed: int, effect: bool = False) -> None:
        self._chance = random.Random(seed)
        self._familiar = KINDS[kind].familiar
        self._together = _TOGETHER if effect else 0.0
        # the same tellings fall by the same chances, whatever the stories are like
        paces = random.Random(seed + 10_000)
        self._memories = [
            KINDS[kind].memory(exp(paces.gauss(0, _SPREAD_OF_STORIES)) if effect else 1.0) for _ in range(stories)
        ]
        self._traces: list[list[Any]] = [[None] * len(PARTS) for _ in range(stories)]
        self._asked: list[list[Asking]] = [[] for _ in range(stories)]
        self.minutes: dict[int, float] = {}
        self.swept: dict[int, float] = {}
        self.told: dict[int, int] = {}

    def tell(self, story: int, day: int) -> tuple[str, ...]:
        """Tell a story, drill what was missed until it is recalled; return the parts that were missed."""
        missed = self._ask(story, range(len(PARTS)), day, None)
        self.told[day] = self.told.get(day, 0) + 1
        self._spend(day, TELLING_MINUTES + DRILL_MINUTES * len(missed))
        return missed

    def sweep(self, story: int, parts: Sequence[str], day: int) -> None:
        """Be asked for some parts alone, and once more for those that were missed."""
        missed = self._ask(story, [PARTS.index(part) for part in parts], day, tuple(parts))
        spent = DRILL_MINUTES * (len(parts) + len(missed))
        self.swept[day] = self.swept.get(day, 0.0) + spent
        self._spend(day, spent)

    def _ask(self, story: int, places: Sequence[int], day: int, parts: tuple[str, ...] | None) -> tuple[str, ...]:
        memory, traces = self._memories[story], self._traces[story]
        mood = self._chance.gauss(0, 1) if self._together else 0.0
        missed = [place for place in places if not self._is_told(self.recall(story, place, day), mood)]
        for place in places:
            traces[place] = memory.rated(traces[place], Rating.AGAIN if place in missed else Rating.GOOD, day)
        for place in missed:
            traces[place] = memory.rated(traces[place], Rating.GOOD, day)
        names = tuple(PARTS[place] for place in missed)
        self._asked[story].append(Asking(day, Rating.GOOD, names, parts))
        if names:
            self._asked[story].append(Asking(day, Rating.GOOD, (), names))
        return names

    def _is_told(self, recall: float, mood: float) -> bool:
        if not self._together:
            return self._chance.random() < recall
        own = self._chance.gauss(0, 1)
        return self._together**0.5 * mood + (1 - self._together) ** 0.5 * own < _quantile(recall)

    def _spend(self, day: int, minutes: float) -> None:
        self.minutes[day] = self.minutes.get(day, 0.0) + minutes

    def recall(self, story: int, place: int, day: int) -> float:
        """How likely a part is recalled on a day."""
        trace = self._traces[story][place]
        return self._familiar if trace is None else self._memories[story].recall(trace, day)

    def whole(self, story: int, day: int) -> float:
        """How likely all parts of a story are told on a day."""
        chances = [self.recall(story, place, day) for place in range(len(PARTS))]
        return self._all_told(chances)

    def recall_if_asked(self, story: int, place: int, today: int, day: int) -> float:
        """How likely a part is recalled on a day where it is asked for today, and drilled if it is missed."""
        memory, trace, now = self._memories[story], self._traces[story][place], self.recall(story, place, today)
        told = memory.recall(memory.rated(trace, Rating.GOOD, today), day)
        missed = memory.rated(memory.rated(trace, Rating.AGAIN, today), Rating.GOOD, today)
        return now * told + (1 - now) * memory.recall(missed, day)

    def _all_told(self, chances: Sequence[float]) -> float:
        if not self._together:
            return prod(chances)
        own, shared = (1 - self._together) ** 0.5, self._together**0.5
        bounds = [_quantile(each) for each in chances]
        return statistics.mean(
            prod(_NORMAL.cdf((bound - shared * mood) / own) for bound in bounds) for mood in _TELLINGS_LIKE_IT
        )

    def stories(self, cards: Sequence[str], day: int) -> list[Story]:
        """What a log says of the stories, which are to be told on a day."""
        return [Story(card, PARTS, tuple(asked), day) for card, asked in zip(cards, self._asked, strict=True)]


def _quantile(chance: float) -> float:
    return _NORMAL.inv_cdf(min(max(chance, 1e-9), 1 - 1e-9))
