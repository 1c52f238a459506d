"""What a study day holds, within what it may bring."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from flashcards.schedule.limits import Limits, seconds_with_drills

# a drill asks for what was missed, about half of a story
_DRILL_SHARE = 0.5
_ENDLESS = 1 << 60


class Spent(NamedTuple):
    """What a study day has had so far: cards graded, seconds, new cards introduced."""

    cards: int = 0
    seconds: float = 0.0
    introduced: int = 0


class Waiting(NamedTuple):
    """How many cards of some decks wait on a day: last rehearsals, others that are due, new ones.

    ``seconds`` is what one telling of them takes.
    """

    rehearsals: int
    due: int
    new: int
    seconds: float


class DayLoad(NamedTuple):
    """One study day: how many cards that were seen before, how many new ones, and the seconds of all."""

    day: int
    due: int
    new: int
    seconds: float


def fitting(waiting: Sequence[Waiting], limits: Limits, spent: Spent) -> list[Waiting]:
    """How much of what waits fits into what is left of a day: rehearsals first, then what is due, then what is new."""
    cards, seconds = spent.cards, spent.seconds
    taken = [[0, 0, 0] for _ in waiting]
    for kind in range(3):
        for place, each in enumerate(waiting):
            count = min(int(each[kind]), _room(limits, cards, seconds, each.seconds))
            taken[place][kind] = count
            cards += count
            seconds += count * seconds_with_drills(each.seconds)
    return [Waiting(last, due, new, each.seconds) for (last, due, new), each in zip(taken, waiting, strict=True)]


def _room(limits: Limits, cards: int, seconds: float, telling: float) -> int:
    """How many more tellings a day takes: the last one may pass the limit."""
    rooms = [] if limits.cards is None else [limits.cards - cards]
    if limits.seconds:
        rooms.append(ceil((limits.seconds - seconds) / seconds_with_drills(telling)))
    return max(0, min(rooms)) if rooms else _ENDLESS


def day_load(day: int, told: Sequence[Waiting], drills: int = 0) -> DayLoad:
    """The load of a day on which this is told, with drills that wait from before."""
    telling = max((each.seconds for each in told), default=0.0)
    return DayLoad(
        day,
        sum(each.rehearsals + each.due for each in told),
        sum(each.new for each in told),
        sum((each.rehearsals + each.due + each.new) * seconds_with_drills(each.seconds) for each in told)
        + drills * telling * _DRILL_SHARE,
    )
