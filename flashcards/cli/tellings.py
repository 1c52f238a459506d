"""A telling that stands in a file, and what was heard of it: as lines, as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.cli.inputs import read_text
from flashcards.content.alignment.alignment import Heard, PartHeard
from flashcards.content.cards import Card, CardKind
from flashcards.errors import ContentError
from flashcards.home.hearing import Hearing

# a hundred thousand words of any language
_LARGEST_BYTES = 4 * 1024 * 1024


def read_telling(source: str) -> str:
    """Read the telling in a file or on standard input; see ``inputs.read_text`` for what is raised."""
    return read_text(source, "telling", _LARGEST_BYTES)


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
    """What was heard, for a reader: each part with its cues, then what else there is to say."""
    for part, heard in zip(card.parts, hearing.alignment.parts, strict=True):
        yield from _part_lines(heard, part.outline)
    yield from hearing.lines()
    yield f"That would be {int(hearing.grade)} {hearing.grade.word}; nothing was logged."


def _part_lines(heard: PartHeard, cues: tuple[str, ...]) -> Iterator[str]:
    yield f"{heard.name}: {heard.heard}"
    if heard.heard is not Heard.MISSED:
        for cue, is_heard in zip(cues, heard.cues, strict=True):
            yield f"  {'+' if is_heard else '-'} {cue}"
