"""Cards: what is asked and what is answered, made from the notes of a deck."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.card_ids import card_id

# what reads decks and drafts outlines takes far longer to import than a card that is only shown needs
if TYPE_CHECKING:
    from flashcards.content.deck.model import Answer, Deck, Part, Question, Theme

_ASKED = frozenset({"Asked as", "Follow-up"})


class CardKind(StrEnum):
    """What a card asks for: a story told part by part, or the stories that show a theme."""

    STORY = "story"
    THEME = "theme"


class CardPart(NamedTuple):
    """One part of the answer side; of a theme card one example: the question as name, its Result as text.

    ``bullets`` is the outline written by hand; where there is none, ``outline`` is ``drafted``, and computed when it is
    asked for where that is None. ``note`` is the id of an example's note, "" for a part of a story.
    """

    name: str
    bullets: tuple[str, ...]
    text: str
    note: str = ""
    drafted: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """What it is called where it was missed: its name, or the note that it stands for, whatever its words."""
        return self.note or self.name

    @property
    def is_draft(self) -> bool:
        """Whether the outline is computed, not written by hand."""
        return not self.bullets

    @property
    def is_undrafted(self) -> bool:
        """Whether the outline has yet to be computed."""
        return not self.bullets and self.drafted is None

    @property
    def outline(self) -> tuple[str, ...]:
        """The recall cues, every figure of the text kept."""
        if self.bullets or self.drafted is not None:
            return self.bullets or self.drafted or ()
        from flashcards.content.outline.outline import draft_outline

        return draft_outline(self.text, self.name)


class Card(NamedTuple):
    """One prompt and one answer; the unit of scheduling.

    ``wordings`` are the other wordings of the question; ``about`` names the answer where a question has several,
    and for a theme says what it means. ``asides`` are names, each with what else is written under it; nobody is asked
    for it. ``line`` is where the note stands in its deck file.
    """

    id: str
    deck: str
    kind: CardKind
    prompt: str
    about: str
    parts: tuple[CardPart, ...]
    wordings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    asides: tuple[tuple[str, str], ...] = ()
    line: int = 0

    @property
    def question(self) -> str:
        """What it asks where cards stand together: the prompt, with the answer's name where there are several."""
        return f"{self.prompt} ({self.about})" if self.about and self.kind is CardKind.STORY else self.prompt

    @property
    def all_wordings(self) -> tuple[str, ...]:
        """The question in every wording in which it may be asked."""
        return (self.prompt, *self.wordings)

    @property
    def story(self) -> str:
        """What is told, whatever its case and spacing: equal where two cards tell the same."""
        return " ".join(" ".join(part.text for part in self.parts).split()).casefold()

    def named(self, key: str) -> str:
        """The name of the part that is called so where it was missed; the key itself where no part is."""
        return next((part.name for part in self.parts if part.key == key), key)

    def wording(self, told: int) -> str:
        """The wording to ask in after ``told`` grades; goes round through all of them."""
        return self.all_wordings[told % len(self.all_wordings)]


def cards_of(deck: Deck) -> tuple[Card, ...]:
    """Return the deck's cards in the order of the file: stories first, then themes.

    An answer whose parts are all empty or placeholders makes no card, nor does a theme that no question carries.
    """
    stories = tuple(card for question in deck.questions for card in _story_cards(deck, question))
    tagged = defaultdict(list)
    for question in deck.questions:
        for tag in question.tags:
            tagged[tag].append(question)
    return stories + tuple(_theme_card(deck, theme, tagged[theme.id]) for theme in deck.themes if theme.id in tagged)


def give_away(first: Card, second: Card) -> bool:
    """Whether two cards show each other's answer: a theme and a story that shows it, or two answers to one question."""
    if first.deck != second.deck:
        return False
    if first.kind is second.kind:
        return first.kind is CardKind.STORY and first.prompt == second.prompt
    return not set(first.tags).isdisjoint(second.tags)


def theme_card_id(deck: str, theme: str) -> str:
    """Return the id of a theme's card. CardKind.THEME is the slug that no question of a deck can have."""
    return card_id(deck, CardKind.THEME, theme)


def kind_of(card: str) -> CardKind:
    """Return what a card of this id asks for, whether or not it still stands in a deck."""
    return CardKind.THEME if card.split("/")[1:2] == [CardKind.THEME] else CardKind.STORY


def told_parts(answer: Answer) -> tuple[Part, ...]:
    """The parts of an answer that say something."""
    from flashcards.content.text.placeholders import is_placeholder

    return tuple(part for part in answer.parts if not is_placeholder(part.text))


def _story_cards(deck: Deck, question: Question) -> Iterator[Card]:
    told = [(answer, parts) for answer in question.answers if (parts := told_parts(answer))]
    shared = [answer for answer in question.answers if answer.name is None]
    for answer, parts in told:
        sources = shared if answer.name is None else [*shared, answer]
        yield Card(
            id=card_id(deck.slug, question.id, answer.id),
            deck=deck.slug,
            kind=CardKind.STORY,
            prompt=question.text,
            about=answer.name or "" if len(told) > 1 else "",
            parts=tuple(CardPart(part.name, part.bullets, part.text) for part in parts),
            wordings=_lines_of(sources, "Asked as"),
            tags=question.tags,
            follow_ups=_lines_of(sources, "Follow-up"),
            asides=tuple(_asides(sources)),
            line=answer.line if answer.name is not None else question.line,
        )


def _lines_of(answers: Sequence[Answer], name: str) -> tuple[str, ...]:
    """What stands behind a label, each bullet by itself."""
    found: list[str] = []
    for item in (item for answer in answers for item in answer.items if name in item.names):
        prose = " ".join(map(str.strip, item.prose.splitlines()))
        found += [*([prose] if prose else []), *item.bullets]
    return tuple(found)


def _asides(answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    """What else is written: above all labels, which is a note, and behind those that are no parts of the story."""
    from flashcards.content.deck.model import Extra

    for answer in answers:
        above = "\n".join(block.text for block in answer.blocks)
        yield from [("Note", above)] if above else []
        extras = (item for item in answer.items if isinstance(item, Extra) and _ASKED.isdisjoint(item.names))
        yield from ((item.name, "\n".join(filter(None, (item.prose, *item.bullets)))) for item in extras)


def _theme_card(deck: Deck, theme: Theme, questions: Sequence[Question]) -> Card:
    return Card(
        id=theme_card_id(deck.slug, theme.id),
        deck=deck.slug,
        kind=CardKind.THEME,
        prompt=theme.name,
        about=theme.text,
        parts=tuple(_example(deck, question) for question in questions),
        tags=(theme.id,),
        line=theme.line,
    )


def _example(deck: Deck, question: Question) -> CardPart:
    note = card_id(deck.slug, question.id)
    parts = [part for answer in question.answers for part in told_parts(answer)]
    result = next((part for part in parts if "Result" in part.names), parts[-1] if parts else None)
    if result is None:
        return CardPart(question.text, (), "", note)
    return CardPart(question.text, ("; ".join(result.bullets),) if result.bullets else (), result.text, note)
