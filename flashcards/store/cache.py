"""The cached schedule as it is written: for each card what replaying the log gives, and where it stands in its deck."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Set

from flashcards.schedule.events import EventKind
from flashcards.schedule.replay import Replay, replay
from flashcards.schedule.sm2 import INITIAL_EASE
from flashcards.schedule.standing import Standing
from flashcards.store import names
from flashcards.store.log import all_events, events_of, rebuild_indexes
from flashcards.store.rows import card_key

_UPSERT = """
    insert into schedule (
        card, repetition, interval, ease, lapses, due, reviewed, previous, told, drill, suspended, buried, missed,
        misses, seconds, grade, introduced, introductions, last_event
    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (card) do update set
        repetition = excluded.repetition, interval = excluded.interval, ease = excluded.ease, lapses = excluded.lapses,
        due = excluded.due, reviewed = excluded.reviewed, previous = excluded.previous, told = excluded.told,
        drill = excluded.drill, suspended = excluded.suspended, buried = excluded.buried, missed = excluded.missed,
        misses = excluded.misses, seconds = excluded.seconds, grade = excluded.grade,
        introduced = excluded.introduced, introductions = excluded.introductions, last_event = excluded.last_event"""
_PLACE = """
    insert into schedule (card, deck, position, repetition, interval, ease, lapses, told, suspended, introductions)
    select key, ?, ?, 0, 0, ?, 0, 0, 0, 0 from cards where id = ?
    on conflict (card) do update set deck = excluded.deck, position = excluded.position
    where deck is not excluded.deck or position is not excluded.position"""


def put(conn: sqlite3.Connection, standings: Iterable[Standing]) -> None:
    """Write standings over what the cache holds of these cards; where they stand in a deck stays."""
    rows = [(card_key(conn, standing.card), *_row(standing)) for standing in standings]
    conn.executemany(_UPSERT, rows)


def _row(standing: Standing) -> tuple[object, ...]:
    memory = standing.memory
    return (
        memory.repetition,
        memory.interval,
        memory.ease,
        memory.lapses,
        standing.due,
        standing.reviewed,
        standing.previous,
        standing.told,
        standing.drill,
        int(standing.suspended),
        standing.buried,
        json.dumps(standing.missed) if standing.missed else None,
        json.dumps(standing.misses) if standing.misses else None,
        standing.seconds,
        standing.grade,
        standing.introduced,
        standing.introductions,
        standing.last_event,
    )


def refresh(conn: sqlite3.Connection, cards: Iterable[str]) -> None:
    """Replay these cards, and all that is tied to them, and cache the result; a transaction must be open."""
    replayed: set[str] = set()
    for card in cards:
        # what is tied together is replayed together, once
        if card not in replayed:
            replayed |= _refresh_tied(conn, card)


def _refresh_tied(conn: sqlite3.Connection, card: str) -> set[str]:
    """Replay a card and all that is tied to it; return their ids."""
    events = events_of(conn, card)
    replayed = replay(events)
    # an id that a rename led to loses its history again where an earlier rename comes in later
    led_to = {to for event in events if isinstance(to := event.payload.get("to"), str) and to}
    # an undo from elsewhere may say that it is about another card than the one that it takes something back of
    told = {event.card for event in events if event.card and event.kind != EventKind.RETRACTED}
    cards = {card, *told, *led_to, *replayed.standings, *replayed.names}
    _put(conn, cards, replayed)
    return cards


def _put(conn: sqlite3.Connection, cards: Iterable[str], replayed: Replay) -> None:
    ordered = sorted(cards)
    put(conn, map(replayed.standing, ordered))
    names.put(conn, ordered, replayed.names)


def changed_ids(conn: sqlite3.Connection) -> int:
    """How many ids of cards are no texts: the flip of one bit makes bytes of a text, of which SQLite says nothing."""
    (count,) = conn.execute("select count(*) from cards where typeof(id) <> 'text'").fetchone()
    return int(count)


def rebuild(conn: sqlite3.Connection) -> None:
    """Drop every cached standing and replay the whole log; a transaction must be open."""
    if changed_ids(conn):
        conn.execute("update or ignore cards set id = cast(id as text) where typeof(id) <> 'text'")
    held = [card for (card,) in conn.execute("select c.id from schedule s join cards c on c.key = s.card")]
    replayed = replay(all_events(conn))
    _put(conn, {*held, *replayed.standings, *replayed.names}, replayed)
    rebuild_indexes(conn)


def place(conn: sqlite3.Connection, shown: Mapping[str, Collection[str]]) -> set[str]:
    """Let these decks show exactly these cards, in this order, and others what they did; a transaction must be open.

    Return the cards that they show and did not, or showed and do not.
    """
    moved: set[str] = set()
    for deck, ids in shown.items():
        moved |= _take_out(conn, deck, set(ids))
    conn.executemany("insert or ignore into cards (id) values (?)", ((card,) for ids in shown.values() for card in ids))
    conn.executemany(
        _PLACE,
        ((deck, position, INITIAL_EASE, card) for deck, ids in shown.items() for position, card in enumerate(ids)),
    )
    return moved


def _take_out(conn: sqlite3.Connection, deck: str, stay: Set[str]) -> set[str]:
    """Let a deck show these cards alone; return them but for those that it showed, and what it shows no more."""
    rows = conn.execute("select c.id, s.card from schedule s join cards c on c.key = s.card where s.deck = ?", (deck,))
    before = dict(rows.fetchall())
    gone = before.keys() - stay
    conn.executemany(
        "update schedule set deck = null, position = null where card = ?", ((before[each],) for each in gone)
    )
    return gone | (stay - before.keys())
