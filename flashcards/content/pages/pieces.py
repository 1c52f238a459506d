"""The Markdown that stands for a page in HTML, piece by piece, as its tags open and close."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from flashcards.content.languages.language import words

_BREAKS = words("div section article header main center figure body br dd caption figcaption aside label button")
_PARAGRAPHS = words("p blockquote dl ul ol table hr")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_CLOSES_IN_CELL = _MARKS | dict.fromkeys(("p", "li", "div"), "<br>")
_OPENS_IN_CELL = _CLOSES_IN_CELL | {"br": "<br>", "li": "<br>- "}
_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_BLOCKS = _HEADINGS | words("summary details li pre dt")
_CELLS = words("tr td th")
WRITTEN = frozenset({"a", *_BREAKS, *_PARAGRAPHS, *_MARKS, *_BLOCKS, *_CELLS})
"""The tags that mean something in Markdown."""
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_STEP = "  "
_MOST_DIGITS = 3
_EDGES = re.compile(r"^(?:<br>\s*)+|(?:\s*<br>)+$")


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


class _Text:
    """The text of a piece while it is open, in pieces; ``says``: there is more in it than marks and room."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.says = False

    @property
    def is_blank(self) -> bool:
        return not any(map(str.strip, self.pieces))

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.says = self.says or bool(text.strip().strip("*_`[ "))

    def close(self, mark: str) -> None:
        """Close a mark; one around nothing is an icon, and no mark."""
        while self.pieces and not self.pieces[-1].strip():
            self.pieces.pop()
        if self.pieces[-1:] == [mark]:
            self.pieces.pop()
        else:
            self.pieces.append(mark)

    def cut(self, at: int, said: bool) -> None:
        """Take back what came from a piece on; ``said``: what stands before says something."""
        del self.pieces[at:]
        self.says = said

    def taken(self) -> str:
        """Return the text, which is none of the next piece."""
        text = "".join(self.pieces)
        self.cut(0, said=False)
        return text


class PieceWriter:
    """The pieces that were made so far, and what is open: the marks before and behind a text, lists, a row, a link.

    ``number`` is the line of the tag that is read.
    """

    def __init__(self, document: bool) -> None:
        self.document = document
        self.title = ""
        self.number = 0
        self.prefix, self.suffix, self.indent = "", "", ""
        self.sign = Sign.TEXT
        self.lists: list[str] = []
        self.hidden: list[str] = []
        self.row: list[str] | None = None
        self.text = _Text()
        self.tagged = False
        self._pieces: list[Piece] = []
        self._row_at = 0
        self._heads = 0
        self._link: tuple[str, int, bool] | None = None
        self._start = 0
        self._below, self._breaks = "", False

    @property
    def is_open(self) -> bool:
        """Whether something is open that the next line belongs to."""
        return bool(self.prefix or self.sign or self.lists or self.hidden or self.row is not None)

    def taken(self) -> list[Piece]:
        """Return the pieces made so far, which are its own no more."""
        taken, self._pieces = self._pieces, []
        return taken

    def say(self, text: str, number: int) -> None:
        """Take in a text that stands on the line of that number."""
        if self.hidden or not text:
            self.title += text if self.hidden[-1:] == ["title"] else ""
            return
        if self.row is not None:
            if self.row:
                self.row[-1] += text.replace("|", "\\|")
            return
        self._start = self._start if self.text.says else number
        self.text.add(text)

    def newline(self, number: int) -> None:
        """A line of the page ends: in running HTML that is a space, in Markdown the end of a line."""
        if self.sign is Sign.CODE:
            self._pieces.append(Piece(number, number, self.text.taken(), Sign.CODE))
        elif self.row is not None:
            if self.row:
                self.row[-1] += " "
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
        last = number or self.number
        # a paragraph of a list item stands below it; behind a mere break the text around it may go on
        inside = self._indent(len(self.lists)) if not self._breaks else ""
        indent = self.prefix or inside or (self.indent if not self.tagged else "")
        text = " ".join(text.split()) if self.document else text
        if self.document and not self.lists and (self.prefix or _NUMBERED.match(text)):
            # the lists below a number that is written out belong to it
            self._below = "" if self.prefix else _STEP
        self._pieces.append(Piece(self._start or last, last, f"{indent}{text}{self.suffix}", self.sign))
        self.prefix, self.suffix, self.sign = "", "", Sign.TEXT

    def _piece(self, text: str, sign: Sign = Sign.TEXT) -> None:
        self._pieces.append(Piece(self.number, self.number, text, sign))

    def opened(self, tag: str, attrs: dict[str, str | None]) -> None:
        """Take in the beginning of a tag."""
        if self.row is not None or tag in _CELLS:
            self._cell_opened(tag)
        elif tag in _MARKS:
            self.text.add(_MARKS[tag])
        elif tag == "a":
            self._link = (attrs.get("href") or "", len(self.text.pieces), self.text.says)
            self.text.add("[" if self._link[0] else "")
        elif tag in _BLOCKS:
            self._block(tag)
        elif tag in ("ul", "ol"):
            self.end()
            self.lists.append("-" if tag == "ul" else _number(attrs.get("start") or ""))
        else:
            self._broken(tag)

    def ended(self, tag: str) -> None:
        """Take in the end of a tag that is not hidden."""
        if tag in _CELLS or tag == "table" or self.row is not None:
            self._cell_closed(tag)
        elif tag in _MARKS:
            self.text.close(_MARKS[tag])
        elif tag == "a":
            self._anchor_closed()
        elif tag in _BLOCKS:
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
        elif tag in _HEADINGS and not self.sign:
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
        if tag in _BREAKS or tag in _PARAGRAPHS:
            self.end()
            self._breaks = tag == "br"
        if tag in _PARAGRAPHS and tag not in ("ul", "ol"):
            self._piece("---" if tag == "hr" else "")

    def _anchor_closed(self) -> None:
        if self._link is None:
            return
        href, at, said = self._link
        behind = "".join(self.text.pieces[at + 1 :])
        if href.startswith("#") and not any(map(str.isalnum, behind)):
            self.text.cut(at, said)
        elif href:
            self.text.add(f"]({href})")
        self._link = None

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
            self.row, self._row_at = [], self.number
        elif tag in ("td", "th"):
            self._heads += tag == "th"
            self.row = [*(self.row or []), ""]
        elif self.row:
            self.row[-1] += _OPENS_IN_CELL.get(tag, "")

    def _cell_closed(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self._row_closed()
            self.row = None
            if tag == "table":
                self._broken(tag)
        elif self.row:
            self.row[-1] += _CLOSES_IN_CELL.get(tag, "")

    def _row_closed(self) -> None:
        if self.row is None:
            self.end()
        elif self.row:
            row = f"| {' | '.join(_EDGES.sub('', ' '.join(cell.split())) for cell in self.row)} |"
            self._pieces.append(Piece(self._row_at, self.number, row))
            if self._heads == len(self.row):
                self._piece("|" + " --- |" * len(self.row))
        self._heads = 0


def _number(start: str) -> str:
    return start if start.isascii() and start.isdecimal() and len(start) <= _MOST_DIGITS else "1"
