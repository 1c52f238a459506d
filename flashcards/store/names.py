"""The ids by which one history goes, kept beside the schedule as the log says them, and which of them the decks show.

Homes whose decks name a card differently hold the same: each looks the history up by the id that its own deck has.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from flashcards.schedule.replay import Name
from flashcards.store.rows import card_key

_NAMED = """
    select c.id, p.id, cast(n.origin as text), n.place, s.deck is not null from names n
    join cards c on c.key = n.card join cards p on p.key = n.present left join schedule s on s.card = n.card
"""
_OF_THESE = "where c.id in (select value from json_each(?))"


class Named(NamedTuple):
    """An id, how it names its history, and whether some deck shows it."""

    card: str
    name: Name
    is_shown: bool


def histories(conn: sqlite3.Connection) -> list[list[Named]]:
    """The ids of each history that goes by several or did not begin under the one it has, in the order of ``place``."""
    rows = conn.execute(_NAMED + "order by n.present, n.place")
    named = (Named(card, Name(present, origin, place), bool(shown)) for card, present, origin, place, shown in rows)
    return [list(each) for _, each in groupby(named, lambda one: one.name.present)]


def called(conn: sqlite3.Connection) -> dict[str, str]:
    """For each id by which the decks here do not call its history, the one by which they do.

    Where none of them shows it, that is its present id.
    """
    found = {}
    for history in histories(conn):
        now = next((each.card for each in reversed(history) if each.is_shown), history[-1].name.present)
        found.update({each.card: now for each in history if each.card != now})
    return found


def some(conn: sqlite3.Connection, cards: Collection[str]) -> dict[str, Name]:
    """How each of these ids names its history."""
    rows = conn.execute(_NAMED + _OF_THESE, (json.dumps(sorted(cards)),))
    found = {card: Name(*name) for card, *name, _ in rows}
    return {card: found.get(card) or Name(card, card, 0) for card in cards}


def name_of(conn: sqlite3.Connection, card: str) -> Name:
    """How one id names its history."""
    return some(conn, [card])[card]


def given(conn: sqlite3.Connection, card: str) -> int:
    """The place in the order of arrival of the event that last gave a history this id; 0 where none did."""
    query = """select max(e.key) from cards c join ties t on t.other = c.key join events e on e.id = t.event
               where c.id = ? and e.kind = 'renamed'"""
    return int(conn.execute(query, (card,)).fetchone()[0] or 0)


def put(conn: sqlite3.Connection, cards: Iterable[str], names: Mapping[str, Name]) -> None:
    """Keep how these ids name their histories, by what replay said of them; a transaction must be open."""
    keys = {card: card_key(conn, card) for card in cards}
    conn.executemany("delete from names where card = ?", ((key,) for key in keys.values()))
    rows = ((keys[card], names[card]) for card in keys if card in names)
    conn.executemany(
        "insert into names values (?, ?, ?, ?)",
        ((key, card_key(conn, name.present), name.origin, name.place) for key, name in rows),
    )


def held(conn: sqlite3.Connection) -> dict[str, Name]:
    """What is kept of every id, whatever the log says."""
    return {card: Name(*name) for card, *name, _ in conn.execute(_NAMED)}
