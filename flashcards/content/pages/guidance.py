"""Text that tells the reader what to say, and is no story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.content.languages.known import any_pattern
from flashcards.content.pages.text import unquoted
from flashcards.content.text.sentences import sentence_spans

_ORDERS = re.compile(any_pattern(lambda language: language.page.orders), re.IGNORECASE)
_YOU = re.compile(any_pattern(lambda language: language.persons.second), re.IGNORECASE)
_MYSELF = re.compile(any_pattern(lambda language: language.persons.first))
_BEGINS = re.compile(any_pattern(lambda language: language.page.begins), re.IGNORECASE)
_LEAST_TOLD = 0.2
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|«[^»]{0,2000}»|„[^“”]{0,2000}[“”]")


def is_guidance(texts: Sequence[str]) -> bool:
    """Whether the parts of an answer tell the reader what to say: more than half of them, and none tells of oneself.

    In doubt it is a story.
    """
    told = [text for text in texts if text.strip()]
    if not told or any(tells_of_oneself(text) for text in told):
        return False
    return sum(map(_guides, told)) * 2 > len(told)


def guides(text: str) -> bool:
    """Whether a text orders the reader, or asks or addresses them, and tells of nobody."""
    return _guides(text) and not tells_of_oneself(text)


def tells_of_oneself(text: str) -> bool:
    """Whether somebody speaks of what happened to them, outside quotes and outside questions."""
    bare = _QUOTED.sub(" ", text)
    return any(
        _MYSELF.search(sentence) and not _orders(sentence) and not sentence.rstrip().endswith(("?", "？"))
        for sentence in _sentences(bare)
    )


def is_told_prose(text: str) -> bool:
    """Whether a text speaks of its author now and then, and far more than it speaks to the reader."""
    sentences = _sentences(_QUOTED.sub(" ", unquoted(text.strip())))
    myself = sum(
        1 for each in sentences if _MYSELF.search(each) and not _orders(each) and not each.endswith(("?", "？"))
    )
    reader = sum(1 for each in sentences if _YOU.search(each) or _orders(each))
    return myself > 2 * reader and _LEAST_TOLD * len(sentences) <= myself > 0


def addresses_reader(text: str) -> bool:
    """Whether a good part of the sentences of a text order the reader, or speak to them."""
    sentences = _sentences(_QUOTED.sub(" ", text))
    return sum(1 for each in sentences if _YOU.search(each) or _orders(each)) > _LEAST_TOLD * len(sentences)


def _guides(text: str) -> bool:
    """Whether most sentences of a part order or ask the reader."""
    sentences = [sentence for sentence in _sentences(text) if any(map(str.isalnum, sentence))]
    if not sentences or not _orders_or_asks(sentences[0]):
        return False
    return sum(map(_orders_or_asks, sentences)) * 2 >= len(sentences)


def _orders_or_asks(sentence: str) -> bool:
    bare = _QUOTED.sub(" ", sentence)
    return (
        _orders(sentence)
        or (_BEGINS.match(bare) is not None and not _MYSELF.search(bare))
        or (bool(_YOU.search(bare)) and not _MYSELF.search(bare))
        or sentence.endswith(("?", "？"))
    )


def _orders(sentence: str) -> bool:
    return _ORDERS.search(sentence) is not None


def _sentences(text: str) -> list[str]:
    found = []
    for line in text.split("\n"):
        line = line.removeprefix("- ").strip()
        found += [line[start:end].strip() for start, end in sentence_spans(line)]
    return [sentence for sentence in found if sentence]
