"""A cue sheet as plain text and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from flashcards.content.story_cues import Cue, StoryCues, plain
from flashcards.content.text.width import width_of
from flashcards.seal import BLANK_SEAL
from flashcards.sheets.sheet import Sheet

_COLUMNS = 78
# what Markdown could take for syntax, anywhere in a line and at its beginning
_SYNTAX = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_BEGINNING = re.compile(r"^(\d*)([-+=.)])")


def as_text(sheet: Sheet) -> str:
    """The sheet for any screen and any printer."""
    lines = [f"{sheet.title}: cue sheet", ""]
    for number, story in enumerate(sheet.stories, start=1):
        lines += [*_text_story(number, story), ""]
    return "\n".join([*lines, f"({BLANK_SEAL})", ""])


def _text_story(number: int, story: StoryCues) -> Iterator[str]:
    yield from _wrapped(story.name, f"{number}. ")
    yield from _wrapped(story.question, "   ")
    if story.about:
        yield from _wrapped(story.about, "   ")
    for name, cues in story.parts:
        yield from _wrapped(name, "   ")
        for cue in cues:
            yield from _wrapped(plain(cue), "   - ")
    if story.figures:
        yield from _wrapped(f"Figures: {', '.join(story.figures)}", "   ")


def _wrapped(text: str, lead: str) -> list[str]:
    letters = len(lead) + (_COLUMNS - len(lead)) * len(text) // max(1, width_of(text))
    return textwrap.wrap(text, letters, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False)


def as_markdown(sheet: Sheet) -> str:
    """The sheet for a notebook or a viewer of Markdown; figures are bold."""
    lines = [f"# {_literal(sheet.title)}: cue sheet", ""]
    for story in sheet.stories:
        lines += [*_markdown_story(story), ""]
    return "\n".join([*lines, f"<!-- {BLANK_SEAL} -->", ""])


def _markdown_story(story: StoryCues) -> Iterator[str]:
    yield f"## {_literal(story.question)}"
    if story.about:
        yield from ("", f"*{_literal(story.about)}*")
    for name, cues in story.parts:
        yield from ("", f"**{_literal(name)}**", "")
        yield from (f"- {_markdown_cue(cue)}" for cue in cues)
    if story.figures:
        yield from ("", f"Figures: {_literal(', '.join(story.figures))}")


def _markdown_cue(cue: Cue) -> str:
    bold = (f"**{_literal(piece.text)}**" if piece.is_figure else _SYNTAX.sub(r"\\\1", piece.text) for piece in cue)
    return _BEGINNING.sub(r"\1\\\2", "".join(bold))


def _literal(text: str) -> str:
    return _BEGINNING.sub(r"\1\\\2", _SYNTAX.sub(r"\\\1", text))
