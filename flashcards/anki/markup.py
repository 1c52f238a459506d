"""A card's text as HTML in which nothing of it is taken for markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

# controls, what turns the direction of other text, tags that nobody sees, and what is no character
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# what HTML acts on, and Anki inside a field: references, sounds and LaTeX in brackets, MathJax behind a backslash
_ENTITIES = {sign: html.escape(sign) for sign in "&<>\"'"} | {sign: f"&#{ord(sign)};" for sign in "{}[]\\"}
_ACTIVE = re.compile("[&<>\"'{}[\\]\\\\]")
# most lines hold neither those nor anything beyond ASCII, and are found so in one go
_PLAIN = re.compile("[ !#-%(-;=?-Z^-z|~]*")


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


def items(lines: Sequence[str]) -> str:
    """A list with one item a line."""
    if not lines:
        return ""
    found = "</li><li>".join([escaped(line) for line in lines])
    return f"<ul><li>{found}</li></ul>"


def paragraphs(text: str) -> str:
    """Prose with a paragraph for each that a blank line sets apart."""
    found = [paragraph.strip("\n").replace("\n", "<br>") for paragraph in escaped(text).split("\n\n")]
    return "".join([f"<p>{paragraph}</p>" for paragraph in found if paragraph])
