"""Numbers as they are said: in digits, in words, or in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from flashcards.content.alignment.hours import HourSaid, hour_said, is_in_hundreds
from flashcards.content.alignment.vocabulary import SIGN, Vocabulary, bare, vocabulary
from flashcards.content.languages.language import Language

_TOKEN = (
    r"(?P<clock>(?<![\d:.,])[012]?\d(?::|\s?h\s?)[0-5]\d(?!:?\d))"
    r"|(?P<digits>\d{1,3}(?:[ \u202f\u2009'’]\d{3}(?!\d))+|\d+(?:[.,٫٬]\d+)*)(?P<letter>(?:[kKM]|bn|mn)(?![^\W_]))?"
    rf"|{SIGN}|[^\W\d_]+"
)
_DOTTED = re.compile(r"([012]?\d)\.([0-5]\d)")
_LETTERS = {"k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "bn": 1e9}
_GROUP = 3
_MOST_DECIMALS = 4
_TEN, _HUNDRED = 10, 100
_MINUTES = 60


class NumberKind(StrEnum):
    """What a number does: counts or measures, tells a time of day, says which one, or multiplies."""

    COUNT = "count"
    CLOCK = "clock"
    ORDER = "order"
    AMOUNT = "amount"


class Number(NamedTuple):
    """A number in a text; of a time of day the minutes since midnight. ``start`` and ``end`` are in characters."""

    value: float
    start: int
    end: int
    kind: NumberKind = NumberKind.COUNT


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    value: float | None
    is_clock: bool


# a telling is asked for its numbers twice running: for its parts, then for its figures
@lru_cache(maxsize=1)
def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a text in order; ``two thirds`` are one.

    A one in words is none but before a rate, since most languages say it for an article, nor is a nought by itself.
    """
    rate = rate_pattern(language)
    reading = _Reading(list(_tokens(text, language)), vocabulary(language))
    return tuple(
        _with_minutes(number, text, language)
        for number in reading.numbers()
        if number.value > 1
        or text[number.start].isdecimal()
        or (number.value > 0 and (number.value < 1 or rate.match(text, number.end)))
    )


@cache
def rate_pattern(language: Language) -> re.Pattern[str]:
    """What says behind a number that it is a rate."""
    return re.compile(rf"\s?(?:[%％]|{language.numbers.rate})", re.IGNORECASE)


def _with_minutes(number: Number, text: str, language: Language) -> Number:
    """A time of day that is written with a dot, as ``16.30 Uhr``, or told in hundreds; any other number as it is."""
    if number.kind is NumberKind.COUNT and is_in_hundreds(text, number.start, number.end, number.value, language):
        return number._replace(value=number.value / _HUNDRED * _MINUTES, kind=NumberKind.CLOCK)
    written = _DOTTED.fullmatch(text, number.start, number.end)
    if written is None or hour_said(text, number.start, number.end, language) is not HourSaid.PLAINLY:
        return number
    return number._replace(value=float(int(written[1]) * _MINUTES + int(written[2])), kind=NumberKind.CLOCK)


def _tokens(text: str, language: Language) -> Iterator[_Token]:
    """Yield the words and digits of a text, and an empty one where a mark or a rate sets two apart."""
    end = 0
    for found in _token_pattern(language).finditer(text):
        between = text[end : found.start()]
        if between != " " and between.strip(" -\u2010\u2011\n\t"):
            yield _Token("", end, end, None, is_clock=False)
        yield _token(found)
        end = found.end()


@cache
def _token_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?i:(?P<rate>{language.numbers.rate}))|{_TOKEN}")


@cache
def _scale_in(scales: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(scales, key=len, reverse=True)) or r"(?!)")


def _token(found: re.Match[str]) -> _Token:
    if found.lastgroup is None:
        return _Token(bare(found[0]), *found.span(), None, is_clock=False)
    value = None
    if found["digits"]:
        value = _of_digits(found["digits"]) * _LETTERS.get(found["letter"] or "", 1)
    elif found["clock"]:
        hour, minute = re.findall(r"\d+", found["clock"])
        value = float(int(hour) * _MINUTES + int(minute))
    text = "" if found["rate"] else bare(found.group())
    return _Token(text, *found.span(), value, found["clock"] is not None)


def _of_digits(written: str) -> float:
    """Digits as a number: what divides three at the end divides thousands, anything else the decimals."""
    digits = re.sub(r"[ \u202f\u2009'’]", "", written)
    whole, mark, rest = re.fullmatch(r"(.*?)(?:([.,٫٬])(\d+))?", digits).groups(default="")  # type: ignore[union-attr]
    others = set(re.findall(r"\D", whole))
    if not mark or (len(rest) == _GROUP and others <= {mark} and not whole.startswith("0")):
        return float(re.sub(r"\D", "", digits))
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{rest}")


