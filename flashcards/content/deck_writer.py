"""Writes a deck so that it reads back to exactly what was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashcards.content.model import Answer, Block, BlockKind, Deck, Extra, Part, Question, Theme
from flashcards.content.syntax import FENCE, FRONT_MARK, ID, NUMBER, THEMES_HEADING, label_pattern


def write_deck(deck: Deck) -> str:
    """Return the deck as text in its normal form: one blank line between blocks, one newline at the end."""
    paragraphs = [
        *(["\n".join([FRONT_MARK, *deck.front, FRONT_MARK])] if deck.front is not None else []),
        *_blocks(deck.preamble, deck.frame, is_top=deck.front is None),
        *(paragraph for question in deck.questions for paragraph in _question(question, deck.frame)),
        *_themes(deck),
    ]
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def write_question(question: Question, frame: Sequence[str] = ()) -> str:
    """Return one question with its answers, as it stands in a deck that declares these part names."""
    return "\n\n".join(_question(question, tuple(frame))) + "\n"


def _question(question: Question, frame: tuple[str, ...]) -> Iterable[str]:
    heading = f"## {_heading_text(question)}{_id(question.id, question.own_id)}"
    yield heading + ("\n" + " ".join(f"#{tag}" for tag in question.tags) if question.tags else "")
    for answer in question.answers:
        yield from _answer(answer, frame)


def _heading_text(question: Question) -> str:
    if question.number:
        return f"{question.number} {question.text}"
    text = question.text
    ambiguous = NUMBER.match(text) or text.startswith("\\") or (text == THEMES_HEADING and not question.own_id)
    return f"\\{text}" if ambiguous else text


def _id(slug: str, own: bool) -> str:
    return f" {{#{slug}}}" if own else ""


def _answer(answer: Answer, frame: tuple[str, ...]) -> Iterable[str]:
    if answer.name is not None:
        name = f"\\{answer.name}" if answer.name.startswith("\\") else answer.name
        yield f"### {name}{_id(answer.id, answer.own_id)}"
    yield from _blocks(answer.blocks, frame)
    for item in answer.items:
        yield _section(item, frame)


def _section(section: Part | Extra, frame: tuple[str, ...]) -> str:
    label = f"{section.name}: {section.lead}".rstrip()
    return "\n".join([label, *_lines(section.blocks, frame)])


def _blocks(blocks: Sequence[Block], frame: tuple[str, ...], is_top: bool = False) -> Iterable[str]:
    if blocks:
        lines = _lines(blocks, frame)
        if is_top and lines[0] == FRONT_MARK:
            lines[0] = f"\\{lines[0]}"
        yield "\n".join(lines)


def _lines(blocks: Sequence[Block], frame: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    after_bullet = False
    for block in blocks:
        if block.spaced:
            lines.append("")
            after_bullet = False
        if block.kind is BlockKind.BULLET:
            lines.append("- " + block.text.replace("\n", "\n  "))
        elif block.kind is BlockKind.FENCE:
            lines.append(block.text)
        else:
            lines += _escaped(block.text.split("\n"), frame, after_bullet)
        after_bullet = block.kind is BlockKind.BULLET
    return lines


def _escaped(lines: Iterable[str], frame: tuple[str, ...], after_bullet: bool) -> Iterable[str]:
    for line in lines:
        yield f"\\{line}" if _is_syntax(line, frame) or (after_bullet and line.startswith("  ")) else line
        after_bullet = False


def _is_syntax(line: str, frame: tuple[str, ...]) -> bool:
    if line.startswith(("\\", "## ", "### ", "- ")):
        return True
    return bool(FENCE.match(line) or label_pattern(frame).match(line))


def _themes(deck: Deck) -> Iterable[str]:
    if not deck.themes and not deck.themes_intro:
        return
    yield f"## {THEMES_HEADING}"
    yield from _blocks(deck.themes_intro, deck.frame)
    if deck.themes:
        yield "\n".join(_theme(theme) for theme in deck.themes)


def _theme(theme: Theme) -> str:
    name = theme.name.replace(":", "\\:")
    own = theme.own_id or bool(ID.search(theme.name))
    text = theme.text.replace("\n", "\n  ")
    return f"- {name}{_id(theme.id, own)}: {text}".rstrip()
