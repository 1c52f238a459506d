"""``flashcards`` alone: where today stands, and what to type next."""

from __future__ import annotations

from flashcards.cli.app import App
from flashcards.cli.wording import counted, when
from flashcards.schedule.queue import DEFAULT_NEW_PER_DAY
from flashcards.store import schedule
from flashcards.terminal.plain import say


def show_today(app: App) -> None:
    """Say what waits today, and which command comes next."""
    library = app.open()
    conn, today = library.database.conn, library.clock.today
    counts = schedule.counts(conn, today)
    if not counts:
        say(
            "No deck yet.\n\n  flashcards review      start with the deck that is shipped\n"
            "  flashcards add PAGE    read a page of your own"
        )
        return
    due = sum(each.due for each in counts.values())
    new = min(
        sum(each.new for each in counts.values()), max(0, DEFAULT_NEW_PER_DAY - schedule.introduced_on(conn, today))
    )
    drills = len(schedule.unfinished_drills(conn, today, ()))
    if due or new or drills:
        parts = [f"{due} due", f"{new} new"] + ([counted(drills, "drill")] if drills else [])
        say(f"Today: {', '.join(parts)}.\n\n  flashcards review    start\n  flashcards --help    everything else")
        return
    following = schedule.next_due(conn, today)
    coming = f" Next: {counted(following[1], 'card')}, {when(following[0], today)}." if following else ""
    say(f"Done for today.{coming}\n\n  flashcards list      every card\n  flashcards --help    everything else")
