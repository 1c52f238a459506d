"""Leeches: cards that cost more than they give, and want to be rewritten."""

from __future__ import annotations

from flashcards.schedule.sm2 import MINIMUM_EASE
from flashcards.schedule.standing import Standing

LEECH_LAPSES = 4
LEECH_MISSES = 3


def leech_reason(standing: Standing) -> str:
    """Why a card is a leech, "" where it is none: lapses, a floor of ease, one part missed again and again."""
    if standing.is_new:
        return ""
    if standing.memory.lapses >= LEECH_LAPSES:
        return f"failed {standing.memory.lapses} times after it was known"
    often = [part for part, times in standing.misses if times >= LEECH_MISSES]
    if often:
        return f"{', '.join(often)} missed {LEECH_MISSES} times running"
    return "its ease is at the floor" if standing.memory.ease <= MINIMUM_EASE else ""
