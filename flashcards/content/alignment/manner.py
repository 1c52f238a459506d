"""How something was told, whatever it tells: its words, and those that are said while one thinks."""

from __future__ import annotations

import re
from collections import Counter

from flashcards.content.languages.known import words_of
from flashcards.content.languages.language import Language
from flashcards.content.languages.scripts import HAN, KANA

_UNSPACED = re.compile(f"[{KANA}{HAN}]")


def count_words(text: str) -> int:
    """How many words a text has; in scripts that do not set words apart, how many signs."""
    return len(words_of(text))


def fillers(text: str, language: Language) -> Counter[str]:
    """Count the words of a text that are said while one thinks."""
    known = sorted(language.spoken.fillers, key=len, reverse=True)
    if not known:
        return Counter()
    return Counter(re.findall("|".join(map(_whole, known)), text.lower()))


def _whole(word: str) -> str:
    """A pattern of a word that is no piece of another one, where words are set apart."""
    return word if _UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"
