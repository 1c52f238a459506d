"""Labels that come again from story to story: the parts of a frame that nobody has heard of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.content.pages.asking import asked
from flashcards.content.pages.guidance import tells_of_oneself
from flashcards.content.pages.labels import Label, Style, find_label, is_field
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import clean
from flashcards.content.pages.texts import text_of
from flashcards.content.pages.vocabulary import (
    is_answer_word,
    is_generic,
    is_question_word,
    is_story_word,
    section_kind,
)

# Three parts make a frame, as three of STAR's make a story; twice the same label is no accident.
_FEWEST = 3
_FEWEST_STORIES = 2
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Field:
    """A heading or a bold label with its text, and the place of the heading over it, which is its story."""

    place: int
    manner: tuple[Style, int]
    words: str
    text: str
    story: int


def recurring_labels(lines: Sequence[Line]) -> dict[int, Label]:
    """Return the labels of such a frame by their place: three or more set alike that come again, each once below a
    heading, whose texts ask nothing and of which half tell of oneself; {} where labels of that form mark anything else.
    """
    fields = list(_fields(lines))
    found: dict[int, Label] = {}
    for manner in {field.manner for field in fields}:
        group = [field for field in fields if field.manner == manner]
        stories: dict[str, list[int]] = {}
        for field in group:
            stories.setdefault(field.words.casefold(), []).append(field.story)
        again = {key for key, over in stories.items() if len({*over}) >= _FEWEST_STORIES and len({*over}) == len(over)}
        frame = [field for field in group if field.words.casefold() in again]
        if len(again) >= _FEWEST and _is_told(frame):
            found |= {field.place: Label((field.words,), field.words, "", manner[0]) for field in frame}
    return {place: _with_rest(label, lines[place]) for place, label in found.items()}


def _is_told(frame: Sequence[_Field]) -> bool:
    told = {field.story for field in frame if tells_of_oneself(field.text)}
    other = any(_is_other(field) for field in frame)
    return not other and len(told) * 2 >= len({field.story for field in frame})


def _is_other(field: _Field) -> bool:
    """Whether a field is known to be no part, or asks, or holds parts of its own."""
    words = field.words.casefold()
    known = is_question_word(words) or is_answer_word(words) or is_story_word(words) or bool(section_kind(field.words))
    if known or (is_generic(words) and " " not in words) or not field.text:
        return True
    inner = [label for line in field.text.split("\n") if (label := find_label(line.removeprefix("- ")))]
    return any(label.names for label in inner) or any(asked(line) for line in field.text.split("\n"))


def _fields(lines: Sequence[Line]) -> Iterator[_Field]:
    over: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if line.form is Form.HEADING:
            while over and over[-1][0] >= line.level:
                over.pop()
            text = _below(lines, place)
            if over and len(clean(line.text).split()) <= _MOST_WORDS:
                yield _Field(place, (Style.HEADING, line.level), clean(line.text), text, over[-1][1])
            over.append((line.level, place))
        elif over and line.form is Form.TEXT and line.text.startswith(("**", "__")) and not line.aside:
            label = find_label(line.text)
            if label and label.style is Style.BOLD and label.colon and not (label.names or is_field(label)):
                text = "\n".join(filter(None, (label.rest, _below(lines, place))))
                yield _Field(place, (Style.BOLD, line.indent), label.words, text, over[-1][1])


def _below(lines: Sequence[Line], place: int) -> str:
    """The text below a heading or a label, up to the next of either."""
    end = place + 1
    while end < len(lines) and lines[end].form is not Form.HEADING and not lines[end].text.startswith(("**", "__")):
        end += 1
    return text_of(lines[place + 1 : end])


def _with_rest(label: Label, line: Line) -> Label:
    found = find_label(line.text) if line.form is Form.TEXT else None
    return Label(label.names, label.words, found.rest if found else "", label.style)
