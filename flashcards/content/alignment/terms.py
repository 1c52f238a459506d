"""What a text is about, in a form in which a telling can be held against it: stems and numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from flashcards.content.alignment.numbers import Number, numbers
from flashcards.content.languages.language import Language
from flashcards.content.text.stems import stems

Rarity = Callable[[str], float]
"""How much a stem tells a story from others: the weight of hearing it."""

_LEAST_RARITY = 0.3


class Terms(NamedTuple):
    """The stems of a text, and its numbers in order."""

    stems: frozenset[str]
    numbers: tuple[Number, ...]


def terms(text: str, language: Language) -> Terms:
    """Return what a text is about; words that say a number are no stems besides."""
    found, rest = apart(text, language)
    return Terms(frozenset(stems(rest, language)), found)


def apart(text: str, language: Language) -> tuple[tuple[Number, ...], str]:
    """The numbers of a text in order, and the text with spaces in place of these."""
    found = numbers(text, language)
    pieces, place = list[str](), 0
    for number in found:
        pieces += text[place : number.start], " " * (number.end - number.start)
        place = number.end
    return found, "".join([*pieces, text[place:]])


def rarity(texts: Iterable[str], language: Language) -> Rarity:
    """Return the weight of a stem by how few of the texts have it: the logarithm of their share, inverse document
    frequency with a half added.
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(terms(text, language).stems)
        total += 1
    return lambda stem: max(_LEAST_RARITY, math.log((total + 1) / (counts[stem] + 0.5)))
