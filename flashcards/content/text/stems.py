"""Words brought to the form in which two texts can be compared: stemmed, without those that every text has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import chain
from threading import Lock

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
    return Counter(chain.from_iterable(map(_stemmer(language), _WORD.findall(text))))


def words_by_stem(text: str, language: Language | None = None) -> dict[str, str]:
    """For each stem of a text the first word that has it, as it is written."""
    found: dict[str, str] = {}
    stems_of = _stemmer(language)
    for word in _WORD.findall(text):
        for each in stems_of(word):
            found.setdefault(each, word)
    return found


def _stems_of(stem: Callable[[str], str], word: str) -> tuple[str, ...]:
    if _UNSPACED.search(word):
        return tuple(word[at : at + 2] for at in range(max(1, len(word) - 1)))
    bare = word.casefold().replace("’", "'")
    return (stem(bare.partition("'")[0]),) if bare not in _STOP_WORDS and len(bare) > 1 else ()


@lru_cache
def _stemmer(language: Language | None) -> Callable[[str], tuple[str, ...]]:
    """Gives the stems of a word; of words that come again they are known."""
    import snowballstemmer

    name = language.name.lower() if language else _ENGLISH
    stem = (
        partial(_alone, Lock(), snowballstemmer.stemmer(name).stemWord) if name in snowballstemmer.algorithms() else str
    )
    return lru_cache(maxsize=10_000)(partial(_stems_of, stem))


def _alone(lock: Lock, stem: Callable[[str], str], word: str) -> str:
    """The stem of a word; a stemmer keeps in itself the word that it is at, and a long telling is heard in a thread."""
    with lock:
        return stem(word)
