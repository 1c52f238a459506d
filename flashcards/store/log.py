"""The log: rows are added, read, and never changed; what cannot be used of it is passed over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from flashcards.schedule.events import LASTING_KINDS, PERMANENT_KINDS, Event, EventKind
from flashcards.schedule.replay import standing_retractions, ties
from flashcards.store import rows
from flashcards.store.rows import INSERT, card_key, device_key, row_of

_STANDING = "not exists (select 1 from retractions r where r.event = e.id)"
_KINDS_REHEARSED = (EventKind.GRADED, EventKind.DRILLED, EventKind.RESET, EventKind.RENAMED)
_REHEARSED = "where e.kind in (?, ?, ?, ?) order by e.at, e.id"
_REHEARSED_OF = "where e.card in (select key from linked) and e.kind in (?, ?, ?, ?) order by e.at, e.id"
_RETRACTED_OF = """
    select distinct e.id from events e join retractions r on r.event = e.id
    where e.card in (select key from linked)
"""
_LAST_BATCH = """
    select e.batch from events e join devices d on d.key = e.device
    where d.id = ? and e.kind not in (select value from json_each(?))
        and not exists (select 1 from retractions r where r.event = e.id)
    order by e.key desc limit 1
"""
# some cards, and every other id that an event ties to them, in either direction
_LINKED = """
    with recursive linked(key) as (
        select key from cards where id in (select value from json_each(?))
        union
        select t.other from linked l join ties t on t.one = l.key
        union
        select t.one from linked l join ties t on t.other = l.key
    )
"""
# what ties two ids: most events carry nothing, and a million are looked at
_MAY_TIE = "where e.kind in (?, ?) or instr(e.payload, '\"note\"')"


def insert(conn: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Add events as they are, and what is looked up by its target; a transaction must be open."""
    added = list(events)
    devices = {device: device_key(conn, device) for device in {event.device for event in added}}
    cards = {card: card_key(conn, card) for card in dict.fromkeys(event.card for event in added) if card}
    conn.executemany(INSERT, (row_of(event, devices[event.device], cards.get(event.card)) for event in added))
    if _concerns_a_retraction(conn, added):
        rebuild_indexes(conn)
        return
    for event in added:
        _index(conn, event)


def _concerns_a_retraction(conn: sqlite3.Connection, events: Sequence[Event]) -> bool:
    """Whether one of these events takes back a retraction, or is one that was taken back before it came."""
    retractions = [event for event in events if event.kind == EventKind.RETRACTED]
    named = "select 1 from retractions where event = ?"
    of_kind = "select 1 from events where id = ? and kind = ?"
    return any(
        conn.execute(named, (event.id,)).fetchone()
        or any(conn.execute(of_kind, (target, EventKind.RETRACTED)).fetchone() for target in event.retracts)
        for event in retractions
    )


def _index(conn: sqlite3.Connection, event: Event) -> None:
    """Keep what is looked up by its target: which events are taken back, which ids name one history."""
    if event.kind == EventKind.RETRACTED:
        rows = [(target, event.id) for target in event.retracts]
        conn.executemany("insert or ignore into retractions values (?, ?)", rows)
    for one, other in ties(event):
        row = (event.id, card_key(conn, one), card_key(conn, other))
        conn.execute("insert or ignore into ties values (?, ?, ?)", row)


def indexes(conn: sqlite3.Connection) -> tuple[set[tuple[str, str]], set[tuple[str, str, str]]]:
    """What the log says that ``retractions`` and ``ties`` hold: (event, retracted by), and (event, one id, other)."""
    events = list(rows.events(conn, _MAY_TIE, (EventKind.RETRACTED, EventKind.RENAMED)))
    retractions = {(target, event.id) for event in standing_retractions(events) for target in event.retracts}
    return retractions, {(event.id, *pair) for event in events for pair in ties(event)}


def rebuild_indexes(conn: sqlite3.Connection) -> None:
    """Derive anew from the log what is looked up by its target; a transaction must be open."""
    conn.execute("delete from retractions")
    conn.execute("delete from ties")
    retractions, tied = indexes(conn)
    conn.executemany("insert into retractions values (?, ?)", sorted(retractions))
    rows = [(event, card_key(conn, one), card_key(conn, other)) for event, one, other in sorted(tied)]
    conn.executemany("insert into ties values (?, ?, ?)", rows)


def all_events(conn: sqlite3.Connection) -> Iterator[Event]:
    """Every event in the order of replay."""
    return rows.events(conn, "order by e.at, e.id")


def rehearsal_events(conn: sqlite3.Connection) -> Iterator[Event]:
    """The events that tell what was rehearsed, and under which names, in the order of replay."""
    return rows.events(conn, _REHEARSED, _KINDS_REHEARSED)


