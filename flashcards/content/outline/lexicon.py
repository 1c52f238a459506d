"""How sentences are built in the language of a text, its patterns and words ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from flashcards.content.languages.known import likely_language
from flashcards.content.languages.language import Clauses, Language, Pattern, Words

_NEVER = re.compile(r"(?!)")
_EITHER = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_ENOUGH_TO_TELL = 600
_WORDS_KNOWN = 4096


class WordKind(NamedTuple):
    """What a word is: ``empty`` says nothing of what a text is about, the others as in ``Clauses``."""

    empty: bool
    phrase: bool
    coordinator: bool
    adverb: bool
    governor: bool
    holds: bool
    opener: bool
    verb: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What ``Clauses`` says of a language, with who tells in it; ``kind_of`` asks for a word in lower case."""

    leads: re.Pattern[str]
    frames: re.Pattern[str]
    binds: re.Pattern[str]
    leans: re.Pattern[str]
    turns: re.Pattern[str]
    outcomes: re.Pattern[str]
    statements: re.Pattern[str]
    joints: re.Pattern[str]
    rests: re.Pattern[str]
    pairs: re.Pattern[str]
    teller: re.Pattern[str]
    kind_of: Callable[[str], WordKind]
    knows_verbs: bool
    verb_last: bool


def lexicon_of(text: str) -> Lexicon:
    """Return the words of the language that a text is most likely told in; they fit nothing where none is likely."""
    return _lexicon(likely_language(text[:_ENOUGH_TO_TELL]))


@cache
def _lexicon(language: Language | None) -> Lexicon:
    clauses = language.clauses if language else Clauses("", "", "", "", "", "")
    has_spaces = language is not None and any(len(word) > 1 for word in language.common)
    start, end = (r"(?<!\w)", r"(?!\w)") if has_spaces and not clauses.verb_last else ("", "")
    return Lexicon(
        leads=_pattern(clauses.leads, r"\W*", end),
        frames=_pattern(clauses.frames, r"\W*", r"\s*(?=\w)"),
        binds=_pattern(clauses.binds, r"\W*", end),
        leans=_pattern(clauses.leans, r"\W*", end),
        turns=_pattern(clauses.turns, start, end),
        outcomes=_pattern(clauses.outcomes, start, end),
        statements=_pattern(clauses.statements, start, end),
        joints=_pattern(clauses.joints, start, end),
        rests=_pattern(clauses.rests),
        pairs=_pattern(clauses.pairs, start),
        teller=_pattern(language.persons.first if language else ""),
        kind_of=_kinds(clauses, language.stop_words if language else frozenset()),
        knows_verbs=bool(clauses.verbs),
        verb_last=clauses.verb_last,
    )


def _pattern(pattern: Pattern, before: str = "", behind: str = "") -> re.Pattern[str]:
    """The pattern made ready, for apostrophes of either form; where none is given, one that fits nothing."""
    # some patterns name both already
    either = pattern.replace(_EITHER, "'").replace("'", _EITHER)
    return re.compile(rf"{before}(?:{either}){behind}", re.IGNORECASE) if pattern else _NEVER


def _kinds(clauses: Clauses, empty: Words) -> Callable[[str], WordKind]:
    """What tells the kind of a word; of what begins with a hyphen, the rest is an ending."""
    first = (empty, clauses.phrases, clauses.coordinators, clauses.adverbs)
    given = (*first, clauses.governors, clauses.holds, clauses.openers, clauses.verbs)
    endings = [tuple(word[1:] for word in words if word[0] == "-") for words in given]

    @lru_cache(_WORDS_KNOWN)
    def kind_of(word: str) -> WordKind:
        return WordKind(*(word in words or word.endswith(ends) for words, ends in zip(given, endings, strict=True)))

    return kind_of
