"""Cards that an edit gave a new id: their history goes with them, is asked about, or stays open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence, Set

from flashcards.content.card_ids import note_of
from flashcards.content.cards import Card, CardKind, kind_of
from flashcards.content.identity import Links, link
from flashcards.home.clock import Clock
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.schedule.replay import FREED_BY
from flashcards.store import exports, names, readings, standings
from flashcards.store.database import Database
from flashcards.store.names import Named


def relink(database: Database, conn: sqlite3.Connection, clock: Clock, moved: Set[str] = frozenset()) -> list[str]:
    """Give every card that took over the text of one that is gone its history; return a remark for each.

    In one transaction with what brought it about: no later start would do it. ``moved`` are the cards that the decks
    just began or ceased to show. What other homes call a card is no reason to
    write anything: a history is looked up by any of its ids.
    """
    remarks = _set_apart(database, conn, clock, moved)
    links = _links(database, conn, moved)
    if links.sure:
        database.record(clock.stamp(), [goes_on(database.conn, old, new) for old, new in links.sure])
    readings.set_unclear(conn, links.unclear)
    return remarks + [f"{new} goes on with the history of {old}" for old, new in links.sure]


def _set_apart(database: Database, conn: sqlite3.Connection, clock: Clock, moved: Set[str]) -> list[str]:
    """Let a card be a new one that only bears an id of a history; return a remark for each."""
    events: list[Event] = []
    remarks = []
    for history in names.histories(database.conn):
        shown = [each.card for each in history if each.is_shown]
        if len(shown) > 1:
            now = _keeper(database, conn, shown, moved)
            for other in (card for card in shown if card != now):
                events += freed(database.conn, other, now)
                remarks.append(f"{other} stands in a deck beside {now}, so it is a new card")
        elif moved.isdisjoint(shown) or not (left_for := _left_for(conn, history, shown[0])):
            continue
        elif any(_is_one(each, readings.card(conn, shown[0])) for each in left_for):
            events.append(goes_on(database.conn, shown[0], shown[0]))
        else:
            events += freed(database.conn, shown[0], left_for[-1].id)
            remarks.append(f"{shown[0]} is another story than the one that was called so, so it is a new card")
    if events:
        database.record(clock.stamp(), events)
    return remarks


def _keeper(database: Database, conn: sqlite3.Connection, shown: Sequence[str], moved: Set[str]) -> str:
    """Which of the ids of a history that stand beside one another here keeps it: the last one, of one story told twice.

    Another story was given its id by a home that does not know of it here, or has come to a deck just now.
    """
    first = min(shown, key=lambda card: (card in moved, names.given(database.conn, card)))
    return shown[-1] if _is_one(readings.card(conn, first), readings.card(conn, shown[-1])) else first


def _is_one(before: Card | None, after: Card | None) -> bool:
    return before is not None and after is not None and bool(link([before], [after]).sure)


def _left_for(conn: sqlite3.Connection, history: Sequence[Named], card: str) -> list[Card]:
    """The cards, as they were last read here, by which a history went after an id that a deck shows again."""
    ids = [each.card for each in history]
    return _read(conn, ids[ids.index(card) + 1 :])


def _links(database: Database, conn: sqlite3.Connection, moved: Set[str]) -> Links:
    """Which cards go on with what is gone: first with what was told, then with what Anki alone has of it."""
    histories = names.histories(database.conn)
    gone = _unshown(readings.gone_ids(conn), histories)
    if not gone:
        return Links()
    told = standings.told(database.conn, gone)
    exported = exports.exported_cards(database.conn)
    fresh = standings.untold(database.conn) if told or exported else []
    if moved.isdisjoint(told):
        # what a home set apart is a card of its own for the others, too, however close its text is
        free = {each.card for history in histories for each in history if FREED_BY in each.name.origin}
        fresh = [card for card in fresh if card not in free or card in moved]
    links = link(_read(conn, told), _read(conn, fresh)) if told and fresh else Links()
    called = names.called(database.conn)
    handed = {card for card in gone if called.get(card, card) in exported}.difference(told)
    taken = {new for _, new in links.sure} | {new for new, _ in links.unclear} | exported
    left = [card for card in fresh if card not in taken] if handed else []
    more = link(_read(conn, sorted(handed)), _read(conn, left)) if left else Links()
    return Links(links.sure + more.sure, links.unclear + more.unclear)


def _unshown(gone: Sequence[str], histories: Iterable[Sequence[Named]]) -> list[str]:
    """The cards that are gone, one for each history that no deck shows: that by which it went last."""
    left = dict.fromkeys(gone)
    for history in histories:
        known = [each.card for each in history if each.card in left]
        for card in known if any(each.is_shown for each in history) else known[:-1]:
            del left[card]
    return list(left)


def _read(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Card]:
    return [card for card in (readings.card(conn, each) for each in ids) if card is not None]


def goes_on(conn: sqlite3.Connection, old: str, new: str) -> Event:
    """The event by which the history of one card is another's, too, whatever another home calls it by then."""
    name = names.name_of(conn, old)
    return blank_event(EventKind.RENAMED, name.present)._replace(payload={"to": new, "note": name.origin})


def freed(conn: sqlite3.Connection, card: str, stays: str) -> list[Event]:
    """The events by which an id of a history, which goes on under another one of its ids, is that of a new card."""
    free = blank_event(EventKind.RENAMED, card)._replace(payload={"to": None})
    return [goes_on(conn, card, stays), free] if names.name_of(conn, card).present == card else [free]


def notes_passed_on(conn: sqlite3.Connection) -> dict[str, str]:
    """For each note whose story has another id here, that note as it is called here."""
    called = names.called(conn)
    return {note_of(old): note_of(now) for old, now in called.items() if kind_of(old) is CardKind.STORY}


def open_links(unclear: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """A warning for each card of which nobody knows whose history is its own; see ``readings.get_unclear``."""
    return [
        f"{new} may be what was {' or '.join(olds)}; `flashcards review` in a terminal asks" for new, olds in unclear
    ]
