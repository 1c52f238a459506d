"""A sweep: the weakest parts of all stories asked once more by themselves, where that gains most for its time."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from math import prod
from statistics import median
from typing import NamedTuple

from flashcards.schedule.recall.askings import Story
from flashcards.schedule.recall.learner import Learner
from flashcards.schedule.recall.readiness import PartChance, expected_chances

SWEPT_DAYS = 7
# where no day is set, a part is to last so long
HORIZON_DAYS = 7
# no evening takes more than this many times the usual one
_LONGEST_EVENING = 1.5
# with what is missed and asked again, all sweeps together take a twentieth of the time
_SHARE_OF_TIME = 0.047
# asked for without an offer: the weakest fifth
_SHARE_OF_PARTS = 0.2
# what gains less than this share of the stories is not worth an evening's attention
_LEAST_GAIN = 0.005


class Evening(NamedTuple):
    """What a study day took, in seconds, and how much of that went to sweeps."""

    seconds: float
    swept: float


class Sweep(NamedTuple):
    """The parts to ask for, by card, the one that gains most first; what they take, and what comes of them.

    ``before`` and ``after`` are the shares of the stories that are told whole on their day, if nothing else is told.
    """

    chosen: Mapping[str, tuple[PartChance, ...]]
    seconds: float
    before: float
    after: float

    @property
    def parts(self) -> int:
        """How many parts it asks for."""
        return sum(len(each) for each in self.chosen.values())

    @property
    def pays(self) -> bool:
        """Whether it is worth being offered."""
        return self.after - self.before >= _LEAST_GAIN


def room_for_sweep(past: Sequence[Evening], tonight: Evening, days_left: int) -> float:
    """The seconds that a sweep may take tonight without a long evening.

    ``past`` are the study days before on which anything was told, ``tonight`` is today with what is left of it;
    ``days_left`` counts the evenings until the interview, this one too, over which what is left is spread.
    """
    if not past:
        return 0.0
    longest = _LONGEST_EVENING * median(each.seconds for each in past) - tonight.seconds
    swept = sum(each.swept for each in past) + tonight.swept
    told = sum(each.seconds for each in past) + tonight.seconds - swept
    return max(0.0, min(longest, (_SHARE_OF_TIME * told - swept) / days_left))


def weakest_fifth(stories: Sequence[Story], seconds: float) -> float:
    """The seconds that a fifth of all parts of these stories takes, at so many for a part."""
    return seconds * max(1, round(_SHARE_OF_PARTS * sum(len(story.parts) for story in stories)))


def sweep(stories: Sequence[Story], learner: Learner, today: int, seconds: float, room: float) -> Sweep:
    """Choose the parts that gain most, at ``seconds`` each, within ``room`` seconds.

    The gain of a part is what the chance of its whole story gains, so that once a part is chosen the others of its
    story are worth more. Parts that were asked for today are left alone, and so are stories that were never told.
    """
    choice = _Choice([story for story in stories if story.asked], learner, today)
    before, left = choice.share, int(room / seconds)
    while left and choice.take():
        left -= 1
    chosen = {card: tuple(parts) for card, parts in choice.chosen.items()}
    return Sweep(chosen, seconds * sum(map(len, chosen.values())), before, choice.share)


class _Choice:
    """The parts that are chosen so far, and how likely each story is to be told whole with them."""

    def __init__(self, stories: Sequence[Story], learner: Learner, today: int) -> None:
        self.chosen: dict[str, list[PartChance]] = {}
        self._open: dict[str, dict[str, PartChance]] = {}
        self._reached: dict[str, dict[str, float]] = {}
        self._heap: list[tuple[float, str, str]] = []
        for story in stories:
            chances = expected_chances(story, learner, today)
            tonight = [each for each in story.asked if each.day == today]
            told = {part for part in story.parts if any(each.tells(part) for each in tonight)}
            self._reached[story.card] = {each.part: each.stopped for each in chances}
            self._open[story.card] = {each.part: each for each in chances if each.part not in told}
            self._offer(story.card)

    @property
    def share(self) -> float:
        """The share of the stories that is told whole."""
        wholes = [prod(reached.values()) for reached in self._reached.values()]
        return sum(wholes) / len(wholes) if wholes else 0.0

    def take(self) -> bool:
        """Choose the part that gains most; False where none gains anything."""
        while self._heap:
            loss, card, part = heapq.heappop(self._heap)
            if part in self._open[card] and loss < 0:
                chance = self._open[card].pop(part)
                self.chosen.setdefault(card, []).append(chance)
                self._reached[card][part] = chance.tonight
                self._offer(card)
                return True
        return False

    def _offer(self, card: str) -> None:
        """Put what each open part of a story gains among the others; what was put there before is worth no more."""
        reached = self._reached[card]
        for part, chance in self._open[card].items():
            others = prod(each for name, each in reached.items() if name != part)
            heapq.heappush(self._heap, (-others * (chance.tonight - chance.stopped), card, part))
