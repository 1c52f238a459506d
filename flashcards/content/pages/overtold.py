"""Lines without a heading's mark that stand over what is told: prompts, whatever their words are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flashcards.content.pages.guidance import is_told_prose
from flashcards.content.pages.labels import find_label, is_field
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import clean
from flashcards.content.pages.roles import Head, LineRole, as_prompt, asks_something, may_ask
from flashcards.content.pages.runs import Parts
from flashcards.content.pages.texts import is_furniture, text_of

# As with headings: three of a kind are no accident, and what half of them are, all are.
_FEWEST = 3
_HALF = 0.5
_MOST_WORDS = 14
_MOST_LINES = 24
_SENTENCE_ENDS = (".", "。", ",", "，", ";", "；", ":", "：", "!", "！")


@dataclass(frozen=True, slots=True)
class _Standing:
    """A line that stands out, whether it asks, and what stands below it, up to the next one of its shape."""

    place: int
    line: Line
    asks: bool
    below: str
    told: bool


def lines_over_tellings(lines: Sequence[Line], parts: Parts, closed: Sequence[tuple[int, int]]) -> dict[int, Head]:
    """Return the lines of one shape of which most stand over text that somebody tells of oneself: questions where one
    of them asks, else titles. ``closed`` are the stretches of the page where nothing is asked.
    """
    found: dict[int, Head] = {}
    for group in _groups(lines, parts, closed).values():
        members = list(_weighed(group, lines))
        told = [each for each in members if each.told]
        if len(told) < _FEWEST or len(told) < _HALF * len(members):
            continue
        if any(each.asks for each in members):
            found |= {each.place: Head(LineRole.QUESTION, as_prompt(each.line)) for each in members if each.below}
        else:
            found |= {each.place: Head(LineRole.STORY) for each in told}
    return found


def _groups(lines: Sequence[Line], parts: Parts, closed: Sequence[tuple[int, int]]) -> Mapping[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    shut = {place for first, end in closed for place in range(first, end)}
    for place in range(len(lines)):
        shape = _shape(lines, place)
        if shape and place not in shut and place not in parts.labels and not parts.is_open(place):
            groups.setdefault(shape, []).append(place)
    return groups


def _shape(lines: Sequence[Line], place: int) -> Hashable:
    """How a line stands out: in bold, as an item of a list, or short above a text; None where it does not."""
    line = lines[place]
    if line.form is not Form.TEXT or not line.text or line.aside or is_furniture(line) or not _is_short(line):
        return None
    label = find_label(line.text)
    if label and (label.names or is_field(label) or label.rest):
        return None
    if line.is_bold:
        return ("bold", line.indent)
    if line.marker:
        return ("item", line.indent, line.marker == "-")
    alone = place == 0 or lines[place - 1].form is not Form.TEXT
    below = lines[place + 1] if place + 1 < len(lines) else None
    return ("line", line.quoted) if alone and below and below.form is Form.TEXT and not below.marker else None


def _is_short(line: Line) -> bool:
    words = clean(line.text)
    long = len(words.split()) > _MOST_WORDS or (words.endswith(_SENTENCE_ENDS) and not line.is_bold)
    return may_ask(line) and (asks_something(line) or not long)


def _weighed(group: Sequence[int], lines: Sequence[Line]) -> Iterator[_Standing]:
    for place, end in zip(group, [*group[1:], len(lines)], strict=True):
        below = text_of(_below(lines, place, end))
        yield _Standing(place, lines[place], asks_something(lines[place]), below, is_told_prose(below))


def _below(lines: Sequence[Line], place: int, end: int) -> Iterator[Line]:
    for line in lines[place + 1 : min(end, place + 1 + _MOST_LINES)]:
        if line.form in (Form.HEADING, Form.SUMMARY, Form.CLOSE):
            return
        if line.text and not is_furniture(line):
            yield line
