"""The study day in every zone of the tz database, over two years."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from flashcards.schedule.day import ROLLOVER, study_day

_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_HOURS = 2 * 365 * 24
_MINUTE = timedelta(minutes=1)


def run(count: int = 0) -> dict[str, int]:
    """Every hour of two years in every zone, and every minute around each change of the clock.

    ``count`` is how many zones, spread over the alphabet; 0 is all of them.
    """
    zones = sorted(available_timezones())
    zones = zones[:: max(1, len(zones) // count)] if count else zones
    counts = {"zones": 0, "local times": 0, "changes of the clock": 0, "wrong study days": 0, "jumps over a day": 0}
    for name in zones:
        counts["zones"] += 1
        _walk(ZoneInfo(name), counts)
    return counts


def _walk(zone: ZoneInfo, counts: dict[str, int]) -> None:
    moment = _BEGIN.astimezone(zone)
    for number in range(1, _HOURS):
        following = (_BEGIN + timedelta(hours=number)).astimezone(zone)
        if following.utcoffset() != moment.utcoffset():
            counts["changes of the clock"] += 1
            _by_the_minute(moment, zone, counts)
        _step(moment, following, counts)
        moment = following


def _by_the_minute(begin: datetime, zone: ZoneInfo, counts: dict[str, int]) -> None:
    moments = [(begin.astimezone(UTC) + number * _MINUTE).astimezone(zone) for number in range(61)]
    for before, after in pairwise(moments):
        _step(before, after, counts)


def _step(before: datetime, after: datetime, counts: dict[str, int]) -> None:
    """What the rule says, worked out in another way: the date, or the one before while it is not yet four."""
    counts["local times"] += 1
    day = study_day(after)
    expected = after.date().toordinal() - (after.hour < ROLLOVER.seconds // 3600)
    moved = day - study_day(before)
    wall = after.replace(tzinfo=None) - before.replace(tzinfo=None)
    counts["wrong study days"] += day != expected
    # by the wall clock a day passes at 04:00, forwards or, where the clock goes back over it, backwards
    counts["jumps over a day"] += abs(moved) > 1 or moved * (wall / _MINUTE) < 0
