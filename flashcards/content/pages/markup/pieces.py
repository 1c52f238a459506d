"""The Markdown that stands for a page in HTML, piece by piece, as its tags open and close."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from flashcards.content.pages.markup.elements import BLOCKS, BREAKS, CELLS, HEADINGS, PARAGRAPHS
from flashcards.content.pages.markup.held import OpenText, TableRow

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_CLOSES_IN_CELL = _MARKS | dict.fromkeys(("p", "li", "div"), "<br>")
_OPENS_IN_CELL = _CLOSES_IN_CELL | {"br": "<br>", "li": "<br>- "}
WRITTEN = frozenset({"a", *BREAKS, *PARAGRAPHS, *_MARKS, *BLOCKS, *CELLS})
"""The tags that mean something in Markdown."""
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_ALONE = re.compile(r"[a-z]?#?\d{1,3}\.", re.IGNORECASE)
_LABEL = ":**"
_STEP = "  "
_MOST_DIGITS = 3


class Sign(StrEnum):
    """What a piece is beside its text."""

    TEXT = ""
    SUMMARY = "summary"
    CLOSE = "close"
    FENCE = "fence"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of Markdown that stands for a piece of HTML, and the lines of the page that it comes from."""

    number: int
    last: int
    text: str
    sign: Sign = Sign.TEXT


