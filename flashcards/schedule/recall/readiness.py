"""How ready one will be: the share of the stories that are expected to be told whole on their day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

from flashcards.schedule.proposal import proposed_grade
from flashcards.schedule.recall.askings import Story, traces
from flashcards.schedule.recall.fsrs import Rating
from flashcards.schedule.recall.learner import Learner
from flashcards.schedule.recall.memory import Memory, Trace
from flashcards.schedule.sm2 import Grade


class PartChance(NamedTuple):
    """How likely a part is told on the day of its story, 0 to 1: if it is not told before, and if it is asked today."""

    part: str
    stopped: float
    tonight: float


class Readiness(NamedTuple):
    """Which share of the stories is expected to be told whole on their day, 0 to 1.

    ``planned``: if the plan is followed until then; ``stopped``: if nothing more is told; ``tonight``: if what is left
    of today is told, and nothing after it. ``stories`` holds the chance of each by its card, if nothing more is told.
    """

    planned: float
    stopped: float
    tonight: float
    stories: Mapping[str, float]

    @property
    def said(self) -> str:
        """The shares in a sentence without its end; what is the same for one reason is said once."""
        whole = f"{self.planned:.0%} of the stories told whole"
        if self.planned == self.tonight == self.stopped:
            return f"{whole}: nothing is left to tell until then"
        if self.planned == self.tonight:
            return f"{whole} after tonight, {self.stopped:.0%} if you stop now"
        stopped = f"{whole} if you follow the plan, {self.stopped:.0%} if you stop now"
        return stopped if self.tonight == self.stopped else f"{stopped}, {self.tonight:.0%} after tonight"


def readiness(
    stories: Sequence[Story], learner: Learner, tonight: Collection[str], today: int, planned: float | None
) -> Readiness:
    """The shares for one story or more.

    ``tonight`` are the cards that are left for today, which comes too late for a story whose day it is; ``planned``
    comes of ``Rehearsed``, and is None where the plan ends with tonight.
    """
    stopped, after = {}, 0.0
    for story in stories:
        chances = StoryChances(story, learner, today)
        stopped[story.card] = chances.whole()
        is_told = story.card in tonight and today < story.day
        after += chances.whole(story.parts) if is_told else stopped[story.card]
    after /= len(stories)
    return Readiness(after if planned is None else planned, share(stopped), after, stopped)


def share(chances: Mapping[str, float]) -> float:
    """The share of these stories, one or more, that is told whole, by the chance of each."""
    return sum(chances.values()) / len(chances)


class StoryChances:
    """The chances of a story and of its parts, over all variants of a learner."""

    def __init__(self, story: Story, learner: Learner, today: int) -> None:
        self._parts = story.parts
        self._weighed = [
            (weight, part_chances(story, model, learner.familiar, today)) for weight, model in learner.variants
        ]

    def whole(self, asked: Collection[str] = ()) -> float:
        """How likely all parts are told on the day, where some are asked for today.

        The mean over the variants of what each says of all parts together: who forgets one part forgets others.
        """
        return sum(
            weight * prod(each.tonight if each.part in asked else each.stopped for each in chances)
            for weight, chances in self._weighed
        )

    def parts(self) -> dict[str, PartChance]:
        """The chances of each part by itself."""
        return {
            part: PartChance(
                part,
                sum(weight * chances[place].stopped for weight, chances in self._weighed),
                sum(weight * chances[place].tonight for weight, chances in self._weighed),
            )
            for place, part in enumerate(self._parts)
        }


def part_chances(story: Story, model: Memory, familiar: float, today: int) -> tuple[PartChance, ...]:
    """The chances of each part of a story by one variant. Parts with the same past are worked out once."""
    left = traces(story.asked, model)
    others = _chances("", left.rest, model, familiar, today, story.day)
    return tuple(
        _chances(part, left.named[part], model, familiar, today, story.day)
        if part in left.named
        else others._replace(part=part)
        for part in story.parts
    )


def _chances(part: str, trace: Trace | None, model: Memory, familiar: float, today: int, day: int) -> PartChance:
    now = familiar if trace is None else model.recall(trace, today)
    stopped = familiar if trace is None else model.recall(trace, day)
    told = model.recall(told_today(trace, model, today), day)
    missed = model.recall(missed_today(trace, model, today), day)
    tonight = now * told + (1 - now) * missed
    # what was never told does not fade; telling it makes it no less likely
    return PartChance(part, stopped, max(stopped, tonight) if trace is None else tonight)


def told_today(trace: Trace | None, model: Memory, today: int) -> Any:
    """What is left of a part that is asked for and told."""
    return model.rated(trace, Rating.GOOD, today)


def missed_today(trace: Trace | None, model: Memory, today: int) -> Any:
    """What is left of a part that is asked for and missed, and drilled until it is told."""
    return model.rated(model.rated(trace, Rating.AGAIN, today), Rating.GOOD, today)


class Rehearsed:
    """Stories while a plan is followed, told by one variant of a learner: what is told of them falls by chance.

    ``chance`` gives numbers evenly spread from 0 to 1.
    """

    def __init__(self, stories: Iterable[Story], model: Memory, familiar: float, chance: Callable[[], float]) -> None:
        self._stories = {story.card: story for story in stories}
        self._model = model
        self._familiar = familiar
        self._chance = chance
        self._left: dict[str, list[Trace | None]] = {}
        for card, story in self._stories.items():
            left = traces(story.asked, model)
            self._left[card] = [left.of(part) for part in story.parts]

    def tell(self, card: str, day: int) -> tuple[Grade, tuple[str, ...]]:
        """The grade of a telling and the parts that were missed; what is no story, or is over, is told whole."""
        story = self._stories.get(card)
        if story is None or day >= story.day:
            return Grade.ALL_TOLD, ()
        left, missed = self._left[card], []
        for place, trace in enumerate(left):
            if self._chance() < self._recall(trace, day):
                left[place] = told_today(trace, self._model, day)
            else:
                left[place] = missed_today(trace, self._model, day)
                missed.append(story.parts[place])
        return proposed_grade(len(left), len(missed)), tuple(missed)

    def whole(self) -> float:
        """The share of the stories that is told whole on their day, with what was told until then."""
        chances = [
            prod(self._recall(trace, self._stories[card].day) for trace in left) for card, left in self._left.items()
        ]
        return sum(chances) / len(chances)

    def _recall(self, trace: Trace | None, day: int) -> float:
        return self._familiar if trace is None else self._model.recall(trace, day)
