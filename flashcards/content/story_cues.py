"""What of a story one goes over in the last hour: its name, how it begins, and its cues with their figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flashcards.content.card_ids import short_name
from flashcards.content.cards import Card
from flashcards.content.text.figures import figure_spans
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans

_RESULT = "Result"
_LESSON = "Lesson"


class Piece(NamedTuple):
    """Some of a cue's text, and whether it is a figure."""

    text: str
    is_figure: bool


Cue = tuple[Piece, ...]


class PartCues(NamedTuple):
    """The cues of one part, in their order."""

    name: str
    cues: tuple[Cue, ...]


class StoryCues(NamedTuple):
    """One story: its short name, question and answer's name; ``opening`` is its own first sentence, whole."""

    name: str
    question: str
    about: str
    opening: str
    parts: tuple[PartCues, ...]

    @property
    def result(self) -> PartCues:
        """The part that tells the outcome: the one of that name, else the last that is no lesson."""
        outcomes = [part for part in self.parts if _RESULT in part.name.split(" & ")]
        others = [part for part in self.parts if part.name != _LESSON]
        return next(iter([*outcomes, *reversed(others), *self.parts]), PartCues("", ()))


def story_cues(card: Card) -> StoryCues:
    """The cues of a story's card, whose outlines are as they are shown."""
    return StoryCues(
        name=short_name(card.id),
        question=card.prompt,
        about=card.about,
        opening=_opening(card),
        parts=tuple(PartCues(part.name, tuple(map(cue, part.outline))) for part in card.parts),
    )


def cue(line: str) -> Cue:
    """A line of an outline, its figures set apart; together the pieces are the line."""
    return tuple(_pieces(line))


def _pieces(line: str) -> Iterator[Piece]:
    place = 0
    for start, end in figure_spans(line):
        if place < start:
            yield Piece(line[place:start], False)
        yield Piece(line[start:end], True)
        place = end
    if place < len(line):
        yield Piece(line[place:], False)


def _opening(card: Card) -> str:
    """The first sentence of the first part that has one, as it was written."""
    first = next((passage.text for part in card.parts for passage in passages(part.text)), "")
    start, end = sentence_spans(first)[0]
    return first[start:end].strip()
