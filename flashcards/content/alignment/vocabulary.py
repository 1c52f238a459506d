"""How numbers are said in words: the vocabulary of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from flashcards.content.languages.known import LANGUAGES
from flashcards.content.languages.language import Language
from flashcards.content.languages.scripts import HAN, HANGUL, KANA

Said = tuple[str, ...]
"""The words, or in scripts without spaces the signs, that say something."""

SIGN = f"[{KANA}{HAN}{HANGUL}]"
"""A letter of a script in which no space sets words apart, or in which one letter is a syllable."""

_WORD = re.compile(rf"{SIGN}|[^\W\d_]+")
# Chinese writes its numbers with the signs that Japanese does, some of them in another form
_CODES = {"zh": "ja"}
_NUMERALS = str.maketrans(*map("".join, zip(*(language.spoken.numerals for language in LANGUAGES), strict=True)))
_CARDINALS = 1000
_ORDINALS = 100
_SCALES = (100, 10**3, 10**4, 10**6, 10**8, 10**9)


class Vocabulary(NamedTuple):
    """What says a number.

    ``cardinals`` are those below 1,000, ``scales`` what multiplies one, those of them ``scales_within`` in one word
    with what they multiply, ``ordinals`` say which one, ``amounts`` are shares and multiples. A number may go on behind
    one of the ``joiners``, and its decimals behind one of the ``points``. ``longest`` is how many words the longest
    cardinal has, ``one`` is the word for 1, ``first`` are the words that a number begins with. Those ``counted`` stand
    with what has to follow them.
    """

    cardinals: Mapping[Said, int]
    scales: Mapping[str, int]
    scales_within: frozenset[str]
    ordinals: Mapping[Said, int]
    amounts: Mapping[str, float]
    joiners: frozenset[str]
    points: frozenset[str]
    counted: Mapping[Said, int]
    longest: int
    one: str
    first: frozenset[str]


def said(text: str) -> Said:
    """The words of a text in lower case, or its signs."""
    return tuple(_WORD.findall(bare(text)))


def bare(word: str) -> str:
    """A word in lower case, a sign in the form that others are compared with."""
    return word.lower() if word.isascii() else word.lower().translate(_NUMERALS)


@cache
def vocabulary(language: Language) -> Vocabulary:
    """Return how numbers are said in a language, as num2words says them."""
    from num2words import num2words

    code = _CODES.get(language.code, language.code)

    def say(number: float, form: str = "cardinal") -> Said:
        return said(num2words(number, lang=code, to=form))

    cardinals = {say(number): number for number in range(_CARDINALS)}
    plain = {word for number in (*range(101), *range(200, _CARDINALS, 100)) for word in say(number)}
    # none of them begins a number
    joiners = frozenset(word for words in cardinals for word in words[1:]) - plain - {words[0] for words in cardinals}
    for words, number in tuple(cardinals.items()):
        cardinals.setdefault(tuple(word for word in words if word not in joiners), number)
    cardinals.update({(word,): 0 for word, amount in language.spoken.amounts if not amount})
    scales = dict(_scales(say, cardinals))
    ordinals = dict(_ordinals(say))
    counted = {
        (*said(word), each): int(number)
        for word, number in language.spoken.counted
        for each in language.spoken.counters
    }
    amounts = {word: amount for word, amount in language.spoken.amounts if amount}
    return Vocabulary(
        cardinals=cardinals,
        scales=scales,
        scales_within=frozenset(word for word in scales if _is_within(word, say)),
        ordinals=ordinals,
        amounts=amounts,
        joiners=joiners,
        points=frozenset(word for word in say(1.5) if word not in plain),
        counted=counted,
        longest=max(map(len, cardinals)),
        one=say(1)[0],
        first=frozenset({*scales, *amounts, *(words[0] for words in (*cardinals, *ordinals, *counted))}),
    )


def _scales(say: Callable[[float], Said], cardinals: Mapping[Said, int]) -> Iterator[tuple[str, int]]:
    """Yield what stands last in a round number, in one of them and in two; the smallest it may be comes last."""
    two = say(2)[0]
    for scale in reversed(_SCALES):
        one_of_them, two_of_them = say(scale)[-1], say(2 * scale)[-1].removeprefix(two)
        for word in {two_of_them if one_of_them.endswith(two_of_them) else one_of_them, two_of_them}:
            if cardinals.get((word,), scale) == scale:
                yield word, scale


def _is_within(scale: str, say: Callable[[float], Said]) -> bool:
    """Whether a scale is written in one word with what stands before and behind it: ``dreitausendvier``."""
    return any(scale in word and word != scale for word in (*say(1004), *say(3004)))


def _ordinals(say: Callable[[float, str], Said]) -> Iterator[tuple[Said, int]]:
    """Yield what says which one, as far as the language has words of its own for that."""
    for number in range(1, _ORDINALS):
        if words := say(number, "ordinal"):
            yield words, number
