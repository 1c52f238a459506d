"""The end of a session: what was done, what is left, what comes, and how far the interview is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.cli.agenda import Group, courses, groups
from flashcards.cli.library import Library
from flashcards.cli.wording import countdown, counted, long_day, minutes, when
from flashcards.schedule.day import clamped_date
from flashcards.schedule.forecast import forecast
from flashcards.store import schedule
from flashcards.terminal.views import SummaryView

_DAYS_SHOWN = 5
_SECONDS_A_MARK = 300


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
    if not ahead and following:
        yield "Next due", f"{when(following[0], today)}: {counted(following[1], 'card')}"
    for group in ahead:
        yield from _interview(library, group, today)


def _interview(library: Library, group: Group, today: int) -> Iterator[tuple[str, str]]:
    """How far the day is, whether all goes by plan, and what the next days bring."""
    conn, day = library.database.conn, group.day or today
    seen, new = schedule.count_introduced(conn, group.decks), schedule.count_new(conn, group.decks)
    coming = forecast(courses(library, today, group.decks), today + 1, day, library.limits)
    on_plan = "on plan" if not coming.unseen and not coming.unrehearsed else "not all fits, see `flashcards interview`"
    if coming.days:
        tomorrow = coming.days[0]
        yield "Tomorrow", f"{tomorrow.due} due, {tomorrow.new} new, about {minutes(tomorrow.seconds)}"
    yield "Interview", f"{long_day(day)}, {countdown(day, today)}. {seen} of {seen + new} introduced: {on_plan}."
    if coming.days:
        bars = (f"{clamped_date(load.day):%a} {_bar(load.seconds)}" for load in coming.days[:_DAYS_SHOWN])
        yield "", "   ".join(bars)


def _bar(seconds: float) -> str:
    return "#" * -(-int(seconds) // _SECONDS_A_MARK) or "-"
