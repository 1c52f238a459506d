"""What a study day may bring: cards and minutes, new ones as an interview asks for, no more than is usual by far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

DEFAULT_NEW_PER_DAY = 4
DEFAULT_MINUTES = 30
LAST_DAYS = 3
_WEEK = 7
# so late a new story is told once more on the next evening, and on the last one
_LATEST_NEW = 2
# what is drilled after the tellings takes about a sixth of their time
_DRILLS_SHARE = 6
# no evening takes more than this many times the usual one
LONGEST_EVENING = 1.5
# so far back evenings say what is usual
EVENINGS_DAYS = 28
# what last rehearsals fill of an evening, as a ratio to the usual one: the rest is for what goes wrong, and less where
# they share it, since sweeps bring more for their time (benchmarks/interview.md has what was tried)
_REHEARSED, _REHEARSED_SHARED = 1.25, 1.1
# and up to which some may come twice: where stories are days old, a second telling brings what a sweep does
_TWICE, _TWICE_SHARED = 1.25, 1.2
# earlier than in the last week nothing is rehearsed for the last time for the sake of short evenings
_REHEARSAL_DAYS = 7
# so many days before an interview sweeps are offered
SWEPT_DAYS = 10
NO_EVENINGS: Mapping[int, int] = {}


class Usual(NamedTuple):
    """How many cards an evening usually brings, 0 where that is not known.

    ``is_shared`` is whether last rehearsals share it, with sweeps or with those for another interview.
    """

    cards: float = 0.0
    is_shared: bool = False


NOT_KNOWN = Usual()


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


def first_day(day: int, introduced: int, cards_a_day: int | None, usual: Usual = NOT_KNOWN) -> int:
    """The study day on which last rehearsals begin: three before the day, more where the evenings would grow long.

    ``cards_a_day`` is what the limits let a day bring, None for any number.
    """
    needed = -(-introduced // cards_a_day) if cards_a_day else 0
    return day - max(LAST_DAYS, needed, evenings_needed(introduced, usual))


def new_until(day: int, today: int) -> int:
    """The study day from which nothing new is introduced any more, as it stands today.

    A week before the day; where that is near, half of the days, so that each story is told more than twice; within a
    week the latest that can be.
    """
    latest = day - _LATEST_NEW
    return latest if day - today <= _WEEK else max(day - _WEEK, today + ceil((latest - today) / 2))


def new_a_day(left: int, day: int, today: int) -> int:
    """How many of ``left`` new cards to introduce today, those of today among them: evenly until it is too late."""
    days = new_until(day, today) - today
    return -(-left // days) if days > 0 else 0


def _middle(numbers: Sequence[float]) -> float:
    """The median; 0 where there are none."""
    # a first prompt asks for it, and importing `statistics` takes longer than the prompt may
    ordered, half = sorted(numbers), len(numbers) // 2
    if not ordered:
        return 0.0
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def usual_evening(brought: Mapping[int, float], today: int) -> float:
    """What an evening before this study day brought, in the middle; 0 where nothing was told lately.

    ``brought`` holds the cards, or the seconds, of each study day on which any was told.
    """
    return _middle([much for day, much in brought.items() if today - EVENINGS_DAYS <= day < today])


def evenings_needed(introduced: int, usual: Usual) -> int:
    """How many evenings it takes to tell so many cards without a long one; 0 where it is not known what is usual."""
    filled = usual.cards * (_REHEARSED_SHARED if usual.is_shared else _REHEARSED)
    return min(ceil(introduced / filled), _REHEARSAL_DAYS) if filled else 0


def is_swept(day: int, swept: int | None) -> bool:
    """Whether the evenings before an interview have had a sweep, the last one on study day ``swept``, None for none."""
    return swept is not None and swept >= day - SWEPT_DAYS


def shared(
    cards_a_day: int | None, usual: Usual, own: int, day: int, today: int, days: Iterable[tuple[int, int]]
) -> tuple[int | None, Usual]:
    """What an evening has for the last rehearsals of ``own`` cards towards a day: by the limits, and usually.

    By the limits that is at least one card, None for any number. ``days`` holds the days to be ready for, and those
    of the last week, each with how many cards were introduced towards it, these among them. Last rehearsals for days
    that are less than a week apart may fall on the same evenings, and share them.
    """
    near = [(each, cards) for each, cards in days if abs(each - day) < _REHEARSAL_DAYS and cards]
    ahead = sum(cards for each, cards in near if each > today)
    share = own / ahead if own and ahead else 1.0
    room = None if cards_a_day is None else max(1, int(cards_a_day * share))
    return room, Usual(usual.cards * share, usual.is_shared or any(each != day for each, _ in near))


def leaves_room_twice(introduced: int, usual: Usual) -> bool:
    """Whether about half of so many cards can come twice within three evenings, and none of these is long."""
    filled = usual.cards * (_TWICE_SHARED if usual.is_shared else _TWICE)
    return not filled or introduced <= 2 * filled
