"""Which card follows which: decks in turn, and none that was just given away by the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise, zip_longest

Touch = Callable[[str, str], bool]


def in_turn(decks: Sequence[Sequence[str]], begun: int) -> list[str]:
    """Return the cards of all decks, one of each deck after the other, each deck's in their order.

    ``begun`` counts the cards that were taken so before: the deck whose turn it is then comes first.
    """
    first = begun % len(decks) if decks else 0
    rounds = zip_longest(*decks[first:], *decks[:first])
    return [card for card in chain.from_iterable(rounds) if card is not None]


def kept_apart(cards: Sequence[str], touch: Touch) -> list[str]:
    """Return the cards in an order in which none directly follows one that it touches, where another can stand between.

    ``touch`` is symmetric. A card that would follow one that it touches waits until the next place where it does not.
    Where that leaves some at the end, single cards are moved, as little as helps, until no such move helps any more.
    The others keep their order.
    """
    waiting = list(cards)
    order: list[str] = []
    while waiting:
        free = (place for place, card in enumerate(waiting) if not order or not touch(order[-1], card))
        order.append(waiting.pop(next(free, 0)))
    while (better := _with_one_moved(order, touch)) is not None:
        order = better
    return order


def _with_one_moved(order: list[str], touch: Touch) -> list[str] | None:
    """The order with one card moved so that fewer follow one that they touch; None where no move does that."""
    for place, (first, second) in enumerate(pairwise(order)):
        if touch(first, second):
            for source, target in _moves(place, len(order)):
                moved = [*order[:source], *order[source + 1 :]]
                moved.insert(target, order[source])
                if _touching(moved, touch) < _touching(order, touch):
                    return moved
    return None


def _moves(place: int, length: int) -> Iterator[tuple[int, int]]:
    """What can be done about two neighbours, the shortest move first: either goes elsewhere, or another between."""
    own = [(source, target) for source in (place, place + 1) for target in range(length)]
    between = [(source, place + 1 if source > place else place) for source in range(length)]
    yield from sorted((*own, *between), key=lambda move: abs(move[0] - move[1]))


def _touching(order: Sequence[str], touch: Touch) -> int:
    return sum(touch(first, second) for first, second in pairwise(order))
