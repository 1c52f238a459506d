"""The turns of a session as they were left: ``u`` and ``e`` lead back to where one was."""

from __future__ import annotations

from typing import NamedTuple

from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.telling import Telling


class Turned(NamedTuple):
    """A turn as it was left, its clock held."""

    telling: Telling
    watch: Stopwatch


class Tape:
    """What was left in this session, the newest last, and the turn that is gone on with next."""

    def __init__(self) -> None:
        self._left: list[Turned] = []
        self._next: Turned | None = None

    def keep(self, turn: Turned) -> None:
        """Note a turn that ended with something written, so that it can be rewound."""
        self._left.append(turn)

    def go_on_with(self, turn: Turned) -> None:
        """The turn is not over: it is what comes next."""
        self._next = turn

    def rewind(self, card: str) -> Turned | None:
        """What was written last for a card was taken back: the turn that it ended comes next, if it is known."""
        self._next = next((turn for turn in reversed(self._left) if turn.telling.card.id == card), None)
        self._left = [turn for turn in self._left if turn is not self._next]
        return self._next

    def resumed(self, fresh: Telling) -> Turned | None:
        """The turn to go on with, in the text that its card has now, its clock running; None where there is none."""
        turn = self._next
        if turn is None or (turn.telling.card.id, turn.telling.drill) != (fresh.card.id, fresh.drill):
            return None
        self._next = None
        turn.watch.go_on()
        return Turned(fresh.resumed(turn.telling), turn.watch)
