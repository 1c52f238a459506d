"""What is written to the log of this device: events, what takes them back, and what another log brings.

Each of these needs an open transaction, of which it is the whole; see ``database``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flashcards.errors import ContentError, SeenElsewhereError
from flashcards.schedule.day import Stamp, event_time
from flashcards.schedule.domain import bounded, problems_of
from flashcards.schedule.events import BYSTANDING_KINDS, Event, EventKind, blank_event
from flashcards.store import cache, log, merge, meta, rows, standings, tail
from flashcards.store.rows import SetAside


class LastThing(NamedTuple):
    """What undo takes back: the events of a batch, or those that ``merge`` brought in."""

    events: tuple[Event, ...]
    merge: merge.Merge | None = None


class Synced(NamedTuple):
    """How many events a sync took in, whose, and the ids of those that stand here with other values."""

    new: int = 0
    devices: frozenset[str] = frozenset()
    differ: tuple[str, ...] = ()


def record(conn: sqlite3.Connection, stamp: Stamp, events: Iterable[Event], seen_matters: bool) -> list[Event]:
    """Write events as one batch, and the schedule that follows from them; see ``Database.record``."""
    drafts = list(events)
    if seen_matters:
        _refuse_stale(conn, drafts)
    stamped = _stamped(conn, stamp, drafts)
    log.insert(conn, stamped)
    cache.refresh(conn, _touched(conn, stamped))
    return stamped


def _refuse_stale(conn: sqlite3.Connection, drafts: Iterable[Event]) -> None:
    for draft in drafts:
        if standings.standing(conn, draft.card).last_event != draft.seen:
            raise SeenElsewhereError(f"{draft.card} was changed elsewhere since it was shown; nothing was written")


def _stamped(conn: sqlite3.Connection, stamp: Stamp, drafts: Sequence[Event]) -> list[Event]:
    at, batch, device = event_time(stamp.at, tail.newest_time(conn)), _new_id(), meta.device(conn)
    return [
        _admitted(
            draft._replace(id=_new_id(), at=at + place, day=stamp.day, offset=stamp.offset, device=device, batch=batch)
        )
        for place, draft in enumerate(drafts)
    ]


def _admitted(draft: Event) -> Event:
    """An own event within the bounds that every reader of a log knows. Raises ContentError where it has none."""
    event = bounded(draft)
    if problems := problems_of(event):
        raise ContentError(f"NOT saved, no log could be read with it: {problems[0]}")
    return event


def _touched(conn: sqlite3.Connection, events: Iterable[Event]) -> list[str]:
    """The cards whose standing these events may change."""
    cards = {event.card for event in events if event.card and event.kind not in BYSTANDING_KINDS}
    for event in events:
        if event.kind == EventKind.RETRACTED:
            cards |= log.cards_of(conn, event.retracts)
    return sorted(cards)


def last_thing(conn: sqlite3.Connection) -> LastThing | None:
    """What was made last on this device and stands: a batch, or a merge as a whole; None where nothing is left."""
    batch = log.last_standing_batch(conn, meta.device(conn))
    found = merge.last_merge(conn, tail.key_of(conn, batch[-1].id) if batch else 0)
    if found is not None:
        last, events = found
        return LastThing(tuple(events), last)
    return LastThing(tuple(batch)) if batch else None


def undo(conn: sqlite3.Connection, stamp: Stamp) -> LastThing | None:
    """Take back the last thing made on this device; return it, None where nothing is left to undo."""
    last = last_thing(conn)
    if last is not None:
        undone = _retract(conn, stamp, _only_card(last.events), last.events)
        if last.merge is not None:
            merge.mark_undone(conn, last.merge, undone.id)
        merge.refresh(conn, last.events)
    return last


def take_in(
    conn: sqlite3.Connection, stamp: Stamp, events: Iterable[Event], name: str, aside: Sequence[SetAside], what: str
) -> merge.Union:
    """Take in the events of another log, all or none; see ``Database.merge``."""
    found = merge.union(conn, events, aside)
    rows.pass_on(conn, found.aside)
    first = tail.newest_key(conn) + 1
    log.insert(conn, found.new)
    added = list(found.new)
    if found.returning:
        added.append(_retract(conn, stamp, "", found.returning))
    if added:
        merge.remember(conn, merge.Merge(first, tail.newest_key(conn), name, what=what))
        merge.refresh(conn, added)
    return found


def take_in_synced(conn: sqlite3.Connection, pieces: Iterable[Sequence[Event]]) -> Synced:
    """Take in what other homes have, in pieces, all or none; see ``Database.take_in``."""
    total = Synced()
    # a million events are about a few thousand cards
    concerned: set[tuple[str, str]] = set()
    for piece in pieces:
        found = merge.union(conn, piece)
        log.insert(conn, found.new)
        concerned |= {(event.kind, event.card) for event in found.new}
        devices = total.devices.union(event.device for event in found.new)
        total = Synced(total.new + len(found.new), devices, total.differ + found.differ)
    if concerned:
        merge.refresh(conn, [blank_event(EventKind.GRADED, card)._replace(kind=kind) for kind, card in concerned])
    return total


def _retract(conn: sqlite3.Connection, stamp: Stamp, card: str, events: Sequence[Event]) -> Event:
    """Write the event that takes these back, and return it."""
    draft = blank_event(EventKind.RETRACTED, card)._replace(retracts=tuple(event.id for event in events))
    (written,) = _stamped(conn, stamp, [draft])
    log.insert(conn, [written])
    return written


def _only_card(events: Sequence[Event]) -> str:
    cards = {event.card for event in events}
    return cards.pop() if len(cards) == 1 else ""


def _new_id() -> str:
    """An id that no other machine gives."""
    return os.urandom(16).hex()
