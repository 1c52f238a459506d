"""What the phone is told of our cards, and what it tells: due dates out, answers in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from flashcards.anki.answers import AnsweredNote, name_in
from flashcards.anki.fields import CARD_ID
from flashcards.anki.notes import guid_for_name
from flashcards.anki.reviews import Review
from flashcards.anki.scheduling import NEW, PERMILLE, SEEN, SUSPENDED
from flashcards.schedule.standing import Standing
from flashcards.sync.engine import Bridge

if TYPE_CHECKING:
    from anki.cards import Card

_SEPARATOR = "\x1f"
_HALF_A_DAY = 12 * 60 * 60
_REVIEWS = """
    select c.nid, r.id, r.ease, r.ivl, r.factor, r.time, r.type
    from revlog r join cards c on c.id = r.cid join notes n on n.id = c.nid
    where r.usn >= ? and c.ord = 0 and (
        n.mid in (select ntid from fields where name = ?) or n.guid in (select value from json_each(?)))
    order by r.id
"""
_NOTES = "select id, guid, mid, flds, tags from notes where id in (select value from json_each(?))"
_FIELDS = "select name from fields where ntid = ? order by ord"
_CARDS = """
    select n.guid, c.id, c.type, c.queue, c.due, c.odue, c.odid, c.ivl, c.factor, c.lapses
    from cards c join notes n on n.id = c.nid
    where c.ord = 0 and n.guid in (select value from json_each(?))
"""


def answered(bridge: Bridge, since: int, names: Mapping[str, str]) -> list[AnsweredNote]:
    """The notes of ours that have reviews which came since a sequence number, with these.

    ``names`` are those of the notes that the log knows, by their GUIDs.
    """
    reviews: defaultdict[int, list[Review]] = defaultdict(list)
    for note, *row in bridge.rows(_REVIEWS, since, CARD_ID, json.dumps(list(names))):
        reviews[note].append(Review(*row))
    if not reviews:
        return []
    fields: dict[int, list[str]] = {}
    found = []
    for number, guid, kind, said, tags in bridge.rows(_NOTES, json.dumps(list(reviews))):
        if kind not in fields:
            fields[kind] = [name for (name,) in bridge.rows(_FIELDS, kind)]
        shown = dict(zip(fields[kind], said.split(_SEPARATOR), strict=False))
        name = names.get(guid) or name_in(shown)
        if guid in names or guid_for_name(name) == guid:
            found.append(AnsweredNote(name, guid, shown, tuple(tags.split()), reviews[number]))
    return found


class There(NamedTuple):
    """A note as the collection has it: its tags, and when it changed last, in epoch seconds."""

    tags: tuple[str, ...] = ()
    mod: int = 0


NOT_THERE = There()


def notes_there(bridge: Bridge, guids: Iterable[str]) -> dict[str, There]:
    """Those of these notes that are there, by their GUIDs."""
    query = "select guid, tags, mod from notes where guid in (select value from json_each(?))"
    rows = bridge.rows(query, json.dumps(list(guids)))
    return {guid: There(tuple(tags.split()), mod) for guid, tags, mod in rows}


class Shown(NamedTuple):
    """When a card is shown, and how it stands; ``due`` is a study day, None for a new card.

    ``suspended`` is None where that is the phone's own affair: it is not here, and nothing of that changed.
    """

    guid: str
    due: int | None
    standing: Standing
    suspended: bool | None = None


class _State(NamedTuple):
    """A row of Anki's cards, as far as we have a say in it."""

    type: int
    queue: int
    due: int
    odue: int
    odid: int
    ivl: int
    factor: int
    lapses: int


class CardThere(NamedTuple):
    """A note's card: its number, and how it stands."""

    number: int
    state: _State


def cards_there(bridge: Bridge, guids: Iterable[str]) -> dict[str, CardThere]:
    """The cards of those of these notes that are there, by the GUIDs of the notes."""
    rows = bridge.rows(_CARDS, json.dumps(list(guids)))
    return {guid: CardThere(number, _State(*state)) for guid, number, *state in rows}


def write_dues(
    bridge: Bridge, cards: Sequence[Shown], there: Mapping[str, CardThere], answered: Collection[str]
) -> int:
    """Let the phone show each card when we do; what says so already is left alone. Return how many were written.

    The notes that were just ``answered`` are written in any case: where both wrote a card in one second, each keeps its
    own row.
    """
    first_day = _first_day(bridge)
    changes: dict[int, _State] = {}
    for place, card in enumerate(cards):
        if (found := there.get(card.guid)) is not None:
            after = _placed(found.state, place, card, first_day)
            if after != found.state or card.guid in answered:
                changes[found.number] = after
    if changes:
        from anki.cards import CardId

        with bridge.changed() as collection:
            written = [_changed(collection.get_card(CardId(number)), after) for number, after in changes.items()]
            collection.update_cards(written, skip_undo_entry=True)
    return len(changes)


def _placed(there: _State, place: int, card: Shown, first_day: int) -> _State:
    """How a card has to stand; one that waits in a filtered deck, or is hidden there, goes on to do so."""
    after = there._replace(queue=_queue(there, card))
    if card.due is None:
        return after if there.type == NEW else after._replace(type=NEW, due=place, ivl=0, factor=0, lapses=0)
    memory, due = card.standing.memory, card.due - first_day
    after = after._replace(ivl=memory.interval, factor=memory.ease * PERMILLE, lapses=memory.lapses)
    return after._replace(odue=due) if there.odid else after._replace(type=SEEN, due=due)


def _queue(there: _State, card: Shown) -> int:
    if card.suspended:
        return SUSPENDED
    is_hidden = there.queue < NEW and not (there.queue == SUSPENDED and card.suspended is False)
    if is_hidden or (there.odid and card.due is not None):
        return there.queue
    return NEW if card.due is None else SEEN


def _first_day(bridge: Bridge) -> int:
    """The study day from which the collection counts its due dates."""
    with bridge.used():
        schedule = bridge.collection.sched
        # its day ends at an hour of the user's choice, and at noon of it nobody doubts the date
        noon = datetime.fromtimestamp(schedule.day_cutoff - _HALF_A_DAY)
        return noon.date().toordinal() - schedule.today


def _changed(card: Card, after: _State) -> Card:
    for name, value in after._asdict().items():
        setattr(card, name, value)
    return card
