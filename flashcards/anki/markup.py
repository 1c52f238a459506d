"""A card's text as HTML in which nothing of it is taken for markup but fences and images of its own.

What shows a text is put together with stand-ins for the signs of markup, which no harmless text holds. So all fields of
a note become HTML at one stroke: one by one they would take the longest part of an export.
"""

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
# most lines hold none of those, and no sign that NFC joins with another or writes in another way
_HARMLESS = re.compile(
    "[\n -~\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20ac\u3001-\u3029\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
_STAND_INS = {"<": "\x01", ">": "\x02", '"': "\x03"}
_MARKUP = str.maketrans(_STAND_INS)
# what HTML acts on, and Anki inside a field: references, sounds and LaTeX in brackets, MathJax behind a backslash
_ENTITIES = {sign: html.escape(sign) for sign in "&<>\"'"} | {sign: f"&#{ord(sign)};" for sign in "{}[]\\"}
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\(([^()\s]{1,300})\)")

Media = Callable[[str], str | None]
"""The name under which a package holds an image, by the path that a deck gives; None for one that it does not hold."""


def markup(tags: str) -> str:
    """HTML of our own as it stands in a text, until ``as_html`` or ``as_template`` makes HTML of the whole."""
    return tags.translate(_MARKUP)


_BOLD, _BOLD_END, _BREAK = map(markup, ("<b>", "</b>", "<br>"))
_LIST, _NEXT_ITEM, _LIST_END = map(markup, ('<ul><li dir="auto">', '</li><li dir="auto">', "</li></ul>"))
_PARAGRAPH, _NEXT_PARAGRAPH, _PARAGRAPH_END = map(markup, ('<p dir="auto">', '</p><p dir="auto">', "</p>"))
_CODE, _CODE_END = map(markup, ('<pre dir="ltr"><code>', "</code></pre>"))


def as_html(text: str) -> str:
    """A harmless text to the letter, and what ``markup`` put into it as markup."""
    for sign, entity in _ENTITIES.items():
        # most are not there, and a replacement would count first: that takes eight times as long as this look
        if sign in text:
            text = text.replace(sign, entity)
    return as_template(text)


def as_template(text: str) -> str:
    """HTML with what ``markup`` put into it."""
    for sign, stand_in in _STAND_INS.items():
        text = text.replace(stand_in, sign)
    return text


def escaped(text: str) -> str:
    """The text as HTML that shows it to the letter; see ``harmless``."""
    return as_html(harmless(text))


def harmless(text: str) -> str:
    """The text in NFC without control characters, overrides of direction, hidden tags and lone surrogates."""
    if (text.isascii() and text.isprintable()) or _HARMLESS.fullmatch(text):
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def image_paths(text: str) -> list[str]:
    """The paths of the images that a text shows, in order."""
    return [found[2] for found in _IMAGE.finditer(text)] if "![" in text else []


def shown(text: str, media: Media) -> str:
    """The text, harmless, with the images that the package holds in their places."""
    if "![" not in text:
        return harmless(text)
    pieces, place = [], 0
    for found in _IMAGE.finditer(text):
        name = media(found[2])
        if name is not None:
            pieces += [harmless(text[place : found.start()]), _image(name, harmless(found[1]))]
            place = found.end()
    return "".join([*pieces, harmless(text[place:])])


def _image(name: str, told: str) -> str:
    return markup(f'<img src="{name}" alt="') + told + markup('">')


def cue(line: str, media: Media) -> str:
    """One cue, its figures in bold."""
    if "![" in line:
        return shown(line, media)
    line = harmless(line)
    for start, end in figure_spans(line)[::-1]:
        line = f"{line[:start]}{_BOLD}{line[start:end]}{_BOLD_END}{line[end:]}"
    return line


def items(lines: Sequence[str], media: Media) -> str:
    """A list with one cue a line, each in the direction of its own script."""
    if not lines:
        return ""
    return f"{_LIST}{_NEXT_ITEM.join([cue(line, media) for line in lines])}{_LIST_END}"


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
    return f"{_CODE}{harmless(text)}{_CODE_END}"


def _paragraphs(text: str, media: Media) -> str:
    text = shown(text, media)
    if "\n" not in text:
        return f"{_PARAGRAPH}{text}{_PARAGRAPH_END}" if text else ""
    found = [each for paragraph in text.split("\n\n") if (each := paragraph.strip("\n"))]
    return f"{_PARAGRAPH}{_NEXT_PARAGRAPH.join(found)}{_PARAGRAPH_END}".replace("\n", _BREAK) if found else ""
