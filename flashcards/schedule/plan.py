"""Working towards an interview: the last rehearsals before the day.

A plan is a pure function of memories, day, limits and today. SM-2's memory of a card stays what it is; a plan only
draws the day forward on which the card is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flashcards.schedule.limits import NOT_KNOWN, Usual, first_day, leaves_room_twice
from flashcards.schedule.sharing import Window, shared_out
from flashcards.schedule.sm2 import SECOND_INTERVAL, Grade
from flashcards.schedule.standing import Standing, graded

_WEEK = 7
# what SM-2 gives after the third pass; until then an interval says little about how long a story lasts
_YOUNG_REPETITIONS = 2
_YOUNG_INTERVAL = 15


class Countdown(NamedTuple):
    """How many days before an interview a telling lasts: for most cards, for young ones, for the last evening's."""

    day: int
    most: int
    young: int
    youngest: int
    gaps: int

    def earliest(self, standing: Standing) -> int:
        """The first study day whose telling lasts until the interview."""
        memory = standing.memory
        if standing.misses and memory.repetition > _YOUNG_REPETITIONS:
            return self.day - self.gaps
        if memory.interval <= SECOND_INTERVAL:
            return self.day - self.youngest
        return self.day - (self.young if memory.interval <= _YOUNG_INTERVAL else self.most)

    def waits(self, standing: Standing) -> bool:
        """Whether the last rehearsal is still ahead."""
        return standing.reviewed is None or standing.reviewed < self.earliest(standing)

    def waiting(self, introduced: Sequence[Standing]) -> list[Standing]:
        """Those whose last rehearsal is still ahead."""
        # nothing lasts longer than this, and most cards of a large collection were told since
        begin = self.day - min(self.gaps, self.youngest, self.young, self.most)
        found = [each for each in introduced if each.reviewed is None or each.reviewed < begin]
        return [each for each in found if self.waits(each)]

    def waited(self, introduced: Sequence[Standing], today: int) -> int:
        """How many it was still ahead of this morning, and is no more."""
        told = (each.previous for each in introduced if each.reviewed == today)
        return sum(1 for previous in told if previous is not None and previous < self.day - self.young)

    def again(self, standing: Standing) -> int | None:
        """The study day on which a card that was told today comes for the last time before; None where that was it."""
        return self.earliest(standing) if self.waits(standing) else None


def countdown_of(day: int, introduced: int, fresh: int, cards_a_day: int | None, usual: Usual = NOT_KNOWN) -> Countdown:
    """The countdown for so many cards that were introduced, ``fresh`` of them since the day of ``fresh_since``.

    ``cards_a_day`` is what the limits let a day bring, None for any number.
    """
    begin = day - first_day(day, introduced, cards_a_day, usual)
    is_narrow = cards_a_day is not None and introduced * 3 > cards_a_day * 4
    # young cards and gaps come late in these days, about half of them twice; where that does not fit, once has to do
    if is_narrow or not leaves_room_twice(introduced, usual):
        return Countdown(day, begin, begin, begin, begin)
    # and where most stories are only days old, the last evening cannot have all of them
    return Countdown(day, begin, begin - 1, 1 if fresh * 2 <= introduced else begin - 1, 1)


def fresh_since(day: int) -> int:
    """The study day since which a card must have been introduced to be fresh at an interview."""
    return day - _WEEK


def _countdown(day: int, introduced: Sequence[Standing], cards_a_day: int | None, usual: Usual) -> Countdown:
    since = fresh_since(day)
    fresh = sum(1 for each in introduced if (each.introduced or 0) >= since)
    return countdown_of(day, len(introduced), fresh, cards_a_day, usual)


def last_rehearsals(
    standings: Iterable[Standing], day: int, today: int, cards_a_day: int | None, usual: Usual = NOT_KNOWN
) -> dict[str, int]:
    """Return, for each card whose last rehearsal is still ahead, the study day of it.

    Every card that was introduced gets one before ``day``, evenly spread, the strongest first; the last evening
    has the weakest, and one strong story to end on. Cards that are young count it only from the second last day
    on, those with a gap at their last telling only on the last. No card waits for longer than SM-2 says. What was
    told today keeps its place in today's share, so that a day's work does not grow while it is done.
    """
    introduced = [each for each in standings if each.due is not None and not each.suspended]
    count = _countdown(day, introduced, cards_a_day, usual)
    first = max(day - count.most, today)
    if first >= day:
        return {}
    waiting = sorted(count.waiting(introduced), key=strength, reverse=True)
    again = {each.card: count.earliest(each) for each in waiting if each.reviewed == today}
    told_today = count.waited(introduced, today) if first == today else 0
    rest = [each for each in waiting if each.reviewed != today]
    return _spread(rest, told_today, count, first, today) | again


def _spread(strongest: list[Standing], told_today: int, count: Countdown, first: int, today: int) -> dict[str, int]:
    last = count.day - 1
    windows = [Window(count.earliest(each), _latest(each, first, last, today)) for each in strongest]
    days = shared_out(windows, told_today, first, last)
    return {each.card: day for each, day in zip(strongest, days, strict=True)}


def _latest(standing: Standing, first: int, last: int, today: int) -> int:
    """The last day on which a card can be rehearsed: SM-2's own, unless it comes once more before these days."""
    due = standing.due or 0
    if due < first:
        return first if first == today else last
    return min(due, last)


def strength(standing: Standing) -> tuple[int, int, int, int, str]:
    """A key that sorts the weakest card first: by ease, lapses, parts missed lately, interval."""
    memory = standing.memory
    return memory.ease, -memory.lapses, -len(standing.misses), memory.interval, standing.card


def shown_on(standing: Standing, rehearsals: Mapping[str, int]) -> int | None:
    """The study day on which a card will be shown; None for a new one."""
    if standing.due is None:
        return None
    return min(standing.due, rehearsals.get(standing.card, standing.due))


def comes_back(standing: Standing, today: int, missed: tuple[str, ...], count: Countdown | None) -> dict[Grade, int]:
    """Return the study day on which a card will be shown after each grade that is given today.

    ``missed`` are the parts that the grade would name; ``count`` is the countdown to the interview of the card's decks,
    this card among those introduced, None where no day is set.
    """
    found = {}
    for grade in Grade:
        after = graded(standing, grade, today, missed)
        due = after.due or today
        again = count.again(after) if count else None
        found[grade] = due if again is None else min(due, again)
    return found
