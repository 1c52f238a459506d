"""The cached schedule: one row a card, always what replaying the log gives, and the questions it answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from types import NoneType
from typing import Any

from flashcards.errors import DamagedError
from flashcards.schedule.sm2 import Memory
from flashcards.schedule.standing import Standing
from flashcards.store.counts import damaged

# a query is put together of the texts below and of nothing else: every value is a parameter
_SELECT = """
    select c.id, s.repetition, s.interval, s.ease, s.lapses, s.due, s.reviewed, s.previous, s.told, s.drill,
        s.suspended, s.buried, s.missed, s.misses, s.seconds, s.grade, s.introduced, s.introductions, s.last_event
    from schedule s join cards c on c.key = s.card """
_WHOLE, _PERHAPS = (int,), (int, NoneType)
_TEXT = (str, NoneType)
_KINDS: Sequence[tuple[type, ...]] = (
    (str,), _WHOLE, _WHOLE, _WHOLE, _WHOLE, _PERHAPS, _PERHAPS, _PERHAPS, _WHOLE, _PERHAPS,
    _WHOLE, _PERHAPS, _TEXT, _TEXT, (float, NoneType), _PERHAPS, _PERHAPS, _WHOLE, _TEXT,
)  # fmt: skip
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
# of each deck only what is wanted is looked at, however many new cards it has
_NEW = """
    select s.deck, c.id from json_each(:decks) d cross join schedule s on s.card in (
        select n.card from schedule n
        where n.suspended = 0 and n.due is null and n.deck = d.value and (n.buried is null or n.buried < :today)
        order by n.position limit :limit)
    join cards c on c.key = s.card order by s.position"""


def _standing(row: Sequence[Any]) -> Standing:
    try:
        if not _are_ours(tuple(map(type, row))):
            raise damaged(row[0])
        return _read(row)
    except ValueError as error:
        raise damaged(row[0]) from error


# rows are of few kinds: what each holds is looked at once
@lru_cache
def _are_ours(kinds: tuple[type, ...]) -> bool:
    """Whether values of these kinds may stand in a row: of damaged ones SQLite says nothing."""
    return all(kind in allowed for kind, allowed in zip(kinds, _KINDS, strict=True))


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
        _missed(missed) if missed else (),
        _misses(misses) if misses else (),
        *rest,
    )


# of a large collection all standings are read, and their stories have the same few parts
@lru_cache
def _missed(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache
def _misses(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((part, times) for part, times in json.loads(text))


def standing(conn: sqlite3.Connection, card: str) -> Standing:
    """The cached standing of one card; that of a new card where the cache holds none."""
    row = conn.execute(_SELECT + "where c.id = ?", (card,)).fetchone()
    return _standing(row) if row else Standing(card)


def some(conn: sqlite3.Connection, cards: Collection[str]) -> list[Standing]:
    """Where those of these cards stand that some deck shows."""
    query = _SELECT + _IS_ONE_OF + " and s.deck is not null"
    return [_standing(row) for row in conn.execute(query, (json.dumps(sorted(cards)),))]


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
            found[str(row[0])] = Standing(str(row[0]), last_event=_UNREADABLE)
    return found


def due_cards(conn: sqlite3.Connection, today: int, decks: Sequence[str], limit: int, ahead: int = 0) -> list[str]:
    """The first ``limit`` cards that are due, most overdue relative to their interval first (queue.overdue).

    ``ahead`` takes in those that will be due within so many days, but for those reviewed today.
    """
    due = "s.due <= :today + :ahead and (s.due <= :today or s.reviewed < :today)" if ahead else "s.due <= :today"
    order = " order by (:today - s.due) * 1.0 / max(s.interval, 1) desc, s.due, s.deck, s.position limit :limit"
    return _cards(conn, decks, _ACTIVE + " and " + due + order, {"today": today, "limit": limit, "ahead": ahead})


def new_cards(conn: sqlite3.Connection, today: int, decks: Sequence[str], limit: int) -> list[list[str]]:
    """Of each of these decks the first ``limit`` cards that were never graded, or not since their reset; -1 for all."""
    rows = conn.execute(_NEW, {"today": today, "decks": json.dumps(list(decks)), "limit": limit})
    found: dict[str, list[str]] = {deck: [] for deck in decks}
    for deck, *card in rows:
        found[deck].append(_id(card))
    return list(found.values())


def unfinished_drills(conn: sqlite3.Connection, today: int, decks: Sequence[str]) -> list[str]:
    """The cards that still have to be drilled on this study day."""
    return _cards(conn, decks, _ACTIVE + " and s.drill = :today order by s.deck, s.position limit -1", {"today": today})


def _cards(conn: sqlite3.Connection, decks: Sequence[str], where: str, values: Mapping[str, int]) -> list[str]:
    # sorting goes over what an index holds; ids are looked up for those alone that are wanted
    rows = conn.execute(_IDS + _of(decks) + where + _IDS_END, _named(decks, values))
    return list(map(_id, rows))


def _id(row: Sequence[Any]) -> str:
    if not isinstance(row[-1], str):
        raise damaged(row[-1])
    return row[-1]


def introduced(conn: sqlite3.Connection, decks: Sequence[str]) -> list[Standing]:
    """Where every card of these decks stands that was graded and is not suspended; no deck named gives none."""
    if not decks:
        return []
    return [_standing(row) for row in conn.execute(_SELECT + "where " + _of(decks) + _SEEN, _named(decks))]


def shown(conn: sqlite3.Connection, decks: Sequence[str]) -> list[Standing]:
    """Where every card that these decks show stands, in their order."""
    query = _SELECT + "where " + _of(decks) + "true order by s.deck, s.position"
    return [_standing(row) for row in conn.execute(query, _named(decks))]


def due_before(conn: sqlite3.Connection, decks: Sequence[str], day: int) -> list[Standing]:
    """Where the cards that these decks show and that are due before a day stand, those suspended left out."""
    query = _SELECT + "where " + _of(decks) + "s.suspended = 0 and s.due < :day order by s.deck, s.position"
    return [_standing(row) for row in conn.execute(query, _named(decks, {"day": day}))]


def next_new(conn: sqlite3.Connection, decks: Sequence[str], count: int) -> list[Standing]:
    """Where the next few new cards that these decks show stand, those suspended left out."""
    query = (
        _SELECT + "where " + _of(decks) + "s.suspended = 0 and s.due is null order by s.deck, s.position limit :count"
    )
    return [_standing(row) for row in conn.execute(query, _named(decks, {"count": count}))]


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
