"""``flashcards interview``: the day to be ready for, and the plan until then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.cli.stats_json import readiness_json, sweep_json
from flashcards.content.card_ids import short_names
from flashcards.errors import ContentError, UsageError
from flashcards.home.library import Library
from flashcards.home.lookup import deck_slugs, decks_with, find_deck
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.outlook import Outlook, load_words, missing_words, more_to_do, outlook
from flashcards.schedule.day import clamped_date, day_name
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.interview import FURTHEST_DAYS
from flashcards.schedule.wording import countdown, counted, enumerated, iso, long_day, minutes
from flashcards.terminal.panels import Bar, BarsPanel, Tone
from flashcards.terminal.plain import print_panel, say

if TYPE_CHECKING:
    from flashcards.rehearsal.promise import Remembered
    from flashcards.schedule.recall.readiness import Readiness

_LEAST = 3
_DATES = '2026-12-18, 18.12.2026, friday, "18 December" or "in 3 weeks"'


@click.command("interview")
@click.argument("arguments", metavar="[DATE] [DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option("--clear", is_flag=True, help="Forget the day; the schedule is plain SM-2 again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, arguments: tuple[str, ...], clear: bool, as_json: bool) -> None:
    """The day to be ready for; without one the plan until then.

    It is the day of all decks, or of those that are named. A DATE is such as 2026-12-18, 18.12.2026, friday, "18
    December" or "in 3 weeks"; several words stand in quotes.
    """
    day = None if clear else _date(arguments, app.clock.today)
    changes = clear or day is not None
    library = app.open(must_write=changes, ship=changes)
    if day is None and arguments and not decks_with(library, arguments[0]):
        _refuse_date(arguments[0], clear, library.clock.today)
    slugs = deck_slugs(library, arguments[1:] if day is not None else arguments)
    if day is not None:
        _refuse_deck(library, arguments[0], day)
        _set(library, day, slugs)
    elif clear:
        say(_clear(library, slugs))
        return
    if as_json:
        say_json(_plan_json(library, slugs))
    else:
        _show(library, slugs)


def _date(arguments: Sequence[str], today: int) -> int | None:
    """The day that the first argument names; None where it is no date. Raises UsageError where that is in doubt."""
    from flashcards.schedule.named_days import days_meant

    for count in range(1, len(arguments) + 1):
        text = " ".join(arguments[:count])
        found = days_meant(text, today)
        if len(found) > 1:
            both = " or ".join(f"{long_day(day)} ({iso(day)})" for day in found)
            raise UsageError(f"{text!r} could mean {both}; write one of them so")
        if found and count > 1:
            quoted = " ".join([f'"{text}"', *arguments[count:]])
            raise UsageError(f"several words of a date stand in quotes: `flashcards interview {quoted}`")
        if found:
            return found[0]
    return None


def _refuse_date(text: str, clear: bool, today: int) -> None:
    """Raise UsageError where a text that names no deck is a date where none belongs, or was meant for one."""
    from flashcards.schedule.named_days import days_meant

    if clear and days_meant(text, today):
        raise UsageError("--clear takes no date; name only the decks whose day to forget")
    if text[:1].isdigit():
        raise UsageError(f"{text!r} is no date such as {_DATES}")


def _refuse_deck(library: Library, text: str, day: int) -> None:
    """Raise ContentError where a deck is called as the day was."""
    deck = find_deck(library, text)
    if deck is not None:
        raise ContentError(
            f"{text!r} is a day, {long_day(day)}, and a deck; write {iso(day)} for the day, {deck.path} for the deck"
        )


def _set(library: Library, day: int, slugs: list[str]) -> None:
    today = library.clock.today
    if day < today:
        raise ContentError(f"{clamped_date(day)} is past; today is {clamped_date(today)}")
    if day - today > FURTHEST_DAYS:
        raise ContentError(f"{clamped_date(day)} is more than ten years ahead")
    shown = agenda_of(library, today).counts
    empty = [deck for deck in slugs if deck not in shown]
    if empty:
        raise ContentError(f"the deck {empty[0]} has no cards to be ready with; `flashcards check {empty[0]}` says why")
    _record(library, iso(day), slugs)


def _record(library: Library, day: str | None, slugs: list[str]) -> None:
    event = blank_event(EventKind.PLANNED, "")._replace(payload={"day": day, "decks": slugs or None})
    library.database.record(library.clock.stamp(), [event])


def _clear(library: Library, slugs: list[str]) -> str:
    today = library.clock.today
    days = agenda_of(library, today).days
    known = [deck for deck in slugs if deck in days.own] if slugs else [*days.own, *([""] if days.everywhere else [])]
    if not known:
        return "Nothing to clear: no day of its own is set." if slugs else "Nothing to clear: no day is set."
    _record(library, None, slugs)
    left = agenda_of(library, today).days.of(slugs[0], today) if slugs else None
    if left is not None:
        return f"Cleared. The day for all decks holds there: {long_day(left)}."
    return "Cleared: the schedule is plain SM-2 again. `flashcards undo` takes it back."


def _show(library: Library, slugs: Sequence[str]) -> None:
    plan = outlook(library, agenda_of(library, library.clock.today), slugs)
    if not plan.ahead:
        say("No interview is set. `flashcards interview DATE`, such as 2026-12-18, sets the day.")
        return
    today = plan.agenda.today
    names = {file.deck: file.name for file in library.files.values()}
    everything = names.keys() - plan.agenda.guests
    for group in plan.ahead:
        day = group.day or today
        which = "" if set(group.decks) == everything else f", for {', '.join(names[deck] for deck in group.decks)}"
        introduced = f"{group.seen} of {group.cards} introduced"
        say(f"Interview {countdown(day, today)}, {long_day(day)}: {introduced}{which}")
    say("")
    print_panel(_bars(plan))
    say("")
    stories, found = _promise(library, plan)
    if found:
        say(f"On the day: {found.said}.", *_least(found))
    say(_fits(plan), *_sooner(plan))
    from flashcards.rehearsal.sweep import offered_sweep, sweep_words

    if swept := offered_sweep(library, plan, slugs, stories):
        say(f"{sweep_words(swept, plan.agenda, slugs)}: `flashcards review --sweep`.")


def _least(found: Readiness) -> Iterator[str]:
    """The stories that are least likely to be told whole if nothing more is told."""
    names = short_names(list(found.stories))
    least = sorted(found.stories, key=lambda card: found.stories[card])[:_LEAST]
    yield f"Least sure if you stop now: {', '.join(f'{names[card]} {found.stories[card]:.0%}' for card in least)}."


def _sooner(plan: Outlook) -> Iterator[str]:
    """Which stories come tonight although SM-2 would show them later, and why."""
    agenda = plan.agenda
    drawn = (card for group in plan.ahead for card in agenda.last_today(group.decks))
    due = {each.card: each.due or 0 for each in agenda.drawn}
    cards = [card for card in drawn if due[card] > agenda.today >= agenda.rehearsals.get(card, agenda.today + 1)]
    if cards:
        names = enumerated(list(short_names(cards).values()), _LEAST)
        yield f"Tonight, once more before the day and sooner than SM-2 asks: {names}."


def _bars(plan: Outlook) -> BarsPanel:
    most = max(load.seconds for load in plan.until) or 1.0
    marked = {group.day for group in plan.ahead}
    bars = (
        Bar(
            day_name(load.day),
            load.seconds / most,
            _what(load, load.day in marked),
            Tone.MARKED if load.day in marked else Tone.PLAIN,
        )
        for load in plan.until
    )
    return BarsPanel("Until then, if every story is told whole", tuple(bars))


def _what(load: DayLoad, is_marked: bool) -> str:
    return ", ".join(each for each in (load_words(load, about=""), "interview" if is_marked else "") if each) or "free"


def _fits(plan: Outlook) -> str:
    """Whether every card is told in time; if not, what a day would have to bring."""
    if plan.ahead[-1].day == plan.agenda.today:
        return "Today is the day: `flashcards warm-up` shows how each story begins, and where it ends."
    if not plan.total.fits:
        return f"Not all of it fits: {missing_words(plan.total)}. {_advice(plan)}"
    busiest = max(plan.until, key=lambda load: load.seconds)
    if not busiest.seconds:
        return "Nothing is left to do until then."
    fits = f"All of it fits. The busiest day is {day_name(busiest.day)}: {minutes(busiest.seconds)}."
    return f"{fits} {offer}" if (offer := more_to_do(plan)) else fits


def _advice(plan: Outlook) -> str:
    free = plan.without_limits()
    unseen = sum(each.unseen for each in free.outcomes)
    if unseen:
        return f"For new ones it is late: `flashcards review --new {unseen}` takes them in all the same."
    cards = max(load.due + load.new for load in free.days)
    new = max(load.new for load in free.days)
    most = minutes(max(load.seconds for load in free.days))
    return f"Up to {counted(cards, 'card')} a day, {new} of them new, would do: {most} at most."


def _plan_json(library: Library, slugs: Sequence[str]) -> dict[str, object]:
    plan = outlook(library, agenda_of(library, library.clock.today), slugs)
    from flashcards.rehearsal.sweep import offered_sweep

    stories, found = _promise(library, plan)
    swept = offered_sweep(library, plan, slugs, stories)
    return {
        "interviews": [{"day": iso(group.day), "decks": list(group.decks)} for group in plan.ahead],
        "days": [
            {"day": iso(load.day), "due": load.due, "new": load.new, "minutes": round(load.seconds / 60, 1)}
            for load in plan.until
        ],
        "unseen": plan.total.unseen,
        "unrehearsed": plan.total.unrehearsed,
        "readiness": None if found is None else readiness_json(found),
        "sweep": None if swept is None else sweep_json(swept),
    }


def _promise(library: Library, plan: Outlook) -> tuple[Remembered | None, Readiness | None]:
    """The stories that go towards the interviews, as far as they are remembered, and how ready one will be."""
    # setting a day imports nothing of it
    from flashcards.rehearsal.promise import promise, remembered

    stories = remembered(library, plan)
    return stories, promise(plan, stories)
