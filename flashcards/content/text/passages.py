"""Passages: a part's text as paragraphs and list items, each on one line and without its marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?:[-*+•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|[•·・]")
_HEADING = re.compile(r"#{1,6}\s+")
_FENCE = re.compile(r"(?:```|~~~)")
_MARKS = re.compile(r"\*\*|__(?=\w)|(?<=\w)__|`")
_ENDS = ".!?:;。！？：；…"
_NARROWEST_PAGE = 60
_RAGGED = 8
_CLOSERS = "\"'”’)]）」』»"


class Passage(NamedTuple):
    """One paragraph or one list item, its lines joined; ``item`` tells which."""

    text: str
    item: bool


def passages(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs and list items of ``text`` in order.

    A line ends its passage where it ends a sentence, or where the next one neither goes on in lower case nor begins
    with a word for which there was no room.
    """
    found: list[tuple[list[str], bool]] = []
    is_open = False
    widest = max(map(len, text.splitlines()), default=0)
    for raw in text.splitlines():
        line = _MARKS.sub("", raw).strip()
        if not line or _FENCE.match(raw.strip()):
            is_open = False
            continue
        body, starts, item = _unmarked(line)
        if starts or not is_open or not _goes_on(found[-1][0][-1], body, widest):
            found.append(([], item))
        found[-1][0].append(body)
        is_open = body.rstrip(_CLOSERS)[-1:] not in _ENDS
    return tuple(Passage(" ".join(" ".join(lines).split()), item) for lines, item in found)


def _goes_on(line: str, after: str, widest: int) -> bool:
    """Whether a line was only broken for its width."""
    is_full = widest >= _NARROWEST_PAGE and len(line) + len(after.partition(" ")[0]) >= widest - _RAGGED
    return is_full or after[0].islower()


def _unmarked(line: str) -> tuple[str, bool, bool]:
    """The line without its list or heading mark, whether it starts a passage, whether it is an item."""
    if mark := _ITEM.match(line):
        return line[mark.end() :], True, True
    if mark := _HEADING.match(line):
        return line[mark.end() :], True, False
    return line, False, False
