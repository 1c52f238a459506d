"""How cards are called where they stand together: by short name and question, each with what sets it apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.content.card_ids import short_names
from flashcards.content.text.apart import apart


class Called(NamedTuple):
    """A card's name and what it asks; ``name_apart`` and ``question_apart`` are where what sets them apart begins."""

    name: str
    name_apart: int
    question: str
    question_apart: int


def called(asked: Sequence[tuple[str, str]]) -> dict[str, Called]:
    """Return how cards are called among these, by their ids; ``asked`` are ids, each with what it asks."""
    names = short_names([card for card, _ in asked])
    questions = [question for _, question in asked]
    places = zip(apart([names[card] for card, _ in asked]), apart(questions), strict=True)
    return {
        card: Called(names[card], name_apart, question, question_apart)
        for (card, question), (name_apart, question_apart) in zip(asked, places, strict=True)
    }
