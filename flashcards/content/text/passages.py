"""A part's text without the ends of lines that only its width made: as passages, and as it is read."""

from __future__ import annotations

import re

from flashcards.content.languages.scripts import HAN, HANGUL, KANA
from flashcards.content.text.width import width_of

_ITEM = re.compile(r"(?:[-*+•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|[•·・]")
_HEADING = re.compile(r"#{1,6}\s+")
_FENCE = re.compile(r"(?:```|~~~)")
_MARKS = re.compile(r"\*\*|__(?:(?=\w)|(?<=\w__))|`")
_ENDS = tuple(".!?:;。！？：；…")
_UNCASED = re.compile(f"[{KANA}{HAN}{HANGUL}]")
_NARROWEST_PAGE = 60
_RAGGED = 8
# the longest label and its colon, which stood before the first line of a part
_LABEL = 14
# a verse is narrower
_NARROWEST_PROSE = 40
_IMAGE = "!["
_AS_IT_IS = ("|", ">", _IMAGE, "\t", "  ")
_NO_SPACES = re.compile(f"[{KANA}{HAN}]")
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
    mark = _mark(line)
    return (line[mark.end() :], True) if mark else (line, False)


def _mark(line: str) -> re.Match[str] | None:
    return _ITEM.match(line) or _HEADING.match(line)


def unwrapped(text: str) -> tuple[str, ...]:
    """Return the lines of ``text`` as they are read: those of one paragraph or item that were broken for their width
    are one. Code, tables, quotes, images and verse stay in their lines, and so do blank ones.
    """
    written = text.splitlines()
    widest = max(map(width_of, written), default=0)
    found: list[str] = []
    is_code, is_item = False, False
    for place, line in enumerate(written):
        bare = line.strip()
        is_fence = _FENCE.match(bare) is not None
        starts = _mark(bare) is not None
        is_whole = is_code or is_fence or starts or not (found and found[-1])
        stands = line.startswith(_AS_IT_IS) and not (is_item and line.startswith("  "))
        if is_whole or stands or not _was_broken(written[place - 1], bare, widest, is_first=place == 1):
            found.append(line)
            is_item = not is_code and starts
        else:
            found[-1] += _joint(found[-1], bare) + bare
        is_code ^= is_fence
    return tuple(found)


def _was_broken(line: str, after: str, widest: int, is_first: bool) -> bool:
    """Whether a line of a paragraph goes on in the next only since there was no room left."""
    if not after or line.startswith(_IMAGE) or line.endswith("\\") or widest < _NARROWEST_PROSE:
        return False
    word = after[0] if _NO_SPACES.match(after) else after.partition(" ")[0]
    room = widest - _RAGGED - (_LABEL if is_first else 0)
    is_full = widest >= _NARROWEST_PAGE and width_of(line) + width_of(word) >= room
    return is_full or (after[0].islower() and not _ends_sentence(line))


def _joint(before: str, after: str) -> str:
    return "" if _NO_SPACES.match(before[-1]) and _NO_SPACES.match(after) else " "
