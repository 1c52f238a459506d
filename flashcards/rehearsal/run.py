"""What is left of a session, and what was done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.schedule.queue import Queue, Turn

if TYPE_CHECKING:
    from flashcards.rehearsal.ending import Told
    from flashcards.schedule.events import Event

_EMPTY = Queue()


class Run:
    """What is left of a session and what was done in it.

    ``skipped`` are cards whose turn came to nothing, ``by_hand`` those that the user asked for, whatever is due.
    """

    def __init__(self, queue: Queue = _EMPTY) -> None:
        self.queue = queue
        self.done: list[Told] = []
        self.skipped: set[str] = set()
        self.by_hand: set[str] = set()

    @property
    def told(self) -> int:
        """How many grades that count were given."""
        return sum(1 for each in self.done if not each.drill)

    @property
    def drilled(self) -> int:
        """How many that do not."""
        return len(self.done) - self.told

    def skip(self, card: str) -> None:
        """Pass a card over."""
        self.skipped.add(card)
        self.queue = self.queue.without(card)

    def take_back(self, event: Event, drill: bool) -> None:
        """Undo what an event did here; its card is the next one again."""
        if event.grade is not None:
            taken = next((each for each in reversed(self.done) if each.card == event.card), None)
            self.done = [each for each in self.done if each is not taken]
        self.skipped.discard(event.card)
        self.queue = self.queue.undone(Turn(event.card, drill))

    def ask_for(self, card: str) -> None:
        """Let a card come next, whatever is due; what was to come next comes behind it."""
        waiting = self.queue.again
        cards = (waiting.card, *self.queue.cards) if waiting and not waiting.drill else self.queue.cards
        self.by_hand.add(card)
        self.skipped.discard(card)
        self.queue = self.queue._replace(cards=cards, again=Turn(card))

    def put_away(self, card: str) -> None:
        """A card that needs no turn; where that is taken back, it counts as one that the user asked for."""
        if card not in self.queue.cards:
            self.by_hand.add(card)
        self.queue = self.queue.without(card)
