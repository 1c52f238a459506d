"""Cards: what is asked and what is answered, made from the notes of a deck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.content.model import RESERVED_SLUG, Answer, Deck, Part, Question, Theme
from flashcards.content.outline import draft_outline
from flashcards.content.placeholders import is_placeholder


class Kind(StrEnum):
    """What a card asks for: a story told part by part, or the stories that show a theme."""

    STORY = "story"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class CardPart:
    """One part of the answer side; of a theme card one example: the question as name, its Result as text.

    ``bullets`` is the outline written by hand; where there is none, ``outline`` is computed when it is asked for.
    """

    name: str
    bullets: tuple[str, ...]
    text: str

    @property
    def is_draft(self) -> bool:
        """Whether the outline is computed, not written by hand."""
        return not self.bullets

    @property
    def outline(self) -> tuple[str, ...]:
        """The recall cues, every figure of the text kept."""
        return self.bullets or draft_outline(self.text, self.name)


@dataclass(frozen=True, slots=True)
class Card:
    """One prompt and one answer; the unit of scheduling.

    ``wordings`` are the other wordings of the question; ``about`` names the answer where a question has several,
    and for a theme says what it means. ``line`` is where the note stands in its deck file.
    """

    id: str
    deck: str
    kind: Kind
    prompt: str
    about: str
    parts: tuple[CardPart, ...]
    wordings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def wording(self, told: int) -> str:
        """The wording to ask in after ``told`` grades; goes round through all of them."""
        wordings = (self.prompt, *self.wordings)
        return wordings[told % len(wordings)]


def cards_of(deck: Deck) -> tuple[Card, ...]:
    """Return the deck's cards in the order of the file: stories first, then themes.

    An answer whose parts are all empty or placeholders makes no card, nor does a theme that no question carries.
    """
    stories = tuple(card for question in deck.questions for card in _story_cards(deck, question))
    themes = tuple(card for theme in deck.themes if (card := _theme_card(deck, theme)))
    return stories + themes


def card_id(deck: str, note: str, answer: str = "") -> str:
    """Return ``deck/note`` or ``deck/note/answer``."""
    return "/".join(piece for piece in (deck, note, answer) if piece)


def told_parts(answer: Answer) -> tuple[Part, ...]:
    """The parts of an answer that say something."""
    return tuple(part for part in answer.parts if not is_placeholder(part.text))


def _story_cards(deck: Deck, question: Question) -> Iterator[Card]:
    told = [(answer, parts) for answer in question.answers if (parts := told_parts(answer))]
    wordings = tuple(text for answer in question.answers for text in answer.extras("Asked as") if text)
    follow_ups = tuple(text for answer in question.answers for text in answer.extras("Follow-up") if text)
    for answer, parts in told:
        own = tuple(text for text in answer.extras("Follow-up") if text)
        yield Card(
            id=card_id(deck.slug, question.id, answer.id),
            deck=deck.slug,
            kind=Kind.STORY,
            prompt=question.text,
            about=answer.name or "" if len(told) > 1 else "",
            parts=tuple(CardPart(part.name, part.bullets, part.text) for part in parts),
            wordings=wordings,
            tags=question.tags,
            follow_ups=own or follow_ups,
            line=answer.line if answer.name is not None else question.line,
        )


def _theme_card(deck: Deck, theme: Theme) -> Card | None:
    examples = tuple(_example(question) for question in deck.questions if theme.id in question.tags)
    if not examples:
        return None
    return Card(
        id=card_id(deck.slug, RESERVED_SLUG, theme.id),
        deck=deck.slug,
        kind=Kind.THEME,
        prompt=theme.name,
        about=theme.text,
        parts=examples,
        tags=(theme.id,),
        line=theme.line,
    )


def _example(question: Question) -> CardPart:
    parts = [part for answer in question.answers for part in told_parts(answer)]
    result = next((part for part in parts if "Result" in part.names), parts[-1] if parts else None)
    if result is None:
        return CardPart(question.text, (), "")
    return CardPart(question.text, ("; ".join(result.bullets),) if result.bullets else (), result.text)
