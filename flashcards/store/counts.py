"""How decks stand on a study day, counted in the cached schedule: no card is read for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from flashcards.errors import DamagedError

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
      (select count(*) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due = coming),
      (select avg(seconds) from (select seconds from schedule s
         where s.deck = d.deck and s.suspended = 0 and s.due is not null order by s.due limit 200) where seconds > 0)
    from (
      select deck,
        (select min(due) from schedule s where s.deck = d.deck and s.suspended = 0 and s.due > :today) as coming
      from decks d
    ) d
    where deck not null and cards > 0
"""
_INTRODUCED = """
    with decks (deck) as (select value from json_each(:decks))
    select
      (select count(*) from decks d join schedule s on s.deck = d.deck where s.suspended = 0 and s.due is not null),
      (select count(*) from schedule s where s.introduced >= :since and +s.suspended = 0 and +s.due is not null
         and +s.deck in (select deck from decks))
"""


class Counts(NamedTuple):
    """How one deck stands on a study day: cards in all, new, due (seen before), suspended, and the next due day.

    ``unseen`` counts the new ones and those that are new and buried, ``introduced`` how often a new card was graded on
    the day, ``drills`` the cards that still have to be drilled on it. ``coming`` is the first day after it on which a
    card is due, with the number of those that are. ``seconds`` is what a telling takes, by the last ones of those that
    come next; None where that is not known.
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
    seconds: float | None = None

    @property
    def seen(self) -> int:
        """How many were graded and are not suspended."""
        return self.cards - self.suspended - self.unseen


def damaged(name: object) -> DamagedError:
    """The error of a row of the cache, of a card or a deck of this name, that holds what we never write."""
    return DamagedError(f"the schedule of {name} is damaged; `flashcards doctor --fix` builds it anew from the log")


def deck_counts(conn: sqlite3.Connection, today: int, decks: Collection[str] = ()) -> dict[str, Counts]:
    """How each deck that shows a card stands on this study day; of these decks only, if any."""
    which = _NAMED_DECKS if decks else _ALL_DECKS
    rows = conn.execute(which + _COUNTS, {"today": today, "decks": json.dumps(sorted(decks))})
    return {deck: _counts(deck, counted) for deck, *counted in rows}


def _counts(deck: str, counted: Sequence[Any]) -> Counts:
    counts = Counts(*counted)
    if not all(isinstance(count, int | None) for count in counts._replace(seconds=None)):
        raise damaged(deck)
    return counts


def introduced_since(conn: sqlite3.Connection, decks: Collection[str], day: int) -> tuple[int, int]:
    """How many cards of these decks were graded and are not suspended, and how many of them were new since a day."""
    row = conn.execute(_INTRODUCED, {"decks": json.dumps(sorted(decks)), "since": day}).fetchone()
    return int(row[0]), int(row[1])


def decks_told_of(conn: sqlite3.Connection) -> list[str]:
    """The decks of which the schedule was told that they show a card."""
    return [deck for (deck,) in conn.execute("select distinct deck from schedule where deck is not null")]


def times_told(conn: sqlite3.Connection, card: str) -> int:
    """How many standing grades a card has."""
    query = "select s.told from schedule s join cards c on c.key = s.card where c.id = ?"
    row = conn.execute(query, (card,)).fetchone()
    return int(row[0]) if row else 0
