"""How much a session brings, and which cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from flashcards.cli.library import Library
from flashcards.errors import ContentError
from flashcards.store import readings, schedule

# a session gathers this many due cards at a time, so that its start does not grow with the collection
_WINDOW = 500
_ALL = -1


@dataclass(frozen=True, slots=True)
class Load:
    """How much a study day may bring; ``only`` are the ids of the cards it is confined to, None for all."""

    decks: tuple[str, ...]
    new: int
    limit: int | None
    ahead: int = 0
    cram: bool = False
    only: frozenset[str] | None = None

    def gather(self, library: Library) -> Callable[[int], list[str]]:
        """What finds the cards that still wait on a study day; a crammed session gets its cards once."""
        if not self.cram:
            return lambda today: self._waiting(library, today)
        batches = [self._kept(schedule.weakest_cards(library.database.conn, library.clock.today, self.decks, _ALL))]
        return lambda today: batches.pop()[: self.limit] if batches else []

    def _waiting(self, library: Library, today: int) -> list[str]:
        """Due ones first, then as many new ones as the day still allows."""
        conn = library.database.conn
        room = _WINDOW if self.limit is None else min(_WINDOW, max(0, self.limit - schedule.graded_on(conn, today)))
        window = room if self.only is None else _ALL
        due = self._kept(schedule.due_cards(conn, today, self.decks, window, self.ahead))[:room]
        fresh = max(0, min(self.new - schedule.introduced_on(conn, today), room - len(due)))
        window = fresh if self.only is None else _ALL
        return due + self._kept(schedule.new_cards(conn, today, self.decks, window))[:fresh]

    def _kept(self, cards: list[str]) -> list[str]:
        return cards if self.only is None else [card for card in cards if card in self.only]


def of_theme(library: Library, slug: str) -> frozenset[str]:
    """The cards that carry a theme, its own card among them. Raises ContentError with the nearest."""
    tags: dict[str, set[str]] = {}
    for reading in readings.cards(library.readings):
        for tag in reading.card.tags:
            tags.setdefault(tag, set()).add(reading.card.id)
    if slug not in tags:
        close = get_close_matches(slug, tags, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(sorted(tags)) or 'none'}"
        raise ContentError(f"there is no theme {slug!r}; {hint}")
    return frozenset(tags[slug])
