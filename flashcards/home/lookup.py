"""How the user names a deck (slug, name or file) and a card (any piece of its id that is unique)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flashcards.errors import ContentError
from flashcards.home.library import Library
from flashcards.store import readings
from flashcards.store.readings import KnownFile

_SHOWN_CANDIDATES = 3


def find_deck(library: Library, name: str) -> KnownFile | None:
    """The deck of that slug, name or file; None where there is none."""
    files = library.files.values()
    return next((file for file in files if name in _names(library, file)), None)


def _names(library: Library, file: KnownFile) -> set[str]:
    path = library.home.decks / file.path
    return {file.deck, file.name, file.path, Path(file.path).stem, str(path)}


def deck_slugs(library: Library, names: Iterable[str]) -> list[str]:
    """The slugs of the decks named; none named gives none, which means all. Raises ContentError with the nearest."""
    return [known_deck(library, name).deck for name in names]


def known_deck(library: Library, name: str) -> KnownFile:
    """The deck of that slug, name or file. Raises ContentError with the nearest."""
    file = find_deck(library, name)
    if file is None:
        raise ContentError(f"there is no deck {name!r}; {_meant_deck(library, name)}")
    return file


def _deck_names(library: Library) -> list[str]:
    files = library.files.values()
    return [each for file in files for each in (file.deck, file.name)]


def _meant_deck(library: Library, name: str, otherwise: str = "`flashcards decks` lists them") -> str:
    from flashcards.content.text.nearest import did_you_mean

    return did_you_mean(name, {each: repr(each) for each in _deck_names(library)}, otherwise)


def find_card(library: Library, piece: str) -> str:
    """The id of the one card whose id holds this piece. Raises ContentError where there is none, or more than one."""
    found = readings.matching_ids(library.readings, piece, _SHOWN_CANDIDATES + 1)
    if not found:
        raise ContentError(f"there is no card {piece!r}; {_meant_card(library, piece)}")
    if len(found) > 1:
        more = ", ..." if len(found) > _SHOWN_CANDIDATES else ""
        raise ContentError(f"{piece!r} names more than one card: {', '.join(found[:_SHOWN_CANDIDATES])}{more}")
    return found[0]


def _meant_card(library: Library, piece: str) -> str:
    from flashcards.content.text.nearest import did_you_mean

    ids = [
        card_id
        for deck in readings.shown_decks(library.readings)
        for card_id in readings.card_ids(library.readings, deck)
    ]
    tails = {card_id.rpartition("/")[2]: repr(card_id) for card_id in ids}
    return did_you_mean(piece, tails, "`flashcards list` shows them")


def deck_or_card(library: Library, name: str) -> tuple[KnownFile | None, str]:
    """The deck that is named so, else None and the id of the one card. Raises ContentError with the nearest of both."""
    file = find_deck(library, name)
    if file is None and not readings.matching_ids(library.readings, name, 1):
        meant = _meant_deck(library, name, otherwise=_meant_card(library, name))
        raise ContentError(f"there is no deck or card {name!r}; {meant}")
    return file, "" if file else find_card(library, name)


def file_of(library: Library, card: str) -> str:
    """The file, relative to the decks, in which a card stands. Raises ContentError where it stands in none."""
    found = readings.card(library.readings, card)
    path = next((file.path for file in library.files.values() if found and file.deck == found.deck), None)
    if path is None:
        raise ContentError(f"{card} stands in no deck any more; `flashcards list --gone` shows its history")
    return path


def cards_named(library: Library, names: Iterable[str]) -> list[str]:
    """The ids of the cards that are named, or that stand in a deck that is named; each once, in that order."""
    found: dict[str, None] = {}
    for name in names:
        file = find_deck(library, name)
        ids = readings.card_ids(library.readings, file.deck) if file else [_card_or_deck(library, name)]
        found.update(dict.fromkeys(ids))
    return list(found)


def _card_or_deck(library: Library, name: str) -> str:
    if not readings.matching_ids(library.readings, name, 1):
        raise ContentError(f"there is no deck or card {name!r}; {_meant_deck(library, name)}")
    return find_card(library, name)
