"""Blanks that nobody has filled in yet: ``[Describe the task]``, ``TODO``, ``...``."""

from __future__ import annotations

import re

from flashcards.content.languages.known import any_pattern

_BLANK_WORDS = any_pattern(lambda language: language.page.blank)
_WORDS = rf"\b(?:TODO|TBD|TBA|FIXME|WIP|N/A)\b|\bX{{2,}}\b|{_BLANK_WORDS}"
_BLANK = rf"\[[^\[\]\n]*\]|<[^<>\n]*>|\{{[^{{}}\n]*\}}|\(\s*\)|_{{2,}}|{_WORDS}"
# Possessive, so that a long row of dots or dashes is tried in one way only.
_ONLY_BLANKS = re.compile(rf"(?:[-*•…\s.,:;]++|{_BLANK})*+", re.IGNORECASE)
_LATIN = re.compile(r"\W*lorem ipsum\b", re.IGNORECASE)
_INSIDE = re.compile(r"\[(?!\d+\]|[ xX]\])[^\[\]\n]*\](?!\()|\bX{2,}%?(?!\w)|_{3,}|\b(?:TODO|TBD|FIXME)\b")


def is_placeholder(text: str) -> bool:
    """Whether nothing is told: the text is empty, holds blanks to be filled in and nothing else, or is the Latin that
    printers set where a text is to come.
    """
    return _ONLY_BLANKS.fullmatch(text) is not None or _LATIN.match(text) is not None


def find_placeholder(text: str) -> str:
    """Return the first blank that stands in the text, or "" where there is none.

    A citation ``[1]``, a tick box ``[x]`` and a link ``[name](address)`` are none.
    """
    found = _INSIDE.search(text) if _may_hold_one(text) else None
    return found.group() if found else ""


def _may_hold_one(text: str) -> bool:
    """A plain search for what every blank contains: ten times faster than the pattern, and most texts hold none."""
    return "[" in text or "XX" in text or "___" in text or "TODO" in text or "TBD" in text or "FIXME" in text
