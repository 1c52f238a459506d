"""What a text does: it asks, it tells of its author, or it tells the reader what to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flashcards.content.languages.known import any_pattern
from flashcards.content.languages.neighbours import REQUESTS
from flashcards.content.pages.text import LINES_KNOWN, is_quoted, length, plain, split_at, unquoted, without_signs
from flashcards.content.pages.vocabulary import (
    LETTERS_OF_QUESTIONS,
    SEVERAL_QUESTIONS,
    is_method,
    is_of_readers,
    is_question_word,
)
from flashcards.content.text.sentences import sentence_spans

_BARE_NUMBER = re.compile(
    r"^\d{1,2}(?:\.\d{1,2})+\s+|^\d{1,2}-\d{1,2}[.)]\s*|^(?:\d\ufe0f?\u20e3|\U0001f51f)\s*|^\(?\d{1,3}(?:\.\d{1,3})*(?:[.):、．]\)?|\))\s*|^\d{1,3}\s?[-–—](?:\s+(?!\d)|(?=[¿“«„\"]))|^[①-⑳]\s*|^(?![QCFP])[A-Z]{1,3}-?\d{1,3}(?:[.):]\s*|\s+(?=[\"“]))|^[A-Z]-\d{1,2}\s+"
)
_LEAD_IN = re.compile(
    r"^(?P<word>[^\W\d_]+(?:['’ ][^\W\d_]+){0,2}?)\s*(?:#|no\.?|nº|n°|nr\.?)?\s*(?P<number>\d{1,3}[a-z]?)?\s*"
    r"(?P<end>[:：.)）]|\s[-–—]\s|[-–—](?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"{any_pattern(lambda language: language.page.asks)}|{REQUESTS}", re.IGNORECASE)
_BEGINS = re.compile(
    rf"(?!(?-i:[A-Z]{{2,}}\s[^A-Z]))(?:{any_pattern(lambda language: language.page.begins)})(?!\s*[:：])", re.IGNORECASE
)
# in brackets, or a few words behind a dash: who asks it, how often, how hard it is
_REMARK = re.compile(
    r"\s*(?:[(（]{1,2}[^()（）]{0,160}[)）]{1,2}|[\[【][^\[\]【】]{0,60}[\]】]|(?<=[?？؟.])\s[-–—]\s\S{1,30}(?:\s\S{1,30}){0,2})\s*$"
)
_SENTENCE_END = re.compile(r"[.!…]\s+(?=\S)")
_QUOTED_WITHIN = re.compile(
    r"[“”\"]([^“”\"]{4,300})[“”\"]|„([^„“”]{4,300})[“”]|«\s*([^«»]{4,300}?)\s*»|「([^「」]{4,300})」"
)
_QUOTED_BESIDE = re.compile(rf"(?:{_QUOTED_WITHIN.pattern})(?:\s+[-–—/|]|\s*[:：(（,—–])")
_MOST_WORDS_OF_A_TOPIC = 6
_FEWEST_WORDS_BEHIND_TOPIC = 3
_BEHIND_TOPIC = re.compile(r"[:：]\s+|\s*[-–—]\s+|\s+[-–—]")
_BRACKETS = re.compile(r"\([^()]*\)")
_ARROW = re.compile(r"\s*(?:→|->|=>|⇒|➜|➔)\s*")
_MOST_LETTERS = 400
_LETTERS = "|".join(sorted(LETTERS_OF_QUESTIONS))
_SHORT = re.compile(rf"^(?P<word>{_LETTERS})(?P<number>\d{{1,3}})\s*(?P<end>[:：.)）]|\s[-–—]\s|\s)\s*(?=\S)")
_ORDERS = re.compile(any_pattern(lambda language: language.page.orders), re.IGNORECASE)
_YOU = re.compile(any_pattern(lambda language: language.persons.second), re.IGNORECASE)
_MYSELF = re.compile(any_pattern(lambda language: language.persons.first))
# One sentence in five: many languages leave the pronoun out, and Korean or Spanish prose names its author no oftener.
_LEAST_TOLD = 0.2
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|\"[^\"\n]{0,2000}\"|«[^»\n]{0,2000}»|„[^“”\n]{0,2000}[“”]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked. ``marked``: the page says that it is one (``Q1:``, ``Question:``, quotes); ``source``
    stands behind its quotes.
    """

    text: str
    number: str = ""
    marked: bool = False
    source: str = ""


