"""Which cards cost more than they give."""

from __future__ import annotations

from flashcards.schedule.leech import leech_reason
from flashcards.schedule.sm2 import Memory
from flashcards.schedule.standing import Standing
from tests.examples import for_each


def standing(lapses: int = 0, ease: int = 250, misses: tuple[tuple[str, int], ...] = ()) -> Standing:
    """A card that was told before."""
    return Standing("d/a", Memory(2, 6, ease, lapses), due=100, reviewed=94, misses=misses)


@for_each(
    ("card", "reason"),
    [
        (standing(), ""),
        (standing(lapses=3, ease=140, misses=(("Result", 2), ("Task", 2))), ""),
        (standing(lapses=4), "failed 4 times after it was known"),
        (standing(misses=(("Result", 3), ("Task", 2))), "Result missed 3 times running"),
        (standing(misses=(("Result", 3), ("Task", 5))), "Result, Task missed 3 times running"),
        (standing(ease=130), "its ease is at the floor"),
        (standing(lapses=9)._replace(due=None), ""),
    ],
)
def test_a_leech_says_why_it_is_one(card: Standing, reason: str):
    """Lapses first, then parts missed again and again, then its ease; a card that was reset starts anew."""
    assert leech_reason(card) == reason
