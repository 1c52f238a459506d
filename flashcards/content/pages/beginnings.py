"""Questions that share their beginning: ``Tell me about a time you...`` over a list of endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.content.pages.asking import asked, asks
from flashcards.content.pages.labels import find_label
from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.text import plain, without_signs

_OPEN_END = re.compile(r"\s*(?:\.\.\.+|…|:|：)\s*$")
_LONGEST = 200


def completed(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, each list item below an unfinished question as the whole question that it stands for."""
    place = 0
    while place < len(lines):
        beginning = _beginning(lines[place])
        first = next((at for at in range(place + 1, len(lines)) if lines[at].form is not Form.BLANK), len(lines))
        if not beginning or first >= len(lines) or not _is_ending(lines[first]):
            yield lines[place]
            place += 1
            continue
        yield replace(lines[place], text="", form=Form.BLANK)
        place = first
        while place < len(lines) and (lines[place].form is Form.BLANK or _is_ending(lines[place])):
            line = lines[place]
            yield replace(line, text=f"{beginning} {_ending(line)}") if line.text else line
            place += 1


def _beginning(line: Line) -> str:
    """The words of a question that breaks off, "" where the line is none."""
    if line.form not in (Form.TEXT, Form.HEADING) or not line.text or len(line.text) > _LONGEST or line.aside:
        return ""
    text = plain(line.text)
    found = _OPEN_END.search(text)
    words = asked(text[: found.start()]) if found else None
    return words.text if words and asks(words.text) and not words.text.endswith("?") else ""


def _is_ending(line: Line) -> bool:
    """Whether a list item goes on with a sentence: in lower case, and no label."""
    if line.form is not Form.TEXT or not line.marker or line.aside:
        return False
    words = _ending(line)
    return bool(words) and words[0].islower() and len(words) <= _LONGEST and find_label(line.text) is None


def _ending(line: Line) -> str:
    return without_signs(plain(line.text)).lstrip(".… ")
