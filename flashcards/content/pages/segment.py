"""A page cut into segments, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class SegmentKind(StrEnum):
    """What a segment is about."""

    QUESTION = "question"
    SECTION = "section"
    THEMES = "themes"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands over what follows; ``themed``: what its siblings are, it may name a theme."""

    level: float
    text: str
    line: int
    themed: bool = True


@dataclass(slots=True)
class Segment:
    """A question, or a heading that is none, with the lines below it; ``path`` are the headings over it from the top.

    ``places`` are those of its lines, ``legend`` of lines that only name the parts; ``source`` stands behind a title.
    ``sign`` is how the line over them stands out: the marker of a list item, ``#``, ``summary``, ``**`` or "".
    ``is_story``: prose below it is a story; ``is_answer``: its title is none, and its story answers the questions
    beside it.
    """

    kind: SegmentKind
    title: str
    line: int
    path: tuple[Heading, ...] = ()
    number: str = ""
    sign: str = ""
    places: list[int] = field(default_factory=list)
    legend: list[int] = field(default_factory=list)
    source: str = ""
    is_story: bool = False
    is_answer: bool = False
    is_themed: bool = False
