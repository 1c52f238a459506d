"""When what was said is what is written: numbers in other words or rounded, words misheard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from flashcards.content.alignment.numbers import Number, NumberKind

# a number worked out or rounded aloud lies this near, and is rounder
_ROUNDED = 0.06
_ROUND = 5
_SHARE = 0.01
# minutes in an hour, months in a year, weeks in a year, percent
_UNITS = (60, 12, 52, 100)
_HALF_DAY, _HOUR, _QUARTER, _HALF = 12, 60, 0.25, 0.5
# how many words may stand between the hour and the minute of a time of day, in characters
_APART = 24
# dictation hears a word of five letters or more wrong in one or two of them
_FEWEST_LETTERS = 5
_ALIKE = 84


def is_same(number: Number, heard: Number, is_rate: bool = False) -> bool:
    """Whether a number that was heard says one that is written, a time of day apart; ``is_rate``: it is in percent."""
    if heard.kind is NumberKind.AMOUNT and is_rate:
        return abs(number.value / 100 - heard.value) <= _SHARE
    return number.value == heard.value


def is_rounded(number: Number, heard: Number) -> bool:
    """Whether a number that was heard is a rounder one in place of one that is written."""
    if heard.kind is not NumberKind.COUNT or abs(number.value - heard.value) > _ROUNDED * number.value:
        return False
    return _digits(heard.value) < _digits(number.value) or (heard.value % _ROUND == 0 < number.value % _ROUND)


def is_share(amount: Number, heard: Number) -> bool:
    """Whether a number that was heard says a share in a smaller unit: half an hour, a quarter of a year, in percent."""
    return amount.kind is NumberKind.AMOUNT and any(heard.value == amount.value * units for units in _UNITS)


def _digits(value: float) -> int:
    """How many digits of a number count: 3 of 104, 1 of 26,000,000 would be 2."""
    return len(f"{value:g}".replace(".", "").strip("0")) if value < 10**6 else len(f"{value:.0f}".rstrip("0"))


def time_said(clock: Number, heard: Sequence[Number]) -> tuple[int, ...]:
    """Return the places of the numbers that say a time of day: the hour and what is behind or before it."""
    hour, minute = divmod(round(clock.value), _HOUR)
    alone = [
        place
        for place, number in enumerate(heard)
        if (number.kind is NumberKind.CLOCK and (number.value - clock.value) % (_HALF_DAY * _HOUR) == 0)
        or (not minute and _is_hour(number, hour))
    ]
    pairs = [
        (place, place + 1)
        for place, (first, second) in enumerate(pairwise(heard))
        if second.start - first.end <= _APART
        and (_is_time(hour, minute, first, second) or _is_time(hour, minute, second, first))
    ]
    return tuple(sorted({*alone, *chain.from_iterable(pairs)}))


def _is_time(hour: int, minute: int, hours: Number, minutes: Number) -> bool:
    if _is_hour(hours, hour) and (minutes.value == minute or _is_share(minutes, minute)):
        return True
    return _is_hour(hours, hour + 1) and (minutes.value == _HOUR - minute or _is_share(minutes, minute))


def _is_hour(number: Number, hour: int) -> bool:
    is_said = number.kind is not NumberKind.AMOUNT and 0 < number.value <= 2 * _HALF_DAY
    return is_said and (number.value - hour) % _HALF_DAY == 0


def _is_share(number: Number, minute: int) -> bool:
    return number.kind is NumberKind.AMOUNT and number.value in (_QUARTER, _HALF) and minute % 15 == 0 < minute


def heard_as(stems: Iterable[str], heard: Sequence[str]) -> Mapping[str, str]:
    """For each stem that was heard in a close spelling, and not as it is, the one that was heard."""
    from rapidfuzz import fuzz, process

    known = frozenset(heard)
    long = [stem for stem in known if len(stem) >= _FEWEST_LETTERS]
    found = {}
    for stem in stems:
        if len(stem) >= _FEWEST_LETTERS and stem not in known:
            close = process.extractOne(stem, long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if close is not None:
                found[stem] = close[0]
    return found
