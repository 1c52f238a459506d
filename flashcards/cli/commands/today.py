"""``flashcards`` alone: where today stands, and what to type next."""

from __future__ import annotations

from flashcards.cli.app import App
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.schedule.wording import ago, countdown, counted, when
from flashcards.store.counts import introduced_on
from flashcards.terminal.plain import say

_EVERYTHING = "  flashcards --help    everything else"
_NO_DECK = (
    "No deck yet. You will be asked for your stories, tell them aloud, and grade them.",
    "",
    "  flashcards review      start with the deck that is shipped",
    "  flashcards add PAGE    read a page of your own",
    "  flashcards --help      everything else",
)
_NOTHING_LEFT = (
    "",
    "  flashcards mock      a mock round, whatever is due",
    "  flashcards list      every card",
    _EVERYTHING,
)


def show_today(app: App) -> None:
    """Say what waits today, and which command comes next."""
    library = app.open()
    agenda = agenda_of(library, library.clock.today)
    if not agenda.counts:
        say(*_NO_DECK)
    elif waiting := _waiting(library, agenda):
        say(f"Today: {waiting}.{_interview(agenda)}{_pulled(library)}", "", "  flashcards review    start", _EVERYTHING)
    else:
        say(f"Done for today.{_next(agenda)}{_pulled(library)}", *_NOTHING_LEFT)


def _waiting(library: Library, agenda: Agenda) -> str:
    """What is left to tell today; "" for nothing."""
    due, new, drills = agenda.count_due(), _new(library, agenda), agenda.drills
    if not (due or new or drills):
        return ""
    return ", ".join([f"{due} due", f"{new} new", *([counted(drills, "drill")] if drills else [])])


def _interview(agenda: Agenda) -> str:
    day = min(agenda.interviews.values(), default=None)
    return "" if day is None else f" The interview is {countdown(day, agenda.today)}."


def _pulled(library: Library) -> str:
    """When answers were last taken in from Anki; "" where none ever were."""
    from flashcards.home.pulled import last_pull

    day = last_pull(library.database.conn)
    return "" if day is None else f" The last pull from Anki was {ago(day, library.clock.today)}."


def _next(agenda: Agenda) -> str:
    if agenda.coming is None:
        return ""
    day, cards = agenda.coming
    return f" Next: {counted(cards, 'card')}, {when(day, agenda.today)}."


def _new(library: Library, agenda: Agenda) -> int:
    """How many new cards today still brings."""
    if library.new_a_day is not None:
        unseen = sum(agenda.counts[deck].unseen for deck in agenda.introducing())
        return max(0, min(unseen, library.new_a_day - introduced_on(library.database.conn, agenda.today)))
    return sum(max(0, min(room, group.unseen)) for group, room in agenda.new_today())
