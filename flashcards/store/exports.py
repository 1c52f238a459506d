"""What the log knows of what Anki was handed, read at once for every card."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from flashcards.schedule import exports
from flashcards.schedule.domain import export_problems
from flashcards.schedule.exports import Export, PastExports
from flashcards.store import log, names, rows


def past_exports(conn: sqlite3.Connection) -> dict[str, PastExports]:
    """The exports of every history of the log, by the id that it has here; one that was never exported has none."""
    found = _never_renamed(conn)
    query = "where e.card in (select one from ties union select other from ties) order by e.at, e.id"
    linked = exports.past_exports(rows.events(conn, query), log.retracted_events(conn))
    called = names.called(conn) if linked else {}
    return found | {called.get(card, card): past for card, past in linked.items()}


def _never_renamed(conn: sqlite3.Connection) -> dict[str, PastExports]:
    """The histories that have one name; most do, and need not be followed."""
    begun = conn.execute(
        """select c.id, min(e.at) from events e join cards c on c.key = e.card
           where typeof(e.at) = 'integer' and e.at >= 0
               and e.card not in (select one from ties union select other from ties)
           group by e.card"""
    )
    written = _by_card(_exported(conn))
    return {card: PastExports(card, card, at, tuple(written.get(card, ()))) for card, at in begun}


def _exported(conn: sqlite3.Connection) -> Iterator[Export]:
    """Every export in the order of replay; what only other kinds carry is not read."""
    found = conn.execute(
        """select c.id, e.at, e.offset, e.payload from events e join cards c on c.key = e.card
           where e.kind = 'exported' order by e.at, e.id"""
    )
    for card, at, offset, payload in found:
        try:
            carried = json.loads(payload)
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(carried, dict) and not export_problems(carried) and isinstance(at, int):
            yield Export(card, at, offset, carried["guid"], carried["name"], carried["digest"], carried["time"])


def _by_card(written: Iterable[Export]) -> dict[str, list[Export]]:
    found: defaultdict[str, list[Export]] = defaultdict(list)
    for export in written:
        found[export.card].append(export)
    return found


def exported_cards(conn: sqlite3.Connection) -> set[str]:
    """The ids, as they are here, of the cards that Anki was handed."""
    query = "select distinct c.id from events e join cards c on c.key = e.card where e.kind = 'exported'"
    found = {card for (card,) in conn.execute(query)}
    if not found:
        return found
    called = names.called(conn)
    return {called.get(card, card) for card in found}


def has_news(conn: sqlite3.Connection, key: int) -> bool:
    """Whether anything that bears on which note is whose arrived after the event in this place."""
    query = "select 1 from events where key > ? and kind in ('exported', 'renamed') limit 1"
    return conn.execute(query, (key,)).fetchone() is not None