class PieceWriter:
    """The pieces that were made so far, and what is open: the marks before and behind a text, lists, a row, a link.

    ``number`` is the line of the tag that is read.
    """

    def __init__(self, document: bool) -> None:
        self.document = document
        self.title = ""
        self.number = self._start = 0
        self.prefix, self.suffix, self.indent = "", "", ""
        self.sign = Sign.TEXT
        self.lists: list[str] = []
        self.hidden: list[str] = []
        self._row = TableRow()
        self.text = OpenText()
        self.tagged = False
        self._pieces: list[Piece] = []
        self._below, self._breaks = "", False
        self._head: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether something is open that the next line belongs to."""
        return bool(self.prefix or self.sign or self.lists or self.hidden or self._row.is_open)

    def taken(self) -> list[Piece]:
        """Return the pieces made so far, which are its own no more."""
        taken, self._pieces = self._pieces, []
        return taken

    def say(self, text: str, number: int) -> None:
        """Take in a text that stands on the line of that number."""
        if self.hidden or not text:
            self.title += text if self.hidden[-1:] == ["title"] else ""
            return
        if self._row.is_open:
            self._row.say(text.replace("|", "\\|"))
            return
        self._start = self._start if self.text.says else number
        self.text.add(text)

    def newline(self, number: int) -> None:
        """A line of the page ends: in running HTML that is a space, in Markdown the end of a line."""
        if self.sign is Sign.CODE:
            self._pieces.append(Piece(number, number, self.text.taken(), Sign.CODE))
        elif self._row.is_open:
            self._row.say(" ")
        elif self.document or ((self.prefix.strip() or self.sign) and self.text.is_blank):
            self.text.add(" ")
        elif not self.hidden:
            blank = not self.tagged and self.text.is_blank
            self.end(number)
            if blank:
                self._pieces.append(Piece(number, number, ""))
        self.tagged = False

    def end(self, number: int = 0) -> None:
        """End the piece that is open, if it says anything."""
        text = self.text.taken().strip()
        if not text.strip("*`_ "):
            return
        if self.document and not self.lists and _ALONE.fullmatch(text):
            # it numbers what follows
            self.text.add(f"{text} ")
            return
        last = number or self.number
        # a paragraph of a list item stands below it; behind a mere break the text around it may go on
        inside = self._indent(len(self.lists)) if not self._breaks else ""
        indent = self.prefix or inside or (self.indent if not self.tagged else "")
        text = " ".join(text.split()) if self.document else text
        text = text.rstrip(" :：") if self.suffix == _LABEL else text
        if self.document and not self.lists and (self.prefix or _NUMBERED.match(text)):
            # the lists below a number that is written out belong to it
            self._below = "" if self.prefix else _STEP
        self._pieces.append(Piece(self._start or last, last, f"{indent}{text}{self.suffix}", self.sign))
        self.prefix, self.suffix, self.sign = "", "", Sign.TEXT

    def _piece(self, text: str, sign: Sign = Sign.TEXT) -> None:
        self._pieces.append(Piece(self.number, self.number, text, sign))

    def opened(self, tag: str, attrs: dict[str, str | None]) -> None:
        """Take in the beginning of a tag."""
        if self._head[:1] == [tag]:
            self._head.append(tag)
        if self._row.is_open or tag in CELLS:
            self._cell_opened(tag)
        elif tag in _MARKS:
            self.text.add(_MARKS[tag] if not self._head else "")
        elif tag == "a":
            self.text.open_link(attrs.get("href") or "")
        elif tag in BLOCKS:
            self._block(tag)
        elif tag in ("ul", "ol"):
            self.end()
            self.lists.append("-" if tag == "ul" else _number(attrs.get("start") or ""))
        else:
            self._broken(tag)

    def headed(self, tag: str, mark: str) -> None:
        """Take in the beginning of a tag whose text is a line of its own behind this mark."""
        if self._row.is_open:
            return
        self.end()
        self.prefix, self.suffix = mark, _LABEL if mark == _MARKS["b"] else ""
        self._head = [tag]

    def ended(self, tag: str) -> None:
        """Take in the end of a tag that is not hidden."""
        if self._head[-1:] == [tag]:
            self._head.pop()
            if not self._head:
                self._closed(tag)
                return
        if tag in CELLS or tag == "table" or self._row.is_open:
            self._cell_closed(tag)
        elif tag in _MARKS and not self._head:
            self.text.close(_MARKS[tag])
        elif tag == "a":
            self.text.close_link()
        elif tag in BLOCKS:
            self._closed(tag)
        else:
            self._broken(tag)

    def _block(self, tag: str) -> None:
        self.end()
        if tag == "pre":
            self._piece("", Sign.FENCE)
            self.sign = Sign.CODE
        elif tag == "summary":
            self.sign = Sign.SUMMARY
        elif tag in HEADINGS and not self.sign:
            self.prefix = "#" * int(tag[1]) + " "
        elif tag == "li":
            self.prefix = self._bullet()
        elif tag == "dt":
            self._piece("")
            self.prefix = self.suffix = "**"

    def _closed(self, tag: str) -> None:
        if tag == "pre" and self.sign is Sign.CODE:
            self._piece(self.text.taken(), Sign.CODE)
            self._piece("", Sign.FENCE)
            self.sign = Sign.TEXT
        self.end()
        self.prefix, self.suffix = "", ""
        if tag == "summary":
            self.sign = Sign.TEXT
        elif tag == "details":
            self._piece("", Sign.CLOSE)

    def _broken(self, tag: str) -> None:
        """A tag that ends a line, or a paragraph."""
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in BREAKS or tag in PARAGRAPHS:
            self.end()
            self._breaks = tag == "br"
        if tag in PARAGRAPHS and tag not in ("ul", "ol"):
            self._piece("---" if tag == "hr" else "")

    def _indent(self, depth: int) -> str:
        return self._below + _STEP * depth if self.lists else ""

    def _bullet(self) -> str:
        *outer, kind = self.lists or ["-"]
        if kind != "-":
            self.lists[-1] = str(int(kind) + 1)
        return f"{self._indent(len(outer))}{kind}{'' if kind == '-' else '.'} "

    def _cell_opened(self, tag: str) -> None:
        if tag == "tr":
            self._row_closed()
            self._row.begin(self.number)
        elif tag in ("td", "th"):
            self._row.cell(tag == "th")
        else:
            self._row.say(_OPENS_IN_CELL.get(tag, ""))

    def _cell_closed(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self._row_closed()
            if tag == "table":
                self._broken(tag)
        else:
            self._row.say(_CLOSES_IN_CELL.get(tag, ""))

    def _row_closed(self) -> None:
        if not self._row.is_open:
            self.end()
        self._pieces.extend(Piece(number, self.number, text) for number, text in self._row.taken(self.number))


def _number(start: str) -> str:
    return start if start.isascii() and start.isdecimal() and len(start) <= _MOST_DIGITS else "1"
