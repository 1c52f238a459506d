"""What a study day may bring: so many cards, so many minutes, and new ones at the pace that an interview asks for."""

from __future__ import annotations

from typing import NamedTuple

DEFAULT_NEW_PER_DAY = 4
DEFAULT_MINUTES = 30
LAST_DAYS = 3
_WEEK = 7
_SOON = 10
# what is drilled after the tellings takes about a sixth of their time
_DRILLS_SHARE = 6


class Limits(NamedTuple):
    """What a study day may bring: cards, None for any number, and seconds, 0 for any."""

    cards: int | None = None
    seconds: int = 0

    def cards_a_day(self, seconds_a_card: float) -> int | None:
        """How many cards fit into a day, at least one; None for any number."""
        fitting = [] if self.cards is None else [self.cards]
        if self.seconds:
            fitting.append(int(self.seconds / seconds_with_drills(seconds_a_card)))
        return max(1, min(fitting)) if fitting else None


def seconds_with_drills(telling: float) -> float:
    """What a card takes in all, from what its telling takes."""
    return telling * (1 + 1 / _DRILLS_SHARE)


def first_day(day: int, introduced: int, cards_a_day: int | None) -> int:
    """The study day on which last rehearsals begin: three before the day, more where the limits need more."""
    needed = -(-introduced // cards_a_day) if cards_a_day else 0
    return day - max(LAST_DAYS, needed)


def new_until(day: int, today: int) -> int:
    """The study day from which nothing new is introduced any more, as it stands today."""
    return day - (_WEEK if day - today >= _SOON else LAST_DAYS)


def new_a_day(left: int, day: int, today: int) -> int:
    """How many of ``left`` new cards to introduce today, those of today among them: evenly until it is too late."""
    days = new_until(day, today) - today
    return -(-left // days) if days > 0 else 0
