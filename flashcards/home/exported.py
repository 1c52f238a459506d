"""What Anki was handed before, and what it is handed now: the notes of a package as the log knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flashcards.content.card_ids import deck_of
from flashcards.home.library import Library
from flashcards.schedule.day import event_time
from flashcards.schedule.events import Event
from flashcards.schedule.exports import NoteFacts, PastExports, note_facts
from flashcards.store import readings, tail


class Handed(NamedTuple):
    """The facts of each note that is exported, in order, and the names under which Anki has notes that are gone here.

    A name is what the field ``Card id`` holds.
    """

    notes: tuple[NoteFacts, ...]
    gone: tuple[str, ...]

    @property
    def new(self) -> int:
        """How many notes Anki was never handed."""
        return sum(facts.is_new for facts in self.notes)

    @property
    def changed(self) -> int:
        """How many have another text than the one that Anki was handed last."""
        return sum(facts.is_changed for facts in self.notes)

    @property
    def renamed(self) -> int:
        """How many cards have another id since, and keep their note."""
        return sum(facts.is_renamed for facts in self.notes)


def as_before(
    library: Library,
    past: Mapping[str, PastExports],
    cards: Sequence[str],
    decks: Sequence[str],
    guid_for: Callable[[str], str],
) -> Handed | None:
    """What a package of these cards bears if they say what Anki was handed last; None where one was never exported."""
    known = {card: past[card].exports[-1].digest for card in cards if card in past and past[card].exports}
    return handed(library, past, known, decks, guid_for) if len(known) == len(cards) else None


def handed(
    library: Library,
    past: Mapping[str, PastExports],
    digests: Mapping[str, str],
    decks: Sequence[str],
    guid_for: Callable[[str], str],
) -> Handed:
    """What a package of these cards bears, by the digests of their texts; ``decks`` are those asked for, none for all.

    ``guid_for`` makes the GUID of a note from its name. The times are those that the log will give to what it learns of
    it.
    """
    facts_of = giver(library, past, guid_for)
    return gathered(library, past, [facts_of(card, digest) for card, digest in digests.items()], decks)


def giver(
    library: Library, past: Mapping[str, PastExports], guid_for: Callable[[str], str]
) -> Callable[[str, str], NoteFacts]:
    """What gives each card in its turn, by the digest of its text, what its note bears; see ``handed``."""
    stamp = library.clock.stamp()
    at = event_time(stamp.at, tail.newest_time(library.database.conn))

    def facts_of(card: str, digest: str) -> NoteFacts:
        nonlocal at
        facts = note_facts(card, digest, past.get(card), at, stamp.offset, guid_for)
        # what the log learns at one stroke is a millisecond apart there
        at += facts.is_news
        return facts

    return facts_of


def gathered(
    library: Library, past: Mapping[str, PastExports], notes: Iterable[NoteFacts], decks: Sequence[str]
) -> Handed:
    """What was given to each note, together with what is gone."""
    return Handed(tuple(notes), tuple(sorted(_gone(library, past, decks))))


def _gone(library: Library, past: Mapping[str, PastExports], decks: Sequence[str]) -> Iterator[str]:
    for card in readings.gone_ids(library.readings):
        if card in past and past[card].exports and (not decks or deck_of(card) in decks):
            yield past[card].exports[0].name


def tell(library: Library, events: Iterable[Event]) -> None:
    """Let the log know what was handed to Anki, in one batch."""
    library.database.record(library.clock.stamp(), events)
