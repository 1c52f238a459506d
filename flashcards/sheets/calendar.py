"""The plan until an interview as a calendar: each day with its minutes and a reminder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from flashcards.schedule.day import clamped_date
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.wording import minutes
from flashcards.seal import BLANK_SEAL

_MORNING = timedelta(hours=8)
_EVENING_BEFORE = timedelta(hours=-6)


class Interview(NamedTuple):
    """An interview day, with the names of the decks to be ready with; none for all."""

    day: int
    decks: tuple[str, ...]


def as_calendar(days: Iterable[DayLoad], interviews: Sequence[Interview], made: datetime) -> bytes:
    """The calendar. A day without a rehearsal has no entry; an entry replaces an earlier one of its day."""
    calendar = Calendar()
    calendar.add("prodid", "-//star-flashcards//flashcards//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Rehearsals")
    calendar.add("x-flashcards-seal", BLANK_SEAL)
    for load in days:
        if load.due or load.new:
            calendar.add_component(_rehearsal(load, made))
    for interview in interviews:
        calendar.add_component(_interview(interview, made))
    return bytes(calendar.to_ical())


def _rehearsal(load: DayLoad, made: datetime) -> Event:
    counts = [f"{load.due} due"] if load.due else []
    counts += [f"{load.new} new"] if load.new else []
    what = f"Rehearse: {minutes(load.seconds)} ({', '.join(counts)})"
    event = _all_day("rehearsal", clamped_date(load.day), what, made)
    event.add("description", "flashcards review")
    event.add_component(_reminder(what, _MORNING))
    return event


def _interview(interview: Interview, made: datetime) -> Event:
    what = "Interview" + (f": {', '.join(interview.decks)}" if interview.decks else "")
    event = _all_day("interview", clamped_date(interview.day), what, made)
    event.add_component(_reminder(f"{what} tomorrow", _EVENING_BEFORE))
    return event


def _all_day(kind: str, day: date, what: str, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{kind}-{day.isoformat()}@star-flashcards")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", what)
    # whoever looks at the calendar is free on that day
    event.add("transp", "TRANSPARENT")
    return event


def _reminder(what: str, trigger: timedelta) -> Alarm:
    """A reminder so long after the beginning of the day; before it where that is negative."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", trigger)
    return alarm
