"""A card's text as HTML in which nothing of it is taken for markup but fences and images of its own."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from flashcards.content.deck.syntax import closes_fence, fence_mark
from flashcards.content.text.figures import figure_spans

# controls, what turns the direction of other text, tags that nobody sees, and what is no character
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# what HTML acts on, and Anki inside a field: references, sounds and LaTeX in brackets, MathJax behind a backslash
_ENTITIES = {sign: html.escape(sign) for sign in "&<>\"'"} | {sign: f"&#{ord(sign)};" for sign in "{}[]\\"}
_ACTIVE = re.compile("[&<>\"'{}[\\]\\\\]")
# most lines hold none of those, and no sign that NFC joins with another or writes in another way
_PLAIN = re.compile(
    "[\n !#-%(-;=?-Z^-z|~\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20ac\u3001-\u3029\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\(([^()\s]{1,300})\)")

Media = Callable[[str], str | None]
"""The name under which a package holds an image, by the path that a deck gives; None for one that it does not hold."""


def escaped(text: str) -> str:
    """The text as HTML that shows it to the letter; see ``harmless``."""
    return text if _PLAIN.fullmatch(text) else _ACTIVE.sub(_entity, harmless(text))


def _entity(found: re.Match[str]) -> str:
    return _ENTITIES[found.group()]


def harmless(text: str) -> str:
    """The text in NFC without control characters, overrides of direction, hidden tags and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def image_paths(text: str) -> list[str]:
    """The paths of the images that a text shows, in order."""
    return [found[2] for found in _IMAGE.finditer(text)] if "![" in text else []


def shown(text: str, media: Media) -> str:
    """The text to the letter, with the images that the package holds in their places."""
    if "![" not in text:
        return escaped(text)
    pieces, place = [], 0
    for found in _IMAGE.finditer(text):
        name = media(found[2])
        if name is not None:
            pieces += [escaped(text[place : found.start()]), f'<img src="{name}" alt="{escaped(found[1])}">']
            place = found.end()
    return "".join([*pieces, escaped(text[place:])])


def cue(line: str, media: Media) -> str:
    """One cue, its figures in bold."""
    if "![" in line:
        return shown(line, media)
    spans = figure_spans(line)
    if not spans:
        return escaped(line)
    if _PLAIN.fullmatch(line):
        for start, end in reversed(spans):
            line = f"{line[:start]}<b>{line[start:end]}</b>{line[end:]}"
        return line
    pieces, place = [], 0
    for start, end in spans:
        pieces += [escaped(line[place:start]), "<b>", escaped(line[start:end]), "</b>"]
        place = end
    return "".join([*pieces, escaped(line[place:])])


def items(lines: Sequence[str], media: Media) -> str:
    """A list with one cue a line, each in the direction of its own script."""
    if not lines:
        return ""
    found = '</li><li dir="auto">'.join([cue(line, media) for line in lines])
    return f'<ul><li dir="auto">{found}</li></ul>'


def prose(text: str, media: Media) -> str:
    """Paragraphs, each in the direction of its own script, and fences as they stand, with their indentation."""
    if "```" not in text and "~~~" not in text:
        return _paragraphs(text, media)
    return "".join(_code(piece) if is_code else _paragraphs(piece, media) for is_code, piece in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The runs of lines inside of a fence and outside, without its marks."""
    mark, lines = "", list[str]()
    for line in text.split("\n"):
        opens = not mark and fence_mark(line)
        if opens or (mark and closes_fence(line, mark)):
            yield bool(mark), "\n".join(lines)
            mark, lines = opens or "", []
        else:
            lines.append(line)
    yield bool(mark), "\n".join(lines)


def _code(text: str) -> str:
    return f'<pre dir="ltr"><code>{escaped(text)}</code></pre>'


def _paragraphs(text: str, media: Media) -> str:
    found = [each for paragraph in shown(text, media).split("\n\n") if (each := paragraph.strip("\n"))]
    return "".join([f'<p dir="auto">{each}</p>' for each in found]).replace("\n", "<br>")
