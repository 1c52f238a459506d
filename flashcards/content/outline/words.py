"""Words: a sentence cut into the smallest pieces that may stand in different lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flashcards.content.text.sentences import groups

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "、。，！？；：」』）”’》〉…"
_WORD = re.compile(rf"[{_IDEOGRAPHS}][{_MARKS}]*|[^\s{_IDEOGRAPHS}]+")
_REST = re.compile(rf"[^\s{_IDEOGRAPHS}]*")
_IDEOGRAPH = re.compile(rf"[{_IDEOGRAPHS}]")
_EDGES = "\"'“”‘’«»()[]（）【】「」『』,.;:!?，。；：！？、*_…"
_CHARACTERS_A_WORD = 2


class Word(NamedTuple):
    """One word with its punctuation. ``key`` is its bare lower-case form, ``size`` counts words.

    ``group`` numbers the quote or bracket that it stands in, from 1; 0 is outside. ``tight`` tells that no
    space stands before it. A figure is always within one word, whatever spaces it holds.
    """

    text: str
    key: str
    figure: bool = False
    group: int = 0
    size: float = 1
    tight: bool = False


def words_of(sentence: str, figures: Sequence[tuple[int, int]]) -> list[Word]:
    """Return the words of ``sentence``; ``figures`` are the spans of its figures, in order."""
    words: list[Word] = []
    enclosed = groups(sentence)
    place = group = figure = 0
    for found in _WORD.finditer(sentence):
        start, end = found.span()
        if start < place:
            continue
        while figure < len(figures) and figures[figure][1] <= start:
            figure += 1
        first = figure
        while figure < len(figures) and figures[figure][0] < end:
            end = max(end, _word_end(sentence, figures[figure][1]))
            figure += 1
        while group < len(enclosed) and enclosed[group][1] <= start:
            group += 1
        inside = group + 1 if group < len(enclosed) and enclosed[group][0] < end else 0
        words.append(_word(sentence[start:end], figure > first, inside, tight=start > 0 and start == place))
        place = end
    return words


def _word_end(sentence: str, place: int) -> int:
    found = _REST.match(sentence, place)
    return found.end() if found else place


def joined(words: Iterable[Word]) -> str:
    """Return the words as text, spaces where they were."""
    return "".join(word.text if word.tight else " " + word.text for word in words).lstrip()


def size_of(words: Iterable[Word]) -> float:
    """How many words a line of them counts."""
    return sum(word.size for word in words)


def _word(text: str, figure: bool, group: int, tight: bool) -> Word:
    key = text.strip(_EDGES).lower()
    if text.isascii():
        size: float = text.count(" ") + 1
    else:
        ideographs = len(_IDEOGRAPH.findall(text))
        size = max(len(text.split()) if ideographs < len(text.strip(_EDGES)) else 0, ideographs / _CHARACTERS_A_WORD)
    return Word(text, key, figure, group, size, tight)
