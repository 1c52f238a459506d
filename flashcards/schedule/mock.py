"""A mock round: which stories are asked, none of them twice where that can be helped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DEFAULT_QUESTIONS = 5
QUICK_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked. Cards of one ``question`` are its several answers; an equal ``story`` is the same."""

    card: str
    question: str
    story: str


def mock_round(candidates: Iterable[Candidate], count: int) -> list[str]:
    """Return the first ``count`` cards, in the order in which they come.

    A second answer to a question, and then a story that was told already, is taken only where nothing else is left;
    these come last. Only as many candidates are looked at as are needed.
    """
    chosen: list[str] = []
    questions: set[str] = set()
    stories: set[str] = set()
    asked: list[Candidate] = []
    told: list[Candidate] = []
    for candidate in candidates:
        if candidate.question in questions:
            asked.append(candidate)
        elif candidate.story in stories:
            told.append(candidate)
        else:
            chosen.append(candidate.card)
            questions.add(candidate.question)
            stories.add(candidate.story)
        if len(chosen) == count:
            return chosen
    for candidate in asked:
        if candidate.story in stories:
            told.append(candidate)
        else:
            chosen.append(candidate.card)
            stories.add(candidate.story)
    return [*chosen, *(candidate.card for candidate in told)][:count]
