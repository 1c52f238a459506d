"""The ids of cards: how they are put together, and what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# what a log takes at most
LONGEST_ID = 1_000_000
_KEPT_OF_AN_ID = 1_000


def card_id(deck: str, note: str, answer: str = "") -> str:
    """Return ``deck/note`` or ``deck/note/answer``; of one longer than a log takes the beginning, with its digest."""
    whole = "/".join(piece for piece in (deck, note, answer) if piece)
    if len(whole) <= LONGEST_ID:
        return whole
    # few names are so long, and every command would wait for it
    import hashlib

    digest = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{whole[:_KEPT_OF_AN_ID]}-{digest}"


def deck_of(card: str) -> str:
    """Return the slug of the deck in which a card of this id stands."""
    return card.partition("/")[0]


def note_of(card: str) -> str:
    """Return the id of the note from which a story's card of this id is made."""
    return "/".join(card.split("/")[:2])


def is_of_theme(card: str) -> bool:
    """Return whether a card of this id is made from a theme."""
    # a first prompt reads no deck
    from flashcards.content.deck.model import RESERVED_SLUG

    return card.split("/")[1:2] == [RESERVED_SLUG]


def short_name(card: str) -> str:
    """Return what people call a card: the last piece of its id."""
    return card.rpartition("/")[2]


def short_names(cards: Iterable[str]) -> dict[str, str]:
    """Return for each of these ids the shortest end of it, in whole pieces, that no other of them has."""
    ids = list(dict.fromkeys(cards))
    names: dict[str, str] = {}
    pieces = 1
    while ids:
        ends = {card: "/".join(card.split("/")[-pieces:]) for card in ids}
        times = Counter(ends.values())
        names |= {card: end for card, end in ends.items() if times[end] == 1 or end == card}
        ids = [card for card in ids if card not in names]
        pieces += 1
    return names
