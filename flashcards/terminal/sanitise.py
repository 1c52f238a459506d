"""The one sanitiser: what comes from outside becomes text that can do nothing but be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LONGEST_LINE = 4_000
LONGEST_COMBINING_RUN = 8
_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0f"
# both are compiled by what first meets a text that is not plain: most starts show none
# controls, format characters, line separators, surrogates, and what nobody can see
_SUSPECT = (
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# no mark that combines stands below these
_MAY_COMBINE = f"[^\x00-\u02ff]{{{LONGEST_COMBINING_RUN + 1},}}"
_CONTROL_PICTURES = 0x2400


def visible(text: str) -> str:
    """Return the text as one line in which every character that could act on a terminal, or hide, is a sign.

    Control characters, line breaks among them, become pictures such as ``␛``, others their code such as ``<U+202E>``;
    joiners stay where they join; a tab becomes a space. Of marks that combine with one letter the first
    LONGEST_COMBINING_RUN stay. What goes beyond LONGEST_LINE characters is cut, and the cut shown.
    """
    if len(text) <= LONGEST_LINE and text.isascii() and text.isprintable():
        return text
    shown = re.sub(_SUSPECT, _sign, _thinned(text[: LONGEST_LINE + 1], lambda mark: ""))
    if max(len(text), len(shown)) <= LONGEST_LINE:
        return shown
    return shown[: LONGEST_LINE - 1].rstrip(_JOINERS) + "…"


def escaped_json(text: str) -> str:
    """Return JSON that says the same, with what ``visible`` would change in it as ``\\uXXXX``."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_SUSPECT, lambda found: _code(found.group()), _thinned(text, _code))


def _code(char: str) -> str:
    import json

    return f"\\u{ord(char):04x}" if char == "\x7f" else json.dumps(char)[1:-1]


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
    if char == _EMOJI_STYLE:
        return True
    category = unicodedata.category(char)
    return (category in ("So", "Sk") or (category[0] in "LM" and char > "\u0590")) and not re.match(_SUSPECT, char)


def _thinned(text: str, instead: Callable[[str], str]) -> str:
    """The text with what ``instead`` gives for each mark that goes beyond the longest run."""

    def thin(found: re.Match[str]) -> str:
        kept, run = [], 0
        for char in found.group():
            run = run + 1 if _is_mark(char) else 0
            kept.append(char if run <= LONGEST_COMBINING_RUN else instead(char))
        return "".join(kept)

    return re.sub(_MAY_COMBINE, thin, text)


def _is_mark(char: str) -> bool:
    """Whether a character takes no room of its own: a mark, or a joiner between marks."""
    return char in _JOINERS or (unicodedata.category(char)[0] == "M" and not re.match(_SUSPECT, char))
