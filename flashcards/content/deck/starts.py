"""What a line of a deck begins: text, a bullet, a fence, or the heading or label that ends them."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from flashcards.content.deck.labels import DeckLabel, Labels
from flashcards.content.deck.model import BlockKind
from flashcards.content.deck.syntax import BULLET_MARK, fence_mark, glued_heading, is_answer, is_question, tags_of
from flashcards.content.text.problems import Level, Problem

STRAY_PART = "part-before-question"


class Region(Enum):
    """Where in the file a line stands; labels and answers count only in a question."""

    PREAMBLE = auto()
    QUESTION = auto()
    THEMES = auto()


class Start(NamedTuple):
    """What a line begins: a block of that ``kind``; where it is None, a ``label``, or else a heading."""

    kind: BlockKind | None
    label: DeckLabel | None = None


_TEXT = Start(BlockKind.TEXT)
_BULLET = Start(BlockKind.BULLET)
_FENCE = Start(BlockKind.FENCE)
_HEADING = Start(None)


def start_of(line: str, number: int, region: Region, labels: Labels) -> tuple[Start, Problem | None]:
    """Return what a line that is not blank begins, and what is wrong with it; ``number`` counts lines from 1."""
    first = line[0]
    if first == "#":
        return _start_of_marked(line, number, region)
    if first == "-":
        return _BULLET if line.startswith(BULLET_MARK) else _TEXT, None
    if first in "`~":
        return _FENCE if fence_mark(line) else _TEXT, None
    return _start_of_words(line, number, region, labels) if ":" in line else (_TEXT, None)


def _start_of_marked(line: str, number: int, region: Region) -> tuple[Start, Problem | None]:
    in_question = region is Region.QUESTION
    if is_question(line) or (in_question and is_answer(line)):
        return _HEADING, None
    if column := glued_heading(line):
        mark = line[: column - 1]
        message = f'no heading without a space, so this line is text; write "{mark} " and then the words'
        return _TEXT, Problem(number, column, Level.WARNING, "heading-without-space", message)
    if in_question and tags_of(line):
        message = "tags count only on the line directly under the question; move them there"
        return _TEXT, Problem(number, 1, Level.WARNING, "misplaced-tags", message)
    return _TEXT, None


def _start_of_words(line: str, number: int, region: Region, labels: Labels) -> tuple[Start, Problem | None]:
    label = labels.find(line)
    if region is not Region.QUESTION:
        message = 'this part belongs to no question; write a "## " line with the question above it'
        is_stray = label is not None and label.is_part
        return _TEXT, Problem(number, 1, Level.ERROR, STRAY_PART, message) if is_stray else None
    if label is not None:
        return Start(None, label), None
    if meant := labels.meant(line):
        message = f'no label of ours, so this line is text; write "{meant}:"'
        return _TEXT, Problem(number, 1, Level.WARNING, "misspelt-label", message)
    return _TEXT, None
