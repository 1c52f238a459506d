"""The words of a page without its markup."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from functools import lru_cache

_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"\*\*+|__+(?=\S)|(?<=\S)__+|~~")
_STAR = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANK = re.compile(r"_{3,}")
_BOLD_BEFORE_A_TAG = re.compile(r"\*\*([^*]+)\*\*(?:\s+\w+){1,3}$")
_DRESS = ("***", "**", "__", "*", "_", "`")
_BEHIND = re.compile(r"(?<=\S)\s+[(（\[][^()（）\[\]]{0,60}[)）\]]$")
_SPACES = re.compile(r"[ \t]+")
# a bound, since brackets that never close cost a square
_LONGEST_WITH_LINKS = 20_000
# Each line is looked at by many rules, pass after pass: a page with more lines than are known is read anew in each.
LINES_KNOWN = 131_072
_EAST = "\u3000"
# Korean sets its words apart
_FIRST_HANGUL, _LAST_HANGUL = "\uac00", "\ud7a3"
_LETTERS_OF_A_WORD = 2.5
_LETTERS = {
    chr(first + at): chr(ord("A") + at) for first in (0x24B6, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for at in range(26)
}
_BADGE = re.compile(rf"([\s*_]*)([{''.join(_LETTERS)}])\uFE0F?")
_SIGNS = frozenset({"So", "Sk", "Cn", "Co", "Mn", "Cf", "Sm"})
_PAIRS = {
    '"': '"“”',
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‘": "’",
    "'": "'",
    "”": '”“"',
    "‹": "›",
}


@lru_cache(maxsize=LINES_KNOWN)
def plain(text: str) -> str:
    """Return one line as a reader sees it: no emphasis, links as their words, entities as characters."""
    if "[" in text and len(text) < _LONGEST_WITH_LINKS:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "*" in text or "_" in text or "~" in text:
        text = _without_emphasis(text)
    if "`" in text:
        text = text.replace("`", "")
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "&" in text:
        text = html.unescape(text).replace("\u00a0", " ")
    return _SPACES.sub(" ", text).strip()


def _without_emphasis(text: str) -> str:
    blanks = _BLANK.search(text) is not None
    text = _STRONG.sub(lambda mark: mark.group() if blanks and "_" in mark.group() else "", text)
    return _UNDERSCORE.sub("", _STAR.sub("", text))


def with_plain_initial(text: str) -> str:
    """Return the text with a letter in a circle or a square at its start, or of a flag, as the letter that it shows."""
    badge = None if text.isascii() else _BADGE.match(text)
    return f"{badge[1]}{_LETTERS[badge[2]]}{text[badge.end() :]}" if badge else text


def without_signs(text: str) -> str:
    """Return the text without emoji and other signs at its start and end."""
    start, end = 0, len(text)
    while start < end and _is_sign(text, start):
        start += 1
    while end > start and _is_sign(text, end - 1):
        end -= 1
    return text[start:end]


def _is_sign(text: str, at: int) -> bool:
    char = text[at]
    if char.isascii():
        return char.isspace()
    return char.isspace() or char in "•◦▪‣●■◆▶►→" or (unicodedata.category(char) in _SIGNS and char not in "°§🔟")


def unquoted(text: str) -> str:
    """Return the text without one pair of quotes around the whole of it."""
    if len(text) < 3 or text[-1] not in _PAIRS.get(text[0], ""):
        return text
    inner, apostrophe = text[1:-1].strip(), text[-1] in "'’"
    again = text[0] in inner or text[-1] in inner
    return text if again and not apostrophe else inner


def is_quoted(text: str) -> bool:
    """Whether quotes stand around the whole text."""
    return unquoted(text) != text


@lru_cache(maxsize=LINES_KNOWN)
def dress_of(text: str) -> str:
    """What is set around a whole line, whatever signs or brackets stand behind it: marks of emphasis or of code, ``[``
    of a link, ``"`` of any quotes; "" where nothing is.
    """
    text = without_signs(_BEHIND.sub("", without_signs(text))).rstrip(" :：")
    mark = next((mark for mark in _DRESS if text.startswith(mark)), "")
    if mark and len(text) > 2 * len(mark):
        return mark if text.endswith(mark) and mark not in text[len(mark) : -len(mark)] else ""
    if text.startswith("[") and _LINK.fullmatch(text):
        return "["
    return '"' if is_quoted(text) else ""


def split_at(pattern: re.Pattern[str], text: str, end: int = sys.maxsize) -> tuple[str, str, str]:
    """What stands before the first match that ends by ``end``, the match, and what stands behind; (text, "", "") where
    none does.
    """
    found = pattern.search(text, 0, end)
    return (text[: found.start()], found.group(), text[found.end() :]) if found else (text, "", "")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.casefold().replace("’", "'"))


def length(text: str) -> float:
    """How many words a text has; where no space sets them apart, two letters and a half are one."""
    unspaced = sum(char >= _EAST and not _FIRST_HANGUL <= char <= _LAST_HANGUL for char in text)
    return len(text.split()) + unspaced / _LETTERS_OF_A_WORD if unspaced > len(text) / 2 else len(text.split())


def without_tag(text: str) -> str:
    """What stands in bold in front of a word or three, as cards of HTML have a tag beside what they ask."""
    bold = _BOLD_BEFORE_A_TAG.match(text)
    return bold.group(1) if bold else text
