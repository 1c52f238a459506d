"""The known name that a mistyped one most likely means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

LONGEST_WORD = 80
CLOSE = 0.5


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


def did_you_mean(word: str, names: Mapping[str, str], otherwise: str) -> str:
    """Ask whether the closest name was meant; where none is close, say ``otherwise``.

    ``names`` maps what may be meant to what is shown for it.
    """
    close = nearest(word, names)
    return f"did you mean {names[close]}?" if close else otherwise
