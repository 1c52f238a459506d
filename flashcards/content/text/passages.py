"""Passages: a part's text as paragraphs and list items, each on one line and without its marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?:[-*+•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|[•·・]")
_HEADING = re.compile(r"#{1,6}\s+")
_FENCE = re.compile(r"(?:```|~~~)")
_MARKS = re.compile(r"\*\*|__(?=\w)|(?<=\w)__|`")
_ENDS = ".!?:;。！？：；…"
_CLOSERS = "\"'”’)]）」』»"


class Passage(NamedTuple):
    """One paragraph or one list item, its lines joined; ``item`` tells which."""

    text: str
    item: bool


def passages(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs and list items of ``text`` in order; a line that ends a sentence ends its passage."""
    found: list[tuple[list[str], bool]] = []
    is_open = False
    for raw in text.splitlines():
        line = _MARKS.sub("", raw).strip()
        if not line or _FENCE.match(raw.strip()):
            is_open = False
            continue
        body, starts, item = _unmarked(line)
        if starts or not is_open:
            found.append(([], item))
        found[-1][0].append(body)
        is_open = body.rstrip(_CLOSERS)[-1:] not in _ENDS
    return tuple(Passage(" ".join(" ".join(lines).split()), item) for lines, item in found)


def _unmarked(line: str) -> tuple[str, bool, bool]:
    """The line without its list or heading mark, whether it starts a passage, whether it is an item."""
    if mark := _ITEM.match(line):
        return line[mark.end() :], True, True
    if mark := _HEADING.match(line):
        return line[mark.end() :], True, False
    return line, False, False
