"""The end of a session: what was done, what is left, what comes, and how far the interview is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.card_ids import is_of_theme, short_names
from flashcards.content.text.apart import apart
from flashcards.content.text.width import width_of
from flashcards.errors import DamagedError
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda
from flashcards.schedule.day import clamped_date
from flashcards.schedule.wording import abridged, clock_time, countdown, counted, day_label, long_day, minutes
from flashcards.store import days
from flashcards.terminal.views import OnwardView, SummaryView

if TYPE_CHECKING:
    from flashcards.rehearsal.outlook import Outlook

_WEEK = 7
_MINUTE = 60
_MOST_STORIES = 4
_LONGEST_NAME = 24
_DAYS_SHOWN = 5
_SECONDS_A_MARK = 300
_SWEEP = "flashcards review --sweep"


class Told(NamedTuple):
    """One card that was told in a session, or drilled: whether whole, what was missed, how long, by how much over.

    ``short`` is whether nobody can have told it so fast.
    """

    card: str
    drill: bool
    whole: bool
    missed: tuple[str, ...]
    seconds: float
    over: str
    short: bool = False


class Done(NamedTuple):
    """What one session did, what it leaves for today, and how to go on; ``clock`` is whether times are shown.

    Where a sweep may follow, ``longest`` is how many seconds the study day may take with it, 0 for any number; else it
    is None.
    """

    all_told: tuple[Told, ...]
    left: int
    drills: int
    going_on: str
    clock: bool
    longest: int | None = None

    @property
    def told(self) -> tuple[Told, ...]:
        """What was told, drills left out."""
        return tuple(each for each in self.all_told if not each.drill)


def ending(library: Library, agenda: Agenda, decks: Sequence[str], done: Done) -> SummaryView:
    """The summary of a session over these decks, all where none is named."""
    unfinished = done.left or done.drills
    plan = _plan(library, agenda, decks)
    onward = None if unfinished or plan is None else _onward(library, plan, decks, done)
    rows = []
    if unfinished:
        left = f"{counted(done.left, 'card')}, {counted(done.drills, 'drill')}: {done.going_on}"
        rows.append(("Left today", left))
    rows += _looking_back(library, agenda.today, done)
    rows += [] if plan is None else _coming(plan)
    rows += [("Next", f"{onward.said}: `{_sweep(agenda, done.longest)}`")] if onward else []
    finished = "Done for today." if done.all_told else "Nothing is left to rehearse today."
    return SummaryView(
        heading="Stopped here." if unfinished else finished,
        counted=_counted(done) if done.all_told else "",
        rows=tuple(rows),
        closing="Every grade is saved." if done.all_told else "Nothing was graded.",
        onward=onward,
    )


def _counted(done: Done) -> str:
    """How much was told and drilled, and how long that took."""
    counts = [f"{len(done.told)} told", counted(len(done.all_told) - len(done.told), "drill")]
    spent = sum(each.seconds for each in done.all_told)
    return ", ".join([*counts, *([minutes(spent)] if done.clock and spent >= _MINUTE else [])])


def _looking_back(library: Library, today: int, done: Done) -> Iterator[tuple[str, str]]:
    """How many stories were told whole, what was missed most, and which took longest."""
    if not done.told:
        return
    stories = [each for each in done.told if not is_of_theme(each.card)]
    whole = sum(1 for each in stories if each.whole)
    before, told_before = days.told_whole(library.database.conn, today - _WEEK, today)
    last_week = f"   the week before {before} of {told_before}" if told_before else ""
    hurried = sum(1 for each in stories if each.short)
    too_fast = f", {hurried} too fast to count" if hurried else ""
    if stories:
        yield "Told whole", f"{whole} of {len(stories)}{too_fast}{last_week}"
    names = _names(done.told)
    parts = Counter(part for each in done.told for part in each.missed)
    if parts:
        part = parts.most_common(1)[0][0]
        missing = [names[each.card] for each in done.told if part in each.missed]
        more = ", ..." if len(missing) > _MOST_STORIES else ""
        yield "Missed most", f"{part}: {', '.join(missing[:_MOST_STORIES])}{more}"
    longest = max(done.told, key=lambda each: each.seconds)
    if done.clock and longest.seconds >= _MINUTE:
        yield "Longest", f"{clock_time(longest.seconds)}   {names[longest.card]}{longest.over}"


def _names(told: Sequence[Told]) -> dict[str, str]:
    """What was told by short names, each cut to what sets it apart from the others."""
    names = short_names([each.card for each in told])
    places = zip(names, apart(list(names.values())), strict=True)
    return {card: abridged(names[card], place, _LONGEST_NAME, width_of) for card, place in places}


def _plan(library: Library, agenda: Agenda, decks: Sequence[str]) -> Outlook | None:
    """What comes; None where the decks are damaged."""
    # most sessions end once, and their start should not wait for it
    from flashcards.rehearsal.outlook import outlook

    try:
        return outlook(library, agenda, decks)
    except DamagedError:
        # what was done is told all the same; the command that meets the damage next says so
        return None


def _coming(plan: Outlook) -> Iterator[tuple[str, str]]:
    """What the next day that brings something brings, how far each interview is, and the days until the last."""
    from flashcards.rehearsal.outlook import load_words

    today = plan.agenda.today
    if plan.next_load:
        yield day_label(plan.next_load.day, today), load_words(plan.next_load)
    for group in plan.ahead:
        day = group.day or today
        yield "Interview", f"{long_day(day)}, {countdown(day, today)}. {plan.standing(group)}."
    coming = plan.until[1 : _DAYS_SHOWN + 1]
    if coming:
        yield "", "   ".join(f"{clamped_date(load.day):%a} {_bar(load.seconds)}" for load in coming)


def _onward(library: Library, plan: Outlook, decks: Sequence[str], done: Done) -> OnwardView | None:
    """The sweep that pays tonight; None where none does, or none may follow."""
    if done.longest is None or not plan.ahead:
        return None
    # most sessions end with no interview ahead
    from flashcards.rehearsal.sweep import offered_sweep, sweep_words

    found = offered_sweep(library, plan, decks, longest=done.longest)
    if found is None:
        return None
    return OnwardView(sweep_words(found, plan.agenda, decks), "sweep")


def _sweep(agenda: Agenda, longest: int | None) -> str:
    """What to type for the sweep that keeps to these seconds of the study day."""
    return _SWEEP if longest is None or longest == agenda.limits.seconds else f"{_SWEEP} --minutes {longest // 60}"


def _bar(seconds: float) -> str:
    return "#" * ceil(seconds / _SECONDS_A_MARK) or "-"
