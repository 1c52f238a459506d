"""A sweep: the weakest parts of all stories asked once more by themselves, where and when that gains most."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from math import inf, prod
from typing import NamedTuple

from flashcards.schedule.limits import EVENINGS_DAYS, LONGEST_EVENING, SWEPT_DAYS, usual_evening
from flashcards.schedule.recall.askings import Story
from flashcards.schedule.recall.foresight import Foresight
from flashcards.schedule.recall.learner import Learner
from flashcards.schedule.recall.readiness import PartChance, StoryChances, share

# where no day is set, a part is to last so long
HORIZON_DAYS = 7
# with what is missed and asked again, all sweeps together take such a part of the time: what short evenings save, and
# a twentieth more (fitted on 21 days, where it is most; benchmarks/interview.md)
_SHARE_OF_TIME = 0.11
# where all evenings, so far and to come, are fewer than those on which sweeps are offered: more came to over 1.05 times
# the minutes of three long evenings at 7 and 8 days (benchmarks/interview.md)
_SHARE_OF_FEW = 0.08
# where something was told on so many of the last 28 days their evenings are full before that share is, and more of it
# reaches those that have room
_MANY_EVENINGS, _SHARE_OF_MANY = 21, 0.13
# asked for without an offer: the weakest fifth
_SHARE_OF_PARTS = 0.2
# what gains less than this share of the stories is not worth an evening's attention
_LEAST_GAIN = 0.002
# a part that gains less than this share of one story leaves its time to what is missed on a later evening
_LEAST_PART_GAIN = 0.0005
_NOTHING: Mapping[str, int] = {}


class Evening(NamedTuple):
    """What a study day took or will take, in seconds, and how much of that went to sweeps."""

    seconds: float
    swept: float = 0.0


class Rooms(NamedTuple):
    """The seconds that sweeps may take on each study day from today on, and on all of them together."""

    evenings: Mapping[int, float]
    seconds: float


class Counted(NamedTuple):
    """The stories that shares are of, by their cards, and which share of them is told whole if nothing more is told."""

    cards: Collection[str]
    share: float


class Sweep(NamedTuple):
    """The parts to ask for, by card, the one that gains most first; what they take, and what comes of them.

    ``before`` and ``after`` are the shares of the stories that are told whole on their day, if nothing else is told;
    ``pays`` is whether that is worth being offered.
    """

    chosen: Mapping[str, tuple[PartChance, ...]]
    seconds: float
    before: float
    after: float
    pays: bool

    @property
    def parts(self) -> int:
        """How many parts it asks for."""
        return sum(len(each) for each in self.chosen.values())


def rooms_for_sweeps(evenings: Mapping[int, Evening], today: int, most: float = 0.0) -> Rooms:
    """What sweeps may take so that no evening grows long, nor all of them together take more than their share.

    ``evenings`` holds each study day on which anything was told, and those to come until the interview as they are
    planned: today with what is left of it. ``most`` is how many seconds any of them may take, 0 for any number.
    """
    longest = LONGEST_EVENING * usual_evening({day: each.seconds for day, each in evenings.items()}, today)
    longest = min(longest, most) if most else longest
    rooms = {day: max(0.0, longest - each.seconds) for day, each in evenings.items() if day >= today}
    swept = sum(each.swept for each in evenings.values())
    told = sum(each.seconds for each in evenings.values()) - swept
    return Rooms(rooms, max(0.0, _share_of_time(evenings, today) * told - swept))


def _share_of_time(evenings: Collection[int], today: int) -> float:
    """The part of their time that sweeps may take on evenings so far and to come, by how many these are."""
    if len(evenings) < SWEPT_DAYS:
        return _SHARE_OF_FEW
    lately = sum(1 for day in evenings if today - EVENINGS_DAYS <= day < today)
    return _SHARE_OF_MANY if lately >= _MANY_EVENINGS else _SHARE_OF_TIME


def weakest_fifth(stories: Sequence[Story], seconds: float, today: int, most: float = inf) -> Rooms:
    """The seconds that a fifth of all parts of these stories takes tonight, at so many for a part, ``most`` at most.

    There is always room for one part.
    """
    fifth = seconds * round(_SHARE_OF_PARTS * sum(len(story.parts) for story in stories))
    room = max(seconds, min(fifth, most))
    return Rooms({today: room}, room)


def sweep(
    stories: Sequence[Story],
    learner: Learner,
    today: int,
    seconds: float,
    rooms: Rooms,
    planned: Mapping[str, int] = _NOTHING,
    counted: Counted | None = None,
) -> Sweep:
    """Choose the parts that are worth most tonight, at ``seconds`` each.

    The parts of this evening and of those to come are chosen together, each for the evening on which it gains most
    while that has room; what is told anyway on the study day that ``planned`` names is known. The gain of a part is
    what the chance of its whole story gains, so that once a part is chosen the others of its story are worth more.
    What was told today is left alone, and so are stories that were never told. The shares are of these stories, or of
    those that are ``counted``.
    """
    told = [story for story in stories if story.asked]
    choice = _Choice(told, Foresight(learner, today), seconds, rooms, planned)
    left = int(rooms.seconds / seconds)
    while left and choice.take():
        left -= 1
    parts = choice.chosen_on(today)
    # all variants of a learner take long: where the share is known, only the stories that gain are worked out by them
    looked_at = told if counted is None else [story for story in told if story.card in parts]
    chances = {story.card: StoryChances(story, learner, today) for story in looked_at}
    return _swept(chances, seconds, parts, counted, len(told))


def _swept(
    chances: Mapping[str, StoryChances],
    seconds: float,
    parts: Mapping[str, Sequence[str]],
    counted: Counted | None,
    stories: int,
) -> Sweep:
    """The sweep that asks for some parts of each card, of so many ``stories`` that were told."""
    if counted is None:
        counted = Counted(chances, share({card: each.whole() for card, each in chances.items()}) if chances else 0.0)
    gains = {card: chances[card].whole(asked) - chances[card].whole() for card, asked in parts.items()}
    gained = sum(gain for card, gain in gains.items() if card in counted.cards)
    chosen = {card: tuple(chances[card].parts()[part] for part in asked) for card, asked in parts.items()}
    return Sweep(
        chosen,
        seconds * sum(map(len, chosen.values())),
        counted.share,
        counted.share + gained / (len(counted.cards) or 1),
        sum(gains.values()) >= _LEAST_GAIN * stories > 0,
    )


class _Offer(NamedTuple):
    """The part of a story that gains most next, on its evening; ``loss`` is its gain, below 0, so that it sorts."""

    loss: float
    card: str
    part: str
    evening: int


class _Choice:
    """Parts chosen for evenings so far, and how likely each is to be told on the day of its story with them."""

    def __init__(
        self,
        stories: Sequence[Story],
        foresight: Foresight,
        seconds: float,
        rooms: Rooms,
        planned: Mapping[str, int],
    ) -> None:
        self._stories = {story.card: story for story in stories}
        self._foresight = foresight
        self._left = {evening: int(room / seconds) for evening, room in rooms.evenings.items()}
        self._planned = planned
        self._chosen: dict[tuple[str, str], tuple[int, ...]] = {}
        self._order: list[tuple[int, str, str]] = []
        offers = (self._best(story) for story in stories)
        self._heap = [each for each in offers if each is not None]
        heapq.heapify(self._heap)

    def chosen_on(self, evening: int) -> dict[str, list[str]]:
        """The parts chosen for an evening by their cards, in the order in which they were chosen."""
        found: dict[str, list[str]] = {}
        for day, card, part in self._order:
            if day == evening:
                found.setdefault(card, []).append(part)
        return found

    def take(self) -> bool:
        """Choose the part and the evening that gain most; False where none gains anything."""
        while self._heap:
            offer = heapq.heappop(self._heap)
            story = self._stories[offer.card]
            is_open = self._left[offer.evening] > 0
            if is_open:
                self._left[offer.evening] -= 1
                self._order.append((offer.evening, offer.card, offer.part))
                told = self._told(story, offer.part)
                self._chosen[offer.card, offer.part] = tuple(sorted((*told, offer.evening)))
            following = self._best(story)
            if following is not None:
                heapq.heappush(self._heap, following)
            if is_open:
                return True
        return False

    def _told(self, story: Story, part: str) -> tuple[int, ...]:
        """The study days from today on on which a part will be told, as things stand."""
        own = self._planned.get(story.card)
        planned = () if own is None or not self._foresight.today <= own < story.day else (own,)
        return self._chosen.get((story.card, part), planned)

    def _best(self, story: Story) -> _Offer | None:
        """What a story gains most by next."""
        reached = {part: self._foresight.chance(story, part, self._told(story, part)) for part in story.parts}
        best = None
        for part in story.parts:
            others = prod(chance for name, chance in reached.items() if name != part)
            for evening, chance in self._with_one_more(story, part):
                offer = _Offer(-others * (chance - reached[part]), story.card, part, evening)
                best = offer if best is None or offer < best else best
        return best if best is not None and best.loss < -_LEAST_PART_GAIN else None

    def _with_one_more(self, story: Story, part: str) -> list[tuple[int, float]]:
        """How likely a part is told on the day where it is asked for on one more evening, for each that has room."""
        told = self._told(story, part)
        evenings = [evening for evening, left in self._left.items() if left > 0 and evening not in told]
        return [
            (evening, self._foresight.chance(story, part, tuple(sorted((*told, evening)))))
            for evening in evenings
            if evening < story.day and not self._foresight.was_told(story, part, evening)
        ]
