"""The schedule of a card as Anki keeps it: when it is due, how it stands, and every answer that led there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from flashcards.anki.reviews import EASES, Review, marked
from flashcards.schedule.answers import Answer
from flashcards.schedule.standing import Standing

_FIRST_DAY = date(2016, 1, 1)
# Anki's day begins at 04:00, as ours does; so it counts the days of a due date from the one that we count from
_CREATED = int(datetime(2016, 1, 1, 4, tzinfo=UTC).timestamp())
_SETTINGS = {"schedVer": 2, "rollover": 4, "creationOffset": 0, "sched2021": True}
_LEARNED, _REVIEWED, _FILTERED = 0, 1, 3
PERMILLE = 10
NEW, SEEN, SUSPENDED = 0, 2, -1


class Schedule(NamedTuple):
    """Where a card stands, and its answers since it was new, oldest first."""

    standing: Standing
    answers: tuple[Answer, ...]


class CardState(NamedTuple):
    """What a row of Anki's cards holds of a schedule; ``due`` counts days, for a new card it is its place."""

    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    data: str


def card_state(schedule: Schedule | None, place: int) -> CardState:
    """How a card stands; ``place`` is where it comes among new ones, None a card of which Anki is told nothing."""
    if schedule is None:
        return CardState(NEW, NEW, place, 0, 0, 0, 0, "")
    standing = schedule.standing
    queue = SUSPENDED if standing.suspended else NEW if standing.is_new else SEEN
    if standing.due is None:
        return CardState(NEW, queue, place, 0, 0, 0, 0, "")
    memory = standing.memory
    due = standing.due - _FIRST_DAY.toordinal()
    last = [answer for answer in schedule.answers if not answer.is_drill][-1:]
    data = json.dumps({"lrt": last[0].at // 1000}) if last else ""
    factor = memory.ease * PERMILLE
    return CardState(SEEN, queue, due, memory.interval, factor, len(schedule.answers), memory.lapses, data)


def reviews(schedule: Schedule) -> Iterator[Review]:
    """The rows of the review log, each with our mark; a drill moved nothing, as an answer in a filtered deck."""
    for number, answer in enumerate(schedule.answers):
        kind = _FILTERED if answer.is_drill else _REVIEWED if number else _LEARNED
        taken = round((answer.seconds or 0) * 1000)
        factor = answer.after.ease * PERMILLE
        yield Review(answer.at, EASES[answer.grade], answer.after.interval, factor, taken, kind)


def write_reviews(conn: sqlite3.Connection, scheduled: Iterable[tuple[int, Schedule]]) -> None:
    """Write the review log of cards, by their numbers, and say from when on the collection counts its days."""
    conn.execute("update col set crt = ?", (_CREATED,))
    (settings,) = conn.execute("select conf from col").fetchone()
    conn.execute("update col set conf = ?", (json.dumps(json.loads(settings) | _SETTINGS),))
    last = 0
    rows = sorted(
        (row, number, answer.before)
        for number, schedule in scheduled
        for row, answer in zip(reviews(schedule), schedule.answers, strict=True)
    )
    for row, number, before in rows:
        last = max(row.at, last + 1)
        own = marked(row._replace(at=last))
        conn.execute(
            "insert into revlog values (?, ?, -1, ?, ?, ?, ?, ?, ?)",
            (own.at, number, own.ease, own.interval, before, own.factor, own.taken, own.kind),
        )