class _Reading:
    """Numbers read off the tokens of a text, the longest that stands at a place."""

    def __init__(self, tokens: Sequence[_Token], known: Vocabulary) -> None:
        self._tokens = tokens
        self._known = known
        self._scale_in = _scale_in(known.scales_within)

    def numbers(self) -> Iterator[Number]:
        place = 0
        while place < len(self._tokens):
            found = self._at(place) if self._may_begin(place) else None
            if found is None:
                place += 1
                continue
            value, after, kind = found
            yield Number(value, self._tokens[place].start, self._tokens[after - 1].end, kind)
            place = after

    def _may_begin(self, place: int) -> bool:
        token = self._tokens[place]
        return (
            token.value is not None or token.text in self._known.first or self._scale_in.search(token.text) is not None
        )

    def _at(self, place: int) -> tuple[float, int, NumberKind] | None:
        return self._clock(place) or self._count(place) or self._order(place) or self._amount(place)

    def _clock(self, place: int) -> tuple[float, int, NumberKind] | None:
        token = self._tokens[place]
        return (token.value, place + 1, NumberKind.CLOCK) if token.is_clock and token.value is not None else None

    def _order(self, place: int) -> tuple[float, int, NumberKind] | None:
        for size in (3, 2, 1):
            order = self._known.ordinals.get(self._words(place, size))
            if order is not None:
                return float(order), place + size, NumberKind.ORDER
        return None

    def _amount(self, place: int) -> tuple[float, int, NumberKind] | None:
        amount = self._known.amounts.get(self._text(place))
        return None if amount is None else (amount, place + 1, NumberKind.AMOUNT)

    def _count(self, place: int) -> tuple[float, int, NumberKind] | None:
        """What is counted: groups below a thousand with what multiplies them, each smaller than the one before."""
        total, ceiling, after = 0.0, float("inf"), place
        while True:
            group = self._group(after, begins=after == place)
            if group is None:
                break
            value, behind = group
            scaled, end = self._scaled(value, behind)
            if scaled >= ceiling:
                break
            total, after = total + scaled, end
            if end == behind and self._text(behind - 1) not in self._known.scales:
                break
            ceiling = scaled
            if self._text(after) in self._known.joiners and self._group(after + 1, begins=False):
                after += 1
        if after == place:
            return None
        value, after = self._with_decimals(total, after)
        share = self._known.amounts.get(self._text(after), 1.0)
        if share < 1:
            return value * share, after + 1, NumberKind.AMOUNT
        return value, after, NumberKind.COUNT

    def _group(self, place: int, begins: bool) -> tuple[float, int] | None:
        """A number in digits, only where a count ``begins``, or one below 1,000 in words, or a scale by itself."""
        if place >= len(self._tokens):
            return None
        token = self._tokens[place]
        if token.value is not None:
            return (token.value, place + 1) if begins and not token.is_clock else None
        return self._cardinal(place) or self._glued(place) or self._lone_scale(place, begins)

    def _cardinal(self, place: int) -> tuple[float, int] | None:
        words = tuple(token.text for token in self._tokens[place : place + self._known.longest])
        for size in range(len(words), 0, -1):
            if (found := self._known.cardinals.get(words[:size])) is not None:
                return self._spelled(float(found), place + size)
            if (found := self._known.counted.get(words[:size])) is not None:
                return float(found), place + size - 1
        return None

    def _spelled(self, value: float, after: int) -> tuple[float, int]:
        """``one oh four`` is said for 104."""
        zero, last = (self._known.cardinals.get(self._words(at, 1)) for at in (after, after + 1))
        if 0 < value < _TEN and zero == 0 and last is not None and 0 < last < _TEN:
            return value * _HUNDRED + last, after + 2
        return value, after

    def _glued(self, place: int) -> tuple[float, int] | None:
        """Thousands in one word with what they count: ``zweitausenddreihundert``."""
        found = self._scale_in.search(self._text(place))
        if found is None:
            return None
        before, behind = found.string[: found.start()], found.string[found.end() :]
        counted = 1 if self._known.one.startswith(before) else self._known.cardinals.get((before,))
        rest = self._known.cardinals.get((behind,)) if behind else 0
        if counted is None or rest is None:
            return None
        return float(counted * self._known.scales[found.group()] + rest), place + 1

    def _lone_scale(self, place: int, begins: bool) -> tuple[float, int] | None:
        times = self._known.scales.get(self._text(place))
        return None if times is None or not begins else (float(times), place + 1)

    def _scaled(self, value: float, place: int) -> tuple[float, int]:
        while (times := self._known.scales.get(self._text(place))) is not None and value < times * _TEN:
            value, place = value * times, place + 1
        return value, place

    def _with_decimals(self, value: float, place: int) -> tuple[float, int]:
        if self._text(place) not in self._known.points:
            return value, place
        digits, after = "", place + 1
        while len(digits) < _MOST_DECIMALS and (said := self._cardinal(after)) is not None and said[0] < _HUNDRED:
            digits, after = f"{digits}{said[0]:.0f}", said[1]
        return self._scaled(float(f"{value:.0f}.{digits}"), after) if digits else (value, place)

    def _text(self, place: int) -> str:
        return self._tokens[place].text if 0 <= place < len(self._tokens) else ""

    def _words(self, place: int, size: int) -> tuple[str, ...]:
        """So many words from a place on, none where there are fewer."""
        found = tuple(token.text for token in self._tokens[place : place + size])
        return found if len(found) == size else ()
