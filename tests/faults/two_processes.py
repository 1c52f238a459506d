"""Two sessions that grade at once on one home."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from flashcards.schedule.events import EventKind
from flashcards.store import log, standings
from tests.faults.player import arguments, counted_twice, disagreements, make_home, opened, review
from tests.forks import Fork


def run(count: int) -> dict[str, int]:
    """Half of the grades each, first on a deck of each session's own, then both on one deck."""
    apart, together = _apart(count), _together(count // 2)
    return {"grades given": count, **apart, **together}


def _apart(count: int) -> dict[str, int]:
    """Each session has cards of its own: every grade is stored, and every counter is exact."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for name in ("Left", "Right"):
            make_home(home, count // 2, name, f"{name.lower()}.md")
        ended = _both(home, ["left"], ["right"], count // 2)
        with closing(opened(home)) as library:
            conn = library.database.conn
            graded = [event for event in log.all_events(conn) if event.kind == EventKind.GRADED]
            told = sum(standing.told for standing in standings.standings(conn).values())
            return {
                "grades stored": len(graded),
                "grades lost": count - len(graded),
                "counters wrong": abs(count - told) + abs(count - len({event.at for event in graded})),
                "sessions that failed": ended,
                "log and schedule disagree": disagreements(conn),
            }


def _together(cards: int) -> dict[str, int]:
    """Both ask the same cards: each card is graded once, by whoever was first."""
    with tempfile.TemporaryDirectory() as scratch:
        home = make_home(Path(scratch), cards)
        ended = _both(home, [], [], cards)
        with closing(opened(home)) as library:
            graded = {event.card for event in log.all_events(library.database.conn) if event.kind == EventKind.GRADED}
        return {
            "cards that both asked for": cards,
            "cards left ungraded": cards - len(graded),
            "counted twice": counted_twice(home),
            "sessions on one deck that failed": ended,
        }


def _both(home: Path, first: list[str], second: list[str], cards: int) -> int:
    """Run two sessions at once to their end; return how many failed."""
    Fork(arguments(home, "decks")).communicate()
    sessions = [Fork(review(home, *decks)) for decks in (first, second)]
    for session in sessions:
        session.stdin.write("\n4\n" * (cards + 20))
        session.stdin.flush()
    failed = 0
    for session in sessions:
        _, errors = session.communicate()
        if session.returncode:
            print(errors)
            failed += 1
    return failed
