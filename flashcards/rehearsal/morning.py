"""The first screen: where today stands, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.home.library import Library
from flashcards.home.pulled import last_pull
from flashcards.home.synced import last_sync
from flashcards.rehearsal.chores import chores
from flashcards.rehearsal.outlook import Outlook, load_words, more_to_do
from flashcards.rehearsal.questions.interviews import untold_interview
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.limits import Limits
from flashcards.schedule.wording import ago, countdown, counted, day_label, long_day, minutes, whole_minutes
from flashcards.terminal.views import TodayView

# on so many days after an interview what was asked is the first thing to note
_FRESH_DAYS = 2


class Step(NamedTuple):
    """Something to do next, in words, and the command that does it."""

    said: str
    command: tuple[str, ...]


def morning(
    library: Library, plan: Outlook, weakest: Sequence[str], ready: str = "", swept: str = ""
) -> tuple[TodayView, Step]:
    """The first screen of a home that has cards, and the step that it leads to.

    ``weakest`` are short names; ``ready`` says how ready one will be, ``swept`` what a sweep would bring tonight, each
    "" where nothing is said of it.
    """
    agenda = plan.agenda
    left = agenda.left((), agenda.limits, library.new_a_day)
    step, *others = _steps(library, plan, left, swept)
    day = min((group.day for group in plan.ahead if group.day is not None), default=None)
    view = TodayView(
        heading=long_day(agenda.today),
        countdown="" if day is None else f"interview {countdown(day, agenda.today)}",
        rows=tuple(_rows(library, plan, left, weakest, ready)),
        next=step.said,
        command=" ".join(("flashcards", *step.command)),
        others=tuple(f"{each.said}: `{' '.join(('flashcards', *each.command))}`" for each in others[:1]),
    )
    return view, step


def _rows(
    library: Library, plan: Outlook, left: DayLoad, weakest: Sequence[str], ready: str
) -> Iterator[tuple[str, str]]:
    agenda = plan.agenda
    yield "Today", _left_words(plan, left) or "nothing is left"
    beyond = _beyond(library, plan, left)
    if beyond:
        yield "", f"{counted(beyond, 'card')} more beyond what a day may bring: `flashcards review --minutes 0`"
    if agenda.so_far.graded or agenda.so_far.seconds:
        spent = f", {minutes(agenda.so_far.seconds)}" if whole_minutes(agenda.so_far.seconds) else ""
        yield "Done", f"{agenda.so_far.graded} told{spent}"
    if not left.due and not left.new and plan.next_load:
        yield day_label(plan.next_load.day, agenda.today), load_words(plan.next_load)
    told = sum(each.seen for each in agenda.counts.values())
    new = sum(agenda.counts[deck].unseen for deck in agenda.introducing())
    yield "Cards", f"{told} told" + (f", {new} new" if new else "")
    yield from _interviews(plan)
    if ready:
        yield "On the day", f"{ready}."
    if weakest:
        yield "Weakest", ", ".join(weakest)
    pulled = last_pull(library.database.conn)
    if pulled is not None:
        yield "Anki", f"the last pull was {ago(pulled, agenda.today)}"
    joined = last_sync(library.database.conn)
    if joined is not None:
        yield "Sync", f"the last was {ago(joined, agenda.today)}"


def _left_words(plan: Outlook, left: DayLoad) -> str:
    """What is left of today, drills among it; "" for nothing."""
    drills = plan.agenda.drills
    pieces = [f"{left.due} due"] if left.due else []
    pieces += [f"{left.new} new"] if left.new else []
    pieces += [counted(drills, "drill")] if drills else []
    return ", ".join([*pieces, f"about {minutes(left.seconds)}"]) if pieces else ""


def _beyond(library: Library, plan: Outlook, left: DayLoad) -> int:
    """How many cards wait that the limits of the day leave behind."""
    free = plan.agenda.left((), Limits(), library.new_a_day)
    return free.due + free.new - left.due - left.new


def _interviews(plan: Outlook) -> Iterator[tuple[str, str]]:
    today = plan.agenda.today
    for group in plan.ahead:
        day = group.day or today
        yield "Interview", f"{long_day(day)}, {countdown(day, today)}. {plan.standing(group)}."
    if plan.ahead and (offer := more_to_do(plan)):
        yield "", offer
    past = untold_interview(plan.agenda)
    if past is not None:
        # what comes next is set already, or is to be
        again = "; `flashcards interview DATE` sets the next day, `flashcards interview --clear` forgets this one"
        noting = "`flashcards asked` notes what came"
        yield "Interview", f"{long_day(past)} is past: how did it go? {noting}{'' if plan.ahead else again}."


def _steps(library: Library, plan: Outlook, left: DayLoad, swept: str) -> list[Step]:
    """What can be done now, the most important first; on a free day a mock round can be."""
    agenda = plan.agenda
    days = [group.day for group in plan.ahead if group.seen]
    waits = _left_words(plan, left)
    review = [Step(f"Today's review: {waits}", ("review",))] if waits else []
    warm_up = [Step("The warm-up: how each story begins, and where it ends", ("warm-up",))]
    sweep = [Step(swept, ("review", "--sweep"))] if swept else []
    mock = [Step("A mock round: stories asked as in an interview", ("mock",))]
    past = untold_interview(agenda)
    noting = (
        [Step("What was asked at the interview, and how it went: a minute", ("asked",))] if past is not None else []
    )
    if past is not None and agenda.today - past <= _FRESH_DAYS:
        return [*noting, *review, *mock]
    if agenda.today in days:
        return [Step(f"{warm_up[0].said}; then {waits}", ("review",))] if waits else warm_up
    if agenda.today + 1 in days:
        return [*review, *sweep, *warm_up]
    today = [*review, *sweep]
    return [*today, *noting] if today else [*noting, *(Step(*each) for each in chores(library, agenda)), *mock]
