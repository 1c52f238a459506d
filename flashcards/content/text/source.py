"""From the bytes of a file to the one form of text that the reader works on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.content.text.problems import Problem

BOM = "\ufeff"
BLANKS = " \t"
# compiled by what first looks for them: a start that reads no deck does not
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_HALF = "[\ud800-\udfff]"
_LINE_END = rb"\r\n?|\n"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> str | Problem:
    """Return the text of UTF-8 ``data``, or the problem that stands at its first bad byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)


def _not_utf8(data: bytes, at: int) -> Problem:
    from flashcards.content.text.problems import Level, Problem

    line, start = 1, 0
    for end in re.finditer(_LINE_END, data[:at]):
        line, start = line + 1, end.end()
    column = len(data[start:at].decode("utf-8").lstrip(BOM)) + 1
    what = "this file is UTF-16" if data.startswith(_WIDE) else f"byte 0x{data[at]:02x} is not UTF-8"
    return Problem(line, column, Level.ERROR, "not-utf-8", f"{what}; save the file as UTF-8")


def encoded_like(before: bytes, text: str) -> bytes:
    """The bytes of a text that takes the place of others: a byte order mark that these had stays."""
    mark = BOM.encode() if before.startswith(BOM.encode()) else b""
    return mark + text.encode()


def normalise(text: str) -> str:
    """Return the text without byte order mark, with LF line ends, plain spaces, and in NFC."""
    text = text.lstrip(BOM)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_utf8(text: str) -> bool:
    """Whether a text can be written as UTF-8: no half of a character stands alone in it."""
    return text.isascii() or re.search(_HALF, text) is None


def without_halves(text: str) -> str:
    """Return the text with U+FFFD for each half of a character that stands alone."""
    return re.sub(_HALF, "\ufffd", text)


def control_characters(text: str) -> Iterator[Problem]:
    """Yield one warning for each line that holds a control character other than a tab."""
    from flashcards.content.text.problems import Level, Problem

    control, line, start = re.compile(_CONTROL), 1, 0
    while found := control.search(text, start):
        at = found.start()
        line += text.count("\n", start, at)
        column = at - text.rfind("\n", 0, at)
        message = f"control character U+{ord(text[at]):04X}; it is shown as a sign, delete it if it means nothing"
        yield Problem(line, column, Level.WARNING, "control-character", message)
        start = text.find("\n", at)
        if start < 0:
            return
