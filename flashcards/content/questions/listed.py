"""The questions that a text asks one to be ready for: those that it lists, or what an advertisement for a job wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.content.languages.adverts import OFFERS
from flashcards.content.languages.known import any_pattern
from flashcards.content.pages.lines import Form, Line, marked_lines
from flashcards.content.pages.speech import asked, asked_beside, asks, without_lead_in
from flashcards.content.pages.text import plain
from flashcards.content.text.sentences import sentence_spans
from flashcards.content.text.source import normalise

_YOU = re.compile(any_pattern(lambda language: language.persons.second), re.IGNORECASE)
_OFFERS = re.compile("|".join(rf"\b{re.escape(each)}\b" if each[0] < "\u0e00" else each for each in sorted(OFFERS)))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SAID = frozenset({Form.TEXT, Form.HEADING, Form.SUMMARY, Form.ROW})
_MOST_WORDS_OF_A_HEADING = 8
_FEWEST_LETTERS = 3
# nobody asks or wants anything in a longer sentence
_LONGEST = 500
# of a list of questions so much asks; an advertisement asks now and then, too
_ASKING_SHARE = 0.5


def questions_of(text: str) -> tuple[str, ...]:
    """The questions in a text, each once, in its order; where it asks little, what it wants of the one who applies.

    A list may name a topic among its questions ("a conflict with a colleague"): it is one of them. Of an advertisement
    each item counts that does not stand under what is offered, without items each sentence that speaks to the reader.
    """
    lines = [line for line in marked_lines(_CONTROL.sub(" ", normalise(text)))[0] if line.form in _SAID]
    asking = [question for line in lines for question in _asked_in(line)]
    items = [_words(line) for line in lines if _is_item(line)]
    topics = [item for item in items if item not in asking]
    if asking and len(asking) >= _ASKING_SHARE * (len(asking) + len(topics)):
        found = [question for line in lines for question in _asked_in(line) or _topic(line)]
    else:
        found = list(_wanted(lines)) or [each for line in lines for each in _addressed(line)] or asking
    return tuple(dict.fromkeys(each for each in found if _is_whole(each)))


def _is_whole(text: str) -> bool:
    return len(text) <= _LONGEST and sum(map(str.isalpha, text)) >= _FEWEST_LETTERS


def _words(line: Line) -> str:
    return without_lead_in(plain(line.text))[2]


def _is_item(line: Line) -> bool:
    return bool(line.marker) and line.form is Form.TEXT


def _asked_in(line: Line) -> list[str]:
    """What a line asks: all of it, or those of its sentences that do."""
    found = asked(line.text)
    if found is not None:
        return [found.text]
    return [_behind_topic(each) for each in _sentences(line) if asks(each)]


def _behind_topic(sentence: str) -> str:
    found = asked_beside(sentence)
    return found.text if found else sentence


def _topic(line: Line) -> list[str]:
    return [_words(line)] if _is_item(line) else []


def _wanted(lines: Sequence[Line]) -> Iterator[str]:
    """The items of an advertisement that do not stand under what is offered."""
    offered = False
    for place, line in enumerate(lines):
        if _is_heading(lines, place):
            offered = _OFFERS.search(plain(line.text).casefold()) is not None
        elif _is_item(line) and not offered:
            yield _words(line)


def _is_heading(lines: Sequence[Line], place: int) -> bool:
    """Whether a line stands over others: by its marks, or as a short one above the items of a list."""
    line = lines[place]
    if line.form is Form.HEADING or line.is_bold:
        return True
    following = lines[place + 1] if place + 1 < len(lines) else None
    leads = following is not None and (_is_item(following) or line.text.rstrip().endswith((":", "：")))
    return leads and not _is_item(line) and len(line.text.split()) <= _MOST_WORDS_OF_A_HEADING


def _addressed(line: Line) -> list[str]:
    """The sentences that speak to the reader."""
    return [each for each in _sentences(line) if _YOU.search(each) and not asks(each)]


def _sentences(line: Line) -> list[str]:
    text = plain(line.text)
    return [words for start, end in sentence_spans(text) if (words := text[start:end].strip())]
