"""How the user names a deck (slug, name, file) and a card (id, short name), or a piece of these that is unique."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from flashcards.content.card_ids import short_name
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


def decks_with(library: Library, piece: str) -> list[KnownFile]:
    """The decks in whose slug, name or file a piece stands, in whatever case; none for blanks."""
    wanted = piece.strip().casefold()
    files = (file for _, file in sorted(library.files.items()) if wanted)
    return [file for file in files if any(wanted in each.casefold() for each in (file.deck, file.name, file.path))]


def _only(found: Sequence[str], name: str, what: str) -> str:
    """The one that was found. Raises ContentError where there are several."""
    if len(found) > 1:
        more = ", ..." if len(found) > _SHOWN_CANDIDATES else ""
        raise ContentError(f"{name!r} names more than one {what}: {', '.join(found[:_SHOWN_CANDIDATES])}{more}")
    return found[0]


def deck_slugs(library: Library, names: Iterable[str]) -> list[str]:
    """The slugs of the decks named; none named gives none, which means all. Raises ContentError with the nearest."""
    return [known_deck(library, name).deck for name in names]


def known_deck(library: Library, name: str) -> KnownFile:
    """The deck of that slug, name or file, else of that piece of them. Raises ContentError with the nearest."""
    file = find_deck(library, name)
    if file is not None:
        return file
    found = decks_with(library, name)
    if not found:
        raise ContentError(f"there is no deck {name!r}; {_meant_deck(library, name)}")
    _only([each.deck for each in found], name, "deck")
    return found[0]


def _meant_deck(library: Library, name: str, otherwise: str = "`flashcards decks` lists them") -> str:
    from flashcards.content.text.nearest import did_you_mean

    names = (each for file in library.files.values() for each in (file.deck, file.name))
    return did_you_mean(name, {each: repr(each) for each in names}, otherwise)


def find_card(library: Library, name: str) -> str:
    """The id of the one card of that id or short name, else of that piece of its id. Raises ContentError."""
    found = _called(library, name) or readings.ids_with(library.readings, name, _SHOWN_CANDIDATES + 1)
    if not found:
        raise ContentError(f"there is no card {name!r}; {_meant_card(library, name)}")
    return _only(found, name, "card")


def _called(library: Library, name: str) -> list[str]:
    return readings.ids_called(library.readings, name, _SHOWN_CANDIDATES + 1)


def _meant_card(library: Library, piece: str) -> str:
    from flashcards.content.text.nearest import did_you_mean

    tails = {short_name(card_id): repr(card_id) for card_id, _ in readings.all_asked(library.readings)}
    return did_you_mean(piece, tails, "`flashcards list` shows them")


def deck_or_card(library: Library, name: str) -> tuple[KnownFile | None, str]:
    """The deck that is named so, else None and the id of the one card. Raises ContentError with the nearest of both.

    What a deck is called in full is that deck, what a card is called that card; a piece has to be of one of either.
    """
    file = find_deck(library, name)
    cards = [] if file else _called(library, name)
    if file is None and not cards:
        decks = decks_with(library, name)
        # a piece of a deck's slug is a piece of the id of every card in it
        cards = readings.ids_with(library.readings, name, _SHOWN_CANDIDATES + 1, behind_deck=bool(decks))
        if not decks and not cards:
            meant = _meant_deck(library, name, otherwise=_meant_card(library, name))
            raise ContentError(f"there is no deck or card {name!r}; {meant}")
        if decks:
            _only([*(each.deck for each in decks), *cards], name, "deck or card")
            file = decks[0]
    return file, "" if file else _only(cards, name, "card")


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
        file, card = deck_or_card(library, name)
        found.update(dict.fromkeys(readings.card_ids(library.readings, file.deck) if file else [card]))
    return list(found)
