"""What study days hold so far, over all their sessions, from the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flashcards.content.card_ids import is_of_theme
from flashcards.schedule.day import LATEST_TIME
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.limits import EVENINGS_DAYS, NO_EVENINGS, SWEPT_DAYS

_INTERVIEWS = frozenset({EventKind.PLANNED, EventKind.ASKED})
_TELLINGS = frozenset({EventKind.GRADED, EventKind.DRILLED})


class SoFar(NamedTuple):
    """What the log holds at some moment, and the study day of it.

    ``key`` is the place of the event that arrived last, ``newest`` the greatest time in UTC milliseconds, both 0 in an
    empty log; ``begun`` is whether anything was ever graded. ``interviews`` are the events that set a day for one or
    tell what was asked. Of the day: its standing grades without drills, and the seconds spent telling, drills included.
    Where a day for an interview was ever set, ``evenings`` holds how many cards were told on each of the days before,
    as far back as says what is usual, and ``swept`` is the last of the ten before on which parts were asked for by
    themselves, None for none.
    """

    key: int
    newest: int
    begun: bool
    interviews: tuple[Event, ...]
    graded: int
    seconds: float
    evenings: Mapping[int, int] = NO_EVENINGS
    swept: int | None = None


_SO_FAR = """
    select (select max(key) from events), (select max(at) from events where at < :latest),
      exists (select 1 from events
         where kind in ('graded', 'drilled') and typeof(grade) = 'integer' and grade between 0 and 5),
      exists (select 1 from events where kind in ('planned', 'asked')),
      exists (select 1 from events where day = :today),
      case when exists (select 1 from events where kind = 'planned') then (
        select json_group_array(json_array(day, cards)) from (
          select day, count(*) as cards from events e
          where day >= :since and day < :today and kind = 'graded' and typeof(grade) = 'integer'
            and not exists (select 1 from retractions r where r.event = e.id)
          group by day)) end,
      case when exists (select 1 from events where kind = 'planned') then (
        select max(day) from events e
        where day >= :swept and day < :today and kind = 'drilled' and instr(payload, '"parts"')
          and not exists (select 1 from retractions r where r.event = e.id)) end
"""


def so_far(conn: sqlite3.Connection, today: int) -> SoFar:
    """How the log and this study day stand."""
    asked = {"latest": LATEST_TIME, "today": today, "since": today - EVENINGS_DAYS, "swept": today - SWEPT_DAYS}
    key, newest, begun, has_interviews, is_begun_today, told, swept = conn.execute(_SO_FAR, asked).fetchone()
    found = _with_interviews(conn, today) if is_begun_today or has_interviews else []
    interviews = tuple(event for event in found if event.kind in _INTERVIEWS)
    of_today = [event for event in found if event.day == today]
    evenings = dict(json.loads(told)) if told else NO_EVENINGS
    graded, seconds = len(_graded(of_today)), _seconds(of_today)
    return SoFar(key or 0, newest or 0, bool(begun), interviews, graded, seconds, evenings, swept)


def told_whole(conn: sqlite3.Connection, first: int, until: int) -> tuple[int, int]:
    """How many stories were told whole from study day ``first`` to before ``until``, and how many were told in all;
    themes are left out.
    """
    from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE

    told = [each for each in _graded(_events(conn, first, until)) if not is_of_theme(each.card)]
    whole = [each for each in told if not each.missed and not each.is_short and (each.grade or 0) >= DRILL_UNTIL_GRADE]
    return len(whole), len(told)


def seconds_on(conn: sqlite3.Connection, today: int) -> float:
    """How many seconds were spent telling on this study day, drills included."""
    return _seconds(_events(conn, today, today + 1))


def evenings(conn: sqlite3.Connection, first: int, until: int) -> dict[int, tuple[float, float]]:
    """Of each study day from ``first`` to before ``until`` on which anything was told: the seconds that took.

    And how many of these went to parts that were asked for by themselves.
    """
    found: dict[int, tuple[float, float]] = {}
    for event in _events(conn, first, until):
        if event.seconds:
            told, swept = found.get(event.day, (0.0, 0.0))
            found[event.day] = told + event.seconds, swept + (event.seconds if event.parts else 0.0)
    return found


def _events(conn: sqlite3.Connection, first: int, until: int) -> list[Event]:
    """What stands of these study days; a row that is no event counts for nothing here either."""
    # the day's first session has nothing to read, and starts without what reads rows
    from flashcards.store.log import events_of_days

    return events_of_days(conn, first, until)


def _with_interviews(conn: sqlite3.Connection, today: int) -> list[Event]:
    """What stands of this study day, and all that is about interviews, in one look."""
    from flashcards.store.log import events_of_day_and_interviews

    return events_of_day_and_interviews(conn, today)


def _graded(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event.kind == EventKind.GRADED]


def _seconds(events: Iterable[Event]) -> float:
    return sum((event.seconds or 0.0 for event in events if event.kind in _TELLINGS), 0.0)
