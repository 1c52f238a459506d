"""A telling cut into runs of words: sentences, and where they are long or nothing marks them, what joins them."""

from __future__ import annotations

import re

from flashcards.content.languages.language import Language
from flashcards.content.text.sentences import sentence_spans

Span = tuple[int, int]
"""Where a run stands in its text, as (start, end) in characters."""

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_PAUSE = re.compile(r"[,，、;；:：]+")
# no thought is told in fewer words; between 5 and 8 the figures of the stories that thresholds are fitted on are alike
_FEWEST_WORDS = 6
_FEWEST_LEFT = 3
_UNSPACED_RUN = 12


def runs(telling: str, language: Language) -> tuple[Span, ...]:
    """Return the runs of a telling; a dictated one without punctuation is cut before its connectives."""
    found: list[Span] = []
    for start, end in sentence_spans(telling):
        found += _cut(telling, start, end, language)
    return tuple(found)


def _cut(text: str, start: int, end: int, language: Language) -> list[Span]:
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    if not words:
        return []
    if len(words) < _FEWEST_WORDS < _UNSPACED_RUN < (end - start) // len(words):
        return _cut_unspaced(text, start, end)
    cuts, size = [words[0][0]], 0
    for place, (begin, _) in enumerate(words):
        is_joint = _bare(text[slice(*words[place])]) in language.connectives
        pauses = place > 0 and _PAUSE.search(text, words[place - 1][1] - 1, words[place - 1][1])
        if size >= _FEWEST_WORDS and len(words) - place >= _FEWEST_LEFT and (is_joint or pauses):
            cuts.append(begin)
            size = 0
        size += 1
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _cut_unspaced(text: str, start: int, end: int) -> list[Span]:
    cuts = [start]
    for mark in _PAUSE.finditer(text, start, end):
        if mark.end() - cuts[-1] >= _UNSPACED_RUN and end - mark.end() >= _UNSPACED_RUN:
            cuts.append(mark.end())
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _bare(word: str) -> str:
    found = _LETTERS.search(word.lower())
    return found.group() if found else ""
