"""Whether the file is sound, and the cached schedule what the log says."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from flashcards.schedule.replay import Standing, replay
from flashcards.store import log, schedule


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: ``damage`` in the file itself, ``mendable`` where the cache disagrees with the log."""

    events: int
    cards: int
    damage: tuple[str, ...]
    mendable: tuple[str, ...]


def examine(conn: sqlite3.Connection) -> Report:
    """Check every page, replay every event, and compare the result with what is cached."""
    damage = [verdict for (verdict,) in conn.execute("pragma quick_check") if verdict != "ok"]
    replayed = replay(log.all_events(conn)).standings
    cached = schedule.standings(conn)
    mendable = [
        f"{card}: the schedule does not say what the log says"
        for card in sorted(replayed.keys() | cached.keys())
        if replayed.get(card, Standing(card)) != cached.get(card, Standing(card))
    ]
    return Report(log.count_events(conn), len(cached), tuple(damage), tuple(mendable))
