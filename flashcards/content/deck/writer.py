"""Writes a deck as its file: what was read comes back in order, escaped only where it must be."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.content.deck.labels import Labels
from flashcards.content.deck.model import Answer, Block, BlockKind, Deck, Extra, Part, Question, Theme, slugify
from flashcards.content.deck.starts import Region
from flashcards.content.deck.syntax import (
    BULLET_MARK,
    ESCAPE,
    FRONT_MARK,
    INDENT,
    THEMES_TITLE,
    fence_mark,
    holds_theme_id,
    is_answer,
    is_question,
    split_id,
    tags_of,
)
from flashcards.content.text.source import BOM


def write_deck(deck: Deck) -> str:
    """Return the text of the deck's file, one newline at its end; an empty deck without front matter gives ""."""
    writer = _Writer(Labels(deck.frame))
    pieces = [*writer.head(deck)]
    for question in deck.questions:
        pieces += writer.question(question)
    pieces += writer.themes(deck)
    return "\n\n".join(pieces) + "\n" if pieces else ""


def write_question(question: Question, deck: Deck) -> str:
    """Return one question as it stands in the deck's file, one newline at its end."""
    return "\n\n".join(_Writer(Labels(deck.frame)).question(question)) + "\n"


class _Writer:
    """Yields pieces of text between which one blank line belongs."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def head(self, deck: Deck) -> Iterator[str]:
        if deck.front is not None:
            yield "\n".join((FRONT_MARK, *deck.front, FRONT_MARK))
        text = "\n".join(self._blocks(deck.preamble, Region.PREAMBLE)).removeprefix("\n")
        if deck.front is None and text.partition("\n")[0] == FRONT_MARK:
            text = ESCAPE + text
        if text:
            yield text

    def question(self, question: Question) -> Iterator[str]:
        number = f"Q{question.number}: " if question.number else ""
        needs_id = _needs_id(question.text, question) or (question.text == THEMES_TITLE and not number)
        above = [f"## {number}{_named(question.text, question.id, needs_id)}"]
        if question.tags:
            above.append(" ".join(f"#{tag}" for tag in question.tags))
        for answer in question.answers:
            yield from self._answer(above, answer)
            above = []
        if above:
            yield "\n".join(above)

    def themes(self, deck: Deck) -> Iterator[str]:
        if not deck.themes and not deck.themes_intro:
            return
        yield f"## {THEMES_TITLE}"
        if deck.themes_intro:
            yield "\n".join(self._blocks(deck.themes_intro, Region.THEMES)).removeprefix("\n")
        if deck.themes:
            yield "\n".join(_theme(theme) for theme in deck.themes)

    def _answer(self, above: list[str], answer: Answer) -> Iterator[str]:
        if answer.name is not None:
            if above:
                yield "\n".join(above)
            above = [f"### {_named(answer.name, answer.id, _needs_id(answer.name, answer))}"]
        may_be_tags = answer.name is None and len(above) == 1
        yield "\n".join([*above, *self._blocks(answer.blocks, Region.QUESTION, may_be_tags=may_be_tags)])
        for item in answer.items:
            yield self._section(item)

    def _section(self, section: Part | Extra) -> str:
        label = f"{section.name}: {_one_line(section.lead)}" if section.lead else f"{section.name}:"
        return "\n".join([label, *self._blocks(section.blocks, Region.QUESTION)])

    def _blocks(self, blocks: tuple[Block, ...], region: Region, *, may_be_tags: bool = False) -> Iterator[str]:
        after_bullet = False
        for block in blocks:
            if block.spaced:
                yield ""
            if block.kind is BlockKind.TEXT:
                first, *rest = [self._text(line, region) for line in block.text.split("\n")]
                runs_on = not block.spaced and after_bullet and first.startswith(INDENT)
                tags = may_be_tags and not block.spaced and tags_of(first)
                yield ESCAPE + first if runs_on or tags else first
                yield from rest
            elif block.kind is BlockKind.BULLET:
                yield BULLET_MARK + block.text.replace("\n", f"\n{INDENT}")
            else:
                yield block.text
            after_bullet = block.kind is BlockKind.BULLET
            may_be_tags = False

    def _text(self, line: str, region: Region) -> str:
        return ESCAPE + line if self._is_syntax(line, region) else line

    def _is_syntax(self, line: str, region: Region) -> bool:
        if line.startswith((BULLET_MARK, BOM)) or is_question(line) or fence_mark(line):
            return True
        in_question = region is Region.QUESTION
        if in_question and is_answer(line):
            return True
        if ESCAPE in line and self._labels.unescaped(line) != line:
            return True
        label = self._labels.find(line) if ":" in line else None
        return label is not None and (label.is_part or in_question)


def _theme(theme: Theme) -> str:
    needs_id = _needs_id(theme.name, theme) or ":" in theme.name
    head = f"{BULLET_MARK}{_named(theme.name, theme.id, needs_id)}:"
    if not theme.text:
        return head
    first, *rest = theme.text.split("\n")
    together = f"{head} {first}"
    if not needs_id and holds_theme_id(together):
        together = f"{head}\n{INDENT}{first}"
    return "\n".join([together, *(line and INDENT + line for line in rest)])


def _needs_id(text: str, note: Question | Answer | Theme) -> bool:
    return note.own_id or slugify(text) != note.id or split_id(text)[1] is not None


def _named(text: str, note_id: str, needs_id: bool) -> str:
    return f"{_one_line(text)} {{#{note_id}}}" if needs_id else _one_line(text)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
