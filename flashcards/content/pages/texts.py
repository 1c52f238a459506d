"""The text of lines as it is kept: no markup, list items and steps with their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flashcards.content.pages.lines import Form, Line
from flashcards.content.pages.text import plain

_REFERENCE = re.compile(r"\[\d+\]:?\s+(?:<?https?://|www\.)\S+$")
_ANCHOR = re.compile(r"(?:[-*↑⬆🔝^\s]|\W)*\[[^\[\]]*\]\(#[^()\s]*\)\W*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def text_of(lines: Iterable[Line]) -> str:
    """Return the lines joined by newlines, blank ones dropped."""
    return "\n".join(words for line in lines if (words := line_text(line)))


def line_text(line: Line) -> str:
    """Return one line without markup, with ``- `` or its number in front where it is a list item."""
    words = line.text.strip() if line.form is Form.CODE else plain(line.text)
    if line.form is Form.ROW:
        words = " | ".join(cell for cell in cells_of(line.text) if cell and not set(cell) <= set("-: "))
    return f"{line.marker} {words}" if line.marker and words else words


def is_furniture(line: Line) -> bool:
    """Whether a line is there for the page and not for the reader: a link to the page itself, a source, a lone sign."""
    text = line.text.strip()
    if not text or line.form is Form.CODE:
        return False
    if text.startswith("[") and _REFERENCE.match(text):
        return True
    if "](#" in text and _ANCHOR.match(text):
        return True
    return not any(char.isalnum() for char in text) and line.form is not Form.ROW


def cells_of(row: str) -> list[str]:
    """The cells of a table row, markup kept."""
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def cell_lines(cell: str) -> str:
    """The text of a cell as a text of several lines, where the cell breaks them."""
    return _BREAK.sub("\n", cell)
