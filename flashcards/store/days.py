"""What study days hold so far, over all their sessions, from the log."""

from __future__ import annotations

import sqlite3

from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE


def graded_on(conn: sqlite3.Connection, today: int) -> int:
    """How many standing grades this study day holds, drills not counted."""
    (count,) = conn.execute(
        "select count(*) from events e where e.day = ? and e.kind = 'graded' "
        "and not exists (select 1 from retractions r where r.event = e.id)",
        (today,),
    ).fetchone()
    return int(count)


def told_whole(conn: sqlite3.Connection, first: int, until: int) -> tuple[int, int]:
    """How many stories were told whole from study day ``first`` to before ``until``, and how many were told in all."""
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
