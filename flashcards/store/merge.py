"""Taking in another machine's log: the union of both, and how such a merge is taken back as a whole.

The log itself holds nothing but the union, so that two machines that merged one another hold the same. What a merge
brought in is remembered beside it, as the keys under which its events arrived.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TypeGuard

from flashcards.schedule.day import LATEST_ADMITTED
from flashcards.schedule.events import BYSTANDING_KINDS, Event, EventKind, in_order
from flashcards.store import cache, log, meta, rows
from flashcards.store.rows import SetAside

_META = "merges"
_END_OF_KEYS = 2**63
_REBUILD_FROM = 2_000
# the card of each rename is followed through all of its chain
_REBUILD_FROM_RENAMES = 20


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: the keys of the first and the last event that it added, and the name of what was merged.

    ``undone`` is the id of the event that took it back; ``what`` is the word for it, a merge or a pull from Anki.
    """

    first: int
    last: int
    name: str
    undone: str | None = None
    what: str = "merge"


@dataclass(frozen=True, slots=True)
class Union:
    """What merging these events means: ``new`` ones, how many were ``known``, and which of those ``differ`` here.

    ``returning`` are the undos of earlier merges whose events are all asked for again, ``brought_back`` those events.
    ``taken_back`` counts what stands in this log and what the new ones take back. ``aside`` are the
    rows that are passed on unread, ``late`` counts events that leave no time for those after them and stay out.
    """

    new: tuple[Event, ...]
    known: int
    differ: tuple[str, ...]
    returning: tuple[Event, ...]
    brought_back: tuple[Event, ...]
    taken_back: int
    aside: tuple[SetAside, ...] = ()
    late: int = 0

    @property
    def changes(self) -> bool:
        """Whether merging would add anything."""
        return bool(self.new or self.returning or self.aside)


def union(conn: sqlite3.Connection, events: Iterable[Event], aside: Sequence[SetAside] = ()) -> Union:
    """Compare events, and rows that are none, with the log; nothing is written."""
    incoming = {event.id: event for event in events}
    here = log.events_named(conn, list(incoming))
    unread = rows.ids_set_aside(conn, [name for name in incoming if name not in here])
    unknown = [event for event in incoming.values() if event.id not in here and event.id not in unread]
    new = [event for event in unknown if event.at < LATEST_ADMITTED]
    taken_back = [target for event in new if event.kind == EventKind.RETRACTED for target in event.retracts]
    returning = _returning(conn, set(incoming))
    return Union(
        tuple(sorted(new, key=in_order)),
        len(here) + len(unread),
        tuple(sorted({*unread, *(known for known, event in here.items() if event != incoming[known])})),
        returning,
        tuple(incoming[target] for event in returning for target in event.retracts if target in incoming),
        len(_standing(conn, taken_back)),
        tuple(rows.unknown_here(conn, aside)),
        len(unknown) - len(new),
    )


def _returning(conn: sqlite3.Connection, asked_for: set[str]) -> tuple[Event, ...]:
    """The undos of merges that hold still and take back nothing but what is asked for again.

    One that comes from where the undo is known as well is no new wish. The retractions among what an undo took back
    are those by which an earlier merge brought its events back.
    """
    undone = [merge.undone for merge in merges(conn) if merge.undone and merge.undone not in asked_for]
    return tuple(undo for undo in _standing(conn, undone) if _own_part(conn, undo).union(asked_for) >= {*undo.retracts})


def _own_part(conn: sqlite3.Connection, undo: Event) -> set[str]:
    """What an undo takes back of its own device's retractions."""
    named = log.events_named(conn, undo.retracts).values()
    return {event.id for event in named if event.kind == EventKind.RETRACTED and event.device == undo.device}


def _standing(conn: sqlite3.Connection, ids: Sequence[str]) -> list[Event]:
    query = "select 1 from retractions where event = ?"
    return [event for event in log.events_named(conn, ids).values() if not conn.execute(query, (event.id,)).fetchone()]


def refresh(conn: sqlite3.Connection, changed: Sequence[Event]) -> None:
    """Bring the schedule up to date after events were added or taken back; a transaction must be open."""
    moving = [event for event in changed if event.kind not in BYSTANDING_KINDS]
    kinds = Counter(event.kind for event in moving)
    if len(moving) > _REBUILD_FROM or kinds[EventKind.RENAMED] > _REBUILD_FROM_RENAMES or kinds[EventKind.RETRACTED]:
        cache.rebuild(conn)
    else:
        cache.refresh(conn, sorted({event.card for event in moving if event.card}))


def merges(conn: sqlite3.Connection) -> list[Merge]:
    """Every merge into this file, oldest first; what is none of those that are remembered is passed over."""
    return [merge for merge in map(_merge, _remembered(conn)) if merge is not None]


def are_sound(conn: sqlite3.Connection) -> bool:
    """Whether all that is remembered of merges can be read."""
    return meta.get(conn, _META) is None or (bool(found := _remembered(conn)) and all(map(_merge, found)))


def _remembered(conn: sqlite3.Connection) -> list[object]:
    try:
        found = json.loads(meta.get(conn, _META) or "[]")
    except (ValueError, TypeError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _merge(fields: object) -> Merge | None:
    if not isinstance(fields, dict):
        return None
    first, last, name, undone = (fields.get(key) for key in ("first", "last", "name", "undone"))
    what = fields.get("what", "merge")
    if not (_is_key(first) and _is_key(last) and isinstance(undone, str | None)):
        return None
    return Merge(first, last, name, undone, what) if isinstance(name, str) and isinstance(what, str) else None


def _is_key(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and 0 <= value < _END_OF_KEYS


def remember(conn: sqlite3.Connection, merge: Merge) -> None:
    """Add a merge, or what became of it."""
    kept = [each for each in merges(conn) if each.first != merge.first]
    value = json.dumps([asdict(each) for each in [*kept, merge]], ensure_ascii=False)
    meta.put(conn, _META, value)


def last_merge(conn: sqlite3.Connection, after: int) -> tuple[Merge, list[Event]] | None:
    """The last merge of which something stands, with that; None where the event with the key ``after`` is later."""
    for merge in sorted(merges(conn), key=lambda each: each.last, reverse=True):
        if merge.last < after:
            return None
        events = log.standing_between(conn, merge.first, merge.last)
        if events:
            return merge, events
    return None


def mark_undone(conn: sqlite3.Connection, merge: Merge, undone: str) -> None:
    """Remember which event took a merge back."""
    remember(conn, replace(merge, undone=undone))
