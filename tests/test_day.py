"""Study days, and the times of events."""

from __future__ import annotations

from datetime import datetime

from flashcards.schedule.day import LATEST_ADMITTED, event_time, study_day
from tests.examples import for_each

A_DAY = 86_400_000


@for_each(
    ("clock", "newest", "time"),
    [
        (1000, 10, 1000),
        (1000, 1000, 1001),
        (1000, 5000, 5001),
        (-7, -1, 0),
        (LATEST_ADMITTED + A_DAY, 0, LATEST_ADMITTED - A_DAY),
    ],
)
def test_an_event_is_later_than_all_that_are_known(clock: int, newest: int, time: int):
    """By the clock where that allows it; one from before 1970, or from the end of all days, is brought near."""
    assert event_time(clock, newest) == time


@for_each(
    ("local", "day"),
    [
        ("2026-11-24 03:59:59", "2026-11-23"),
        ("2026-11-24 04:00:00", "2026-11-24"),
        ("0001-01-01 03:00:00", "0001-01-01"),
        ("9999-12-31 23:59:59", "9999-12-31"),
    ],
)
def test_a_study_day_begins_at_four(local: str, day: str):
    """The first day of all has no evening before it."""
    assert study_day(datetime.fromisoformat(local)) == datetime.fromisoformat(day).toordinal()
