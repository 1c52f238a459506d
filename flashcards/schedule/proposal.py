"""The grade that is proposed for a telling, by what was missed."""

from __future__ import annotations

from flashcards.schedule.sm2 import Grade

_ENOUGH_EXAMPLES = 2


def proposed_grade(asked: int, missed: int) -> Grade:
    """Return the grade for a story of ``asked`` parts of which ``missed`` were missing.

    None missing is 4, all of them 0; one that is fewer than half is 3, up to half is 2, more is 1. An effortless
    telling (5) is only ever given by hand.
    """
    if not missed:
        return Grade.ALL_TOLD
    if missed == asked:
        return Grade.BLANK
    if missed == 1 and asked > 2:
        return Grade.ONE_GAP
    return Grade.HALF if missed * 2 <= asked else Grade.LITTLE


def proposed_theme_grade(examples: int, missed: int) -> Grade:
    """Return the grade for a theme: two of its examples named, or the only one, is 4; one is 3; none is 0."""
    named = examples - missed
    if named >= min(_ENOUGH_EXAMPLES, examples):
        return Grade.ALL_TOLD
    return Grade.ONE_GAP if named else Grade.BLANK
