"""HTML in a page, turned line by line into the Markdown that says the same; a whole HTML page is the same, but more."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from flashcards.content.languages.language import words
from flashcards.content.pages.markup.elements import HIDDEN, VOID
from flashcards.content.pages.markup.pieces import WRITTEN, Piece, PieceWriter
from flashcards.content.pages.markup.scan import UNSEEN, scan

_SENDING = words("submit reset")
_INLINE = words("u s small mark sub sup span font img picture source audio video iframe kbd wbr abbr cite q time path")
_INLINE |= words("html head thead tbody tfoot meta link base input option title")
_KNOWN = WRITTEN | HIDDEN | _INLINE
_NAMED = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b")
_CLOSING = re.compile(rf"</({'|'.join(sorted(HIDDEN))})\b", re.IGNORECASE)
# a page may begin and end with tags and be Markdown between them
_MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6} |[-*+] |\d+[.)] |\*\*|```)", re.MULTILINE)
_CHUNK = 4096
_LONGEST_TAG = 1_000_000


def _is_hidden(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Whether what an element holds is no text of the page; a button may hold a question that it opens."""
    return tag in HIDDEN or (tag == "button" and dict(attrs).get("type") in _SENDING)


class TagReader(HTMLParser):
    """What is open between one line and the next.

    The parser is fed in pieces at least as long as what it still holds back, so that a tag that never ends costs no
    more than its length.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.document = is_document(text)
        self._looks = scan(text) if self.document else UNSEEN
        self._in_number = False
        # one that never closes is a word of the text, not the end of the page
        self._closed = {found.group(1).lower() for found in _CLOSING.finditer(text)}
        self._waiting: list[str] = []
        self._written = PieceWriter(self.document)

    @property
    def title(self) -> str:
        """What the document calls itself."""
        return self._written.title

    @property
    def is_open(self) -> bool:
        """Whether something is open that the next line belongs to, so that it must be read here as well."""
        return bool(self.rawdata or self._waiting) or self._written.is_open

    def lines(self, number: int, line: str) -> list[Piece]:
        """Return what one line of the page becomes; nothing where it holds only tags."""
        if self.rawdata and not self.document and not line.strip():
            self._give_up()
        if not self.rawdata and not self._waiting:
            self.lineno, self.offset = number, 0
            self._written.tagged = False
            self._written.indent = (
                "" if self._written.lists or self.document else line[: len(line) - len(line.lstrip())]
            )
        self._waiting.append(line + "\n")
        if len(self.rawdata) <= _CHUNK or sum(map(len, self._waiting)) >= len(self.rawdata):
            self._feed()
        return self._written.taken()

    def finish(self) -> list[Piece]:
        """Return what the end of the page closes."""
        self._feed()
        self._give_up()
        self._written.number = self.getpos()[0]
        self._written.end()
        return self._written.taken()

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

    def set_cdata_mode(self, elem: str, **kinds: bool) -> None:
        """Read what an element holds as no markup, where its end is known."""
        if elem in self._closed:
            super().set_cdata_mode(elem, **kinds)

    def handle_data(self, data: str) -> None:
        number = self.getpos()[0]
        first, *rest = data.split("\n")
        self._written.say(first, number)
        for at, text in enumerate(rest, start=1):
            self._written.newline(number + at - 1)
            self._written.say(text, number + at)

    def handle_entityref(self, name: str) -> None:
        self._written.say(_character(f"&{name};"), self.getpos()[0])

    def handle_charref(self, name: str) -> None:
        self._written.say(_character(f"&#{name};"), self.getpos()[0])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag in _KNOWN:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._written.number, self._written.tagged = self.getpos()[0], True
        raw = self.get_starttag_text() or ""
        hides = _is_hidden(tag, attrs)
        if tag not in _KNOWN or (hides and not self.document and tag not in self._closed):
            if not (self.document or "=" in raw or raw.endswith("/>")):
                self.handle_data(raw)
        elif (tag == "title" and not self._written.title) or (not self._written.hidden and hides):
            self._written.hidden.append(tag)
        elif not self._written.hidden:
            self._opened(tag, dict(attrs))

    def _opened(self, tag: str, attrs: dict[str, str | None]) -> None:
        self._in_number = self.getpos() in self._looks.numbers
        mark = self._looks.marks.get(self.getpos())
        if mark:
            self._written.headed(tag, mark)
        else:
            self._written.opened(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._written.number, self._written.tagged = self.getpos()[0], True
        hidden = self._written.hidden
        if tag not in _KNOWN:
            if not self.document:
                self._written.say(f"</{tag}>", self.getpos()[0])
        elif hidden:
            if tag in hidden:
                del hidden[hidden.index(tag) :]
        else:
            if self._in_number:
                self._written.say(". ", self.getpos()[0])
                self._in_number = False
            self._written.ended(tag)


def _character(reference: str) -> str:
    """The letter that a reference stands for; a sign may mean something in Markdown, and stays as it is."""
    meant = unescape(reference)
    return meant if meant.isalpha() else reference


def holds_tags(line: str) -> bool:
    """Whether a line holds a tag, or the beginning of one, that means something here."""
    return "<" in line and any(found.group(1).lower() in _KNOWN for found in _NAMED.finditer(line))


def is_document(text: str) -> bool:
    """Whether a page is HTML as a whole, be it a part of one."""
    start = text[:2000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")) or "<body" in start:
        return True
    return start.startswith("<") and text.rstrip().endswith(">") and _named(start) and not _MARKDOWN.search(text)


def _named(start: str) -> bool:
    found = _NAMED.match(start)
    return bool(found and found.group(1) in _KNOWN)
