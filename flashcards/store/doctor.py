"""Whether the database is sound: its pages and schema, its events, and whether all else is what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path

from flashcards.schedule.day import MILLISECONDS_A_DAY
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.interview import interview_days
from flashcards.schedule.wording import counted, far_days
from flashcards.store import cache, log, merge, rows, tail, verify
from flashcards.store.backups import restoring
from flashcards.store.opening import DATABASE_VERSION, connect, transaction
from flashcards.store.rows import SetAside
from flashcards.store.untrusted import Contents

_MOST_NAMED = 20
_FIRST_OF_1970 = date(1970, 1, 1).toordinal()


class Mend(Enum):
    """What ``doctor --fix`` can put right."""

    INDEXES = auto()
    SCHEDULE = auto()
    SCHEMA = auto()
    UNUSED = auto()
    PERMISSIONS = auto()
    DAMAGED_BACKUPS = auto()
    NO_BACKUP = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. A ``remark`` is worth knowing and nothing is wrong; ``damage`` is exit code 3."""

    text: str
    mend: Mend | None = None
    damage: bool = False
    remark: bool = False


@dataclass(frozen=True, slots=True)
class DatabaseFindings:
    """What was found in the database, how many events and cards it holds, and how many events are as they were."""

    events: int
    cards: int
    findings: tuple[Finding, ...]
    usable: int


def examine(conn: sqlite3.Connection, now: int, backup: Contents | None) -> DatabaseFindings:
    """Check the schema and every event, replay them, and compare; ``now`` is UTC in milliseconds.

    The log is compared with that of a backup as well: events never change, so what differs was damaged in one of them.
    """
    events, aside = rows.checked(conn)
    findings = [*_schema(conn), *_set_aside(aside)]
    if backup is not None:
        findings += _against(events, aside, backup)
    is_trusted = not any(finding.damage for finding in findings if finding.mend is None)
    findings += _derived(conn, events, is_trusted, are_all_read=not aside)
    findings += [*_orphans(conn, events), *_merges(conn), *_clock(events, now), *_plans(conn, now)]
    (cards,) = conn.execute("select count(*) from schedule").fetchone()
    spoiled = len(_differing(events, backup)) if backup is not None else 0
    return DatabaseFindings(tail.count_events(conn), cards, tuple(findings), len(events) - spoiled)


def _schema(conn: sqlite3.Connection) -> Iterator[Finding]:
    differences = verify.schema_differences(conn, DATABASE_VERSION)
    for problem in differences.wrong:
        yield Finding(f"schema: {problem}", damage=True)
    for name in differences.missing:
        yield Finding(f"schema: {name} is missing", Mend.SCHEMA, damage=True)


def _set_aside(aside: Sequence[SetAside]) -> Iterator[Finding]:
    """What stands in the log and is no event: it harms nothing, and is kept for whoever can use it."""
    for row in aside[:_MOST_NAMED]:
        yield Finding(f"set aside: {row}", remark=True)
    if aside:
        yield Finding(
            f"{len(aside)} rows of the log are set aside, kept and passed on unread: "
            "`flashcards log --json --set-aside` prints them",
            remark=True,
        )


def _against(events: Sequence[Event], aside: Sequence[SetAside], backup: Contents) -> Iterator[Finding]:
    here = {event.id: event for event in events}
    unread = {row.columns["id"] for row in aside}
    differing = _differing(events, backup)
    spoiled = len(differing) + sum(event.id in unread for event in backup.events)
    way = _way_back(spoiled, len(here.keys() - {event.id for event in backup.events}), backup)
    for event in differing[:_MOST_NAMED]:
        yield Finding(
            f"the event {event} is not what it was when {backup.path} was made, and the log never changes: {way}",
            damage=True,
        )
    if spoiled > len(differing):
        yield Finding(
            f"{backup.path} holds {spoiled - len(differing)} of what is set aside as events: {way}", remark=True
        )
    lacking = sum(event.id not in here and event.id not in unread for event in backup.events)
    if lacking:
        yield Finding(
            f"{backup.path} holds {lacking} events that the log does not; `flashcards merge` takes them in", remark=True
        )


def _differing(events: Sequence[Event], backup: Contents) -> list[str]:
    """The ids of the events of which a backup says something else."""
    here = {event.id: event for event in events}
    return [event.id for event in backup.events if event.id in here and here[event.id] != event]


def _way_back(spoiled: int, later: int, backup: Contents) -> str:
    """What going on and going back would each lose; the command where that is less."""
    lost = f"going on leaves {spoiled} of its events spoiled, going back would lose {later} that it does not hold"
    if later >= spoiled:
        return lost
    return (
        f"{lost}: {restoring(backup.path)} brings back what is spoiled, and `flashcards merge` of what that replaces "
        "the later ones"
    )


