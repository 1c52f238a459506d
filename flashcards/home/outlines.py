"""Draft outlines: computed when a card is first shown, and kept in the readings until its text changes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flashcards.store import outlines

if TYPE_CHECKING:
    from flashcards.content.cards import Card, CardPart


def outlined(conn: sqlite3.Connection, card: Card) -> Card:
    """The card with the drafts of its parts; see ``all_outlined``."""
    return all_outlined(conn, [card])[0] if any(part.is_undrafted for part in card.parts) else card


def all_outlined(conn: sqlite3.Connection, cards: Sequence[Card]) -> list[Card]:
    """The cards, in their order, with the drafts of their parts: those kept in the readings, the others kept from now.

    Where nothing can be written, they are computed and not kept.
    """
    needed: dict[str, dict[str, CardPart]] = defaultdict(dict)
    for card in cards:
        needed[card.deck] |= {_digest(part): part for part in card.parts if part.is_undrafted}
    drafts = {deck: _drafts(conn, deck, parts) for deck, parts in needed.items()}
    return [card._replace(parts=tuple(_drafted(part, drafts[card.deck]) for part in card.parts)) for card in cards]


def drafts_of(conn: sqlite3.Connection, deck: str, parts: Sequence[CardPart]) -> list[outlines.Outline]:
    """The drafts of parts of a deck, in their order; kept as those of cards are."""
    drafts = _drafts(conn, deck, {_digest(part): part for part in parts})
    return [drafts[_digest(part)] for part in parts]


def _drafts(conn: sqlite3.Connection, deck: str, parts: dict[str, CardPart]) -> dict[str, outlines.Outline]:
    """The draft of each part of a deck, by its digest."""
    found = outlines.kept(conn, deck, parts) if parts else {}
    missing = {digest: part.outline for digest, part in parts.items() if digest not in found}
    if missing:
        outlines.keep(conn, deck, missing)
    return found | missing


def _drafted(part: CardPart, drafts: dict[str, outlines.Outline]) -> CardPart:
    return part._replace(drafted=drafts[_digest(part)]) if part.is_undrafted else part


def forget_changed(conn: sqlite3.Connection, deck: str, before: Iterable[Card], now: Iterable[Card]) -> None:
    """Drop the drafts of those texts that stood in a deck without an outline before, and do not now."""
    left = {(part.name, part.text) for card in now for part in card.parts if part.is_draft}
    gone = (part for card in before for part in card.parts if part.is_draft and (part.name, part.text) not in left)
    outlines.forget(conn, deck, map(_digest, gone))


def _digest(part: CardPart) -> str:
    """What a draft is computed from: the part's name and text."""
    import hashlib

    return hashlib.blake2b(f"{part.name}\n{part.text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
