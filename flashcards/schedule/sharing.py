"""Sharing cards out over the days before an interview, in one pass from the last evening backwards."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple


class Window(NamedTuple):
    """The study days on which a card can be rehearsed: from ``earliest`` it lasts, after ``latest`` it is too late."""

    earliest: int
    latest: int


def shared_out(strongest: Sequence[Window], told_today: int, first: int, last: int) -> list[int]:
    """Return a study day for each card, evenly from ``first`` to ``last``, the weakest as late as their windows allow.

    ``told_today`` have had their place on the first day already. The last evening ends on the strongest.
    """
    pool = _Pool(strongest, last)
    days = [first] * len(strongest)
    left = len(strongest)
    for day in range(last, first, -1):
        room = (left + told_today) // (day - first + 1)
        pressing = pool.pressing(day)
        taken = pressing + pool.weakest(room - len(pressing), ends_strong=day == last)
        for rank in taken:
            days[rank] = day
        left -= len(taken)
    return days


class _Pool:
    """The cards that can wait until a day, by rank, 0 for the strongest; asked for day after day, the last first."""

    def __init__(self, strongest: Sequence[Window], last: int) -> None:
        self._windows = strongest
        self._entering: defaultdict[int, list[int]] = defaultdict(list)
        self._turning: defaultdict[int, list[int]] = defaultdict(list)
        self._weakest_first: list[int] = []
        self._waiting: set[int] = set()
        for rank, window in enumerate(strongest):
            self._entering[min(window.latest, last)].append(rank)

    def pressing(self, day: int) -> list[int]:
        """Take out those that last only if they are told on this day."""
        for rank in self._entering.pop(day, ()):
            self._waiting.add(rank)
            self._turning[min(self._windows[rank].earliest, day)].append(rank)
            heapq.heappush(self._weakest_first, -rank)
        found = [rank for rank in self._turning.pop(day, ()) if rank in self._waiting]
        self._waiting.difference_update(found)
        return found

    def weakest(self, room: int, *, ends_strong: bool) -> list[int]:
        """Take out the weakest, as many as there is room for, the strongest among them where a day ends on it."""
        found = []
        if ends_strong and 1 < room < len(self._waiting):
            found.append(min(self._waiting))
            self._waiting.remove(found[0])
        while self._waiting and len(found) < room:
            rank = -heapq.heappop(self._weakest_first)
            if rank in self._waiting:
                self._waiting.remove(rank)
                found.append(rank)
        return found