@lru_cache(maxsize=LINES_KNOWN)
def asked(text: str) -> Asked | None:
    """Return the question that a line asks, or None where it asks nothing."""
    marked, number, words = without_lead_in(text)
    bare = unquoted(words)
    if not bare or len(bare) > _MOST_LETTERS or not any(char.isalpha() for char in bare):
        return None
    quoted = is_quoted(words)
    if marked or (quoted and (asks(bare) or (len(bare.split()) >= 4 and not tells_of_oneself(bare)))):
        return Asked(bare, number, marked or quoted)
    if asks(bare) and not (is_method(bare) or is_of_readers(bare)):
        return Asked(bare, number)
    return None


def quoted_question(text: str) -> Asked | None:
    """Return the question that a title quotes; None where it quotes none.

    ``"How do you plan?" (second round)`` and ``How to answer "How do you plan?"`` quote one.
    """
    _, number, words = without_lead_in(text)
    found = _QUOTED_WITHIN.search(words)
    bare = next(filter(None, found.groups())).strip() if found else ""
    if not found or not asks(bare):
        return None
    before, after = words[: found.start()].strip(), words[found.end() :].strip(" ()[]-–—:")
    if after[:1] in ("/", "|") and is_quoted(beside := after[1:].strip()):
        return Asked(f"{bare} / {unquoted(beside)}", number, marked=True) if not before else None
    leads = not before or is_method(before) or before.endswith((":", "：", "-", "–", "—"))
    return Asked(bare, number, marked=True, source=after) if leads else None


@lru_cache(maxsize=LINES_KNOWN)
def asks(text: str) -> bool:
    """Whether the words themselves ask: by their question mark, or by how they begin or end."""
    text = without_signs(_REMARK.sub("", without_signs(text)))
    if text.endswith(("?", "？", "؟")):
        return True
    last = _SENTENCE_END.split(text)[-1] if len(text) <= _MOST_LETTERS else text
    return requests(text) or requests(last)


@lru_cache(maxsize=LINES_KNOWN)
def requests(text: str) -> bool:
    """Whether the words request a story, as no question back does."""
    return _ASKS.search(text) is not None


def asked_beside(text: str) -> Asked | None:
    """The question that a line asks in quotes and says something to, or behind a colon or a dash, in front of which it
    says where it was asked or what it is about.
    """
    _, number, words = without_lead_in(text)
    if _QUOTED_BESIDE.match(words) and (quoted := quoted_question(text)):
        return quoted
    head, sign, rest = split_at(_BEHIND_TOPIC, words)
    topic = (
        sign
        and not is_quoted(head)
        and len(_BRACKETS.sub(" ", head).split()) <= _MOST_WORDS_OF_A_TOPIC
        and not _BEGINS.match(head)
    )
    rest = unquoted(rest.strip(" *_"))
    # fewer words ask nothing without what stands in front of them
    says = topic and length(rest) >= _FEWEST_WORDS_BEHIND_TOPIC
    return Asked(rest, number, marked=True) if says and asks(rest) and not is_method(rest) else None


def at_arrow(text: str) -> tuple[str, str]:
    """What stands on both sides of the only arrow of a text; (text, "") where there is none, or several lead on."""
    before, _, behind = split_at(_ARROW, text)
    return (text, "") if not before or _ARROW.search(behind) else (before, plain(behind))


def first_sentence(text: str) -> str:
    """The first sentence of a text, its sign with it."""
    found = re.match(r".*?[.!?…。？！](?=\s|$|[^\x00-\x7f])", text)
    return found.group() if found else text


def begins_as_question(text: str) -> bool:
    """Whether the words begin as a question does: enough for one that stands among others, too little alone."""
    return _BEGINS.match(unquoted(without_lead_in(text)[2])) is not None


@lru_cache(maxsize=LINES_KNOWN)
def without_lead_in(text: str) -> tuple[bool, str, str]:
    """Take ``Q1:``, ``Frage 2 -``, ``1.1.`` and signs off a question.

    Returns whether the page marks it as a question, its number, and the rest with its quotes.
    """
    words, marked, number = without_signs(plain(text)), False, ""
    for _ in range(4):
        found = _BARE_NUMBER.match(words)
        lead = _LEAD_IN.match(words) or _SHORT.match(words)
        if found and found.end() < len(words):
            number, words = number or found.group(), words[found.end() :]
        elif lead and _is_question_lead(lead):
            # the word for several of them stands over a list as well
            marked = bool(lead.group("number")) or lead.group("word").casefold() not in SEVERAL_QUESTIONS
            number, words = lead.group("number") or number, words[lead.end() :]
            # P1 is a question in some languages, and how much something matters in others
            marked = marked and (lead.group("word") != "P" or asks(words) or _BEGINS.match(words) is not None)
        else:
            break
        words = without_signs(words)
    return marked, number.strip(" .():、．"), words.strip()


