"""Flashcards as Obsidian's plug-in for spaced repetition writes them, as questions with a heading of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.asking import asked
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line

_MARKS = ("?", "??")
_SIGNS = (":::", "::")
_FEWEST = 2
_DEEPEST = 6


def with_cards(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the sides of each card told apart.

    A card is ``question``, ``?``, ``answer`` on lines of their own, up to a blank line, or ``question::answer``.
    """
    marked = {place for place, line in enumerate(lines) if _divides(lines, place)}
    fronts = [sides[0] for line in lines if (sides := _sides(line))]
    asking = sum(1 for front in fronts if asked(front))
    return list(_cards(lines, marked, asking * 2 >= len(fronts) and asking + len(marked) >= _FEWEST))


def _divides(lines: Sequence[Line], place: int) -> bool:
    return 0 < place < len(lines) - 1 and lines[place].text.strip() in _MARKS and lines[place - 1].form is Form.TEXT


def _sides(line: Line) -> tuple[str, str] | None:
    sign = next((sign for sign in _SIGNS if sign in line.text), "") if line.form is Form.TEXT else ""
    front, _, back = (side.strip() for side in line.text.partition(sign)) if sign else ("", "", "")
    label = find_label(f"{front}:") if front else None
    return (front, back) if front and back and not (label and label.names) else None


def _cards(lines: Sequence[Line], marked: set[int], inline: bool) -> Iterator[Line]:
    for place, line in enumerate(lines):
        if place + 1 in marked:
            yield _question(line, line.text)
        elif place in marked:
            yield replace(line, text="", form=Form.BLANK)
        elif inline and (sides := _sides(line)):
            yield _question(line, sides[0])
            yield replace(line, text=sides[1], marker="", indent=0)
        else:
            yield line


def _question(line: Line, text: str) -> Line:
    return replace(line, text=f"Q: {text}", form=Form.HEADING, level=_DEEPEST, marker="", indent=0)
