"""Generated histories of three machines, merged in every order: one log, one schedule.

`python -m tests.faults merges` runs 20,000 of them; `make test` runs a few.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from flashcards.schedule.day import Stamp
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.schedule.replay import Replay, replay
from flashcards.schedule.standing import Standing
from flashcards.store import log, meta, standings
from flashcards.store.database import Database, open_copy

NOWHERE = Path("/nonexistent/flashcards.db")
CARDS = ("d/a", "d/b", "d/c", "d/d")
MACHINES = 3
_KINDS = (
    *["graded"] * 8, "drilled", "reset", "renamed", "renamed", "buried", "suspended", "unsuspended", "planned",
    "from the future", "undo", "undo", "merge",
)  # fmt: skip
# renames as this version writes them, beside those of earlier ones
_SAYS_WHAT_GOES_ON = 0.5
_GIVEN_IN_ANKI = 0.1


class Machine:
    """A database in memory, made as a copy of an empty one: migrating each would take most of the time."""

    _empty = open_copy(NOWHERE, NOWHERE.parent)

    def __init__(self, name: str) -> None:
        conn = sqlite3.connect(":memory:", isolation_level=None)
        self._empty.conn.backup(conn)
        self.database = Database(conn, NOWHERE)
        meta.put(self.database.conn, "device", name)

    @property
    def events(self) -> list[Event]:
        """The log."""
        return list(log.all_events(self.database.conn))

    def schedule(self) -> dict[str, Standing]:
        """What is cached, but for cards that are as if they were not there."""
        return _told(standings.standings(self.database.conn))

    def merge(self, events: Sequence[Event], chance: random.Random) -> bool:
        """Take in events in whatever order; say whether anything changed."""
        mixed = [*events, *chance.sample(events, k=len(events) // 3)]
        chance.shuffle(mixed)
        return self.database.merge(_stamp(chance), mixed, "another").changes

    def close(self) -> None:
        """Let go of it."""
        self.database.close()


def _told(standings: dict[str, Standing]) -> dict[str, Standing]:
    return {card: standing for card, standing in standings.items() if standing != Standing(card)}


def _every(replayed: Replay) -> dict[str, Standing]:
    """Where every card stands by every id that it has, but for cards that are as if they were not there."""
    return _told({card: replayed.standing(card) for card in (*replayed.standings, *replayed.names)})


def _stamp(chance: random.Random) -> Stamp:
    """A clock that jumps, and now and then shows the same time on two machines."""
    return Stamp(chance.randint(1, 60), 739_000 + chance.randint(0, 12), chance.choice((-300, 0, 60)))


def _act(machine: Machine, others: Sequence[Machine], chance: random.Random) -> None:
    kind = chance.choice(_KINDS)
    stamp, card = _stamp(chance), chance.choice(CARDS)
    if kind == "undo":
        machine.database.undo(stamp)
    elif kind == "merge":
        machine.merge(chance.choice(others).events, chance)
    else:
        draft = blank_event(kind, "" if kind == "planned" else card)._replace(payload=_payload(kind, chance))
        grade = chance.randint(0, 5) if kind in (EventKind.GRADED, EventKind.DRILLED) else None
        more = chance.choice(CARDS)
        drafts = (
            [draft] if grade is not None or kind == "renamed" or more == card else [draft, draft._replace(card=more)]
        )
        machine.database.record(stamp, [each._replace(grade=grade) for each in drafts])


def _payload(kind: str, chance: random.Random) -> dict[str, object]:
    if kind == EventKind.RENAMED:
        to = chance.choice((*CARDS, None))
        return {"to": to, "note": chance.choice(CARDS)} if to and chance.random() < _SAYS_WHAT_GOES_ON else {"to": to}
    if kind == EventKind.GRADED and chance.random() < _GIVEN_IN_ANKI:
        return {"note": chance.choice(CARDS)}
    return {"day": "2026-12-18", "decks": None} if kind == EventKind.PLANNED else {}


def history(chance: random.Random) -> list[Machine]:
    """Three machines that did things, undid them, and merged one another on the way."""
    machines = [Machine(f"machine {number}") for number in range(MACHINES)]
    for _ in range(chance.randint(4, 24)):
        machine = chance.choice(machines)
        _act(machine, [other for other in machines if other is not machine], chance)
    return machines


def disagreements(seed: int) -> list[str]:
    """Everything that differs after the machines of one history were merged: none should."""
    chance = random.Random(seed)
    machines = history(chance)
    found = [f"{seed}: cached before merging" for machine in machines if not _follows(machine)]
    logs = [machine.events for machine in machines]
    results = [_merged(order, chance) for order in itertools.permutations(logs)]
    union = replay(event for events in logs for event in events)
    expected = (sorted({event.id for events in logs for event in events}), _every(union))
    found += [f"{seed}: order {number}" for number, result in enumerate(results) if result != expected]
    found += _gossip(seed, machines, chance)
    for machine in machines:
        machine.close()
    return found


def _merged(logs: Sequence[Sequence[Event]], chance: random.Random) -> tuple[list[str], dict[str, Standing]]:
    """The log and the schedule of a machine without a history of its own that takes in these logs in turn."""
    machine = Machine("new")
    for events in (*logs, logs[0]):
        machine.merge(events, chance)
    result = sorted(event.id for event in machine.events), machine.schedule()
    machine.close()
    return result


def _gossip(seed: int, machines: Sequence[Machine], chance: random.Random) -> list[str]:
    """The machines merge one another until there is nothing new: then they hold the same."""
    for _ in range(2 * MACHINES):
        changed = [
            machine.merge(other.events, chance) for machine in machines for other in machines if other is not machine
        ]
        if not any(changed):
            break
    else:
        return [f"{seed}: the machines never agree"]
    first = machines[0]
    same = all(machine.events == first.events and machine.schedule() == first.schedule() for machine in machines)
    return [] if same and all(map(_follows, machines)) else [f"{seed}: the machines differ"]


def _follows(machine: Machine) -> bool:
    return machine.schedule() == _every(replay(machine.events))


def run(count: int, first: int = 0) -> dict[str, int]:
    """Generate and merge so many histories; return how many, in how many orders, and how often they disagreed."""
    found = [line for seed in range(first, first + count) for line in disagreements(seed)]
    for line in found[:20]:
        print(line, file=sys.stderr)
    orders = len(list(itertools.permutations(range(MACHINES))))
    return {"histories": count, "merges in all orders": count * orders, "schedules that differ": len(found)}
