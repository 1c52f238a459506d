"""The study day: the local calendar date, which turns over at 04:00."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

ROLLOVER = timedelta(hours=4)
# as many days are looked back and ahead
DAYS_SHOWN = 14
MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000
# in UTC, where the calendar ends: the year 10000 has no date
LATEST_TIME = 253_402_300_800_000
# an own event's time exceeds every time that is known, so what comes in leaves room for those that follow
LATEST_ADMITTED = LATEST_TIME - 2 * MILLISECONDS_A_DAY


class Stamp(NamedTuple):
    """When something is done: UTC in milliseconds, the local study day as an ordinal, the offset in minutes."""

    at: int
    day: int
    offset: int


def event_time(clock: int, newest: int) -> int:
    """The time of a new event, by the clock and the greatest time that is known, all in UTC milliseconds.

    It exceeds every time that is known. A clock from before 1970, or in the last days of 9999, is taken for the
    nearest time that leaves room for events after it.
    """
    return max(min(max(clock, 0), LATEST_ADMITTED - MILLISECONDS_A_DAY), newest + 1)


def study_day(local: datetime) -> int:
    """Return the study day of a local wall-clock time, as the ordinal of its date.

    The wall clock counts, whatever the zone does in that night: 03:59 still belongs to the evening before.
    """
    naive = local.replace(tzinfo=None)
    if naive - datetime.min < ROLLOVER:
        return date.min.toordinal()
    return (naive - ROLLOVER).toordinal()


def clamped_date(day: int) -> date:
    """The date of a study day, kept within what a calendar can show."""
    return date.fromordinal(min(max(day, date.min.toordinal()), date.max.toordinal()))


def day_name(day: int) -> str:
    """A study day with its weekday, as long as any other: ``Mon  9 Nov``."""
    date = clamped_date(day)
    return f"{date:%a} {date.day:2} {date:%b}"
