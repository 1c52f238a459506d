"""What the words of a text do in their sentences, in the language that it is told in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from functools import cache, lru_cache
from typing import NamedTuple

from flashcards.content.languages.known import likely_language
from flashcards.content.languages.language import Clauses, Language, Words
from flashcards.content.languages.scripts import HAN, KANA

_WORD = re.compile(rf"[{KANA}{HAN}]|[^\W_]+(?:['-][^\W_]+)*")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")  # the same, where no other letters are, in half the time
_PHRASE = re.compile(rf".* .*|[{KANA}{HAN}]{{2}}")
_ENOUGH_TO_TELL = 300
_WORDS_KNOWN = 8192
_UNKNOWN = Clauses()
# what a word says: a sign of a script without spaces, a long word, a stop word;
# set, as the weights of an outline are, by reading outlines of 86 stories against their texts
_SIGN_SAID = 0.4
_MOST_SAID = 1.2
_EMPTY = 0.3


class WordKind(NamedTuple):
    """What a word is: ``empty`` says nothing of what a text is about, a ``teller`` tells; others as in ``Clauses``.

    ``acts`` tells that it may begin a clause or a phrase, or be what one waits for; ``says`` how much it tells of the
    story, where a word of seven letters tells 1.
    """

    empty: bool
    teller: bool
    lead: bool
    bind: bool
    lean: bool
    turn: bool
    outcome: bool
    joint: bool
    phrase: bool
    coordinator: bool
    subject: bool
    adverb: bool
    governor: bool
    hold: bool
    opener: bool
    verb: bool
    rest: bool
    acts: bool
    says: float


class Word(NamedTuple):
    """A word in lower case, its kind, and where it begins and ends."""

    key: str
    kind: WordKind
    start: int
    end: int


class Lexicon(NamedTuple):
    """The kind of a word or of a phrase of two, those phrases by their first words, what tells of a duty, and how
    clauses part."""

    kind_of: Callable[[str], WordKind]
    phrases: Mapping[str, Set[str]]
    duties: re.Pattern[str]
    lessons: re.Pattern[str]
    knows_verbs: bool
    at_commas: bool
    verb_last: bool

    def words_of(self, sentence: str) -> list[Word]:
        """The words of a sentence; the first of a known phrase is of the phrase's kind."""
        text, make = _lower(sentence).replace("’", "'"), tuple.__new__  # which a third of the time is saved by
        found = (_PLAIN_WORD if text.isascii() else _WORD).finditer(text)
        words = [make(Word, (key := word.group(), self.kind_of(key), word.start(), word.end())) for word in found]
        for at in [at for at, word in enumerate(words[:-1]) if word.key in self.phrases]:
            space = " " * (words[at].end < words[at + 1].start)
            phrase = f"{words[at].key}{space}{words[at + 1].key}"
            if phrase in self.phrases[words[at].key]:
                words[at] = words[at]._replace(kind=self.kind_of(phrase))
        return words


def lexicon_of(text: str) -> Lexicon:
    """Return the words of the language that a text is most likely told in; none has a kind where none is likely."""
    return _lexicon(likely_language(text[:_ENOUGH_TO_TELL]))


def _lower(text: str) -> str:
    """The text in lower case, each sign where it was: there are capitals of which two signs are made."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign.lower()[:1] for sign in text)


@cache
def _lexicon(language: Language | None) -> Lexicon:
    clauses = language.clauses if language else _UNKNOWN
    given = [each for each in clauses if isinstance(each, frozenset)]
    known = frozenset().union(*given)
    phrases: dict[str, set[str]] = defaultdict(set)
    for phrase in filter(_PHRASE.fullmatch, known):
        phrases[phrase.partition(" ")[0] if " " in phrase else phrase[0]].add(phrase)
    spoken = (language.spoken.duties, language.spoken.lessons) if language else ("(?!)", "(?!)")
    duties, lessons = (re.compile(pattern, re.IGNORECASE) for pattern in spoken)
    kinds = _kinds(given, language)
    return Lexicon(kinds, dict(phrases), duties, lessons, bool(clauses.verbs), clauses.at_commas, bool(clauses.rests))


def _said(word: str) -> float:
    """How much a word tells by its length: a long one more than a short one, but no more than two of those."""
    return min(_MOST_SAID, 0.3 + len(word) / 10) if len(word) > 1 else _SIGN_SAID


def _kinds(given: list[Words], language: Language | None) -> Callable[[str], WordKind]:
    """What tells the kind of a word: of what begins or ends with a hyphen, the rest is an ending or a beginning."""
    empty = language.stop_words if language else frozenset()
    teller = re.compile(language.persons.first if language else "(?!)", re.IGNORECASE)
    says_who = re.compile(f"{language.persons.i}|{language.persons.we}" if language else "(?!)")
    endings = [tuple(word[1:] for word in words if word[0] == "-") for words in given]
    beginnings = [tuple(word[:-1] for word in words if word[-1] == "-") for words in given]

    @lru_cache(_WORDS_KNOWN)
    def kind_of(word: str) -> WordKind:
        first = word.partition(" ")[0]
        kinds = zip(given, endings, beginnings, strict=True)
        found = (
            word in words or first in words or first[1:].endswith(ends) or first.startswith(begins)
            for words, ends, begins in kinds
        )
        kind = WordKind._make((first in empty, teller.fullmatch(first) is not None, *found, False, _said(word)))
        tells = kind.teller or (kind.verb and says_who.fullmatch(first) is not None)
        acts = kind.joint or kind.phrase or kind.coordinator or kind.opener or kind.verb or kind.subject
        says = kind.says * _EMPTY if kind.empty and not kind.turn else kind.says
        return kind._replace(teller=tells, acts=acts, says=says)

    return kind_of
