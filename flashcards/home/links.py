"""Cards that an edit gave a new id: their history goes with them, is asked about, or stays open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from flashcards.content.card_ids import note_of
from flashcards.content.cards import Card, CardKind, kind_of
from flashcards.content.identity import Links, link
from flashcards.home.clock import Clock
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.store import exports, log, readings, standings
from flashcards.store.database import Database


def relink(database: Database, conn: sqlite3.Connection, clock: Clock) -> list[str]:
    """Give every card that took over the text of one that is gone its history; return a remark for each."""
    remarks = _freed(database, conn, clock) + _called_back(database, conn, clock)
    links = _links(database, conn)
    if links.sure:
        database.record(clock.stamp(), [renamed(old, new) for old, new in links.sure])
    readings.set_unclear(conn, links.unclear)
    return remarks + [f"{new} goes on with the history of {old}" for old, new in links.sure]


def _links(database: Database, conn: sqlite3.Connection) -> Links:
    """Which cards go on with what is gone: first with what was told, then with what Anki alone has of it."""
    gone = readings.gone_ids(conn)
    if not gone:
        return Links()
    told = standings.told(database.conn, gone)
    exported = exports.exported_cards(database.conn)
    fresh = standings.untold(database.conn) if told or exported else []
    links = link(_read(conn, told), _read(conn, fresh)) if told and fresh else Links()
    handed = (exported & set(gone)).difference(told)
    taken = {new for _, new in links.sure} | {new for new, _ in links.unclear} | exported
    left = [card for card in fresh if card not in taken] if handed else []
    more = link(_read(conn, sorted(handed)), _read(conn, left)) if left else Links()
    return Links(links.sure + more.sure, links.unclear + more.unclear)


def _read(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Card]:
    return [card for card in (readings.card(conn, each) for each in ids) if card is not None]


def _freed(database: Database, conn: sqlite3.Connection, clock: Clock) -> list[str]:
    """A card that stands in a deck again, beside the one that took its history over, is a new card."""
    current = log.passed_on(database.conn)
    both = [old for old, now in current.items() if readings.is_shown(conn, old) and readings.is_shown(conn, now)]
    again = [old for old in both if not _is_free(database.conn, old)]
    if again:
        database.record(clock.stamp(), [renamed(old, None) for old in again])
    return [f"{old} stands in a deck again beside {current[old]}, so it is a new card" for old in again]


def _called_back(database: Database, conn: sqlite3.Connection, clock: Clock) -> list[str]:
    """A history that another machine gave to an id unknown to the decks here goes on under the one that they show."""
    strange = {
        now: old
        for old, now in log.passed_on(database.conn).items()
        if readings.is_shown(conn, old) and readings.card(conn, now) is None
    }
    told = standings.told(database.conn, strange)
    back = {now: strange[now] for now in told if not standings.told(database.conn, [strange[now]])}
    if back:
        database.record(clock.stamp(), [renamed(now, old) for now, old in back.items()])
    return [f"{old} goes on with the history of {now}" for now, old in back.items()]


def _is_free(conn: sqlite3.Connection, card: str) -> bool:
    """Whether the last rename from this id led to nothing already."""
    own = [event for event in log.events_of(conn, card) if event.kind == EventKind.RENAMED and event.card == card]
    last = max(own, key=lambda event: (event.at, event.id), default=None)
    return last is not None and last.payload.get("to") is None


def renamed(old: str, new: str | None) -> Event:
    """The event by which the history of one card goes on as another's; None gives it back."""
    return blank_event(EventKind.RENAMED, old)._replace(payload={"to": new})


def notes_passed_on(conn: sqlite3.Connection) -> dict[str, str]:
    """For each note whose story goes on under another id, that note as it is called now."""
    names = log.passed_on(conn)
    return {note_of(old): note_of(now) for old, now in names.items() if kind_of(old) is CardKind.STORY}


def open_links(unclear: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """A warning for each card of which nobody knows whose history is its own; see ``readings.get_unclear``."""
    return [
        f"{new} may be what was {' or '.join(olds)}; `flashcards review` in a terminal asks" for new, olds in unclear
    ]
