"""The cached schedule: one row a card, always what replaying the log gives, and the questions it answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from flashcards.errors import DamagedError
from flashcards.schedule.replay import replay
from flashcards.schedule.sm2 import INITIAL_EASE, Memory
from flashcards.schedule.standing import Standing
from flashcards.store.log import all_events, events_of, rebuild_indexes
from flashcards.store.rows import card_key

_UPSERT = """
    insert into schedule (
        card, repetition, interval, ease, lapses, due, reviewed, previous, told, drill, suspended, buried, missed,
        misses, seconds, introduced, introductions, last_event
    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (card) do update set
        repetition = excluded.repetition, interval = excluded.interval, ease = excluded.ease, lapses = excluded.lapses,
        due = excluded.due, reviewed = excluded.reviewed, previous = excluded.previous, told = excluded.told,
        drill = excluded.drill, suspended = excluded.suspended, buried = excluded.buried, missed = excluded.missed,
        misses = excluded.misses, seconds = excluded.seconds, introduced = excluded.introduced,
        introductions = excluded.introductions, last_event = excluded.last_event"""
_PLACE = """
    insert into schedule (card, deck, position, repetition, interval, ease, lapses, told, suspended, introductions)
    select key, ?, ?, 0, 0, ?, 0, 0, 0, 0 from cards where id = ?
    on conflict (card) do update set deck = excluded.deck, position = excluded.position
    where deck is not excluded.deck or position is not excluded.position"""
# a query is put together of the texts below and of nothing else: every value is a parameter
_SELECT = """
    select c.id, s.repetition, s.interval, s.ease, s.lapses, s.due, s.reviewed, s.previous, s.told, s.drill,
        s.suspended, s.buried, s.missed, s.misses, s.seconds, s.introduced, s.introductions, s.last_event
    from schedule s join cards c on c.key = s.card """
_IDS = "select c.id from (select s.card from schedule s where "
# what is limited is sorted first, over what an index holds, and ids are looked up for that alone
_IDS_END = ") w cross join cards c on c.key = w.card"
_OF_ANY = "s.deck is not null and "
_OF_THESE = "s.deck in (select value from json_each(:decks)) and "
# no id of an event
_UNREADABLE = "unreadable"
_IS_ONE_OF = "where c.id in (select value from json_each(?))"
_SEEN = "s.due is not null and s.suspended = 0"
_ACTIVE = "s.suspended = 0 and (s.buried is null or s.buried < :today)"

_ALL_DECKS = """with recursive decks (deck) as (
    select min(deck) from schedule union all
    select (select min(s.deck) from schedule s where s.deck > d.deck) from decks d where d.deck not null
)"""
_NAMED_DECKS = "with decks (deck) as (select value from json_each(:decks))"
# a plus keeps a condition from the choice of the index; what the decks' index counts, less what the buried cards' does
_COUNTS = """
    select deck, (select count(*) from schedule s where s.deck = d.deck) as cards,
      (select count(*) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due is null)
        - (select count(*) from schedule s where s.buried >= :today and +s.suspended = 0 and +s.deck = d.deck
           and s.due is null),
      (select count(*) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due <= :today)
        - (select count(*) from schedule s where s.buried >= :today and +s.suspended = 0 and +s.deck = d.deck
           and s.due <= :today),
      (select count(*) from schedule s where s.deck = d.deck and s.suspended = 1),
      (select min(due) from schedule s where s.deck = d.deck and s.suspended = 0),
      (select count(*) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due is null),
      (select coalesce(sum(introductions), 0) from schedule s where s.introduced = :today and +s.deck = d.deck),
      (select count(*) from schedule s where s.drill = :today and +s.deck = d.deck
         and s.suspended = 0 and (s.buried is null or s.buried < :today)),
      coming,
      (select count(*) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due = coming)
    from (
      select deck,
        (select min(due) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due > :today) as coming
      from decks d
    ) d
    where deck not null and cards > 0
"""


class Counts(NamedTuple):
    """How one deck stands on a study day: cards in all, new, due (seen before), suspended, and the next due day.

    ``unseen`` counts the new ones and those that are new and buried, ``introduced`` how often a new card was graded on
    the day, ``drills`` the cards that still have to be drilled on it. ``coming`` is the first day after it on which a
    card is due, with the number of those that are.
    """

    cards: int = 0
    new: int = 0
    due: int = 0
    suspended: int = 0
    next_due: int | None = None
    unseen: int = 0
    introduced: int = 0
    drills: int = 0
    coming: int | None = None
    coming_cards: int = 0

    @property
    def seen(self) -> int:
        """How many were graded and are not suspended."""
        return self.cards - self.suspended - self.unseen


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
        standing.introduced,
        standing.introductions,
        standing.last_event,
    )


def _standing(row: Sequence[Any]) -> Standing:
    try:
        return _read(row)
    except (ValueError, TypeError) as error:
        raise DamagedError(
            f"the schedule of {row[0]} is damaged; `flashcards doctor --fix` builds it anew from the log"
        ) from error


def _read(row: Sequence[Any]) -> Standing:
    card, repetition, interval, ease, lapses, due, reviewed, *more = row
    previous, told, drill, suspended, buried, missed, misses, *rest = more
    return Standing(
        card,
        Memory(repetition, interval, ease, lapses),
        due,
        reviewed,
        previous,
        told,
        drill,
        bool(suspended),
        buried,
        tuple(json.loads(missed)) if missed else (),
        tuple((part, times) for part, times in json.loads(misses)) if misses else (),
        *rest,
    )


def refresh(conn: sqlite3.Connection, cards: Iterable[str]) -> None:
    """Replay these cards, and all that renames tie to them, and cache the result; a transaction must be open."""
    for card in cards:
        events = events_of(conn, card)
        standings = replay(events).standings
        # an id that a rename led to loses its history again where an earlier rename comes in later
        led_to = {to for event in events if isinstance(to := event.payload.get("to"), str) and to}
        names = {card} | {event.card for event in events if event.card} | led_to | set(standings)
        put(conn, (standings.get(name, Standing(name)) for name in sorted(names)))


def rebuild(conn: sqlite3.Connection) -> None:
    """Drop every cached standing and replay the whole log; a transaction must be open."""
    held = [card for (card,) in conn.execute("select c.id from schedule s join cards c on c.key = s.card")]
    standings = replay(all_events(conn)).standings
    put(conn, (standings.get(card, Standing(card)) for card in sorted({*held, *standings})))
    rebuild_indexes(conn)


def standing(conn: sqlite3.Connection, card: str) -> Standing:
    """The cached standing of one card; that of a new card where the cache holds none."""
    row = conn.execute(_SELECT + "where c.id = ?", (card,)).fetchone()
    return _standing(row) if row else Standing(card)


def some(conn: sqlite3.Connection, cards: Collection[str]) -> list[Standing]:
    """The cached standings of these cards, those that have one."""
    return [_standing(row) for row in conn.execute(_SELECT + _IS_ONE_OF, (json.dumps(sorted(cards)),))]


def decks(conn: sqlite3.Connection) -> list[str]:
    """The decks that show a card."""
    return [deck for (deck,) in conn.execute("select distinct deck from schedule where deck is not null")]


def told(conn: sqlite3.Connection, cards: Iterable[str]) -> list[str]:
    """Those of the cards that have a standing grade."""
    query = "select 1 from schedule s join cards c on c.key = s.card where c.id = ? and s.told > 0"
    return [card for card in cards if conn.execute(query, (card,)).fetchone()]


def untold(conn: sqlite3.Connection) -> list[str]:
    """The cards that some deck shows and that have no standing grade."""
    rows = conn.execute(
        "select c.id from schedule s join cards c on c.key = s.card where s.deck is not null and s.told = 0 "
        "order by s.deck, s.position"
    )
    return [card for (card,) in rows]


def standings(conn: sqlite3.Connection) -> dict[str, Standing]:
    """The cached standing of every card that has one, by card id; one that cannot be read is equal to no other."""
    found = {}
    for row in conn.execute(_SELECT):
        try:
            found[row[0]] = _standing(row)
        except DamagedError:
            found[row[0]] = Standing(row[0], last_event=_UNREADABLE)
    return found


def place(conn: sqlite3.Connection, shown: Mapping[str, Collection[str]]) -> None:
    """Let these decks show exactly these cards, in this order, and others what they did; a transaction must be open."""
    for deck, ids in shown.items():
        _take_out(conn, deck, set(ids))
    conn.executemany("insert or ignore into cards (id) values (?)", ((card,) for ids in shown.values() for card in ids))
    conn.executemany(
        _PLACE,
        ((deck, position, INITIAL_EASE, card) for deck, ids in shown.items() for position, card in enumerate(ids)),
    )


def _take_out(conn: sqlite3.Connection, deck: str, stay: Set[str]) -> None:
    rows = conn.execute("select s.card, c.id from schedule s join cards c on c.key = s.card where s.deck = ?", (deck,))
    gone = [(key,) for key, card in rows if card not in stay]
    conn.executemany("update schedule set deck = null, position = null where card = ?", gone)


def counts(conn: sqlite3.Connection, today: int, decks: Collection[str] = ()) -> dict[str, Counts]:
    """How each deck that shows a card stands on this study day; of these decks only, if any."""
    which = _NAMED_DECKS if decks else _ALL_DECKS
    rows = conn.execute(which + _COUNTS, {"today": today, "decks": json.dumps(sorted(decks))})
    return {deck: Counts(*counted) for deck, *counted in rows}


def due_cards(conn: sqlite3.Connection, today: int, decks: Sequence[str], limit: int, ahead: int = 0) -> list[str]:
    """The first ``limit`` cards that are due, most overdue relative to their interval first (queue.overdue).

    ``ahead`` takes in those that will be due within so many days, but for those reviewed today.
    """
    due = "s.due <= :today + :ahead and (s.due <= :today or s.reviewed < :today)" if ahead else "s.due <= :today"
    order = " order by (:today - s.due) * 1.0 / max(s.interval, 1) desc, s.due, s.deck, s.position limit :limit"
    return _cards(conn, decks, _ACTIVE + " and " + due + order, {"today": today, "limit": limit, "ahead": ahead})


def new_cards(conn: sqlite3.Connection, today: int, decks: Sequence[str], limit: int) -> list[str]:
    """The first ``limit`` cards that were never graded, or not since their reset, in the order of their decks."""
    where = _ACTIVE + " and s.due is null order by s.deck, s.position limit :limit"
    return _cards(conn, decks, where, {"today": today, "limit": limit})


def unfinished_drills(conn: sqlite3.Connection, today: int, decks: Sequence[str]) -> list[str]:
    """The cards that still have to be drilled on this study day."""
    return _cards(conn, decks, _ACTIVE + " and s.drill = :today order by s.deck, s.position limit -1", {"today": today})


def _cards(conn: sqlite3.Connection, decks: Sequence[str], where: str, values: Mapping[str, int]) -> list[str]:
    # sorting goes over what an index holds; ids are looked up for those alone that are wanted
    rows = conn.execute(_IDS + _of(decks) + where + _IDS_END, _named(decks, values))
    return [card for (card,) in rows]


def introduced(conn: sqlite3.Connection, decks: Sequence[str]) -> list[Standing]:
    """Where every card of these decks stands that was graded and is not suspended; no deck named gives none."""
    if not decks:
        return []
    return [_standing(row) for row in conn.execute(_SELECT + "where " + _of(decks) + _SEEN, _named(decks))]


def shown(conn: sqlite3.Connection, decks: Sequence[str]) -> list[Standing]:
    """Where every card that these decks show stands, in their order."""
    query = _SELECT + "where " + _of(decks) + "true order by s.deck, s.position"
    return [_standing(row) for row in conn.execute(query, _named(decks))]


def introduced_on(conn: sqlite3.Connection, today: int) -> int:
    """How many times a new card was graded on this study day, over all sessions; cards that have gone count too."""
    (count,) = conn.execute("select sum(introductions) from schedule where introduced = ?", (today,)).fetchone()
    return int(count or 0)


def weakest_cards(conn: sqlite3.Connection, decks: Sequence[str], limit: int) -> list[str]:
    """The first ``limit`` cards, those graded before first: lowest ease, most lapses, parts missed the last time."""
    order = " order by s.due is null, s.ease, s.lapses desc, s.misses is null, s.deck, s.position limit :limit"
    return _cards(conn, decks, "s.suspended = 0" + order, {"limit": limit})


def _of(decks: Sequence[str]) -> str:
    """The condition for what these decks show, for what any shows where none is named."""
    return _OF_THESE if decks else _OF_ANY


def _named(decks: Sequence[str], values: Mapping[str, int] | None = None) -> dict[str, int | str]:
    """The parameters of a query about these decks."""
    return {**(values or {}), "decks": json.dumps(list(decks))}
