"""The name that somebody most likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from flashcards.content.model import EXTRA_NAMES, PART_NAMES

_LABEL_LIKE = re.compile(r"\**([^\W\d_][^\W\d_-]{2,}(?:[ -][^\W\d_]{2,})?)\**:")
_LONGEST = 24


def nearest(name: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """The candidate that is closest to ``name``, or "" where none is close."""
    found = get_close_matches(name, list(candidates), n=1, cutoff=cutoff)
    return found[0] if found else ""


class LabelGuess:
    """Tells a misspelt label from a line of text that only begins like one."""

    def __init__(self, frame: Sequence[str]) -> None:
        self._names = {name.lower(): name for name in (*PART_NAMES, *EXTRA_NAMES, *frame)}
        self._known: dict[str, str] = {}

    def nearest(self, line: str) -> str:
        """The label that the line's first word nearly is, or ""."""
        if ":" not in line[:_LONGEST]:
            return ""
        found = _LABEL_LIKE.match(line[: _LONGEST + 1])
        if not found:
            return ""
        word = found.group(1).lower()
        if word not in self._known:
            close = nearest(word, self._names, cutoff=0.8)
            self._known[word] = self._names.get(close, "")
        return self._known[word]
