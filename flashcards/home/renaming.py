"""Decks and cards under other names: the file says so first, then the log, so that the history follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.content.card_ids import card_id, short_name
from flashcards.content.cards import cards_of, theme_card_id
from flashcards.content.deck.model import RESERVED_SLUG, Deck, slugify
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.renaming import with_answer_id, with_name, with_question_id, with_theme_id
from flashcards.content.deck.writer import write_deck
from flashcards.content.text.source import encoded_like
from flashcards.errors import ContentError
from flashcards.files import free_name, move, write_new_bytes
from flashcards.home.deck_files import sound_deck
from flashcards.home.library import Library, sync
from flashcards.home.links import freed, goes_on
from flashcards.home.lookup import file_of
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.schedule.interview import interview_days
from flashcards.schedule.wording import counted, iso
from flashcards.store import log, meta, names, readings, standings
from flashcards.store.readings import KnownFile

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class _Renaming(NamedTuple):
    """A deck before and after, what its file holds then, and each card whose id changes with its new one."""

    target: Path
    deck: Deck
    data: bytes
    cards: tuple[tuple[str, str], ...]


def rename_deck(library: Library, file: KnownFile, name: str) -> str:
    """Give a deck another name, and its file the name that follows from it; return what was done.

    Raises ContentError, with nothing changed, for a name that cannot be one or that another deck has.
    """
    target = library.home.decks / file.path
    deck, before = sound_deck(target)
    name = " ".join(name.split())
    if name == deck.name:
        return f"{deck.name} is called so already."
    slug = _slug(name)
    if slug != file.deck and slug in library.decks:
        raise ContentError(f"{slug} is a deck already: {library.home.decks / library.decks[slug].path}")
    found = _renaming(library, target, before, deck, with_name(deck, name))
    write_new_bytes(target, found.data)
    moved = _moved(library, target, file.deck, slug)
    if slug != file.deck:
        _carry_pages(library, file.deck, slug)
    _follow(library, found.cards, _days(library, file.deck, slug))
    followed = f"; {counted(len(found.cards), 'card')} took their history along" if found.cards else ""
    return f"{deck.name} is {name} now, in {moved}{followed}."


def rename_card(library: Library, card: str, name: str) -> str:
    """Give a card another short name, which is written into its deck; return what was done. Raises ContentError."""
    target = library.home.decks / file_of(library, card)
    deck, before = sound_deck(target)
    slug = _slug(name.strip().removeprefix(f"{deck.slug}/"))
    after = _with_card(deck, card, slug)
    if slug == short_name(card):
        return f"{card} is called so already."
    found = _renaming(library, target, before, deck, after)
    write_new_bytes(target, found.data)
    _follow(library, found.cards)
    (_, new), *others = sorted(found.cards, key=lambda pair: pair[0] != card)
    also = f", and {counted(len(others), 'card')} of the same question with it" if others else ""
    return f"{card} is {new} now{also}; its history goes on."


def _slug(name: str) -> str:
    if _CONTROL.search(name):
        raise ContentError(f"{name!r} holds a control character; take another name")
    slug = slugify(name)
    if not slug:
        raise ContentError(f"{name!r} holds no letter and no digit that a name could be made of")
    return slug


def _with_card(deck: Deck, card: str, slug: str) -> Deck:
    """The deck with another id of the note or answer that a card is made from."""
    for theme in deck.themes:
        if theme_card_id(deck.slug, theme.id) == card:
            return with_theme_id(deck, theme.id, slug)
    for question in deck.questions:
        for answer in question.answers:
            if card_id(deck.slug, question.id, answer.id) == card:
                if answer.id:
                    return with_answer_id(deck, question.id, answer.id, slug)
                if slug == RESERVED_SLUG:
                    raise ContentError(f"{slug!r} stands for the themes of a deck; take another name")
                return with_question_id(deck, question.id, slug)
    raise ContentError(f"{card} does not stand in its deck as it is now; `flashcards list` shows what does")


def _renaming(library: Library, target: Path, before: bytes, deck: Deck, after: Deck) -> _Renaming:
    """What the new deck means. Raises ContentError where it could not be read back, or a name is taken."""
    data = encoded_like(before, write_deck(after))
    reading = read_deck(data, target.stem)
    old, new = ([card.id for card in cards_of(each)] for each in (deck, after))
    cards = tuple((one, other) for one, other in zip(old, new, strict=True) if one != other)
    taken = [card for _, card in cards if card in old]
    if taken:
        raise ContentError(f"{taken[0]} is another card; take a name that is free")
    if reading.errors or (reading.deck.slug, reading.deck.name) != (after.slug, after.name):
        raise ContentError(f"a deck could not be read with the name {after.name!r}; take another")
    called = names.called(library.database.conn)
    told = standings.told(library.database.conn, [card for _, card in cards if card not in called])
    if told:
        raise ContentError(f"{told[0]} has a history of its own, of a card that is gone; take another name")
    return _Renaming(target, after, data, cards)


def _moved(library: Library, target: Path, old: str, new: str) -> Path:
    """Give a deck's file the name of its slug, where it had that of the old one."""
    wanted = target.with_name(library.home.deck_file(new).name)
    if target.name != library.home.deck_file(old).name or target == wanted:
        return target
    wanted = free_name(wanted)
    move(target, wanted)
    return wanted


def _follow(library: Library, cards: Sequence[tuple[str, str]], more: Sequence[Event] = ()) -> None:
    """Write what lets the histories go on under the new ids, then read the deck again."""
    conn = library.database.conn
    events = [*_freed(library, cards), *(goes_on(conn, old, new) for old, new in cards), *more]
    if events:
        library.database.record(library.clock.stamp(), events)
    readings.rename_told_texts(library.readings, cards)
    sync(library)


def _freed(library: Library, cards: Sequence[tuple[str, str]]) -> Iterator[Event]:
    """The new ids that a history left for another name become free, unless it is the one that comes back."""
    called = names.called(library.database.conn)
    for old, new in cards:
        if called.get(new, old) != old:
            yield from freed(library.database.conn, new, called[new])


def _carry_pages(library: Library, old: str, new: str) -> None:
    """Let what is known of the pages that were added to a deck hold under its new slug."""
    conn = library.database.conn
    known = meta.get(conn, meta.PAGES + old)
    if known is not None:
        with library.database.transaction():
            meta.put(conn, meta.PAGES + new, known)
            meta.forget(conn, meta.PAGES + old)


def _days(library: Library, old: str, new: str) -> list[Event]:
    """The events by which the interview day of a deck's own is that of its new slug."""
    day = interview_days(log.interview_events(library.database.conn)).own.get(old)
    if day is None or old == new:
        return []
    planned = blank_event(EventKind.PLANNED, "")
    return [planned._replace(payload={"day": each, "decks": [deck]}) for each, deck in ((None, old), (iso(day), new))]
