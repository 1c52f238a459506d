"""Makes a deck of what was found on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from flashcards.content.deck.model import (
    EXTRA_NAMES,
    PART_NAMES,
    RESERVED_SLUG,
    Answer,
    Block,
    BlockKind,
    Deck,
    Extra,
    Part,
    Question,
    Theme,
    free_slug,
    slugify,
)
from flashcards.content.page import FoundAnswer, FoundQuestion, FoundTheme, Page
from flashcards.content.pages.suggestions import short_ids

_NUMBER = re.compile(r"(?:Q\d+:\s*)+(?=\S)")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{2,}")


def compose(page: Page, name: str) -> Deck:
    """Return the deck of that name; nothing that the page says is left out, each question has a short id of its own.

    A story that the page gives to several questions is written once, the others as ``Asked as:``.
    """
    frame = _frame(page.questions)
    paragraphs = [paragraph for text in page.prose for paragraph in _BLANK_LINES.split(_TRAILING.sub("", text))]
    front = (f"deck: {name}", *((f"parts: {', '.join(frame)}",) if frame else ()))
    told = _told_once(page.questions)
    slugs = short_ids([(_text(found), _all(stories)) for found, stories in told], [RESERVED_SLUG])
    questions = tuple(_question(found, stories, slug) for (found, stories), slug in zip(told, slugs, strict=True))
    themes: set[str] = set()
    return Deck(
        slug=slugify(name),
        name=name,
        front=front,
        preamble=tuple(Block(BlockKind.TEXT, paragraph, bool(place)) for place, paragraph in enumerate(paragraphs)),
        questions=questions,
        themes=tuple(_theme(theme, themes) for theme in page.themes),
        frame=frame,
    )


def _frame(questions: Iterable[FoundQuestion]) -> tuple[str, ...]:
    """The part names that are not the deck format's own."""
    names = (
        name
        for question in questions
        for answer in question.answers
        for part in answer.parts
        for name in part.names
        if name not in PART_NAMES
    )
    return tuple(dict.fromkeys(names))


@dataclass(slots=True)
class _Story:
    """An answer to write, with the other questions that it is given to."""

    answer: FoundAnswer
    asked: list[str] = field(default_factory=list)


def _told_once(questions: Sequence[FoundQuestion]) -> list[tuple[FoundQuestion, list[_Story]]]:
    """Each question to write with the stories that stand below it: a story stands below the first that it answers."""
    first: dict[tuple[tuple[tuple[str, ...], str], ...], tuple[_Story, int]] = {}
    kept: list[tuple[FoundQuestion, list[_Story]]] = []
    for question in questions:
        own: list[_Story] = []
        for answer in question.answers:
            story = tuple((part.names, part.text) for part in answer.parts)
            if story in first:
                told, place = first[story]
                if place == len(kept):
                    continue
                told.asked.append(question.text)
                kept[place] = (_with_tags(kept[place][0], question.tags), kept[place][1])
            else:
                own.append(_Story(answer))
                first[story] = (own[-1], len(kept))
        if own or not question.answers:
            kept.append((question, own))
    return kept


def _with_tags(question: FoundQuestion, tags: tuple[str, ...]) -> FoundQuestion:
    return replace(question, tags=tuple(dict.fromkeys((*question.tags, *tags))))


def _text(found: FoundQuestion) -> str:
    """What is asked. "Q1:" in front is a number to the deck format and no word of the question."""
    return _NUMBER.sub("", found.text) or found.text


def _all(stories: Sequence[_Story]) -> str:
    return "\n".join(part.text for story in stories for part in story.answer.parts)


def _question(found: FoundQuestion, stories: Sequence[_Story], slug: str) -> Question:
    several = len(stories) > 1
    names: set[str] = set()
    answers = [
        _answer(story, f"Answer {place}" if several else None, names) for place, story in enumerate(stories, start=1)
    ]
    if asides := tuple(_extra(*aside) for aside in found.asides):
        answers = _with_asides(answers, asides)
    return Question(_text(found), slug, found.tags, tuple(answers), own_id=True)


def _with_asides(answers: list[Answer], asides: tuple[Extra, ...]) -> list[Answer]:
    if answers and answers[0].name is None:
        first = answers[0]
        return [Answer(None, "", first.blocks, (*first.items, *asides)), *answers[1:]]
    return [Answer(None, "", (), asides), *answers]


def _answer(story: _Story, unnamed: str | None, slugs: set[str]) -> Answer:
    found = story.answer
    items: tuple[Part | Extra, ...] = (
        *(Part(part.names, *_lead_and_blocks(part.text)) for part in found.parts),
        *(_extra("Asked as", text) for text in story.asked),
        *(_extra(*aside) for aside in found.asides),
    )
    name = found.name or unnamed
    if name is None:
        return Answer(None, "", (), items)
    slug = slugify(name)
    own = _unique(slug or "answer", slugs)
    return Answer(name, own, (), items, own_id=own != slug)


def _unique(slug: str, taken: set[str]) -> str:
    free = free_slug(slug, taken)
    taken.add(free)
    return free


def _extra(label: str, text: str) -> Extra:
    return Extra((label if label in EXTRA_NAMES else "Note",), *_lead_and_blocks(text))


def _lead_and_blocks(text: str) -> tuple[str, tuple[Block, ...]]:
    """The lines of a text, its list items with ``*``: bullets with ``-`` are outlines written by hand."""
    lines = [f"* {line[2:]}" if line.startswith("- ") else line for line in text.split("\n") if line.strip()]
    if not lines:
        return "", ()
    if lines[0].startswith("* "):
        return "", (Block(BlockKind.TEXT, "\n".join(lines)),)
    rest = "\n".join(lines[1:])
    return lines[0], (Block(BlockKind.TEXT, rest),) if rest else ()


def _theme(found: FoundTheme, slugs: set[str]) -> Theme:
    slug = slugify(found.name)
    own = _unique(slug or "theme", slugs)
    return Theme(found.name, own, found.text, own_id=own != slug or ":" in found.name)
