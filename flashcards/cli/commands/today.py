"""``flashcards`` alone: where today stands, and what to type next."""

from __future__ import annotations

from flashcards.cli.app import App
from flashcards.rehearsal.agenda import count_due, interview_of, new_today
from flashcards.schedule.wording import countdown, counted, when
from flashcards.store import standings
from flashcards.terminal.plain import say

_EVERYTHING = "  flashcards --help    everything else"


def show_today(app: App) -> None:
    """Say what waits today, and which command comes next."""
    library = app.open()
    conn, today = library.database.conn, library.clock.today
    counts = standings.counts(conn, today)
    if not counts:
        say(
            "No deck yet. You will be asked for your stories, tell them aloud, and grade them.",
            "",
            "  flashcards review      start with the deck that is shipped",
            "  flashcards add PAGE    read a page of your own",
            "  flashcards --help      everything else",
        )
        return
    due = count_due(library, today, ())
    new = sum(
        max(0, min(count, standings.count_new(conn, decks)))
        for decks, count in new_today(library, today, sorted(counts), library.new_a_day)
    )
    drills = len(standings.unfinished_drills(conn, today, ()))
    if due or new or drills:
        parts = [f"{due} due", f"{new} new"] + ([counted(drills, "drill")] if drills else [])
        day = min(interview_of(library, today).values(), default=None)
        ahead = "" if day is None else f" The interview is {countdown(day, today)}."
        say(f"Today: {', '.join(parts)}.{ahead}", "", "  flashcards review    start", _EVERYTHING)
        return
    following = standings.next_due(conn, today)
    coming = f" Next: {counted(following[1], 'card')}, {when(following[0], today)}." if following else ""
    say(
        f"Done for today.{coming}",
        "",
        "  flashcards mock      a mock round, whatever is due",
        "  flashcards list      every card",
        _EVERYTHING,
    )