def _is_question_lead(lead: re.Match[str]) -> bool:
    word, end = lead.group("word"), lead.group("end")
    if not is_question_word(word) and not _SHORT.match(lead.group() + "x"):
        return False
    return bool(lead.group("number")) or end.strip() != "." or word in ("Q", "q")


def questions_in(text: str) -> list[str]:
    """The questions that a field lists: what stands in quotes, or else what the separators divide."""
    quoted = [next(filter(None, found.groups())).strip(" ,;") for found in _QUOTED_WITHIN.finditer(text)]
    if quoted:
        return quoted
    pieces = re.split(r"\s+/\s+|\s*;\s*|\s*\|\s*|\n|<br\s*/?>", text)
    return [each.text for piece in pieces if (each := asked(piece))]


def is_guidance(texts: Sequence[str], openly: bool = False) -> bool:
    """Whether the parts of an answer tell the reader what to say: more than half of them, and none tells of oneself.

    In doubt it is a story. ``openly``: to speak to somebody is not enough, it must order or ask.
    """
    told = [text for text in texts if text.strip()]
    if not told or any(tells_of_oneself(text) for text in told):
        return False
    return sum(guides(text, openly) for text in told) * 2 > len(told)


@lru_cache(maxsize=LINES_KNOWN)
def tells_of_oneself(text: str) -> bool:
    """Whether somebody speaks of what happened to them, outside questions, and outside quotes within a line."""
    bare = _QUOTED.sub(" ", "\n".join(unquoted(line.removeprefix("- ").strip()) for line in text.split("\n")))
    return any(
        _says_i(sentence) and not _orders(sentence) and not sentence.rstrip().endswith(("?", "？"))
        for sentence in _sentences(bare)
    )


def is_told_prose(text: str) -> bool:
    """Whether a text speaks of its author now and then, and far more than it speaks to the reader."""
    sentences, myself, reader = _spoken_of(text)
    return myself > 2 * reader and _LEAST_TOLD * sentences <= myself > 0


def speaks_to_reader(text: str, fewest: int) -> bool:
    """Whether at least ``fewest`` sentences of a text speak to the reader, and more than speak of its author."""
    sentences, myself, reader = _spoken_of(text)
    return reader >= max(fewest, myself + 1, _LEAST_TOLD * sentences)


def _spoken_of(text: str) -> tuple[int, int, int]:
    """How many sentences a text has outside quotes, how many speak of its author, and how many to the reader."""
    sentences = _sentences(_QUOTED.sub(" ", unquoted(text.strip())))
    myself = sum(1 for each in sentences if _says_i(each) and not _orders(each) and not each.endswith(("?", "？")))
    reader = sum(1 for each in sentences if _orders(each) or (_YOU.search(each) and not _says_i(each)))
    return len(sentences), myself, reader


def are_told(texts: Sequence[str], is_known: bool) -> bool:
    """Whether most texts tell of oneself; in a language that is not known, whether none is seen to guide the reader."""
    return sum(map(tells_of_oneself, texts)) * 2 > len(texts) or (not is_known and not any(map(guides, texts)))


@lru_cache(maxsize=LINES_KNOWN)
def guides(text: str, openly: bool = False) -> bool:
    """Whether most sentences of a text order the reader, or ask or address them."""
    sentences = [sentence for sentence in _sentences(text) if any(map(str.isalnum, sentence))]
    ordering = [_orders_or_asks(sentence, openly) for sentence in sentences]
    return bool(ordering) and ordering[0] and sum(ordering) * 2 >= len(ordering)


def _orders_or_asks(sentence: str, openly: bool) -> bool:
    if _orders(sentence) or sentence.endswith(("?", "？")):
        return True
    bare = _QUOTED.sub(" ", sentence)
    addressed = _BEGINS.match(bare) is not None or (not openly and _YOU.search(bare) is not None)
    return addressed and not _says_i(bare)


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
