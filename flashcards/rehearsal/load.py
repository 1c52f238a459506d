"""How much a session brings, and which cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from flashcards.content.cards import give_away
from flashcards.errors import ContentError
from flashcards.home.library import SHIPPED_DECK, Library
from flashcards.rehearsal.agenda import Agenda
from flashcards.schedule.day_load import DayLoad
from flashcards.schedule.limits import Limits
from flashcards.schedule.neighbours import in_turn, kept_apart
from flashcards.schedule.wording import counted, minutes
from flashcards.store import readings, standings

# a session gathers this many due cards at a time, so that its start does not grow with the collection
_WINDOW = 500
_ALL = -1
# as many cards are kept apart from those that give them away
_SOON = 40


class Load(NamedTuple):
    """How much a study day may bring.

    ``new`` is a number given by hand; without one, new cards are paced. ``only`` are the ids of the cards that it is
    confined to, None for all.
    """

    decks: tuple[str, ...]
    new: int | None
    limits: Limits
    ahead: int = 0
    cram: bool = False
    only: frozenset[str] | None = None

    def gather(self, library: Library) -> Callable[[Agenda], list[str]]:
        """What finds the cards that still wait on a study day; a crammed session gets its cards once."""
        if not self.cram:
            return lambda agenda: _apart(library, self._waiting(library, agenda))
        batches = [self._kept(standings.weakest_cards(library.database.conn, self.decks, _ALL))]
        return lambda agenda: _apart(library, self._crammed(library, agenda, batches.pop())) if batches else []

    def _crammed(self, library: Library, agenda: Agenda, weakest: list[str]) -> list[str]:
        """The weakest cards, but for what guests have new."""
        stepping_back = [] if self.decks else sorted(agenda.guests)
        new = standings.new_cards(library.database.conn, agenda.today, stepping_back, _ALL) if stepping_back else []
        left_out = {card for cards in new for card in cards}
        return [card for card in weakest if card not in left_out][: self.limits.cards]

    def _waiting(self, library: Library, agenda: Agenda) -> list[str]:
        """The last rehearsals before an interview, what else is due, then as many new ones as the day still allows."""
        room = min(_WINDOW, self._room(agenda))
        window = room if self.only is None else _ALL
        last = self._kept(agenda.last_today(self.decks))
        others = [card for card in self._kept(self._due(library, agenda, window)) if card not in last]
        # the strongest of the last rehearsals ends the evening
        due = [*last[:-1], *others, *last[-1:]][:room]
        return due + self._fresh(library, agenda, room - len(due))

    def _due(self, library: Library, agenda: Agenda, window: int) -> list[str]:
        if not self.ahead and not agenda.count_due(self.decks):
            return []
        return standings.due_cards(library.database.conn, agenda.today, self.decks, window, self.ahead)

    def _room(self, agenda: Agenda) -> int:
        """How many cards the day still allows."""
        if self.limits.cards is None:
            return _WINDOW
        return max(0, self.limits.cards - agenda.so_far.graded)

    @property
    def is_plain(self) -> bool:
        """Whether it is what the day brings, and no other choice of cards."""
        return not (self.cram or self.ahead or self.only is not None)

    def left(self, agenda: Agenda) -> DayLoad:
        """What is left of today, within what it may bring."""
        return agenda.left(self.decks, self.limits, self.new)

    def opening(self, agenda: Agenda) -> str:
        """How many minutes wait, and how much of what is due goes beyond the day; "" where another choice was made."""
        load = self.left(agenda)
        if not (self.is_plain and (load.due or load.new)):
            return ""
        due = agenda.count_due(self.decks)
        about = f"about {minutes(load.seconds)}"
        if load.due < due:
            return f"{due} cards are due, {load.due} fit today, {about}: the most urgent first, the rest stays."
        return f"{counted(load.due + load.new, 'card')} for today, {about}."

    def _fresh(self, library: Library, agenda: Agenda, room: int) -> list[str]:
        fresh: list[str] = []
        for decks, count in self._new(agenda):
            count = min(count, room - len(fresh))
            if decks and count > 0:
                fresh += self._new_of(library, agenda, decks, count)
        return fresh

    def _new(self, agenda: Agenda) -> Iterator[tuple[Sequence[str], int]]:
        """How many new cards the day still allows, of which decks; a number given by hand is one for all of them."""
        decks = agenda.introducing(self.decks)
        if self.new is not None:
            yield decks, self.new - agenda.introduced
        else:
            for group, room in agenda.new_today(self.decks):
                yield [deck for deck in decks if deck in group.decks], room

    def _new_of(self, library: Library, agenda: Agenda, decks: Sequence[str], count: int) -> list[str]:
        """The next new cards of these decks, in turn, those of the example last; a day goes on where one stopped."""
        window = count if self.only is None else _ALL
        found = standings.new_cards(library.database.conn, agenda.today, decks, window)
        new = {deck: self._kept(cards) for deck, cards in zip(decks, found, strict=True)}
        example = new.pop(SHIPPED_DECK, [])
        begun = sum(agenda.counts[deck].seen for deck in new)
        return [*in_turn(list(new.values()), begun), *example][:count]

    def _kept(self, cards: list[str]) -> list[str]:
        return cards if self.only is None else [card for card in cards if card in self.only]


def _apart(library: Library, cards: list[str]) -> list[str]:
    """The cards with none directly after one that gives it away; only what comes soon is looked at."""
    read = readings.some_cards(library.readings, cards[:_SOON])
    soon = [card for card in cards[:_SOON] if card in read]
    return kept_apart(soon, lambda first, second: give_away(read[first], read[second])) + cards[_SOON:]


def of_theme(library: Library, slug: str) -> frozenset[str]:
    """The cards that carry a theme, its own card among them. Raises ContentError with the nearest."""
    tags: dict[str, set[str]] = {}
    for card in readings.cards(library.readings):
        for tag in card.tags:
            tags.setdefault(tag, set()).add(card.id)
    if slug not in tags:
        from flashcards.content.text.nearest import did_you_mean

        hint = did_you_mean(slug, {tag: repr(tag) for tag in tags}, f"there are {', '.join(sorted(tags)) or 'none'}")
        raise ContentError(f"there is no theme {slug!r}; {hint}")
    return frozenset(tags[slug])
