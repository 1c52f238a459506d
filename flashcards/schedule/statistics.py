"""What was done, and how each story stands: measures over the past, each said with its source."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from flashcards.schedule.day import DAYS_SHOWN
from flashcards.schedule.past import NOTHING_DONE, Past, PastGrade, Tally
from flashcards.schedule.standing import Standing

WEEK = 7
WEEKS_SHOWN = 8

# SM-2's intervals are meant to end when a tenth is forgotten: the forgetting index of 10% that SuperMemo works with
_RECALL_AT_DUE = 0.9
_AHEAD_DAYS = 7
_COUNTED_GRADES = 3
_STEP = 5
_FEWEST_TIMES = 3
_STEADY_SHARE = 0.1


class Strength(StrEnum):
    """How a story stands, in a word; the numbers are the least of each class in hundredths."""

    NEW = "new"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"

    @classmethod
    def of(cls, percent: int | None) -> Strength:
        """The class of a strength; None is a story that was not told yet."""
        if percent is None:
            return cls.NEW
        return next((name for least, name in _LEAST if percent >= least), cls.WEAK)


_LEAST = ((90, Strength.STRONG), (75, Strength.GOOD), (60, Strength.FAIR))


class Trend(StrEnum):
    """Where the times of a story go."""

    FASTER = "faster"
    STEADY = "steady"
    SLOWER = "slower"


@dataclass(frozen=True, slots=True)
class DayDone:
    """One study day that has passed, or today."""

    day: int
    done: Tally


@dataclass(frozen=True, slots=True)
class WeekDone:
    """Seven study days: the first, the last, and what was done."""

    first: int
    last: int
    done: Tally


def strength(standing: Standing, grades: Sequence[PastGrade], parts: Collection[str], today: int) -> int | None:
    """Return how much of a card would be told a week from today without a rehearsal, 0 to 100; None for a new one.

    It is the chance to recall the card at all, times the share of its parts that came in its last three tellings. The
    chance falls by the exponential curve of forgetting (P. A. Wozniak, E. J. Gorzelanczyk, "Optimization of repetition
    spacing in the practice of learning", 1994) from 1 on the day of the review to 0.9 when SM-2's interval is over.
    Rounded to fives: the estimate bears no more. A week ahead, for today a story told five minutes ago is perfect.
    """
    if standing.reviewed is None:
        return None
    days = max(0, today - standing.reviewed) + _AHEAD_DAYS
    recall = float(_RECALL_AT_DUE ** (days / max(1, standing.memory.interval)))
    last = grades[-_COUNTED_GRADES:]
    gaps = sum(len(set(each.missed) & set(parts)) for each in last)
    told = 1 - gaps / (len(last) * len(parts)) if last and parts else 1.0
    return _STEP * round(100 * recall * told / _STEP)


def misses(grades: Iterable[PastGrade], parts: Collection[str]) -> tuple[tuple[str, int], ...]:
    """How often each part was missed in these tellings, the most often first, ties in the order of the parts."""
    counted = Counter(part for each in grades for part in set(each.missed) if part in parts)
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], list(parts).index(each[0]))))


def times(grades: Iterable[PastGrade], stepped: bool) -> tuple[float, ...]:
    """The seconds of the tellings that were revealed step by step, or of those told in one go, oldest first."""
    return tuple(each.seconds for each in grades if each.seconds is not None and each.stepped == stepped)


def trend(seconds: Sequence[float]) -> Trend | None:
    """Where the times go, None for fewer than three.

    The slope is the median of those between any two of them (H. Theil, "A rank-invariant method of linear and
    polynomial regression analysis", 1950), so that one interrupted telling tells nothing. A story is steady while the
    slope changes its median time by less than a tenth over all of them.
    """
    if len(seconds) < _FEWEST_TIMES:
        return None
    slopes = [(later - earlier) / (j - i) for (i, earlier), (j, later) in combinations(enumerate(seconds), 2)]
    change = statistics.median(slopes) * (len(seconds) - 1)
    if abs(change) < _STEADY_SHARE * statistics.median(seconds) or not change:
        return Trend.STEADY
    return Trend.FASTER if change < 0 else Trend.SLOWER


def done_between(pasts: Iterable[Past], first: int, last: int) -> Tally:
    """What was done from one study day to another, both included; these days must have been kept."""
    return sum((done for past in pasts for day, done in past.days.items() if first <= day <= last), NOTHING_DONE)


def done_ever(pasts: Iterable[Past]) -> Tally:
    """All that was ever done."""
    return sum((past.total for past in pasts), NOTHING_DONE)


def days_done(pasts: Iterable[Past], today: int) -> tuple[DayDone, ...]:
    """The last fourteen study days, the oldest first, today the last."""
    by_day: dict[int, Tally] = {}
    for past in pasts:
        for day, done in past.days.items():
            by_day[day] = by_day.get(day, NOTHING_DONE) + done
    return tuple(DayDone(day, by_day.get(day, NOTHING_DONE)) for day in range(today - DAYS_SHOWN + 1, today + 1))


def weeks_done(pasts: Sequence[Past], today: int) -> tuple[WeekDone, ...]:
    """The last eight weeks, the oldest first: seven days each, counted back from today, so that each is a whole one."""
    found = []
    for weeks_back in range(WEEKS_SHOWN - 1, -1, -1):
        last = today - weeks_back * WEEK
        found.append(WeekDone(last - WEEK + 1, last, done_between(pasts, last - WEEK + 1, last)))
    return tuple(found)


def kept_since(today: int) -> int:
    """The first study day that any of these measures looks at by itself."""
    return today - WEEKS_SHOWN * WEEK + 1
