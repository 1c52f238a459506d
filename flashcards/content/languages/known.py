"""The languages that the reader knows, what they say together, and which of them a text is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

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
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:'[^\W\d_]+)*")
_FEWEST_WORDS = 8
_FEWEST_COMMON = 4
_SHARE = 0.18
_AHEAD = 1.15


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
    heads: Counter[str] = Counter()
    for word, times in Counter(words_of(text)).items():
        heads[word.partition("'")[0]] += times
    size = heads.total()
    if size < _FEWEST_WORDS:
        return None
    counts = [_common_words(heads, common) for common in (*(each.common for each in LANGUAGES), *NEIGHBOURS)]
    most, second = sorted(counts, reverse=True)[:2]
    best = counts.index(most)
    clear = most >= max(_FEWEST_COMMON, size * _SHARE, second * _AHEAD)
    return LANGUAGES[best] if clear and best < len(LANGUAGES) else None


def _common_words(heads: Counter[str], common: Words) -> int:
    return sum(heads[word] for word in common & heads.keys())
