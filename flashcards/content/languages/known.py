"""The languages that the reader knows, what they say together, and which of them a text is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from flashcards.content.languages import (
    chinese,
    dutch,
    english,
    french,
    german,
    italian,
    japanese,
    korean,
    portuguese,
    spanish,
    vietnamese,
)
from flashcards.content.languages.language import Language, Pattern, Words
from flashcards.content.languages.neighbours import NEIGHBOURS
from flashcards.content.languages.scripts import HAN, KANA

LANGUAGES: tuple[Language, ...] = (
    english.LANGUAGE,
    german.LANGUAGE,
    french.LANGUAGE,
    spanish.LANGUAGE,
    portuguese.LANGUAGE,
    italian.LANGUAGE,
    dutch.LANGUAGE,
    vietnamese.LANGUAGE,
    chinese.LANGUAGE,
    japanese.LANGUAGE,
    korean.LANGUAGE,
)
_WORD = re.compile(rf"[{KANA}{HAN}]|[^\W\d_]++(?:'[^\W\d_]++)*+")
_FEWEST_WORDS = 8
_FEWEST_COMMON = 4
_SHARE = 0.18
_AHEAD = 1.15
_FEWEST_LIKELY = 5
_FEWEST_SIGNS = 4
_JAMO_AND_SYLLABLES = "\u1100-\u11ff\uac00-\ud7a3"
_SIGN = re.compile(f"[{_JAMO_AND_SYLLABLES}{KANA}{HAN}]")
_SCRIPTS = (
    (re.compile(f"[{_JAMO_AND_SYLLABLES}]"), korean.LANGUAGE),
    (re.compile(f"[{KANA}]"), japanese.LANGUAGE),
    (re.compile(f"[{HAN}]"), chinese.LANGUAGE),
)


def all_words(of: Callable[[Language], Words]) -> Words:
    """The words of every language together: ``all_words(lambda language: language.page.answer)``."""
    return frozenset().union(*map(of, LANGUAGES))


def any_pattern(of: Callable[[Language], Pattern]) -> Pattern:
    """The pattern that fits where that of one language does."""
    return "|".join(f"(?:{of(language)})" for language in LANGUAGES)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, apostrophes straight; numbers in digits are none, and a sign that no space
    sets apart from the next is one by itself.
    """
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def language_of(text: str) -> Language | None:
    """Return the language of a text by its commonest words; None where that is not clear, or the text is short."""
    size, counts = _counts(text)
    if size < _FEWEST_WORDS:
        return None
    most, second = sorted(counts, reverse=True)[:2]
    best = counts.index(most)
    clear = most >= max(_FEWEST_COMMON, size * _SHARE, second * _AHEAD)
    return LANGUAGES[best] if clear and best < len(LANGUAGES) else None


def likely_language(text: str) -> Language | None:
    """Return the language that a text is most likely in, by its script or its words; None where nothing tells.

    For what does little harm where the guess is wrong.
    """
    for script, language in _SCRIPTS if _SIGN.search(text) else ():
        if len(script.findall(text)) >= max(_FEWEST_SIGNS, len(text) * _SHARE):
            return language
    _, counts = _counts(text)
    best = counts.index(max(counts))
    return LANGUAGES[best] if best < len(LANGUAGES) and counts[best] >= _FEWEST_LIKELY else language_of(text)


def _counts(text: str) -> tuple[int, list[int]]:
    """How many words a text has, and how many are among the commonest of each language and neighbour."""
    heads = [word.partition("'")[0] for word in words_of(text)]
    counts, common = [0] * (len(LANGUAGES) + len(NEIGHBOURS)), _common_in()
    for head in heads:
        for place in common.get(head, ()):
            counts[place] += 1
    return len(heads), counts


@cache
def _common_in() -> dict[str, list[int]]:
    """The places of the languages, and behind them of their neighbours, among whose commonest words each one is."""
    found: dict[str, list[int]] = {}
    for place, common in enumerate((*(each.common for each in LANGUAGES), *NEIGHBOURS)):
        for word in common:
            found.setdefault(word, []).append(place)
    return found
