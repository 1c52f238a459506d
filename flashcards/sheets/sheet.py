"""A cue sheet: of each story the question, the cues by part, and the figures. Values alone, in no format yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from flashcards.content.cards import Card, CardKind
from flashcards.content.text.figures import counted_figures, figure_spans


class Piece(NamedTuple):
    """Some of a cue's text, and whether it is a figure."""

    text: str
    is_figure: bool


Cue = tuple[Piece, ...]


class StoryCues(NamedTuple):
    """One story. ``parts`` pairs the name of each part with its cues; ``figures`` stand in the order of the telling."""

    name: str
    question: str
    about: str
    parts: tuple[tuple[str, tuple[Cue, ...]], ...]
    figures: tuple[str, ...]


class Sheet(NamedTuple):
    """The stories of some decks, in their order."""

    title: str
    stories: tuple[StoryCues, ...]


def sheet(title: str, cards: Iterable[Card], clean: Callable[[str], str]) -> Sheet:
    """The cue sheet of the stories among cards; ``clean`` makes text from outside fit to be read."""
    return Sheet(clean(title), tuple(_story(card, clean) for card in cards if card.kind is CardKind.STORY))


def plain(cue: Cue) -> str:
    """The text of a cue."""
    return "".join(piece.text for piece in cue)


def _story(card: Card, clean: Callable[[str], str]) -> StoryCues:
    outlines = [(clean(part.name), [clean(line) for line in part.outline]) for part in card.parts]
    told = dict.fromkeys(figure for _, lines in outlines for line in lines for figure in counted_figures(line))
    return StoryCues(
        name=clean(card.id.rpartition("/")[2]),
        question=clean(card.prompt),
        about=clean(card.about),
        parts=tuple((name, tuple(tuple(_pieces(line)) for line in lines)) for name, lines in outlines),
        figures=tuple(told),
    )


def _pieces(line: str) -> Iterator[Piece]:
    place = 0
    for start, end in figure_spans(line):
        if place < start:
            yield Piece(line[place:start], False)
        yield Piece(line[start:end], True)
        place = end
    if place < len(line):
        yield Piece(line[place:], False)
