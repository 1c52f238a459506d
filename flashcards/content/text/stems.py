"""Words brought to the form in which two texts can be compared: stemmed, without those that every text has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from flashcards.content.languages.known import all_words
from flashcards.content.languages.language import Language
from flashcards.content.languages.scripts import HAN, HANGUL, KANA

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNSPACED = re.compile(f"[{KANA}{HAN}{HANGUL}]")
_STOP_WORDS = all_words(lambda language: language.stop_words)
_ENGLISH = "english"


def stems(text: str, language: Language | None = None) -> Counter[str]:
    """Count the stems of a text, and its pairs of signs in scripts that do not set words apart.

    A stem need not be a word. Without a language the words are taken for English ones; of a language for which there
    is no stemmer they are counted as they are.
    """
    return Counter(each for word in _WORD.findall(text) for each in _stems_of(word, _stemmer(language)))


def words_by_stem(text: str, language: Language | None = None) -> dict[str, str]:
    """For each stem of a text the first word that has it, as it is written."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        for each in _stems_of(word, _stemmer(language)):
            found.setdefault(each, word)
    return found


def _stems_of(word: str, stem: Callable[[str], str]) -> Iterator[str]:
    if _UNSPACED.search(word):
        yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        return
    bare = word.casefold().replace("’", "'")
    if bare not in _STOP_WORDS and len(bare) > 1:
        yield stem(bare.partition("'")[0])


@lru_cache
def _stemmer(language: Language | None) -> Callable[[str], str]:
    import snowballstemmer

    name = language.name.lower() if language else _ENGLISH
    if name not in snowballstemmer.algorithms():
        return str
    return lru_cache(maxsize=10_000)(snowballstemmer.stemmer(name).stemWord)