def _derived(
    conn: sqlite3.Connection, events: Sequence[Event], is_trusted: bool, are_all_read: bool
) -> Iterator[Finding]:
    """What is kept beside the log and follows from it; a log that is damaged mends nothing.

    Where rows were set aside since, it is no damage that they are still counted.
    """
    mend = Mend.SCHEDULE if is_trusted else None
    if changed := cache.changed_ids(conn):
        yield Finding(f"{changed} ids of cards are bytes where they were texts", mend, damage=True)
    stale = verify.stale_cards(conn, events)
    if stale and not are_all_read:
        yield Finding(f"the schedule of {len(stale)} cards may count what is set aside", mend, remark=True)
        return
    for card in stale[:_MOST_NAMED]:
        yield Finding(f"{card}: the schedule does not say what the log says", mend, damage=True)
    if len(stale) > _MOST_NAMED:
        yield Finding(f"and {len(stale) - _MOST_NAMED} more cards", mend, damage=True)
    for table, held, said in zip(("retractions", "ties"), _held(conn), log.indexes(conn), strict=True):
        if held != said:
            count = len(held ^ said)  # type: ignore[operator]
            yield Finding(f"the table {table} does not say what the log says, {count} rows differ", mend, damage=True)


def _held(conn: sqlite3.Connection) -> tuple[set[tuple[str, str]], set[tuple[str, str, str]]]:
    ties = """select t.event, o.id, a.id from ties t left join cards o on o.key = t.one
              left join cards a on a.key = t.other"""
    return set(conn.execute("select event, retracted_by from retractions")), set(conn.execute(ties))


def _orphans(conn: sqlite3.Connection, events: Sequence[Event]) -> Iterator[Finding]:
    (hidden,) = conn.execute(_HIDDEN).fetchone()
    if hidden:
        stand = "with a history stands" if hidden == 1 else "with a history stand"
        text = f"{counted(hidden, 'card')} {stand} in no deck; it is kept, and shown with --gone"
        yield Finding(text, remark=True)
    unused = sum(count_unused(conn))
    if unused:
        yield Finding(f"{unused} ids of cards or devices are kept that nothing uses", Mend.UNUSED, remark=True)
    known = {event.id for event in events}
    taken_back = {target for event in events if event.kind == EventKind.RETRACTED for target in event.retracts}
    if taken_back - known:
        yield Finding(
            f"{len(taken_back - known)} events were undone that this log does not have: "
            "`flashcards merge` of the machine that they come from would bring them",
            remark=True,
        )
    strange = {event.kind for event in events} - set(EventKind)
    if strange:
        yield Finding(f"events of a kind that a newer version made are kept: {', '.join(sorted(strange))}", remark=True)


def _merges(conn: sqlite3.Connection) -> Iterator[Finding]:
    if not merge.are_sound(conn):
        yield Finding(
            "not all that is remembered of merges can be read: `flashcards undo` takes those back no more", remark=True
        )


def _clock(events: Sequence[Event], now: int) -> Iterator[Finding]:
    ahead = sum(event.at > now + MILLISECONDS_A_DAY for event in events)
    if ahead:
        yield Finding(
            f"clock: {ahead} events are more than a day ahead of now; the clock was ahead then, or is behind now "
            "(what is done now is put after them, on today's study day)",
            remark=True,
        )


_UNUSED_CARDS = """
    select key from cards where key not in (select card from events where card is not null)
        and key not in (select card from schedule) and key not in (select one from ties)
        and key not in (select other from ties)
"""
# a history counts once, and by whichever of its names a deck shows it
_HIDDEN = """
    select count(*) from (
        select max(s.deck is not null) as shown from schedule s left join names n on n.card = s.card
        where s.told > 0 group by coalesce(n.present, s.card)
    ) where not shown
"""
_UNUSED_DEVICES = "select key from devices where key not in (select device from events)"


def _plans(conn: sqlite3.Connection, now: int) -> Iterator[Finding]:
    days = interview_days(log.interview_events(conn)).too_far(_FIRST_OF_1970 + now // MILLISECONDS_A_DAY)
    if days:
        yield Finding(far_days(days), remark=True)


def count_unused(conn: sqlite3.Connection) -> tuple[int, int]:
    """How many ids of cards, and of devices, nothing in the file uses."""
    cards, devices = (len(conn.execute(unused).fetchall()) for unused in (_UNUSED_CARDS, _UNUSED_DEVICES))
    return cards, devices


def mend(conn: sqlite3.Connection, mends: set[Mend]) -> list[str]:
    """Put right what is asked for in the database; a transaction must be open. Return what was done."""
    done = []
    if Mend.SCHEMA in mends:
        missing = verify.schema_differences(conn, DATABASE_VERSION).missing
        for sql in missing.values():
            conn.execute(sql)
        done.append(f"made {', '.join(missing)} anew")
    if Mend.SCHEDULE in mends:
        cache.rebuild(conn)
        done.append(f"built the schedule anew from {tail.count_events(conn)} events")
    if Mend.UNUSED in mends:
        done.append(f"removed {sum(count_unused(conn))} ids that nothing used")
        conn.executemany("delete from cards where key = ?", conn.execute(_UNUSED_CARDS).fetchall())
        conn.executemany("delete from devices where key = ?", conn.execute(_UNUSED_DEVICES).fetchall())
    return done


def damage_of(path: Path, version: int) -> list[Finding]:
    """What makes the file unusable, found before anything of it is used; an index can be made anew."""
    return [
        Finding(problem, Mend.INDEXES if verify.is_of_an_index(problem) else None, damage=True)
        for problem in verify.damage_of(path, version)[:_MOST_NAMED]
    ]


def rebuild_file_indexes(path: Path) -> list[str]:
    """Make every index of the file anew from its table; return what was done."""
    with closing(connect(path)) as conn, transaction(conn, path):
        conn.execute("reindex")
    return ["made every index of the file anew"]
