"""The text of a PDF: lines in reading order, headings where only the size of the letters says so."""

from __future__ import annotations

import io
import logging
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from flashcards.documents.document import LARGEST, Document, library
from flashcards.errors import ContentError, DamagedError, FlashcardsError

_MOST_PAGES = 1000
# a heading is set at least this much larger than most of the text: the smallest step of the usual scale of type (1.125)
_HEADING_SCALE = 1.1
# between paragraphs there is more room than between lines; 1.5 is the widest leading that is usual within a paragraph
_PARAGRAPH_GAP = 1.6
_LEVELS = 3
# a head or foot of a page is one or two lines, the same on every page but for its number
_MARGIN = 2
_NUMBER = re.compile(r"\d+")
# letters drawn as one, which nobody types, U+FB00 to U+FB06; and those of which a font does not say what they are
_LETTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)} | {
    0: "\N{REPLACEMENT CHARACTER}"
}
_LONGEST_HEADING = 200


class Line(NamedTuple):
    """One line of a page: its text, the height of its letters and its distance from the foot, both in points."""

    text: str
    size: float
    foot: float


def read_pdf(document: Document) -> Document:
    """Return the text of a .pdf as lines. Raises AccessError, ContentError, DamagedError."""
    pypdf = library("pypdf", document.source)
    # what it makes of a broken file it would say on standard error, past our own one line
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [_lines(page, document) for page in _pages(pypdf, document)]
    except FlashcardsError:
        raise
    # whatever a hostile or broken file makes the library raise, it is the file's fault
    except Exception as error:
        raise DamagedError(f"{document.source} is a damaged .pdf; print it anew, and add that") from error
    if not any(pages):
        raise ContentError(f"{document.source} holds pictures, no text; copy its text into a file, and add that")
    return document.converted("\n".join(text_of(_without_running_heads(pages))), ".md")


def _pages(pypdf: Any, document: Document) -> Iterator[Any]:
    reader = pypdf.PdfReader(io.BytesIO(document.data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ContentError(f"{document.source} is locked with a password; save it without, and add that")
    if len(reader.pages) > _MOST_PAGES:
        raise ContentError(f"{document.source} has over {_MOST_PAGES} pages; add those that hold questions")
    yield from reader.pages


def _lines(page: Any, document: Document) -> list[Line]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > LARGEST:
        raise DamagedError(f"{document.source} unpacks to over {LARGEST // 1_000_000} MB a page; it was not read")
    pieces: list[Line] = []

    def take(text: str, user: Sequence[float], matrix: Sequence[float], _font: object, size: float) -> None:
        # the scale of a matrix (a, b, c, d, e, f) upwards is the length of (c, d): PDF 1.7, 8.3.3
        height = size * math.hypot(matrix[2], matrix[3]) * math.hypot(user[2], user[3])
        foot = user[1] * matrix[4] + user[3] * matrix[5] + user[5]
        pieces.append(Line(text, abs(height), foot))

    page.extract_text(visitor_text=take)
    return list(_joined(pieces))


def _joined(pieces: Iterable[Line]) -> Iterator[Line]:
    """Lines from pieces of text, which hold the line breaks; a line is as large as most of its letters."""
    text, sizes, foot = "", Counter[float](), None

    def line() -> Iterator[Line]:
        if text.strip():
            yield Line(" ".join(text.translate(_LETTERS).split()), sizes.most_common(1)[0][0], foot or 0.0)

    for piece in pieces:
        first, *others = piece.text.split("\n")
        for place, part in enumerate((first, *others)):
            if place:
                yield from line()
                text, sizes, foot = "", Counter(), None
            if part.strip():
                sizes[round(piece.size, 1)] += len(part.strip())
                foot = piece.foot if foot is None else foot
            text += part
    yield from line()


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what stands at the head or foot of each of them."""
    edges = [{_NUMBER.sub("", line.text) for line in (*page[:_MARGIN], *page[-_MARGIN:])} for page in pages]
    running = frozenset[str]().union(*edges).intersection(*edges) if len(pages) > 1 else frozenset[str]()
    inner = [range(_MARGIN, len(page) - _MARGIN) for page in pages]
    return [
        [line for at, line in enumerate(page) if at in inside or _NUMBER.sub("", line.text) not in running]
        for page, inside in zip(pages, inner, strict=True)
    ]


def text_of(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The lines of all pages, with an empty one between paragraphs and marks before headings."""
    letters = Counter[float]()
    for line in (line for page in pages for line in page):
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0]
    larger = sorted((size for size in letters if size >= body * _HEADING_SCALE), reverse=True)
    level = {size: min(place, _LEVELS) for place, size in enumerate(larger, start=1)}
    for page in pages:
        before: Line | None = None
        for line in page:
            if before is not None and _is_apart(before, line):
                yield ""
            marked = line.size in level and len(line.text) <= _LONGEST_HEADING
            yield f"{'#' * level[line.size]} {line.text}" if marked else line.text
            before = line


def _is_apart(before: Line, line: Line) -> bool:
    """Whether a line begins a paragraph: its letters have another size, or there is room above it."""
    return before.size != line.size or abs(before.foot - line.foot) > _PARAGRAPH_GAP * line.size
