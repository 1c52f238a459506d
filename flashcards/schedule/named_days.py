"""Days as people write them: ``2026-12-18``, ``18.12.2026``, ``18 December``, ``friday``, ``in 3 weeks``."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date

# so far apart may be two years that have a 29 February
_LEAP_YEARS = 8
_LEAST_LETTERS = 3
_WEEK = 7
_MONTHS = 12
_CENTURY = 2000
_YEAR = r"(?P<year>\d{4}|\d{2})"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_WEEKDAY = r"(?:(?:on )?(?P<weekday>[a-z]+) )?"


def days_meant(text: str, today: int) -> tuple[int, ...]:
    """Every day that a text may mean, as ordinals, the earliest first; none where it is no date.

    A day without a year is the next one, today among them. Day and month in figures stand in this order between dots;
    between strokes or hyphens in either, so that there may be two. A weekday is the next one: two days where it is
    today's, or where it is called the next.
    """
    plain = " ".join(text.replace(",", " ").casefold().split())
    for form, read in _FORMS:
        found = re.fullmatch(form, plain, re.ASCII)
        days = sorted(set(read(found, today))) if found else []
        if days:
            return tuple(days)
    return ()


def _iso(found: re.Match[str], today: int) -> Iterator[int]:
    yield from _dates(int(found["year"]), int(found["month"]), int(found["day"]))


def _dotted(found: re.Match[str], today: int) -> Iterator[int]:
    yield from _next(found["year"], int(found["month"]), int(found["day"]), today)


def _either_way(found: re.Match[str], today: int) -> Iterator[int]:
    one, other = int(found["one"]), int(found["other"])
    yield from _next(found["year"], one, other, today)
    yield from _next(found["year"], other, one, today)


def _spelt(found: re.Match[str], today: int) -> Iterator[int]:
    month = _place(found["month"], month_name)
    weekday = _place(found["weekday"], day_name) if found["weekday"] else None
    if month is None or (found["weekday"] and weekday is None):
        return
    for day in _next(found["year"], month, int(found["day"]), today):
        if weekday in (None, date.fromordinal(day).weekday()):
            yield day


def _weekday(found: re.Match[str], today: int) -> Iterator[int]:
    weekday = _place(found["weekday"], day_name)
    if weekday is None:
        return
    coming = today + (weekday - date.fromordinal(today).weekday()) % _WEEK
    if found["which"] != "next" or coming > today:
        yield coming
    if found["which"] == "next" or (found["which"] is None and coming == today):
        yield coming + _WEEK


def _ahead(found: re.Match[str], today: int) -> Iterator[int]:
    number = 1 if found["number"] in ("a", "an") else int(found["number"])
    unit = found["unit"]
    if unit == "month":
        yield from _months_on(date.fromordinal(today), number)
    elif today + number * (_WEEK if unit == "week" else 1) <= date.max.toordinal():
        yield today + number * (_WEEK if unit == "week" else 1)


def _months_on(day: date, number: int) -> Iterator[int]:
    """The same day of a later month; its last where it is shorter."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + number, _MONTHS)
    if year <= date.max.year:
        yield from _dates(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _near(found: re.Match[str], today: int) -> Iterator[int]:
    yield today + (found.group() == "tomorrow")


def _next(year: str | None, month: int, day: int, today: int) -> Iterator[int]:
    """The day of that year; without one, the next such day."""
    if year:
        yield from _dates(int(year) + (_CENTURY if len(year) == len("26") else 0), month, day)
        return
    first = date.fromordinal(today).year
    years = range(first, first + _LEAP_YEARS + 1)
    yield from [each for year in years for each in _dates(year, month, day) if each >= today][:1]


def _dates(year: int, month: int, day: int) -> Iterator[int]:
    """The day where there is one."""
    try:
        yield date(year, month, day).toordinal()
    except ValueError:
        return


def _place(word: str, names: Iterable[str]) -> int | None:
    """The place of the one name that begins with a word of at least three letters."""
    found = [place for place, name in enumerate(names) if name and name.casefold().startswith(word)]
    return found[0] if len(found) == 1 and len(word) >= _LEAST_LETTERS else None


_FORMS: tuple[tuple[str, Callable[[re.Match[str], int], Iterator[int]]], ...] = (
    (r"(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", _iso),
    (rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})(?:\. ?{_YEAR}?)?", _dotted),
    (rf"(?P<one>\d{{1,2}})([-/])(?P<other>\d{{1,2}})(?:\2{_YEAR})?", _either_way),
    (rf"{_WEEKDAY}{_ORDINAL} (?:of )?(?P<month>[a-z]+)\.?(?: {_YEAR})?", _spelt),
    (rf"{_WEEKDAY}(?P<month>[a-z]+)\.? {_ORDINAL}(?: {_YEAR})?", _spelt),
    (r"(?:on )?(?:(?P<which>this|next) )?(?P<weekday>[a-z]+)", _weekday),
    (r"in (?P<number>an?|\d{1,4}) (?P<unit>day|week|month)s?", _ahead),
    (r"today|tomorrow", _near),
)