def rehearsal_events_of(conn: sqlite3.Connection, cards: Iterable[str]) -> Iterator[Event]:
    """The same of some cards, and of all that ties to them."""
    return rows.events(conn, _REHEARSED_OF, (json.dumps(sorted(cards)), *_KINDS_REHEARSED), _LINKED)


def retracted_events(conn: sqlite3.Connection) -> frozenset[str]:
    """The ids of all events that some event takes back."""
    return frozenset(event for (event,) in conn.execute("select distinct event from retractions"))


def retracted_events_of(conn: sqlite3.Connection, cards: Iterable[str]) -> frozenset[str]:
    """The ids of all events of some cards, and of all that ties to them, that some event takes back."""
    found = conn.execute(_LINKED + _RETRACTED_OF, (json.dumps(sorted(cards)),))
    return frozenset(event for (event,) in found)


def interview_events(conn: sqlite3.Connection) -> list[Event]:
    """The events that set or cleared an interview day, and those that tell what was asked at one; none taken back."""
    return list(rows.events(conn, f"where e.kind in ('planned', 'asked') and {_STANDING} order by e.at, e.id"))


def chosen_events(conn: sqlite3.Connection) -> list[Event]:
    """The events that tell whether a story came to mind for a question, without those that were taken back."""
    return list(rows.events(conn, f"where e.kind = 'chosen' and {_STANDING} order by e.at, e.id"))


def events_of_days(conn: sqlite3.Connection, first: int, until: int) -> list[Event]:
    """The events from study day ``first`` to before ``until``, without those that were taken back."""
    return list(rows.events(conn, f"where e.day >= ? and e.day < ? and {_STANDING}", (first, until)))


def events_of_day_and_interviews(conn: sqlite3.Connection, day: int) -> list[Event]:
    """The events of a study day, and those of ``interview_events``, none taken back."""
    keys = """select key from events where day = ? union all
              select key from events where kind in ('planned', 'asked')"""
    return list(rows.events(conn, f"where e.key in ({keys}) and {_STANDING} order by e.at, e.id", (day,)))


def events_of(conn: sqlite3.Connection, card: str) -> list[Event]:
    """Every event that bears on one card: its own, those under its other names, and those that take them back."""
    named = (json.dumps([card]),)
    own = rows.events(conn, "where e.card in (select key from linked)", named, _LINKED)
    retractions = rows.events(
        conn,
        """where e.id in (with recursive undoing(id) as (
             select r.retracted_by from retractions r join events t on t.id = r.event
             where t.card in (select key from linked)
             union select r.retracted_by from retractions r join undoing u on r.event = u.id)
           select id from undoing)""",
        named,
        _LINKED,
    )
    return [*own, *retractions]


def card_ids(conn: sqlite3.Connection) -> list[str]:
    """Every id of a card that the file knows, from the log or from the decks."""
    return [card for (card,) in conn.execute("select id from cards")]


def cards_of(conn: sqlite3.Connection, events: Iterable[str]) -> set[str]:
    """The ids of the cards that these events are about."""
    query = "select c.id from events e join cards c on c.key = e.card where e.id = ?"
    return {card for event in events for (card,) in conn.execute(query, (event,))}


def last_standing_batch(conn: sqlite3.Connection, device: str) -> list[Event]:
    """The events of this device's last batch that stands, what lasts never among them."""
    row = conn.execute(_LAST_BATCH, (device, json.dumps(sorted(PERMANENT_KINDS)))).fetchone()
    if row is None:
        return []
    batch = rows.events(conn, f"where d.id = ? and e.batch = ? and {_STANDING} order by e.at, e.id", (device, *row))
    return [event for event in batch if event.kind not in PERMANENT_KINDS]


def standing_between(conn: sqlite3.Connection, first: int, last: int) -> list[Event]:
    """The events that came in under these keys and stand, without those that last."""
    lasting = "e.kind not in (select value from json_each(?))"
    query = f"where e.key between ? and ? and {lasting} and {_STANDING} order by e.key"
    return list(rows.events(conn, query, (first, last, json.dumps(sorted(LASTING_KINDS)))))


def events_named(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Event]:
    """Those of these events that the log has, by id."""
    query = "where e.id in (select value from json_each(?))"
    return {event.id: event for event in rows.events(conn, query, (json.dumps(list(ids)),))}


def events_since(conn: sqlite3.Connection, key: int) -> Iterator[Event]:
    """The events that arrived after the one in this place, in that order."""
    return rows.events(conn, "where e.key > ? order by e.key", (key,))
