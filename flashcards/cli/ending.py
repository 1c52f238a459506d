"""The end of a session: what was done, what is left, what comes, and how far the interview is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.cli.agenda import Group, courses, groups
from flashcards.cli.library import Library
from flashcards.cli.wording import countdown, counted, long_day, minutes, when
from flashcards.schedule.forecast import forecast
from flashcards.schedule.plan import Limits
from flashcards.store import schedule
from flashcards.terminal.views import SummaryView


@dataclass(frozen=True, slots=True)
class Done:
    """What one session did, what it leaves for today, and how to go on."""

    told: int
    drilled: int
    left: int
    drills: int
    going_on: str


def ending(library: Library, decks: Sequence[str], done: Done) -> SummaryView:
    """The summary of a session over these decks, all where none is named."""
    unfinished = done.left or done.drills
    rows = []
    if unfinished:
        left = f"{counted(done.left, 'card')}, {counted(done.drills, 'drill')}: {done.going_on}"
        rows.append(("Left today", left))
    rows += _coming(library, decks)
    return SummaryView(
        heading="Stopped here." if unfinished else "Done for today.",
        count=f"{done.told} told, {counted(done.drilled, 'drill')}",
        rows=tuple(rows),
        closing="Every grade is saved.",
    )


def _coming(library: Library, decks: Sequence[str]) -> Iterator[tuple[str, str]]:
    today = library.clock.today
    ahead = [group for group in groups(library, today, decks) if group.day is not None]
    following = schedule.next_due(library.database.conn, today)
    if ahead and any(group.day != today for group in ahead):
        (day,) = forecast(courses(library, today, decks), today + 1, today + 2, Limits()).days
        yield "Tomorrow", f"{day.due} due, {day.new} new, about {minutes(day.seconds)}"
    elif following:
        yield "Next due", f"{when(following[0], today)}: {counted(following[1], 'card')}"
    for group in ahead:
        yield "Interview", _interview(library, group, today)


def _interview(library: Library, group: Group, today: int) -> str:
    conn, day = library.database.conn, group.day or today
    seen, new = schedule.count_introduced(conn, group.decks), schedule.count_new(conn, group.decks)
    return f"{long_day(day)}, {countdown(day, today)}. {seen} of {seen + new} introduced."
