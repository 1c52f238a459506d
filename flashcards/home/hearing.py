"""A telling of a card's story, held against it: what the deck's other stories share weighs little."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.alignment.alignment import Alignment, Heard, PartHeard, align
from flashcards.content.alignment.said_figures import SaidFigure, said_figures
from flashcards.content.alignment.terms import Rarity, rarity
from flashcards.content.cards import Card, CardKind
from flashcards.content.languages.known import LANGUAGES, language_of, likely_language
from flashcards.content.languages.language import Language
from flashcards.home.outlines import outlined
from flashcards.schedule.proposal import proposed_grade
from flashcards.schedule.sm2 import Grade
from flashcards.store import readings

if TYPE_CHECKING:
    from flashcards.home.library import Library


class Hearing(NamedTuple):
    """What was heard of a telling, and a word to the user where the telling cannot be judged well."""

    alignment: Alignment
    figures: tuple[SaidFigure, ...]
    remark: str

    @property
    def grade(self) -> Grade:
        """The grade that follows from what was missed."""
        return proposed_grade(len(self.alignment.parts), len(self.alignment.missed))


def hear(library: Library, card: Card, telling: str) -> Hearing:
    """Hold a telling against the story of a card; of another story nothing counts as told."""
    card = outlined(library.readings, card)
    texts = [part.text or "\n".join(part.bullets) for part in card.parts]
    language = likely_language("\n".join(texts)) or LANGUAGES[0]
    alignment = align(card.parts, telling, language, _rarity(library, card, language))
    remark = ""
    if alignment.different:
        alignment = alignment._replace(parts=tuple(map(_unheard, alignment.parts)))
        spoken = language_of(telling)
        remark = (
            f"The telling is in {spoken.name}, the story in {language.name}."
            if spoken not in (None, language)
            else "That sounds like another story."
        )
    return Hearing(alignment, said_figures(texts, telling, language), remark)


def _unheard(part: PartHeard) -> PartHeard:
    return PartHeard(part.name, Heard.MISSED, tuple(False for _ in part.cues), None)


def _rarity(library: Library, card: Card, language: Language) -> Rarity:
    """What the parts of all stories of the deck say of its words."""
    stories = readings.cards(library.readings, [card.deck])
    return rarity((part.text for story in stories if story.kind is CardKind.STORY for part in story.parts), language)
