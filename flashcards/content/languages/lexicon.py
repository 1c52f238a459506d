"""What the words of a text do in their sentences, in the language that it is told in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from flashcards.content.languages.known import likely_language
from flashcards.content.languages.language import Clauses, Language
from flashcards.content.languages.scripts import HAN, KANA

_SIGN = re.compile(f"[{KANA}{HAN}]")
_WORD = re.compile(rf"({_SIGN.pattern}|[^\W_]++(?:['-][^\W_]++)*+)")
_PLAIN_WORD = re.compile(r"([A-Za-z0-9]++(?:['-][A-Za-z0-9]++)*+)")  # the same in less time, where no other letters are
_ENOUGH_TO_TELL = 300
_WORDS_KNOWN = 8192
# What a word says: a sign of a script without spaces, a long word, a stop word. It is worth what it says, a turn of the
# story more, less the price of a word, by which outlines have about half of the words of their texts. Set, as all
# weights of an outline, by reading outlines of 86 stories against their texts.
_SIGN_SAID = 0.4
_MOST_SAID = 1.2
_EMPTY = 0.3
_TOLD = 0.75
_TURN = 1.5
_PRICE = 0.68
_ACTING = frozenset({"joints", "phrases", "coordinators", "openers", "verbs", "subjects"})


class WordKind(NamedTuple):
    """What a word is: as in ``Clauses``; ``empty`` says nothing of what a text is about, a ``teller`` tells.

    ``acts`` tells that it may begin a clause or a phrase, or be what one waits for; ``says`` how much it tells of the
    story, where a word of seven letters tells 1, and ``worth`` what a line is worth more with it.
    """

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
    empty: bool
    teller: bool
    acts: bool
    says: float
    worth: float


# by their places, which are looked up in half of the time
_SAYS, _WORTH = map(itemgetter, map(WordKind._fields.index, ("says", "worth")))


class SentenceWords(NamedTuple):
    """The words of a sentence, one after the other: what each is, where it begins and ends, what stands in front of it.

    ``says`` and ``worths`` are what those before each word say and are worth together, one more than there are words.
    """

    kinds: Sequence[WordKind]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[str]
    says: Sequence[float]
    worths: Sequence[float]


class _Memo(dict[str, WordKind]):
    """The kinds of words, each found once; begun anew when they are many."""

    def __init__(self, find: Callable[[str], WordKind]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> WordKind:
        if len(self) >= _WORDS_KNOWN:
            self.clear()
        return self.setdefault(word, self._find(word))


class Lexicon:
    """The words of one language; none does anything where no language is known.

    ``duties`` and ``lessons`` find what tells of one, the rest tells how clauses part.
    """

    def __init__(self, language: Language | None) -> None:
        clauses = language.clauses if language else Clauses()
        self.knows_verbs, self.at_commas, self.verb_last = bool(clauses.verbs), clauses.at_commas, bool(clauses.rests)
        self.duties = _found_by(language.spoken.duties if language else "")
        self.lessons = _found_by(language.spoken.lessons if language else "")
        self._teller = _found_by(language.persons.first if language else "")
        self._says_who = _found_by(f"{language.persons.i}|{language.persons.we}" if language else "")
        self._empty = language.stop_words if language else frozenset()
        self._does: dict[str, set[str]] = defaultdict(set)
        for kind, known in clauses._asdict().items():
            for word in known if isinstance(known, frozenset) else ():
                self._does[word].add(kind)
        self._endings = {len(known) - 1 for known in self._does if known.startswith("-")}
        self._beginnings = {len(known) - 1 for known in self._does if known.endswith("-")}
        self.kind_of = _Memo(self._kind_of).__getitem__
        pairs = ((tuple(_WORD.findall(known)), known) for known in self._does)
        self._pairs = {pair: self.kind_of(known) for pair, known in pairs if len(pair) == 2}

    def words_of(self, sentence: str) -> SentenceWords:
        """The words of a sentence; the first of a known phrase is of the phrase's kind."""
        pieces = (_PLAIN_WORD if sentence.isascii() else _WORD).split(sentence.replace("’", "'"))
        places, keys = list(accumulate(map(len, pieces))), list(map(str.lower, pieces[1::2]))
        kinds = list(map(self.kind_of, keys))
        if not self._pairs.keys().isdisjoint(pairwise(keys)):
            kinds = [self._pairs.get(pair, kind) for pair, kind in zip(pairwise([*keys, ""]), kinds, strict=True)]
        says = list(accumulate(map(_SAYS, kinds), initial=0.0))
        worths = list(accumulate(map(_WORTH, kinds), initial=0.0))
        return SentenceWords(kinds, places[:-1:2], places[1::2], pieces[:-1:2], says, worths)

    def _kind_of(self, word: str) -> WordKind:
        """The kind of a word or phrase: the rest of what begins or ends with a hyphen is an ending or a beginning."""
        first = word.partition(" ")[0]
        endings = [f"-{first[-size:]}" for size in self._endings if size < len(first)]
        beginnings = [f"{first[:size]}-" for size in self._beginnings]
        known = [self._does[each] for each in (word, first, *endings, *beginnings) if each in self._does]
        does, is_empty = frozenset().union(*known), first in self._empty
        is_teller = self._teller.fullmatch(first) or ("verbs" in does and self._says_who.fullmatch(first))
        says = min(_MOST_SAID, 0.3 + len(word) / 10) if len(word) > 1 else _SIGN_SAID
        price = _PRICE if len(first) > 1 and not _SIGN.match(first) else _PRICE / 2
        return _kind(does, is_empty, bool(is_teller), says, price)


@cache
def _kind(does: frozenset[str], is_empty: bool, is_teller: bool, says: float, price: float) -> WordKind:
    """The kind of all words that do the same, and say as much."""
    says *= _EMPTY if is_empty and "turns" not in does else 1.0
    worth = _TOLD * says + _TURN * ("turns" in does) - price
    known = map(does.__contains__, Clauses._fields[:-1])
    return WordKind._make((*known, is_empty, is_teller, not does.isdisjoint(_ACTING), says, worth))


@cache
def _lexicon(language: Language | None) -> Lexicon:
    return Lexicon(language)


def lexicon_of(text: str) -> Lexicon:
    """Return the words of the language that a text is most likely told in."""
    return _lexicon(likely_language(text[:_ENOUGH_TO_TELL]))


def _found_by(pattern: str) -> re.Pattern[str]:
    """What finds a pattern in any case, and nothing where it is empty."""
    return re.compile(pattern or "(?!)", re.IGNORECASE)
