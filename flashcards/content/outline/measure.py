"""How much room a line takes on a terminal."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

COLUMNS = 60
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ufaff\ufe30-\uffe6\U00016fe0-\U0003ffff]")
_WORD = re.compile(r"\S+")


def width_of(text: str) -> int:
    """The columns of a text, two for an ideograph."""
    if text.isascii() or not _WIDE.search(text):
        return len(text)
    return sum(2 if char > "\u10ff" and east_asian_width(char) in "WF" else 1 for char in text)


def rows_of(line: str) -> int:
    """The rows of ``COLUMNS`` that a line is wrapped to."""
    if width_of(line) <= COLUMNS:
        return 1
    rows, used = 1, -1
    for word in _WORD.findall(line):
        width = width_of(word)
        if used + 1 + width <= COLUMNS:
            used += 1 + width
            continue
        rows += (used > 0) + (width - 1) // COLUMNS
        used = (width - 1) % COLUMNS + 1
    return rows
