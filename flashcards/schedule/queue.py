"""The order of a session: what comes next, and when a drill comes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE

CARDS_BETWEEN_DRILLS = 3


class Turn(NamedTuple):
    """One card's turn in a session; a drill never moves the schedule."""

    card: str
    drill: bool = False


class Queue(NamedTuple):
    """What is left of a session.

    ``cards`` wait in their order; ``drills`` are pairs of a card and the number of turns after which it may come
    back; ``turns`` counts the turns taken. ``again`` stands before everything: a card whose grade was undone.
    """

    cards: tuple[str, ...] = ()
    drills: tuple[tuple[str, int], ...] = ()
    turns: int = 0
    again: Turn | None = None

    @classmethod
    def of(cls, cards: Iterable[str], unfinished: Iterable[str] = ()) -> Queue:
        """A session's start: drills left from an earlier session of the day come first."""
        return cls(tuple(cards), tuple((card, 0) for card in unfinished))

    @property
    def head(self) -> Turn | None:
        """The next turn; None when the session is over. A drill that waits comes early only at the end."""
        if self.again:
            return self.again
        ready = next((card for card, after in self.drills if after <= self.turns), None)
        if ready is not None:
            return Turn(ready, drill=True)
        if self.cards:
            return Turn(self.cards[0])
        if self.drills:
            return Turn(min(self.drills, key=lambda drill: drill[1])[0], drill=True)
        return None

    @property
    def left(self) -> int:
        """How many cards still wait for their grade of the day."""
        return len(self.cards) + (1 if self.again and not self.again.drill else 0)

    def without(self, card: str) -> Queue:
        """The queue when this card needs no turn any more."""
        return self._replace(
            cards=self.cards[1:] if self.cards[:1] == (card,) else tuple(c for c in self.cards if c != card),
            drills=tuple(drill for drill in self.drills if drill[0] != card),
            again=None if self.again and self.again.card == card else self.again,
        )

    def graded(self, card: str, grade: int, drills: bool = True) -> Queue:
        """The queue after this card's turn: below 4 it is drilled again, after three other cards or at the end.

        Without ``drills`` it is not.
        """
        rest = self.without(card)._replace(turns=self.turns + 1)
        if grade >= DRILL_UNTIL_GRADE or not drills:
            return rest
        return rest._replace(drills=(*rest.drills, (card, rest.turns + CARDS_BETWEEN_DRILLS)))

    def undone(self, turn: Turn) -> Queue:
        """The queue after this turn was taken back: it is the next one again."""
        return self.without(turn.card)._replace(turns=max(0, self.turns - 1), again=turn)


def overdue(due: int, interval: int, today: int) -> float:
    """How overdue a card is relative to its interval: 0 on its day, 1 when a whole interval late.

    Ratios of days differ by far more than what a float rounds off, so they sort as they are.
    """
    return (today - due) / max(interval, 1)
