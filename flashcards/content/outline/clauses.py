"""Clauses: a sentence cut where it may be cut, each piece whole and in the author's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flashcards.content.outline.lexicon import Lexicon
from flashcards.content.outline.measure import COLUMNS, width_of
from flashcards.content.text.sentences import groups

Span = tuple[int, int]

_BREAK = re.compile(r"[,;:،؛](?=\s)|[，；：]|\s[-–—]{1,2}(?=\s)|[—―]|→")
_ANNOUNCING = (":", "：")
_LONGEST = 2 * COLUMNS
_LONGEST_LIST = 4 * COLUMNS
_LONGEST_WHOLE = 4 * COLUMNS
_SHORTEST_CUT = 24
_FEWEST_WORDS = 4
_FEWEST_BEHIND_FIGURE = 2
_SHORTEST_LAST_WORD = 4
_LONGEST_WORD = COLUMNS // 2
_SHORT = 20
_SHORT_WORDS = 3
_LONGEST_ITEM = 34
_FEWEST_BEFORE_JOINT = 24
_WORD = re.compile(r"\S+")
_EDGES = "\"'“”‘’«»()[]（）「」,.;:!?，。；：！？…—–- "


class Clause(NamedTuple):
    """A piece of a sentence from ``start`` to ``end``, with its first word; ``figure`` tells that one stands in it.

    Where there is no room for all of it, it may end at one of the ``cuts``: in front of a phrase, behind every figure
    and what that measures.
    """

    start: int
    end: int
    first: str
    figure: bool
    cuts: tuple[int, ...]


def clauses_of(sentence: str, figures: Sequence[Span], lexicon: Lexicon) -> list[Clause]:
    """Return the clauses of one sentence in order; ``figures`` are the spans of its figures.

    No clause ends within a figure, nor within a quote or a bracket of less than two rows.
    """
    closed = _merged(figures, [span for span in groups(sentence) if span[1] - span[0] <= _LONGEST])
    bounds = [0, *_outside(_breaks(sentence, lexicon), closed), len(sentence)]
    pieces = _held_together(sentence, list(pairwise(bounds)), lexicon)
    return _with_figures(sentence, _divided(sentence, pieces, closed), figures, closed, lexicon)


def first_word(text: str) -> str:
    """The bare first word of a text in lower case."""
    found = _WORD.search(text)
    return found.group().strip(_EDGES).lower() if found else ""


def _merged(*lists: Sequence[Span]) -> list[Span]:
    """The spans of all lists as one, those that overlap joined."""
    merged: list[Span] = []
    for start, end in sorted(span for spans in lists for span in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(places: Sequence[int], closed: Sequence[Span]) -> Iterator[int]:
    """Those of the places, which ascend, that stand in none of the spans."""
    inside = iter(closed)
    span = next(inside, None)
    for place in places:
        while span and span[1] <= place:
            span = next(inside, None)
        if not span or place <= span[0]:
            yield place


def _breaks(sentence: str, lexicon: Lexicon) -> list[int]:
    """Where a clause may end: behind a mark, or in front of a word that opens another."""
    places = [found.end() for found in _BREAK.finditer(sentence)]
    places += list(_joints(sentence, [0, *places], lexicon))
    return sorted({place for place in places if 0 < place < len(sentence)})


def _joints(sentence: str, starts: Sequence[int], lexicon: Lexicon) -> Iterator[int]:
    """Without a mark a clause is only left where what stands before is long, and is not limited by what follows."""
    marks = iter([*starts, len(sentence)])
    start, after = next(marks), next(marks)
    for found in lexicon.joints.finditer(sentence):
        while after <= found.start():
            start, after = after, next(marks)
        before = sentence[start : found.start()][-_LONGEST:]
        if len(before) >= _FEWEST_BEFORE_JOINT and not lexicon.limits.search(before):
            yield found.start()


def _held_together(sentence: str, pieces: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Join what says nothing apart: short asides, both halves of a contrast, the items of a list."""
    joined: list[Span] = []
    was_short = announces = False
    for start, end in pieces:
        text = sentence[start:end].strip()
        word = first_word(text)
        is_short = width_of(text) < _SHORT and len(text.split()) <= _SHORT_WORDS
        length = end - joined[-1][0] if joined else 0
        if joined and length <= _LONGEST and (is_short or (was_short and not announces) or _binds(word, lexicon)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
            if word in lexicon.lists:
                _join_list(sentence, joined)
        was_short, announces = is_short, text.endswith(_ANNOUNCING) and len(joined) > 1
    return joined


def _binds(word: str, lexicon: Lexicon) -> bool:
    """Where no spaces set words apart, the first signs of a clause must do."""
    return word in lexicon.binds or (not word.isascii() and not lexicon.binds.isdisjoint((word[:1], word[:2])))


def _join_list(sentence: str, joined: list[Span]) -> None:
    """Join ``a, b`` to the ``and c`` behind them, and all to what lists them: a part would pass for the whole."""
    count = 1
    while count < len(joined) and joined[-count - 1][1] - joined[-count - 1][0] <= _LONGEST_ITEM:
        count += 1
    first = max(0, len(joined) - count - 1)
    first += sentence[: joined[first][1]].rstrip()[-1:] in _ANNOUNCING
    is_item = joined[-1][1] - joined[-1][0] <= 2 * _LONGEST_ITEM and sentence[: joined[-1][0]].rstrip()[-1:] in ",،"
    if count > 1 and is_item and joined[-1][1] - joined[first][0] <= _LONGEST_LIST:
        joined[first:] = [(joined[first][0], joined[-1][1])]


def _divided(sentence: str, pieces: Sequence[Span], closed: Sequence[Span]) -> list[Span]:
    """The pieces; those that no mark divides for many rows are divided between words, or anywhere where are none."""
    bounds = [0, *(end for _, end in pieces)]
    for start, end in pieces:
        if end - start > _LONGEST_WHOLE:
            bounds += _outside(list(_word_ends(sentence, start, end)), closed)
    return list(pairwise(sorted(bounds)))


def _word_ends(sentence: str, start: int, end: int) -> Iterator[int]:
    place = start
    for word in _WORD.finditer(sentence, start, end):
        for cut in range(word.start() + _LONGEST_WORD, word.end(), _LONGEST_WORD):
            yield cut
            place = cut
        if word.start() - place >= _LONGEST_WORD:
            yield word.start()
            place = word.start()


def _with_figures(
    sentence: str, pieces: Sequence[Span], figures: Sequence[Span], closed: Sequence[Span], lexicon: Lexicon
) -> list[Clause]:
    found: list[Clause] = []
    inside = iter(figures)
    span = next(inside, None)
    for start, end in pieces:
        last = start
        while span and span[0] < end:
            last, span = span[1], next(inside, None)
        cuts = _cuts(sentence, start, end, last, lexicon)
        found.append(Clause(start, end, first_word(sentence[start:end]), last > start, tuple(_outside(cuts, closed))))
    return found


def _cuts(sentence: str, start: int, end: int, last: int, lexicon: Lexicon) -> list[int]:
    """In front of which words a clause may be left: such as open a phrase, a word or more behind its last figure.

    What is denied or limited stays whole.
    """
    limit = lexicon.limits.search(sentence, start, end)
    end = limit.start() if limit else end
    if end - start <= _SHORTEST_CUT:
        return []
    words = [word for word in _WORD.finditer(sentence, start, end) if word.start() >= last]
    fewest = _FEWEST_BEHIND_FIGURE if last > start else _FEWEST_WORDS
    return [
        word.start()
        for before, word in pairwise(words[fewest - 1 :])
        if word.group() in lexicon.leads
        and word.start() - start >= _SHORTEST_CUT
        and len(before.group()) >= _SHORTEST_LAST_WORD
    ]
