"""What study days hold so far, over all their sessions, from the log."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class SoFar(NamedTuple):
    """What the log holds at some moment, and the study day of it.

    ``key`` is the place of the event that arrived last, ``newest`` the greatest time in UTC milliseconds, both 0 in an
    empty log; ``begun`` is whether anything was ever graded, ``planned`` whether an interview day was ever set. Of the
    day: its standing grades without drills, and the seconds spent telling, drills included.
    """

    key: int
    newest: int
    begun: bool
    planned: bool
    graded: int
    seconds: float


def so_far(conn: sqlite3.Connection, today: int) -> SoFar:
    """How the log and this study day stand."""
    key, newest, begun, planned, graded, seconds = conn.execute(
        """select (select max(key) from events), (select max(at) from events),
              exists (select 1 from events where kind in ('graded', 'drilled')),
              exists (select 1 from events where kind = 'planned'),
              (select count(*) from events e where e.day = :today and e.kind = 'graded'
                 and not exists (select 1 from retractions r where r.event = e.id)),
              (select sum(e.seconds) from events e where e.day = :today
                 and not exists (select 1 from retractions r where r.event = e.id))""",
        {"today": today},
    ).fetchone()
    return SoFar(key or 0, newest or 0, bool(begun), bool(planned), graded, seconds or 0.0)


def told_whole(conn: sqlite3.Connection, first: int, until: int) -> tuple[int, int]:
    """How many stories were told whole from study day ``first`` to before ``until``, and how many were told in all."""
    from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE

    row = conn.execute(
        "select coalesce(sum(e.missed is null and e.grade >= ?), 0), count(*) from events e "
        "where e.day >= ? and e.day < ? and e.kind = 'graded' "
        "and not exists (select 1 from retractions r where r.event = e.id)",
        (DRILL_UNTIL_GRADE, first, until),
    ).fetchone()
    return int(row[0]), int(row[1])


def seconds_on(conn: sqlite3.Connection, today: int) -> float:
    """How many seconds were spent telling on this study day, drills included."""
    (seconds,) = conn.execute(
        "select sum(e.seconds) from events e where e.day = ? "
        "and not exists (select 1 from retractions r where r.event = e.id)",
        (today,),
    ).fetchone()
    return float(seconds or 0.0)
