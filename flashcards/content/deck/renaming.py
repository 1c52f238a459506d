"""A deck whose name, or the id of one of whose notes, is another; all else stays as it is."""

from __future__ import annotations

from dataclasses import replace

from flashcards.content.deck.model import Deck, Question, slugify

_KEY = "deck"


def with_name(deck: Deck, name: str) -> Deck:
    """The deck under another name, and the slug that follows from it."""
    line = f"{_KEY}: {name}"
    front = [line if _is_name(each) else each for each in deck.front or ()]
    return replace(deck, name=name, slug=slugify(name), front=tuple(front if line in front else [line, *front]))


def _is_name(line: str) -> bool:
    key, colon, _ = line.partition(":")
    return bool(colon) and key.strip() == _KEY


def with_question_id(deck: Deck, question: str, new: str) -> Deck:
    """The deck with another id of one question, which is written behind its text."""
    questions = (replace(each, id=new, own_id=True) if each.id == question else each for each in deck.questions)
    return replace(deck, questions=tuple(questions))


def with_answer_id(deck: Deck, question: str, answer: str, new: str) -> Deck:
    """The deck with another id of one named answer to a question."""

    def renamed(each: Question) -> Question:
        answers = (replace(one, id=new, own_id=True) if one.id == answer else one for one in each.answers)
        return replace(each, answers=tuple(answers))

    return replace(deck, questions=tuple(renamed(each) if each.id == question else each for each in deck.questions))


def with_theme_id(deck: Deck, theme: str, new: str) -> Deck:
    """The deck with another id of one theme, in the tags of its questions, too."""
    themes = (replace(each, id=new, own_id=True) if each.id == theme else each for each in deck.themes)
    questions = (
        replace(each, tags=tuple(new if tag == theme else tag for tag in each.tags)) for each in deck.questions
    )
    return replace(deck, themes=tuple(themes), questions=tuple(questions))
