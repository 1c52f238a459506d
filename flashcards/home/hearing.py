"""A telling of a card's story, held against it: what the deck's other stories share weighs little."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.alignment.alignment import Alignment, Heard, PartHeard, align
from flashcards.content.alignment.said_figures import FigureHeard, SaidFigure, said_figures
from flashcards.content.alignment.terms import rarity
from flashcards.content.cards import Card, CardKind
from flashcards.content.languages.known import LANGUAGES, language_of, likely_language
from flashcards.content.languages.language import Language
from flashcards.home.outlines import outlined
from flashcards.schedule.proposal import proposed_grade
from flashcards.schedule.sm2 import Grade
from flashcards.store import readings

if TYPE_CHECKING:
    from flashcards.home.library import Library

# what a word weighs is known from so many stories; a deck may have thousands
_MOST_STORIES = 200


class Hearing(NamedTuple):
    """What was heard of a telling: of the parts at these places of the card, in ``language``.

    ``texts`` are those of the parts. ``remark`` tells where the telling cannot be judged well, else it is "".
    """

    places: tuple[int, ...]
    texts: tuple[str, ...]
    language: Language
    alignment: Alignment
    figures: tuple[SaidFigure, ...]
    remark: str

    @property
    def missed(self) -> frozenset[int]:
        """The places of the parts that were missed, among all of the card's."""
        return frozenset(self.places[place] for place in self.alignment.missed)

    @property
    def grade(self) -> Grade:
        """The grade that follows from what was missed."""
        return proposed_grade(len(self.places), len(self.missed))

    def lines(self) -> Iterator[str]:
        """What a reader is told of it beside parts and cues: another story, the figures, the order."""
        if self.remark:
            yield self.remark
            return
        for figure in self.figures:
            if figure.heard is FigureHeard.WRONG:
                yield f"{figure.figure}, you said {figure.said}."
        left_out = dict.fromkeys(each.figure for each in self.figures if self._is_left_out(each))
        if left_out:
            yield f"Figures not said: {', '.join(left_out)}."
        order = self.alignment.order
        if list(order) != sorted(order):
            yield f"Told in the order {', '.join(self.alignment.parts[place].name for place in order)}."

    def _is_left_out(self, figure: SaidFigure) -> bool:
        """Whether a figure is missing in a part that was told; what a missed one holds needs no word."""
        whole = re.compile(rf"(?<!\w){re.escape(figure.figure)}(?!\w)")
        told = zip(self.texts, self.alignment.parts, strict=True)
        return figure.heard is FigureHeard.MISSING and any(
            whole.search(text) for text, part in told if part.heard is not Heard.MISSED
        )


def hear(library: Library, card: Card, telling: str, places: Sequence[int] | None = None) -> Hearing:
    """Hold a telling against the parts of a card's story at these places, all where None is given.

    Of another story nothing counts as told.
    """
    return to_hear(library, card, telling, places)()


def to_hear(library: Library, card: Card, telling: str, places: Sequence[int] | None = None) -> Callable[[], Hearing]:
    """What ``hear`` does from where nothing is read of the library any more: another thread may do that."""
    card = outlined(library.readings, card)
    return partial(
        _heard,
        card,
        telling,
        tuple(range(len(card.parts)) if places is None else places),
        _neighbours(library, card),
    )


def _heard(card: Card, telling: str, places: tuple[int, ...], neighbours: Sequence[Card]) -> Hearing:
    parts = [card.parts[place] for place in places]
    texts = tuple(part.text or "\n".join(part.bullets) for part in parts)
    language = language_of_story(card)
    # how rare a word is, the parts of all these stories say
    weigh = rarity((part.text for story in (card, *neighbours) for part in story.parts), language)
    alignment = align(parts, telling, language, weigh)
    figures = said_figures(texts, telling, language)
    remark = ""
    if alignment.different:
        alignment = alignment._replace(parts=tuple(map(_unheard, alignment.parts)))
        figures = tuple(SaidFigure(each.figure, FigureHeard.MISSING) for each in figures)
        spoken = language_of(telling)
        remark = (
            f"The telling is in {spoken.name}, the story in {language.name}."
            if spoken not in (None, language)
            else "That sounds like another story."
        )
    return Hearing(places, texts, language, alignment, figures, remark)


def language_of_story(card: Card) -> Language:
    """The language that a card's story is most likely told in."""
    texts = (part.text or "\n".join(part.bullets) for part in card.parts)
    return likely_language("\n".join(texts)) or LANGUAGES[0]


def _unheard(part: PartHeard) -> PartHeard:
    return PartHeard(part.name, Heard.MISSED, tuple(False for _ in part.cues), None)


def _neighbours(library: Library, card: Card) -> list[Card]:
    """Other stories of the deck, no more than say what a word weighs."""
    others = (
        each
        for each in readings.cards_that(library.readings, [card.deck], lambda _: True)
        if each.kind is CardKind.STORY and each.id != card.id
    )
    return list(islice(others, _MOST_STORIES))
