"""What of a story one goes over in the last hour: its name, how it begins, and its cues with their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flashcards.content.card_ids import short_name
from flashcards.content.cards import Card
from flashcards.content.text.figures import counted_figures, figure_spans
from flashcards.content.text.passages import passages
from flashcards.content.text.sentences import sentence_spans

_RESULT = "Result"
_LESSON = "Lesson"
_GOING_ON = (";", "；")


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
    """One story: its short name, question and answer's name, and the cues of its parts.

    ``figures`` stand in the order of the telling; ``opening`` is the story's own first sentence, whole.
    """

    name: str
    question: str
    about: str
    parts: tuple[PartCues, ...]
    figures: tuple[str, ...]
    opening: str = ""

    @property
    def result(self) -> PartCues:
        """The part that tells the outcome: the one of that name, else the last that is no lesson."""
        outcomes = [part for part in self.parts if _RESULT in part.name.split(" & ")]
        others = [part for part in self.parts if part.name != _LESSON]
        return next(iter([*outcomes, *reversed(others), *self.parts]), PartCues("", ()))


def story_cues(card: Card, clean: Callable[[str], str] = str) -> StoryCues:
    """The cues of a story's card, whose outlines are as they are shown; ``clean`` makes text fit to be read."""
    outlines = [(clean(part.name), [clean(line) for line in part.outline]) for part in card.parts]
    return StoryCues(
        name=clean(short_name(card.id)),
        question=clean(card.prompt),
        about=clean(card.about),
        parts=tuple(PartCues(name, tuple(map(cue, lines))) for name, lines in outlines),
        figures=tuple(dict.fromkeys(each for _, lines in outlines for line in lines for each in counted_figures(line))),
        opening=clean(opening(card)),
    )


def cue(line: str) -> Cue:
    """A line of an outline, its figures set apart; together the pieces are the line."""
    return tuple(_pieces(line))


def plain(cue: Cue) -> str:
    """The text of a cue."""
    return "".join(piece.text for piece in cue)


def _pieces(line: str) -> Iterator[Piece]:
    place = 0
    for start, end in figure_spans(line):
        if place < start:
            yield Piece(line[place:start], False)
        yield Piece(line[start:end], True)
        place = end
    if place < len(line):
        yield Piece(line[place:], False)


def opening(card: Card) -> str:
    """The first sentence of the first part that has one, as it was written; a semicolon does not end it."""
    first = next((passage for part in card.parts for passage in passages(part.text)), "")
    ends = (end for _, end in sentence_spans(first))
    return first[: next((end for end in ends if not first[:end].rstrip().endswith(_GOING_ON)), len(first))].strip()
