"""What a line that stands over others may be, and which lines may ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flashcards.content.pages.asking import Asked, asked, asked_behind_topic, begins_as_question, without_lead_in
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.naming import clean, story_name
from flashcards.content.pages.vocabulary import is_aside_section, is_generic, is_method, section_kind

LONGEST_QUESTION = 700
_MOST_WORDS = 30


class LineRole(StrEnum):
    """What a line that stands over others is."""

    QUESTION = "question"
    STORY = "story"
    ANSWER = "answer"
    SECTION = "section"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Head:
    """What a heading, or a line that stands for one, is; ``source`` stands behind the question that a title quotes."""

    role: LineRole
    asked: Asked | None = None
    source: str = ""


def asks_something(line: Line) -> bool:
    """Whether the words of a line ask, or begin as a question does."""
    if len(line.text) > LONGEST_QUESTION:
        return False
    if line.form is Form.HEADING and asked_behind_topic(line.text):
        return True
    return asked(line.text) is not None or (begins_as_question(line.text) and "? " not in line.text)


def may_ask(line: Line) -> bool:
    """Whether a line may be a question if its siblings are: nothing says that it is something else."""
    words = clean(line.text)
    known = section_kind(line.text) or is_aside_section(words) or is_method(words) or story_name(words) is not None
    label = find_label(line.text, line.form is Form.HEADING)
    if line.aside or known or is_generic(words) or (label and (label.names or label.frame or label.rest)):
        return False
    return len(words.split()) <= _MOST_WORDS or asks_something(line)


def as_prompt(line: Line) -> Asked:
    """A line that is a question because its siblings are, as it is asked."""
    _, number, words = without_lead_in(line.text)
    behind = asked_behind_topic(line.text)
    return behind or asked(line.text) or Asked(clean(words), number or line.marker.strip("-(). "), marked=True)
