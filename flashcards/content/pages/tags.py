"""HTML in a page, turned line by line into the Markdown that says the same; a whole HTML page is the same, but more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>h[1-6]|p|div|section|article|header|footer|nav|main|aside|ul|ol|li|dl|dt|dd|br|hr|b|strong|"
    r"i|em|u|s|small|mark|sub|sup|span|font|a|img|picture|source|video|iframe|code|kbd|pre|blockquote|details|summary|"
    r"table|thead|tbody|tfoot|tr|td|th|caption|center|html|head|body|title|meta|link|base|script|style|noscript|svg|path|"
    r"button|form|input|label|select|option|figure|figcaption|wbr|abbr|cite|q|time|template|textarea)\b"
    r"(?P<rest>[^<>]*)>|<!(?:doctype|DOCTYPE)[^<>]*>",
    re.IGNORECASE,
)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_BREAKS = frozenset(
    {
        "div",
        "section",
        "article",
        "header",
        "main",
        "center",
        "figure",
        "body",
        "br",
        "dt",
        "dd",
        "caption",
        "figcaption",
    }
)
_PARAGRAPHS = frozenset({"p", "blockquote", "dl", "ul", "ol", "table", "hr"})
_HIDDEN = frozenset(
    {"script", "style", "nav", "footer", "title", "noscript", "svg", "button", "select", "textarea", "template", "form"}
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}


class Sign(StrEnum):
    """What a piece is beside its text."""

    TEXT = ""
    SUMMARY = "summary"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of Markdown that stands for a piece of HTML."""

    text: str
    sign: Sign = Sign.TEXT


@dataclass(slots=True)
class TagReader:
    """What is open between one line and the next."""

    prefix: str = ""
    sign: Sign = Sign.TEXT
    lists: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    row: list[str] | None = None
    heads: int = 0
    link: str = ""
    text: list[str] = field(default_factory=list)

    def lines(self, line: str) -> Iterator[Piece]:
        """Yield what one line of the page becomes; nothing where it holds only tags."""
        before = line[: len(line) - len(line.lstrip())] if not self.lists else ""
        at = 0
        bare = line.strip()
        found_any = False
        for tag in _TAG.finditer(line):
            found_any = True
            self._say(line[at : tag.start()])
            yield from self._tag(tag)
            at = tag.end()
        self._say(line[at:])
        if self.row is None:
            yield from self._end(before if not found_any else "")
        if not bare:
            yield Piece("")

    @property
    def is_open(self) -> bool:
        """Whether something is open that the next line belongs to, so that it must be read here as well."""
        return bool(self.prefix or self.sign or self.lists or self.hidden or self.row is not None)

    def _say(self, text: str) -> None:
        if self.hidden or not text:
            return
        if self.row is not None:
            if self.row:
                self.row[-1] += text.strip("\n").replace("|", "\\|")
        else:
            self.text.append(text)

    def _end(self, indent: str = "") -> Iterator[Piece]:
        text = "".join(self.text).strip()
        self.text.clear()
        if text and text.strip("*`_ "):
            yield Piece(f"{self.prefix or indent}{text}", self.sign)
            self.prefix, self.sign = "", Sign.TEXT

    def _tag(self, tag: re.Match[str]) -> Iterator[Piece]:
        name, closes = (tag.group("name") or "").lower(), bool(tag.group("close"))
        if self.hidden:
            if closes and name == self.hidden[-1]:
                self.hidden.pop()
            return
        if name in _HIDDEN and not closes:
            self.hidden.append(name)
        elif self.row is not None or name in ("tr", "td", "th"):
            yield from self._cell(name, closes)
        elif name in _MARKS:
            self.text.append(_MARKS[name])
        elif name == "a":
            self._anchor(tag, closes)
        else:
            yield from self._block(name, closes)

    def _anchor(self, tag: re.Match[str], closes: bool) -> None:
        if closes and self.link:
            self.text.append(f"]({self.link})")
            self.link = ""
        elif not closes and (href := _HREF.search(tag.group("rest"))):
            self.link = href.group(1)
            self.text.append("[")

    def _cell(self, name: str, closes: bool) -> Iterator[Piece]:
        if name == "tr" or name == "table":
            if self.row:
                yield Piece(f"| {' | '.join(cell.strip() for cell in self.row)} |")
                if self.heads == len(self.row):
                    yield Piece("|" + " --- |" * len(self.row))
            elif self.row is None:
                yield from self._end()
            self.heads = 0
            self.row = None if closes else []
        elif name in ("td", "th") and not closes:
            self.heads += name == "th"
            self.row = [*(self.row or []), ""]
        elif name in _MARKS and self.row:
            self.row[-1] += _MARKS[name]
        elif name in ("br", "p", "li", "div") and self.row:
            self.row[-1] += "<br>" + ("- " if name == "li" and not closes else "")

    def _block(self, name: str, closes: bool) -> Iterator[Piece]:
        if name[:1] == "h" and name[1:].isdigit():
            yield from self._end()
            self.prefix = "" if closes or self.sign else "#" * int(name[1:]) + " "
        elif name == "summary":
            yield from self._end()
            self.sign = Sign.TEXT if closes else Sign.SUMMARY
        elif name == "details":
            yield from self._end()
            if closes:
                yield Piece("", Sign.CLOSE)
        elif name in ("ul", "ol"):
            yield from self._list(name, closes)
        elif name == "li":
            yield from self._end()
            self.prefix = "" if closes else self._bullet()
        elif name == "pre":
            yield from self._end()
            yield Piece("```")
        elif name in _PARAGRAPHS:
            yield from self._end()
            yield Piece("---" if name == "hr" else "")
        elif name in _BREAKS:
            yield from self._end()

    def _list(self, name: str, closes: bool) -> Iterator[Piece]:
        yield from self._end()
        if closes and self.lists:
            self.lists.pop()
        elif not closes:
            self.lists.append("1" if name == "ol" else "-")

    def _bullet(self) -> str:
        if not self.lists:
            return "- "
        depth, kind = len(self.lists) - 1, self.lists[-1]
        if kind == "-":
            return f"{'  ' * depth}- "
        self.lists[-1] = str(int(kind) + 1)
        return f"{'  ' * depth}{kind}. "


def holds_tags(line: str) -> bool:
    """Whether a line holds a tag that means something here."""
    return "<" in line and _TAG.search(line) is not None


def is_document(text: str) -> bool:
    """Whether a page is HTML as a whole."""
    start = text[:2000].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or "<body" in start
