"""The known name that a mistyped one most likely means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import islice

LONGEST_WORD = 80
MOST_NAMES = 500
CLOSE = 0.6


def nearest(word: str, names: Iterable[str], cutoff: float = CLOSE) -> str:
    """Return the one of ``names`` that is closest to ``word``, case ignored, or "" where none is close.

    ``cutoff`` is difflib's ratio, 0 to 1. Words over 80 characters get no suggestion, and only the first 500
    names are looked at, so that a hostile text costs no more than a long one.
    """
    if len(word) > LONGEST_WORD:
        return ""
    folded = {name.casefold(): name for name in islice(names, MOST_NAMES)}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""
