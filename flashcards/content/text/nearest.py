"""The known name that a mistyped one most likely means."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping

LONGEST_WORD = 80
# of 400 words that are no command 12% are taken for one of 37 names, 72% by 0.5; of names with a slip 99% are found
CLOSE = 0.65
# a short word is another one soon: with these, 11% of 400 words of other languages were taken for one of a deck, 20% of
# 300 of its own that it does not hold (99% and 98% by a ratio of 0.5), and 92% of 289 words with a slip were found
_SHORTEST, _LONG = 4, 8


def nearest(word: str, names: Iterable[str], cutoff: float = CLOSE) -> str:
    """Return the one of ``names`` that is closest to ``word``, case ignored, or "" where none is close.

    ``cutoff`` is difflib's ratio, 0 to 1. Words over 80 characters get no suggestion, so that a hostile text costs
    no more than a long one.
    """
    if len(word) > LONGEST_WORD:
        return ""
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""


def respelt(word: str, words: Collection[str]) -> str:
    """Return the one of many ``words`` that differs from ``word`` by a slip, of a long one by two, or "".

    A slip is a letter too many, too few, another one, or two in the wrong order.
    """
    if not _SHORTEST <= len(word) <= LONGEST_WORD:
        return ""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, list(words), scorer=OSA.distance, score_cutoff=1 if len(word) < _LONG else 2)
    return found[0] if found else ""


def did_you_mean(word: str, names: Mapping[str, str], otherwise: str) -> str:
    """Ask whether the closest name was meant; where none is close, say ``otherwise``.

    ``names`` maps what may be meant to what is shown for it.
    """
    close = nearest(word, names)
    return f"did you mean {names[close]}?" if close else otherwise
