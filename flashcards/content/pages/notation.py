"""What a page writes in other lines than a reader sees: sides of a card, shared beginnings, a number on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.asking import announced, asked
from flashcards.content.pages.beginnings import completed
from flashcards.content.pages.labels import Label, find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.vocabulary import section_kind

_LONGEST_PARAGRAPH = 20_000
_LONGEST_ANNOUNCEMENT = 70
_FEWEST_WORDS = 4
_MOST_WORDS = 60
_LOOK_AHEAD = 12
_ANSWER_LETTER = re.compile(r"(?:\*\*)?A(?:ns)?[.:：)](?:\*\*)?\s*(?P<rest>\S.*)$", re.DOTALL)


def spelled_out(lines: Iterable[Line]) -> list[Line]:
    """Return the lines as a reader understands them; each keeps the number of its line on the page."""
    whole = [each for line in completed(list(lines)) for each in _led_in(line)]
    return list(_numbered(whole))


def _led_in(line: Line) -> Iterator[Line]:
    """``Answer: Situation: ...`` as two lines, so that what leads in and what is told are told apart."""
    label = find_label(line.text) if line.form is Form.TEXT and len(line.text) < _LONGEST_PARAGRAPH else None
    rest = _rest_of_answer(line, label) if label is None or not label.names or label.is_letter else ""
    inner = find_label(rest) if rest else None
    if inner is None or not inner.names:
        yield line
        return
    yield replace(line, text=line.text[: len(line.text) - len(rest)].rstrip())
    yield replace(line, text=rest, marker="")


def _rest_of_answer(line: Line, label: Label | None) -> str:
    """What stands behind the words that announce an answer, "" where nothing does."""
    if found := _ANSWER_LETTER.match(line.text):
        return found.group("rest")
    return label.rest if label and section_kind(label.words) == "lead" else ""


def _numbered(lines: Sequence[Line]) -> Iterator[Line]:
    """``Question 3`` on a line of its own, and the question below it, as one."""
    waiting: tuple[Line, str] | None = None
    for place, line in enumerate(lines):
        number = _announced(lines, place)
        if number is not None:
            waiting = (line, number)
            yield replace(line, text="", form=Form.BLANK)
        elif waiting and line.text:
            above, said = waiting
            waiting = None
            bold = "" if above.form is Form.HEADING else "**"
            question = asked(line.text)
            text = question.text if question else line.text
            said = said or (question.number if question else "")
            yield replace(line, text=f"{bold}Q{said}: {text}{bold}", form=above.form, level=above.level)
        else:
            yield line


def _announced(lines: Sequence[Line], place: int) -> str | None:
    """The number in a line that only says that a question comes, "" for one without, None for any other line."""
    line = lines[place]
    if line.form not in (Form.TEXT, Form.HEADING) or not 0 < len(line.text) <= _LONGEST_ANNOUNCEMENT or line.marker:
        return None
    number = announced(line.text)
    below = next((each for each in lines[place + 1 : place + _LOOK_AHEAD] if each.text), None)
    if number is None or below is None or below.form not in (Form.TEXT, Form.HEADING) or below.marker:
        return None
    question = asked(below.text)
    if find_label(below.text) or not (question or (number and _FEWEST_WORDS <= len(below.text.split()) <= _MOST_WORDS)):
        return None
    return number
