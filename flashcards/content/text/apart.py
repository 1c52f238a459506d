"""What sets texts apart that stand together: where each begins to say what no other says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from flashcards.content.languages.scripts import HAN, KANA, THAI_AND_LAO

# a word begins behind a space or a sign, and with each letter where no spaces are written
_WORD = re.compile(rf"(?<![^\W_])[^\W_]|[{KANA}{HAN}{THAI_AND_LAO}]")


def apart(texts: Sequence[str]) -> list[int]:
    """Return for each text the place at which the word begins by which it differs from every other.

    Equal texts are one; where a text is the beginning of another, its last word is what is left.
    """
    ordered = sorted(set(texts))
    shared = dict.fromkeys(ordered, 0)
    for first, second in pairwise(ordered):
        common = _common(first, second)
        shared[first], shared[second] = max(shared[first], common), common
    begins = {text: _word_at(text, common) for text, common in shared.items()}
    return [begins[text] for text in texts]


def _common(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    places = (place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    return next(places, min(len(first), len(second)))


def _word_at(text: str, common: int) -> int:
    """The beginning of the word in which the common beginning of a text ends, or of the next."""
    if not common:
        return 0
    begins = [found.start() for found in _WORD.finditer(text, 0, common + 1)]
    return begins[-1] if begins else 0
