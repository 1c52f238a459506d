"""The study day: the local calendar date, which turns over at 04:00."""

from __future__ import annotations

from datetime import date, datetime, timedelta

ROLLOVER = timedelta(hours=4)
MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000


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
