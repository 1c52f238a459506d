"""The one sanitiser: what comes from outside becomes text that can do nothing but be read."""

from __future__ import annotations

import re
import unicodedata

LONGEST_LINE = 2_000
LONGEST_COMBINING_RUN = 8
_JOINERS = "\u200c\u200d"
_PLAIN = re.compile(r"[ -~\n]*")
# controls, format characters, line separators, surrogates, and what nobody can see
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_LONG_RUN = re.compile(f"({_MARKS}{{{LONGEST_COMBINING_RUN}}}){_MARKS}+")
_CONTROL_PICTURES = 0x2400


def visible(text: str, multiline: bool = False) -> str:
    """Return the text with every character that could act on a terminal, or hide, shown as a sign.

    Control characters become pictures such as ``␛``, others their code such as ``<U+202E>``; joiners stay where
    they join; a tab becomes a space. Without ``multiline`` a line break becomes a sign as well. A line beyond
    LONGEST_LINE characters is cut, and the cut shown.
    """
    if multiline and "\n" in text:
        return "\n".join(visible(line) for line in text.split("\n"))
    if len(text) > LONGEST_LINE:
        text = text[: LONGEST_LINE - 1] + "…"
    if _PLAIN.fullmatch(text) and "\n" not in text:
        return text
    text = _LONG_RUN.sub(r"\1", text)
    return _SUSPECT.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    char = found.group()
    if char == "\t":
        return " "
    if char < " ":
        return chr(_CONTROL_PICTURES + ord(char))
    if char == "\x7f":
        return "␡"
    if char in _JOINERS and _joins(found.string, found.start()):
        return char
    return f"<U+{ord(char):04X}>"


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between two characters that it can join: emoji, or letters of a script that needs it."""
    return 0 < place < len(text) - 1 and _can_be_joined(text[place - 1]) and _can_be_joined(text[place + 1])


def _can_be_joined(char: str) -> bool:
    if char == "\ufe0f":
        return True
    category = unicodedata.category(char)
    return category == "So" or category == "Sk" or (category[0] in "LM" and char > "\u0590")
