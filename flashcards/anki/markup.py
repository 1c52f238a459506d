"""A card's text as HTML in which nothing of it is taken for markup but fences and images of its own.

What shows a text is put together with stand-ins for markup, which no harmless text holds. So the fields of many notes
become HTML at one stroke, their figures bold: one by one they would take the longest part of an export.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from flashcards.content.deck.syntax import closes_fence, fence_mark
from flashcards.content.text.figures import APART, enclose_figures
from flashcards.content.text.passages import unwrapped

# controls, what turns the direction of other text, tags that nobody sees, and what is no character
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# signs that NFC neither joins with another nor writes in another way; those of ASCII also begin no image and no fence
_PLAIN_ASCII = bytes({10, *range(32, 127)} - set(b"[`~"))
_PLAIN = re.compile(
    "[\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20ac\u3001-\u3029\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
_SIGNS = {"\x01": "<", "\x02": ">", "\x03": '"'}
_MARKUP = str.maketrans({sign: stand_in for stand_in, sign in _SIGNS.items()})
_LIST, _PLAIN_LIST, _NEXT_ITEM, _LIST_END = "\x04", "\x05", APART, "\x06"
_PARAGRAPH, _NEXT_PARAGRAPH, _PARAGRAPH_END, _BREAK = "\x07", "\x08", "\x0e", "\x0f"
_BOLD, _BOLD_END = "\x10", "\x11"
_TAGS = {
    _LIST: '<ul><li dir="auto">', _PLAIN_LIST: '<ul><li dir="auto">', _NEXT_ITEM: '</li><li dir="auto">',
    _LIST_END: "</li></ul>", _BOLD: "<b>", _BOLD_END: "</b>",
    _PARAGRAPH: '<p dir="auto">', _NEXT_PARAGRAPH: '</p><p dir="auto">', _PARAGRAPH_END: "</p>", _BREAK: "<br>",
}  # fmt: skip
_TEXTS_APART = "\x1f"
_LISTS = re.compile(f"{_LIST}([^{_LIST_END}]*){_LIST_END}".encode())
_BETWEEN_LISTS = f"{APART}{_LIST}{APART}".encode()
# what HTML acts on, and Anki inside a field: references, sounds and LaTeX in brackets, MathJax behind a backslash
_ENTITIES = {sign: html.escape(sign) for sign in "&<>\"'"} | {sign: f"&#{ord(sign)};" for sign in "{}[]\\"}
_AS_TEMPLATE = tuple((stand_in.encode(), tags.encode()) for stand_in, tags in (_TAGS | _SIGNS).items())
_AS_HTML = (*((sign.encode(), entity.encode()) for sign, entity in _ENTITIES.items()), *_AS_TEMPLATE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\(([^()\s]{1,300})\)")

Media = Callable[[str], str | None]
"""The name under which a package holds an image, by the path that a deck gives; None for one that it does not hold."""
Care = Media | None
"""What a text is shown with; None for one that ``is_plain``, which stands there as it is."""


def markup(tags: str) -> str:
    """HTML of our own as it stands in a text, until ``as_html`` or ``as_template`` makes HTML of the whole."""
    return tags.translate(_MARKUP)


_CODE, _CODE_END = map(markup, ('<pre dir="ltr"><code>', "</code></pre>"))


def as_html(text: bytes) -> bytes:
    """A harmless text to the letter, what ``markup`` put into it as markup, and the figures of its ``items`` bold."""
    return _replaced(_with_bold_figures(text), _AS_HTML)


def as_template(text: str) -> str:
    """HTML with what ``markup`` put into it."""
    return _replaced(text.encode(), _AS_TEMPLATE).decode()


def _replaced(text: bytes, pairs: Iterable[tuple[bytes, bytes]]) -> bytes:
    for before, after in pairs:
        # most are not there, and a replacement would count first: that takes eight times as long as this look
        if before in text:
            text = text.replace(before, after)
    return text


def _with_bold_figures(text: bytes) -> bytes:
    """The text with the figures of all its lists bold, which are looked for at one stroke."""
    pieces = _LISTS.split(text)
    if len(pieces) > 1:
        lists = bold(_BETWEEN_LISTS.join(pieces[1::2]).decode()).encode().split(_BETWEEN_LISTS)
        pieces[1::2] = [b"%b%b%b" % (_LIST.encode(), each, _LIST_END.encode()) for each in lists]
    return b"".join(pieces)


def bold(lines: str) -> str:
    """Harmless lines, with APART between them, their figures bold."""
    return enclose_figures(lines, _BOLD, _BOLD_END)


def escaped(texts: Iterable[str]) -> list[str]:
    """The texts as HTML that shows them to the letter; see ``harmless``."""
    return as_html(_TEXTS_APART.join(map(harmless, texts)).encode()).decode().split(_TEXTS_APART)


def harmless(text: str) -> str:
    """The text in NFC without control characters, overrides of direction, hidden tags and lone surrogates."""
    if not text.replace("\n", "").isprintable():
        text = _UNWANTED.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def image_paths(text: str) -> list[str]:
    """The paths of the images that a text shows, in order."""
    return [found[2] for found in _IMAGE.finditer(text)] if "![" in text else []


def is_plain(text: str) -> bool:
    """Whether a text is harmless, and holds neither an image nor a fence, as far as its signs alone tell."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII)
    return not others or bool(_PLAIN.fullmatch(others.decode("utf-8", "surrogatepass")))


def shown(text: str, care: Care) -> str:
    """The text, harmless, with the images that the package holds in their places."""
    if care is None:
        return text
    if "![" not in text:
        return harmless(text)
    pieces, place = [], 0
    for found in _IMAGE.finditer(text):
        name = care(found[2])
        if name is not None:
            pieces += [harmless(text[place : found.start()]), _image(name, harmless(found[1]))]
            place = found.end()
    return "".join([*pieces, harmless(text[place:])])


def _image(name: str, told: str) -> str:
    return markup(f'<img src="{name}" alt="') + told + markup('">')


def items(lines: Sequence[str], care: Care) -> str:
    """A list with one cue a line, each in the direction of its own script; beside an image no figure is bold."""
    if care is not None:
        if any("![" in line for line in lines):
            shows = [shown(line, care) if "![" in line else bold(harmless(line)) for line in lines]
            return f"{_PLAIN_LIST}{_NEXT_ITEM.join(shows)}{_LIST_END}"
        lines = [harmless(line) for line in lines]
    return f"{_LIST}{_NEXT_ITEM.join(lines)}{_LIST_END}" if lines else ""


def prose(text: str, care: Care) -> str:
    """Paragraphs, each in the direction of its own script, and fences as they stand, with their indentation.

    A line that was broken for its width goes on in the next; see ``unwrapped``.
    """
    if care is None or ("```" not in text and "~~~" not in text):
        return _paragraphs(text, care)
    return "".join(_code(piece) if is_code else _paragraphs(piece, care) for is_code, piece in _pieces(text))


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


def _paragraphs(text: str, care: Care) -> str:
    if "\n" in text:
        text = "\n".join(unwrapped(text))
    if care is not None:
        text = shown(text, care)
    if "\n" not in text:
        return f"{_PARAGRAPH}{text}{_PARAGRAPH_END}" if text else ""
    found = [each for paragraph in text.split("\n\n") if (each := paragraph.strip("\n"))]
    return f"{_PARAGRAPH}{_NEXT_PARAGRAPH.join(found)}{_PARAGRAPH_END}".replace("\n", _BREAK) if found else ""
