"""Text that tells the reader what to say, and is no story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flashcards.content.languages.known import any_pattern
from flashcards.content.pages.text import unquoted
from flashcards.content.text.sentences import sentence_spans

_ORDERS = re.compile(any_pattern(lambda language: language.page.orders), re.IGNORECASE)
_YOU = re.compile(any_pattern(lambda language: language.persons.second), re.IGNORECASE)
_MYSELF = re.compile(any_pattern(lambda language: language.persons.first))
_BEGINS = re.compile(any_pattern(lambda language: language.page.begins), re.IGNORECASE)
# One sentence in five: many languages leave the pronoun out, and Korean or Spanish prose names its author no oftener.
_LEAST_TOLD = 0.2
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|\"[^\"\n]{0,2000}\"|«[^»\n]{0,2000}»|„[^“”\n]{0,2000}[“”]")


def is_guidance(texts: Sequence[str], openly: bool = False) -> bool:
    """Whether the parts of an answer tell the reader what to say: more than half of them, and none tells of oneself.

    In doubt it is a story. ``openly``: to speak to somebody is not enough, it must order or ask.
    """
    told = [text for text in texts if text.strip()]
    if not told or any(tells_of_oneself(text) for text in told):
        return False
    return sum(_guides(text, openly) for text in told) * 2 > len(told)


def guides(text: str) -> bool:
    """Whether a text orders the reader, or asks or addresses them, and tells of nobody."""
    return _guides(text) and not tells_of_oneself(text)


@lru_cache(maxsize=16_384)
def tells_of_oneself(text: str) -> bool:
    """Whether somebody speaks of what happened to them, outside questions, and outside quotes within a line."""
    bare = _QUOTED.sub(" ", "\n".join(unquoted(line.removeprefix("- ").strip()) for line in text.split("\n")))
    return any(
        _says_i(sentence) and not _orders(sentence) and not sentence.rstrip().endswith(("?", "？"))
        for sentence in _sentences(bare)
    )


def is_told_prose(text: str) -> bool:
    """Whether a text speaks of its author now and then, and far more than it speaks to the reader."""
    sentences = _sentences(_QUOTED.sub(" ", unquoted(text.strip())))
    myself = sum(1 for each in sentences if _says_i(each) and not _orders(each) and not each.endswith(("?", "？")))
    reader = sum(1 for each in sentences if _orders(each) or (_YOU.search(each) and not _says_i(each)))
    return myself > 2 * reader and _LEAST_TOLD * len(sentences) <= myself > 0


def addresses_reader(text: str) -> bool:
    """Whether a good part of the sentences of a text order the reader, or speak to them."""
    sentences = _sentences(_QUOTED.sub(" ", text))
    return sum(1 for each in sentences if _YOU.search(each) or _orders(each)) > _LEAST_TOLD * len(sentences)


@lru_cache(maxsize=16_384)
def _guides(text: str, openly: bool = False) -> bool:
    """Whether most sentences of a part order or ask the reader."""
    sentences = [sentence for sentence in _sentences(text) if any(map(str.isalnum, sentence))]
    ordering = [_orders_or_asks(sentence, openly) for sentence in sentences]
    return bool(ordering) and ordering[0] and sum(ordering) * 2 >= len(ordering)


def _orders_or_asks(sentence: str, openly: bool) -> bool:
    if _orders(sentence) or sentence.endswith(("?", "？")):
        return True
    bare = _QUOTED.sub(" ", sentence)
    addressed = _BEGINS.match(bare) is not None or (not openly and _YOU.search(bare) is not None)
    return addressed and not _says_i(bare)


def asks_for_oneself(question: str) -> bool:
    """Whether a question, no request, is what its reader would ask and no one else: it says "I" and not "you"."""
    return _BEGINS.match(question) is not None and _says_i(question) and _YOU.search(question) is None


def _says_i(sentence: str) -> bool:
    """Whether a pronoun of the first person stands in a sentence, at its start in upper case as well."""
    return _MYSELF.search(sentence) is not None or _MYSELF.match(sentence[:1].lower() + sentence[1:]) is not None


def _orders(sentence: str) -> bool:
    return _ORDERS.search(sentence) is not None


def _sentences(text: str) -> list[str]:
    found = []
    for line in text.split("\n"):
        line = line.removeprefix("- ").strip()
        found += [line[start:end].strip() for start, end in sentence_spans(line)]
    return [sentence for sentence in found if sentence]
