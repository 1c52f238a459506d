"""What is found in a home: cards by their words, and by how they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from flashcards.content.cards import Card
from flashcards.content.finding import Hit, Word, find, holds, lines_of, may_hold, vocabulary
from flashcards.content.text.nearest import respelt
from flashcards.home.library import Library
from flashcards.schedule.leech import leech_reason
from flashcards.schedule.standing import Standing
from flashcards.store import readings, standings

# a mistyped word is looked up in so many cards
_MOST_CARDS = 2_000


class Wanted(NamedTuple):
    """Which cards are looked into: of these decks, all where none is named, of a theme, and as they stand."""

    decks: tuple[str, ...] = ()
    theme: str = ""
    suspended: bool = False
    leeches: bool = False
    missed: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for but words."""
        return self != Wanted()

    def takes(self, card: Card, standing: Standing) -> bool:
        """Whether a card of these decks is one of those."""
        if self.theme and self.theme not in card.tags:
            return False
        if self.suspended and not standing.suspended:
            return False
        return not (self.leeches and not leech_reason(standing)) and not (self.missed and not standing.misses)


_ANY = Wanted()


def found(library: Library, words: Sequence[Word], wanted: Wanted = _ANY) -> list[Hit]:
    """The cards that hold the words, the best first; without words all that are wanted, in the order of their decks."""
    if not words:
        return [Hit(card) for card in cards_wanted(library, wanted, lambda _: True)]
    total = readings.count_cards(library.readings)
    hits = find(words, cards_wanted(library, wanted, lambda text: may_hold(words, text, together=True)), total)
    if hits and hits[0].held == len(words):
        return hits
    return find(words, cards_wanted(library, wanted, lambda text: may_hold(words, text)), total)


class Search:
    """What is found for words while they are typed: where they only grow, it is looked for among what was found.

    At most so many cards that hold the words are ranked; ``is_cut`` is whether there were more.
    """

    def __init__(self, library: Library, most: int) -> None:
        self.is_cut = False
        self._library = library
        self._most = most
        self._words: tuple[Word, ...] = ()
        self._hits: list[Hit] | None = None

    def hits(self, words: tuple[Word, ...]) -> list[Hit]:
        """The cards that hold the words, the best first; none where there are no words."""
        if self._hits is None or words != self._words:
            self._words, self._hits = words, (self._narrowed(words) or self._afresh(words)) if words else []
        return self._hits

    def forget(self) -> None:
        """Look at all cards again, since what they say has changed."""
        self._hits = None

    def _narrowed(self, words: tuple[Word, ...]) -> list[Hit]:
        """Those found before that hold all the words; none where others may, too."""
        before = self._words
        if not self._hits or self.is_cut or self._hits[0].held < len(before):
            return []
        if not all(any(word.narrows(old) for word in words) for old in before):
            return []
        found = find(words, (hit.card for hit in self._hits), readings.count_cards(self._library.readings))
        return found if found and found[0].held == len(words) else []

    def _afresh(self, words: tuple[Word, ...]) -> list[Hit]:
        hits = self._among(words, together=True)
        if hits and hits[0].held == len(words):
            return hits
        return self._among(words, together=False)

    def _among(self, words: tuple[Word, ...], together: bool) -> list[Hit]:
        conn = self._library.readings
        candidates = readings.cards_that(conn, (), lambda text: may_hold(words, text, together))
        cards = list(islice((card for card in candidates if holds(words, card, together)), self._most + 1))
        self.is_cut = len(cards) > self._most
        return find(words, cards[: self._most], readings.count_cards(conn))


def cards_wanted(library: Library, wanted: Wanted, may: Callable[[str], bool]) -> Iterator[Card]:
    """The cards that are wanted, of which ``may`` says so, given what is kept of them."""
    cards = readings.cards_that(library.readings, wanted.decks, may)
    if not (wanted.suspended or wanted.leeches or wanted.missed):
        return (card for card in cards if wanted.takes(card, Standing(card.id)))
    stored = standings.standings(library.database.conn)
    return (card for card in cards if wanted.takes(card, stored.get(card.id, Standing(card.id))))


def nearest_word(library: Library, words: Sequence[Word], wanted: Wanted) -> str:
    """A word of the cards that are looked into, as which one of these was most likely meant, "" where there is none."""
    cards = islice(cards_wanted(library, wanted, lambda _: True), _MOST_CARDS)
    known = vocabulary(line.text for card in cards for line in lines_of(card))
    close = (respelt(word.text, known) for word in words if word.text not in known)
    return next((known[each] for each in close if each), "")
