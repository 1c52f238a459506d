"""HTML in a page, turned line by line into the Markdown that says the same; a whole HTML page is the same, but more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from flashcards.content.languages.language import words

_BREAKS = words("div section article header main center figure body br dd caption figcaption aside label button")
_PARAGRAPHS = words("p blockquote dl ul ol table hr")
_HIDDEN = words("script style nav footer noscript svg select textarea template form")
_INLINE = words("u s small mark sub sup span font img picture source video iframe kbd wbr abbr cite q time path")
_INLINE |= words("html head thead tbody tfoot meta link base input option title")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_VOID = words("br hr img input link meta base source wbr")
_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_BLOCKS = _HEADINGS | words("summary details li pre dt")
_CELLS = words("tr td th")
_KNOWN = frozenset({"a", *_BREAKS, *_PARAGRAPHS, *_HIDDEN, *_INLINE, *_MARKS, *_BLOCKS, *_CELLS})
_NAMED = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b")
_EDGES = re.compile(r"^(?:<br>\s*)+|(?:\s*<br>)+$")
_CHUNK = 4096
_LONGEST_TAG = 1_000_000
_FEWEST_WORDS_OF_A_BUTTON = 3


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


class TagReader(HTMLParser):
    """What is open between one line and the next. ``title`` is what a document calls itself.

    The parser is fed in pieces at least as long as what it still holds back, so that a tag that never ends costs no
    more than its length.
    """

    def __init__(self, document: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.document = document
        self.title = ""
        self._pieces: list[Piece] = []
        self._waiting: list[str] = []
        self._prefix, self._suffix, self._indent = "", "", ""
        self._sign = Sign.TEXT
        self._lists: list[str] = []
        self._hidden: list[str] = []
        self._row: list[str] | None = None
        self._row_at = 0
        self._heads = 0
        self._link: tuple[str, int] | None = None
        self._text: list[str] = []
        self._start = 0
        self._tagged = False

    @property
    def is_open(self) -> bool:
        """Whether something is open that the next line belongs to, so that it must be read here as well."""
        held = bool(self.rawdata or self._waiting)
        return held or bool(self._prefix or self._sign or self._lists or self._hidden or self._row is not None)

    def lines(self, number: int, line: str) -> list[Piece]:
        """Return what one line of the page becomes; nothing where it holds only tags."""
        if self.rawdata and not self.document and not line.strip():
            self._give_up()
        if not self.rawdata and not self._waiting:
            self.lineno, self.offset = number, 0
            self._tagged = False
            self._indent = "" if self._lists or self.document else line[: len(line) - len(line.lstrip())]
        self._waiting.append(line + "\n")
        if len(self.rawdata) <= _CHUNK or sum(map(len, self._waiting)) >= len(self.rawdata):
            self._feed()
        return self._taken()

    def finish(self) -> list[Piece]:
        """Return what the end of the page closes."""
        self._feed()
        self._give_up()
        self._end()
        return self._taken()

    def _feed(self) -> None:
        text = "".join(self._waiting)
        self._waiting.clear()
        at = 0
        while at < len(text):
            step = max(_CHUNK, len(self.rawdata))
            self.feed(text[at : at + step])
            at += step
        if len(self.rawdata) > _LONGEST_TAG:
            self._give_up()

    def _give_up(self) -> None:
        """Read what the parser holds back as text: the tag that it waits for never ends."""
        held, self.rawdata = self.rawdata, ""
        self.clear_cdata_mode()
        self.handle_data(held)

    def _taken(self) -> list[Piece]:
        taken, self._pieces = self._pieces, []
        return taken

    # What the parser finds

    def handle_data(self, data: str) -> None:
        number = self.getpos()[0]
        first, *rest = data.split("\n")
        self._say(first, number)
        for at, text in enumerate(rest, start=1):
            self._newline(number + at - 1)
            self._say(text, number + at)

    def handle_entityref(self, name: str) -> None:
        self._say(f"&{name};", self.getpos()[0])

    def handle_charref(self, name: str) -> None:
        self._say(f"&#{name};", self.getpos()[0])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag in _KNOWN:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tagged = True
        raw = self.get_starttag_text() or ""
        if tag not in _KNOWN:
            if not (self.document or "=" in raw or raw.endswith("/>")):
                self.handle_data(raw)
        elif (tag == "title" and not self.title) or (tag in _HIDDEN and not self._hidden):
            self._hidden.append(tag)
        elif not self._hidden:
            self._opened(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._tagged = True
        if tag not in _KNOWN:
            if not self.document:
                self._say(f"</{tag}>", self.getpos()[0])
        elif self._hidden:
            if tag in self._hidden:
                del self._hidden[self._hidden.index(tag) :]
        elif tag in _CELLS or tag == "table" or self._row is not None:
            self._cell_closed(tag)
        elif tag in _MARKS:
            self._text.append(_MARKS[tag])
        elif tag == "a":
            self._anchor_closed()
        elif tag in _BLOCKS:
            self._closed(tag)
        else:
            self._broken(tag)

    # Text

    def _say(self, text: str, number: int) -> None:
        if self._hidden or not text:
            self.title += text if self._hidden[-1:] == ["title"] else ""
            return
        if self._row is not None:
            if self._row:
                self._row[-1] += text.replace("|", "\\|")
            return
        if not "".join(self._text).strip(" *_`["):
            self._start = number
        self._text.append(text)

    def _newline(self, number: int) -> None:
        """A line of the page ends: in running HTML that is a space, in Markdown the end of a line."""
        if self._sign is Sign.CODE:
            self._pieces.append(Piece(number, number, "".join(self._text), Sign.CODE))
            self._text.clear()
        elif self._row is not None:
            if self._row:
                self._row[-1] += " "
        elif self.document or ((self._prefix.strip() or self._sign) and "".join(self._text).strip() == ""):
            self._text.append(" ")
        elif not self._hidden:
            blank = not self._tagged and not "".join(self._text).strip()
            self._end(number)
            if blank:
                self._pieces.append(Piece(number, number, ""))
        self._tagged = False

    def _end(self, number: int = 0) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if not text.strip("*`_ "):
            return
        last = number or self.getpos()[0]
        indent = self._prefix or (self._indent if not self._tagged else "")
        text = " ".join(text.split()) if self.document else text
        self._pieces.append(Piece(self._start or last, last, f"{indent}{text}{self._suffix}", self._sign))
        self._prefix, self._suffix, self._sign = "", "", Sign.TEXT

    def _piece(self, text: str, sign: Sign = Sign.TEXT) -> None:
        number = self.getpos()[0]
        self._pieces.append(Piece(number, number, text, sign))

    # Tags

    def _opened(self, tag: str, attrs: dict[str, str | None]) -> None:
        if self._row is not None or tag in _CELLS:
            self._cell_opened(tag)
        elif tag in _MARKS:
            self._text.append(_MARKS[tag])
        elif tag == "a":
            self._link = (attrs.get("href") or "", len(self._text))
            self._text.append("[" if self._link[0] else "")
        elif tag in _BLOCKS:
            self._block(tag)
        elif tag in ("ul", "ol"):
            self._end()
            self._lists.append("1" if tag == "ol" else "-")
        else:
            self._broken(tag)

    def _block(self, tag: str) -> None:
        self._end()
        if tag == "pre":
            self._piece("", Sign.FENCE)
            self._sign = Sign.CODE
        elif tag == "summary":
            self._sign = Sign.SUMMARY
        elif tag in _HEADINGS and not self._sign:
            self._prefix = "#" * int(tag[1]) + " "
        elif tag == "li":
            self._prefix = self._bullet()
        elif tag == "dt":
            self._piece("")
            self._prefix = self._suffix = "**"

    def _closed(self, tag: str) -> None:
        if tag == "pre" and self._sign is Sign.CODE:
            if text := "".join(self._text):
                self._piece(text, Sign.CODE)
            self._text.clear()
            self._piece("", Sign.FENCE)
            self._sign = Sign.TEXT
        self._end()
        self._prefix, self._suffix = "", ""
        if tag == "summary":
            self._sign = Sign.TEXT
        elif tag == "details":
            self._piece("", Sign.CLOSE)

    def _broken(self, tag: str) -> None:
        """A tag that ends a line, or a paragraph."""
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "button":
            text = "".join(self._text).strip()
            self._text[:] = [f"**{text}**"] if len(text.split()) >= _FEWEST_WORDS_OF_A_BUTTON else []
        if tag in _BREAKS or tag in _PARAGRAPHS:
            self._end()
        if tag in _PARAGRAPHS and tag not in ("ul", "ol"):
            self._piece("---" if tag == "hr" else "")

    def _anchor_closed(self) -> None:
        if self._link is None:
            return
        href, at = self._link
        behind = "".join(self._text[at + 1 :])
        if href.startswith("#") and not any(map(str.isalnum, behind)):
            del self._text[at:]
        elif href:
            self._text.append(f"]({href})")
        self._link = None

    def _bullet(self) -> str:
        if not self._lists:
            return "- "
        depth, kind = len(self._lists) - 1, self._lists[-1]
        if kind == "-":
            return f"{'  ' * depth}- "
        self._lists[-1] = str(int(kind) + 1)
        return f"{'  ' * depth}{kind}. "

    # Tables

    def _cell_opened(self, tag: str) -> None:
        if tag == "tr":
            self._row_closed()
            self._row, self._row_at = [], self.getpos()[0]
        elif tag in ("td", "th"):
            self._heads += tag == "th"
            self._row = [*(self._row or []), ""]
        elif self._row and tag in _MARKS:
            self._row[-1] += _MARKS[tag]
        elif self._row and tag in ("br", "p", "li", "div"):
            self._row[-1] += "<br>" + ("- " if tag == "li" else "")

    def _cell_closed(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self._row_closed()
            self._row = None
            if tag == "table":
                self._broken(tag)
        elif self._row and tag in _MARKS:
            self._row[-1] += _MARKS[tag]
        elif self._row and tag in ("p", "li", "div"):
            self._row[-1] += "<br>"

    def _row_closed(self) -> None:
        if self._row is None:
            self._end()
        elif self._row:
            row = f"| {' | '.join(_EDGES.sub('', ' '.join(cell.split())) for cell in self._row)} |"
            self._pieces.append(Piece(self._row_at, self.getpos()[0], row))
            if self._heads == len(self._row):
                self._piece("|" + " --- |" * len(self._row))
        self._heads = 0


def holds_tags(line: str) -> bool:
    """Whether a line holds a tag, or the beginning of one, that means something here."""
    return "<" in line and any(found.group(1).lower() in _KNOWN for found in _NAMED.finditer(line))


def is_document(text: str) -> bool:
    """Whether a page is HTML as a whole."""
    start = text[:2000].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or "<body" in start
