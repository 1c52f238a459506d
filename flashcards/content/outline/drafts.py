"""Draft outlines written into a deck to be made one's own, and taken out again where nobody did."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from flashcards.content.deck.model import Answer, Block, BlockKind, Deck, Extra, Part, Question
from flashcards.content.outline.outline import draft_outline
from flashcards.content.text.placeholders import is_placeholder


def with_drafts(deck: Deck, questions: Container[str]) -> Deck:
    """Return the deck with a computed outline below each part of these questions (by id) that has none."""
    return replace(deck, questions=tuple(_drafted(each) if each.id in questions else each for each in deck.questions))


def _drafted(question: Question) -> Question:
    return replace(question, answers=tuple(_drafted_answer(answer) for answer in question.answers))


def _drafted_answer(answer: Answer) -> Answer:
    return replace(answer, items=tuple(_drafted_item(item) for item in answer.items))


def _drafted_item(item: Part | Extra) -> Part | Extra:
    if not isinstance(item, Part) or item.bullets or is_placeholder(item.text):
        return item
    bullets = tuple(Block(BlockKind.BULLET, line) for line in draft_outline(item.text, item.name))
    return replace(item, blocks=(*item.blocks, *bullets))


def without_untouched(edited: Deck, drafted: Deck, original: Deck) -> Deck:
    """Return the edited deck; a question that stands as it was drafted is again what it was before."""
    before = {question.id: question for question in drafted.questions}
    plain = {question.id: question for question in original.questions}
    return replace(
        edited,
        questions=tuple(
            plain[question.id] if question.id in plain and question == before.get(question.id) else question
            for question in edited.questions
        ),
    )
