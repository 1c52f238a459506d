"""Sentences: where one ends, with quotes and brackets kept whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from flashcards.content.languages.known import all_words, language_of
from flashcards.content.languages.language import Language

_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】", "「": "」", "『": "』", "“": "”", "„": "“", "«": "»"}
_CLOSING = {**_PAIRS, "„": "“”"}
_QUOTES = frozenset('"')
_GROUP_MARKS = re.compile(r'[()\[\]（）【】「」『』“”„«»"]')
_LONGEST_GROUP = 600
_NUMBERED = re.compile(r"(?<!\S)\d{1,2}$")
# that it begins with one of these signs, whatever follows it, is said first: so they are looked for ten times as fast;
# a row of dots is read from its first one alone, else a long one with no space behind it would be read from each
_END = re.compile(
    r"[.!?…。！？｡;；](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*[\"”’»)\]]*(?=\s)|(?<=[。！？｡])[。！？｡]*[”’」』）]*|(?<=[;；]))"
)
_ABBREVIATIONS = all_words(lambda language: language.abbreviations)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
_AFTER_INITIALS = frozenset({"a.m", "p.m", "u.s", "u.k", "e.u"})
_UNIT_BEHIND_FIGURE = re.compile(r"\d\s?[^\W\d_]$")
_MONTHS = all_words(lambda language: language.numbers.ordinals.months)
_HOLDERS = all_words(lambda language: language.numbers.ordinals.holders)
_BEHIND_A_WORD = re.compile(r"(\w*)\W*(?<!\d)\d{1,3}$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+|\d{1,2}\.)")
_LOOK_BEHIND = 40


def sentence_spans(passage: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of one passage stand, as (start, end) in characters."""
    bounds = [0, *_ends(passage), len(passage)]
    return tuple(pairwise(bounds))


def _ends(passage: str) -> Iterator[int]:
    """Yield where each sentence but the last ends."""
    inside = iter(groups(passage))
    group = next(inside, None)
    language = cache(lambda: language_of(passage))
    for mark in _END.finditer(passage):
        while group and group[1] <= mark.start():
            group = next(inside, None)
        if group and group[0] < mark.start() and mark.end() < group[1]:
            continue
        if mark.end() < len(passage) and _is_end(passage, mark, language):
            yield mark.end()


def groups(text: str) -> tuple[tuple[int, int], ...]:
    """Return the outermost quotes and brackets that close, as (start, end), marks included."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for mark in _GROUP_MARKS.finditer(text):
        sign, place = mark.group(), mark.start()
        if opened and place - opened[0][1] > _LONGEST_GROUP:
            opened.clear()
        if opened and sign == opened[-1][0]:
            start = opened.pop()[1]
            if not opened:
                found.append((start, place + 1))
        elif sign in _QUOTES:
            opened.append((sign, place))
        elif sign in _PAIRS:
            opened.append((_PAIRS[sign], place))
    return tuple(found)


def without_loose_marks(line: str) -> str:
    """The line without the quotes and brackets that have no other half in it."""
    opened: list[tuple[str, int]] = []
    loose: set[int] = set()
    for mark in _GROUP_MARKS.finditer(line):
        sign, place = mark.group(), mark.start()
        if opened and sign in opened[-1][0]:
            opened.pop()
        elif sign in _PAIRS or sign in _QUOTES:
            opened.append((_CLOSING.get(sign, sign), place))
        elif not _NUMBERED.search(line, max(0, place - 3), place):
            loose.add(place)
    loose |= {place for _, place in opened}
    return "".join(sign for place, sign in enumerate(line) if place not in loose) if loose else line


def _is_end(passage: str, mark: re.Match[str], language: Callable[[], Language | None]) -> bool:
    signs = mark.group()
    if signs[0] in "。！？｡；;":
        return True
    after = passage[mark.end() : mark.end() + 3].lstrip()
    if signs[0] in "!?":
        return not after[:1].islower()
    before = passage[max(0, mark.start() - _LOOK_BEHIND) : mark.start()]
    if signs == "." and before[-1:].isdecimal() and _is_ordinal(before, passage, mark.end(), language):
        return False
    if _UNIT_BEHIND_FIGURE.search(before):
        return not after[:1].islower()
    word = before.rsplit(None, 1)[-1] if before[-1:].strip() else ""
    return not word or _ends_after(word.lstrip("(\"'“‘[").lower(), after)


def _is_ordinal(before: str, passage: str, place: int, language: Callable[[], Language | None]) -> bool:
    """Whether digits with a dot say which one of what follows at a place: ``24. Dezember``, ``im 3. Quartal``."""
    held, follows = _BEHIND_A_WORD.search(before), _NEXT_WORD.match(passage, place)
    if held is None or follows is None:
        return False
    word = follows[1].lower()
    if word in _MONTHS:
        return True
    if held[1].lower() not in _HOLDERS or not (follows[1][0].isupper() or word[0].isdecimal()):
        return False
    known = language()
    if known is None or held[1].lower() not in known.numbers.ordinals.holders:
        return False
    # what begins a sentence, and is no noun
    return not any(word in them for them in (known.stop_words, known.clauses.leads, known.clauses.adverbs))


def _ends_after(word: str, after: str) -> bool:
    """Whether a dot behind ``word`` ends the sentence, given what follows."""
    if word in _ABBREVIATIONS:
        return False
    if word in _AFTER_INITIALS:
        return after[:1].isupper()
    if _INITIALS.fullmatch(word):
        return False
    if after[:1].islower():
        return len(word) > 3 and word.isalpha()
    return True
