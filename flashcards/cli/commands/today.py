"""``flashcards`` alone: where today stands, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.reporting import gathered
from flashcards.home.exposure import notices
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.rehearsal.morning import morning
from flashcards.rehearsal.outlook import Outlook, outlook
from flashcards.schedule.day import DAYS_SHOWN
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.standing import Standing
from flashcards.store import names, standings
from flashcards.terminal.plain import say, takes_keys
from flashcards.terminal.views import TodayView

_EVERYTHING = "  flashcards --help    everything else"
_NO_DECK = (
    "No deck yet. You will be asked for your stories, tell them aloud, and grade them.",
    "",
    "  flashcards review      start with the deck that is shipped",
    "  flashcards add PAGE    read a page of your own",
    "  flashcards --help      everything else",
)
_WEAKEST = 3
# which stories are weakest is read from the whole log; beyond so many events `stats` alone says so
_MOST_EVENTS = 50_000


def show_today(app: App, ctx: click.Context) -> None:
    """Say where today stands, and what comes next; on a terminal Enter starts that."""
    library = app.open()
    library.remarks += notices(library)
    show_remarks(library)
    agenda = agenda_of(library, library.clock.today)
    if not agenda.counts:
        say(*_NO_DECK)
        return
    shown = standings.shown(library.database.conn, ())
    plan = outlook(library, agenda, (), shown)
    weakest = _weakest(library, agenda, shown, plan.forecast.days[:DAYS_SHOWN])
    ready, swept = _ready(library, plan)
    view, step = morning(library, plan, weakest, ready, swept)
    if not takes_keys():
        _print(view)
        return
    from flashcards.terminal.first_screen import wants_it

    if wants_it(view):
        library.close()
        _start(ctx, step.command)


def _ready(library: Library, plan: Outlook) -> tuple[str, str]:
    """How ready one will be, and what a sweep would bring tonight, in words.

    "" where no day is set, or so many stories go towards it that it takes long.
    """
    if not plan.ahead:
        return "", ""
    # most homes have no interview ahead
    from flashcards.rehearsal.promise import is_small, promise, remembered
    from flashcards.rehearsal.sweep import offered_sweep, sweep_words

    stories = remembered(library, plan) if is_small(plan) else None
    found = promise(plan, stories)
    swept = offered_sweep(library, plan, (), stories) if stories else None
    return found.said if found else "", sweep_words(swept, plan.agenda, ()) if swept else ""


def _weakest(library: Library, agenda: Agenda, shown: Sequence[Standing], coming: Sequence[DayLoad]) -> list[str]:
    """The short names of the weakest stories, as ``stats`` has them."""
    if not 0 < agenda.so_far.key <= _MOST_EVENTS:
        return []
    report = gathered(library, agenda, (), shown, coming, names.called(library.database.conn))
    return [each.subject.name for each in report.told[:_WEAKEST]]


def _print(view: TodayView) -> None:
    rows = [f"{label}: {value}" if label else f"  {value}" for label, value in view.rows]
    say(view.heading + (f", {view.countdown}" if view.countdown else ""), *rows, "", f"Next: {view.next}.")
    say(f"  {view.command}", *(f"  {other}" for other in view.others), _EVERYTHING)


def _start(ctx: click.Context, command: Sequence[str]) -> None:
    """Run a command as if it had been typed."""
    group = ctx.command
    if isinstance(group, click.Group):
        name, *arguments = command
        found = group.get_command(ctx, name)
        if found is not None:
            with found.make_context(name, arguments, parent=ctx) as inner:
                found.invoke(inner)
