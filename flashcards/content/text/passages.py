"""Passages: a part's text as paragraphs and list items, each on one line and without its marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?:[-*+•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|[•·・]")
_HEADING = re.compile(r"#{1,6}\s+")
_FENCE = re.compile(r"(?:```|~~~)")
_MARKS = re.compile(r"\*\*|__(?=\w)|(?<=\w)__|`")
_ENDS = tuple(".!?:;。！？：；…")
_UNCASED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
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
    with a word for which there was no room; in a script without cases, where no line ends a sentence.
    """
    found: list[tuple[list[str], bool]] = []
    is_open = False
    widest = max(map(len, text.splitlines()), default=0)
    is_prose = any(map(_ends_sentence, text.splitlines()))
    for raw in text.splitlines():
        line = _MARKS.sub("", raw).strip()
        if not line or _FENCE.match(raw.strip()):
            is_open = False
            continue
        body, starts, item = _unmarked(line)
        if starts or not is_open or not _goes_on(found[-1][0][-1], body, widest, is_prose):
            found.append(([], item))
        found[-1][0].append(body)
        is_open = not _ends_sentence(body)
    return tuple(Passage(" ".join(" ".join(lines).split()), item) for lines, item in found)


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_ENDS)


def _goes_on(line: str, after: str, widest: int, is_prose: bool) -> bool:
    """Whether a line was only broken for its width."""
    is_full = widest >= _NARROWEST_PAGE and len(line) + len(after.partition(" ")[0]) >= widest - _RAGGED
    is_uncased = is_prose and _UNCASED.search(after) is not None and _UNCASED.search(line) is not None
    return is_full or is_uncased or after[0].islower()


def _unmarked(line: str) -> tuple[str, bool, bool]:
    """The line without its list or heading mark, whether it starts a passage, whether it is an item."""
    if mark := _ITEM.match(line):
        return line[mark.end() :], True, True
    if mark := _HEADING.match(line):
        return line[mark.end() :], True, False
    return line, False, False
