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
    needed: dict[str, list[CardPart]] = defaultdict(list)
    for card in cards:
        needed[card.deck] += [part for part in card.parts if part.is_undrafted]
    drafted = {deck: _drafted(conn, deck, parts) for deck, parts in needed.items()}
    return [card._replace(parts=tuple([drafted[card.deck].get(part, part) for part in card.parts])) for card in cards]


def drafts_of(conn: sqlite3.Connection, deck: str, parts: Sequence[CardPart]) -> list[outlines.Outline]:
    """The drafts of parts of a deck, in their order; kept as those of cards are."""
    drafted = _drafted(conn, deck, parts)
    return [drafted[part].outline for part in parts]


def _drafted(conn: sqlite3.Connection, deck: str, parts: Iterable[CardPart]) -> dict[CardPart, CardPart]:
    """Each part of a deck with its draft."""
    digests = {part: _digest(part) for part in parts}
    found = outlines.kept(conn, deck, digests.values()) if digests else {}
    missing = {digest: part.outline for part, digest in digests.items() if digest not in found}
    if missing:
        outlines.keep(conn, deck, missing)
    found |= missing
    return {part: part._replace(drafted=found[digest]) for part, digest in digests.items()}


def forget_changed(conn: sqlite3.Connection, deck: str, before: Iterable[Card], now: Iterable[Card]) -> None:
    """Drop the drafts of those texts that stood in a deck without an outline before, and do not now."""
    left = {(part.name, part.text) for card in now for part in card.parts if part.is_draft}
    gone = (part for card in before for part in card.parts if part.is_draft and (part.name, part.text) not in left)
    outlines.forget(conn, deck, map(_digest, gone))


def _digest(part: CardPart) -> str:
    """What a draft is computed from: the part's name and text."""
    import hashlib

    return hashlib.blake2b(f"{part.name}\n{part.text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
