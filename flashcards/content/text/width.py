"""How much room a text takes on a terminal."""

from __future__ import annotations

import re

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003ffff]"
)
# two ranges are looked for ten times as fast as many
_MAYBE_WIDE = re.compile("[\u1100-\u115f\u2e80-\U0003ffff]")


def width_of(text: str) -> int:
    """The columns of a text, two for an ideograph."""
    if text.isascii() or not _MAYBE_WIDE.search(text):
        return len(text)
    return len(text) + len(_WIDE.findall(text))


def fits(text: str, columns: int) -> bool:
    """Whether a text takes at most so many columns."""
    return len(text) <= columns and width_of(text) <= columns


def rows_of(line: str, columns: int) -> int:
    """The rows of so many columns that a line is wrapped to."""
    if (width := width_of(line)) <= columns:
        return 1
    line = line if width == len(line) else _WIDE.sub("__", line)
    rows, place = 1, 0
    while len(line) - place > columns:
        space = line.rfind(" ", place, place + columns + 1)
        place = space + 1 if space > place else place + columns
        rows += 1
    return rows
