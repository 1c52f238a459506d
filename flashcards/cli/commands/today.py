"""``flashcards`` alone: where today stands, and what to type next."""

from __future__ import annotations

from flashcards.cli.app import App
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.schedule.wording import countdown, counted, when
from flashcards.store.counts import introduced_on
from flashcards.terminal.plain import say

_EVERYTHING = "  flashcards --help    everything else"


def show_today(app: App) -> None:
    """Say what waits today, and which command comes next."""
    library = app.open()
    today = library.clock.today
    agenda = agenda_of(library, today)
    if not agenda.counts:
        say(
            "No deck yet. You will be asked for your stories, tell them aloud, and grade them.",
            "",
            "  flashcards review      start with the deck that is shipped",
            "  flashcards add PAGE    read a page of your own",
            "  flashcards --help      everything else",
        )
        return
    due, new = agenda.count_due(), _new(library, agenda)
    drills = agenda.drills
    if due or new or drills:
        parts = [f"{due} due", f"{new} new"] + ([counted(drills, "drill")] if drills else [])
        day = min(agenda.interviews.values(), default=None)
        ahead = "" if day is None else f" The interview is {countdown(day, today)}."
        say(f"Today: {', '.join(parts)}.{ahead}", "", "  flashcards review    start", _EVERYTHING)
        return
    following = agenda.coming
    coming = f" Next: {counted(following[1], 'card')}, {when(following[0], today)}." if following else ""
    say(
        f"Done for today.{coming}",
        "",
        "  flashcards mock      a mock round, whatever is due",
        "  flashcards list      every card",
        _EVERYTHING,
    )


def _new(library: Library, agenda: Agenda) -> int:
    """How many new cards today still brings."""
    if library.new_a_day is not None:
        unseen = sum(each.unseen for each in agenda.counts.values())
        return max(0, min(unseen, library.new_a_day - introduced_on(library.database.conn, agenda.today)))
    return sum(max(0, min(room, group.unseen)) for group, room in agenda.new_today())
