"""The one place that reads the clock."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

from flashcards.errors import AccessError, UsageError
from flashcards.schedule.day import Stamp, study_day

_DAY = 24 * 60 * 60 * 1000
_YEAR = 366 * _DAY


class Clock:
    """The time now, or the one that ``--now`` fixed. Durations are always real."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        """The local time with its offset. Raises AccessError where the time zone is none that can be."""
        if self.fixed:
            return self.fixed
        try:
            return datetime.now(UTC).astimezone()
        except ValueError as error:
            zone = os.environ.get("TZ", "")
            raise AccessError(f"the time zone {zone!r} is a day or more from UTC; set TZ to another") from error

    def stamp(self) -> Stamp:
        """What an event that is made now is stamped with."""
        now = self.now()
        offset = now.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        return Stamp(at=int(now.timestamp() * 1000), day=study_day(now), offset=minutes)

    @property
    def today(self) -> int:
        """The study day."""
        return study_day(self.now())

    def stopwatch(self) -> float:
        """Seconds from some fixed point, for durations."""
        return time.monotonic()


def doubt(now: datetime, newest: int) -> str:
    """A word on a clock that can hardly be right; "" where it may be. ``newest`` is the last event's time, 0 for none.

    It is behind what the log knows already (UTC in milliseconds), or more than a year ahead of it.
    """
    ahead = now.timestamp() * 1000 - newest
    if not newest or -_DAY < ahead < _YEAR:
        return ""
    side = "ahead of" if ahead > 0 else "behind"
    return (
        f"The clock says {now:%Y-%m-%d %H:%M}, {abs(ahead) // _DAY:.0f} days {side} the last event in the log. "
        "What you grade is kept; is the clock right?"
    )


def parse_now(text: str) -> datetime:
    """Read an ISO time, local unless it has an offset; a date alone means its noon. Raises UsageError."""
    try:
        try:
            moment = datetime.combine(date.fromisoformat(text), datetime.min.time().replace(hour=12))
        except ValueError:
            moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"--now: {text!r} is no ISO time such as 2026-12-18 or 2026-12-18T08:30") from error
