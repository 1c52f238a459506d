"""Passages: a part's text as paragraphs and list items, each on one line and without its marks."""

from __future__ import annotations

import re

from flashcards.content.languages.scripts import HAN, HANGUL, KANA

_ITEM = re.compile(r"(?:[-*+•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|[•·・]")
_HEADING = re.compile(r"#{1,6}\s+")
_FENCE = re.compile(r"(?:```|~~~)")
_MARKS = re.compile(r"\*\*|__(?:(?=\w)|(?<=\w__))|`")
_ENDS = tuple(".!?:;。！？：；…")
_UNCASED = re.compile(f"[{KANA}{HAN}{HANGUL}]")
_NARROWEST_PAGE = 60
_RAGGED = 8
_CLOSERS = "\"'”’)]）」』»"


def passages(text: str) -> tuple[str, ...]:
    """Return the paragraphs and list items of ``text`` in order, the lines of each joined.

    A line ends its passage where it ends a sentence, or where the next one neither goes on in lower case nor begins
    with a word for which there was no room; in a script without cases, where no line ends a sentence.
    """
    found: list[list[str]] = []
    is_open = False
    written = text.splitlines()
    widest = max(map(len, written), default=0)
    is_prose = any(map(_ends_sentence, written))
    for raw in written:
        line = _MARKS.sub("", raw).strip()
        if not line or _FENCE.match(raw.strip()):
            is_open = False
            continue
        body, starts = _unmarked(line)
        if starts or not is_open or not _goes_on(found[-1][-1], body, widest, is_prose):
            found.append([])
        found[-1].append(body)
        is_open = not _ends_sentence(body)
    return tuple(" ".join(" ".join(lines).split()) for lines in found)


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_ENDS)


def _goes_on(line: str, after: str, widest: int, is_prose: bool) -> bool:
    """Whether a line was only broken for its width."""
    is_full = widest >= _NARROWEST_PAGE and len(line) + len(after.partition(" ")[0]) >= widest - _RAGGED
    is_uncased = is_prose and _UNCASED.search(after) is not None and _UNCASED.search(line) is not None
    return is_full or is_uncased or after[0].islower()


def _unmarked(line: str) -> tuple[str, bool]:
    """The line without its list or heading mark, and whether it had one and so starts a passage."""
    mark = _ITEM.match(line) or _HEADING.match(line)
    return (line[mark.end() :], True) if mark else (line, False)
