"""Code fences: some hold an answer, and some are quoted within one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line, lines_of

_FEWEST = 3


def unfenced(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with every fence that begins with a part's label read as if it were none.

    A fence in the middle of a story is quoted there: its lines keep the form ``code`` and are no labels.
    """
    return list(_unfenced(lines))


def _unfenced(lines: Sequence[Line]) -> Iterator[Line]:
    told: set[str] = set()
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.form is not Form.FENCE:
            told = _told(told, line)
            yield line
            place += 1
            continue
        end = next((at for at in range(place + 1, len(lines)) if lines[at].form is not Form.CODE), len(lines))
        code = lines[place + 1 : end]
        if _is_answer(code) and not (told and "Result" not in told):
            yield replace(line, text="", form=Form.BLANK)
            for inner in _reread(code):
                told = _told(told, inner)
                yield inner
        else:
            yield from code
        place = end + (end < len(lines) and lines[end].form is Form.FENCE)


def _told(told: set[str], line: Line) -> set[str]:
    if line.form not in (Form.TEXT, Form.HEADING):
        return told
    label = find_label(line.text, line.form is Form.HEADING)
    if not label or not label.names:
        return told
    return set(label.names) if "Situation" in label.names else told | set(label.names)


def _is_answer(code: Sequence[Line]) -> bool:
    first = next((line for line in code if line.text), None)
    label = find_label(first.text) if first else None
    names = {name for line in code if (found := find_label(line.text)) for name in found.names}
    return len(names) >= _FEWEST or (label is not None and "Situation" in label.names)


def _reread(code: Sequence[Line]) -> Iterator[Line]:
    """The lines of a fence, by their marks."""
    least = min((line.indent for line in code if line.text), default=0)
    for line in code:
        text = " " * max(0, line.indent - least) + line.text
        for inner in lines_of(text):
            yield replace(inner, number=line.number)
