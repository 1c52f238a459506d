"""Days in the words of a person."""

from __future__ import annotations

from flashcards.schedule.day import clamped_date

_WEEK = 7


def when(day: int, today: int) -> str:
    """A day as it is said: ``today``, ``tomorrow``, ``Sat``, ``9 Dec``, ``9 Dec 2027``."""
    if day <= today:
        return "today"
    if day == today + 1:
        return "tomorrow"
    return short_day(day, today)


def short_day(day: int, today: int) -> str:
    """A coming day in as few letters as tell it: a weekday within the week, then day and month, then the year."""
    date = clamped_date(day)
    if day - today < _WEEK:
        return f"{date:%a}"
    if date.year == clamped_date(today).year or day - today < _WEEK * 26:
        return f"{date.day} {date:%b}"
    return f"{date:%b %Y}"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """``1 card``, ``2 cards``; ``nouns`` where an s does not make the plural."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"


def long_day(day: int) -> str:
    """A day with its weekday: ``Fri 18 Dec 2026``."""
    return f"{clamped_date(day):%a %-d %b %Y}"


def countdown(day: int, today: int) -> str:
    """How far a day is: ``today``, ``tomorrow``, ``in 12 days``."""
    ahead = day - today
    return "today" if ahead <= 0 else "tomorrow" if ahead == 1 else f"in {ahead} days"


def minutes(seconds: float) -> str:
    """Seconds in whole minutes: ``1 minute``, ``14 minutes``."""
    return counted(-(-int(seconds) // 60), "minute")


def clock_time(seconds: float) -> str:
    """Seconds as a clock shows them: ``0:47``, ``2:05``."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def over_target(seconds: float, target: int) -> str:
    """``, 12 s over`` where a telling took longer than its target, else ""."""
    over = int(seconds) - target
    return f", {over} s over" if over > 0 else ""
