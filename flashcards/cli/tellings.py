"""A telling that stands in a file, and what was heard of it: as lines, as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from flashcards.content.alignment.alignment import Heard, PartHeard
from flashcards.content.alignment.said_figures import FigureHeard, SaidFigure
from flashcards.content.cards import Card, CardKind
from flashcards.content.text.problems import Problem
from flashcards.content.text.source import decode
from flashcards.errors import AccessError, ContentError
from flashcards.home.hearing import Hearing

STANDARD_INPUT = "-"
# a hundred thousand words of any language
LARGEST_BYTES = 4 * 1024 * 1024


def read_telling(source: str) -> str:
    """Read the telling in a file or on standard input.

    Raises AccessError where it cannot be read, ContentError where it is no text, empty or too long.
    """
    name = "standard input" if source == STANDARD_INPUT else source
    try:
        data = sys.stdin.buffer.read(LARGEST_BYTES + 1) if source == STANDARD_INPUT else _beginning(Path(source))
    except OSError as error:
        raise AccessError(f"cannot read {name}: {error.strerror}") from error
    text = decode(data[: LARGEST_BYTES + 1])
    if len(data) > LARGEST_BYTES:
        raise ContentError(f"{name} is longer than any telling; at most {LARGEST_BYTES // 1024 // 1024} MB are read")
    if isinstance(text, Problem):
        raise ContentError(text.at(name))
    if not any(char.isalnum() for char in text):
        raise ContentError(f"{name} holds no telling: there is no word in it")
    return text


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_BYTES + 1)


def require_story(card: Card | None, card_id: str) -> Card:
    """Return the card if it is a story that stands in a deck, else raise ContentError."""
    if card is None:
        raise ContentError(f"{card_id} stands in no deck any more; there is nothing to hold a telling against")
    if card.kind is not CardKind.STORY:
        raise ContentError(f"{card_id} is a theme; a telling is held against a story")
    return card


def hearing_json(hearing: Hearing) -> dict[str, object]:
    """What was heard, in the shape of DESIGN 7."""
    parts = hearing.alignment.parts
    return {
        "parts": [{"name": part.name, "heard": part.heard, "cues": list(part.cues)} for part in parts],
        "figures": [each._asdict() for each in hearing.figures],
        "different": hearing.alignment.different,
        "grade": int(hearing.grade),
    }


def hearing_lines(card: Card, hearing: Hearing) -> Iterator[str]:
    """What was heard, for a reader: each part with its cues, the figures that are not as the story has them."""
    if hearing.remark:
        yield hearing.remark
    for part, heard in zip(card.parts, hearing.alignment.parts, strict=True):
        yield from _part_lines(heard, part.outline)
    wrong = [each for each in hearing.figures if each.heard is FigureHeard.WRONG]
    missing = [each.figure for each in hearing.figures if each.heard is FigureHeard.MISSING]
    yield from map(_wrong_line, wrong)
    if missing:
        yield f"Figures not said: {', '.join(missing)}."
    yield f"That would be {int(hearing.grade)} {hearing.grade.word}; nothing was logged."


def _part_lines(heard: PartHeard, cues: tuple[str, ...]) -> Iterator[str]:
    yield f"{heard.name}: {heard.heard}"
    if heard.heard is not Heard.MISSED:
        for cue, is_heard in zip(cues, heard.cues, strict=True):
            yield f"  {'+' if is_heard else '-'} {cue}"


def _wrong_line(figure: SaidFigure) -> str:
    return f"{figure.figure}, you said {figure.said}"
