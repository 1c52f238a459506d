"""Hours of the day: four where it is written as sixteen."""

from __future__ import annotations

import re
from enum import IntEnum

from flashcards.content.languages.language import Language

_LAST, _HALF_DAY = 24, 12
_HUNDRED = 100
# what tells of an hour stands this near, in characters
_NEAR = 16
_PLACE = "#"


class HourSaid(IntEnum):
    """How surely a number is the hour of a time of day."""

    NOT = 0
    PERHAPS = 1
    PLAINLY = 2


def hour_said(text: str, start: int, end: int, language: Language) -> HourSaid:
    """Whether the number that stands at a place of a text is an hour, by the words around it."""
    around, hours = _around(text, start, end), language.spoken.hours
    if re.search(hours.plain, around, re.IGNORECASE):
        return HourSaid.PLAINLY
    return HourSaid.PERHAPS if re.search(hours.short, around, re.IGNORECASE) else HourSaid.NOT


def is_in_hundreds(text: str, start: int, end: int, value: float, language: Language) -> bool:
    """Whether the number that stands at a place of a text is an hour in hundreds: ``at sixteen hundred hours``."""
    told = language.spoken.hours.in_hundreds
    if not told or value % _HUNDRED or not 0 < value <= _LAST * _HUNDRED:
        return False
    return re.search(told, _around(text, start, end), re.IGNORECASE) is not None


def _around(text: str, start: int, end: int) -> str:
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return _PLACE.join(each.replace(_PLACE, " ") for each in (before, behind))


def is_same_hour(one: float, other: float) -> bool:
    """Whether two numbers are the same hour on a clock of twelve."""
    return all(0 <= each <= _LAST and each.is_integer() for each in (one, other)) and (one - other) % _HALF_DAY == 0
