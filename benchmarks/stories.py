"""Deck files of any size: the stories are made up, always the same, and no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WHO = ("the support team", "two engineers", "our largest client", "a new manager", "the finance lead", "a designer")
_DID = ("rewrote", "measured", "questioned", "split", "automated", "reviewed", "replaced", "documented", "simplified")
_WHAT = (
    "the nightly export", "the ranking model", "our release process", "the billing page", "the alert rules",
    "the search index", "an old spreadsheet", "the onboarding guide", "the test data", "the data pipeline",
)  # fmt: skip
_WHY = ("because nobody trusted it", "so that others could go on", "after three failures", "before the audit")
_CUE = ("asked for the logs", "drew the path", "told the sponsor", "kept the old one running", "wrote it down")
PARTS = ("Situation", "Task", "Action", "Result")


def deck_text(name: str, first: int, count: int, sentences: int = 2) -> str:
    """A deck of ``count`` questions, numbered from ``first``, each with the four parts of ``sentences`` sentences."""
    return f"---\ndeck: {name}\n---\n\n" + "\n".join(
        _question(number, sentences) for number in range(first, first + count)
    )


def _question(number: int, sentences: int) -> str:
    chance = random.Random(number)
    heading = f"## Tell me about time {number}, when {chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}."
    return f"{heading}\n\n" + "\n".join(f"{part}: {_told(chance, sentences)}\n" for part in PARTS)


def _told(chance: random.Random, sentences: int) -> str:
    prose = " ".join(_sentences(chance, sentences))
    cues = "\n".join(f"- {chance.randrange(2, 90)}%: {chance.choice(_CUE)}" for _ in range(2))
    return f"{prose}\n{cues}"


def _sentences(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield (
            f"In {chance.randrange(2, 30)} days {chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} "
            f"{chance.choice(_WHY)}, and {chance.randrange(2, 90)}% of it was gone."
        )
