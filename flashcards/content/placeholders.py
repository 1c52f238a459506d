"""Blanks that nobody has filled in yet: ``[Describe the task]``, ``TODO``, ``...``."""

from __future__ import annotations

import re

_WORDS = r"\b(?:TODO|TBD|TBA|FIXME)\b|\bX{2,}\b"
_BLANK = rf"\[[^\[\]\n]*\]|<[^<>\n]*>|\{{[^{{}}\n]*\}}|\(\s*\)|_{{2,}}|{_WORDS}"
# Possessive, so that a long row of dots or dashes is tried in one way only.
_ONLY_BLANKS = re.compile(rf"(?:[-*•…\s.,:;]++|{_BLANK})*+", re.IGNORECASE)
_INSIDE = re.compile(r"\[(?!\d+\]|[ xX]\])[^\[\]\n]*\](?!\()|\bX{2,}%?(?!\w)|_{3,}|\b(?:TODO|TBD|FIXME)\b")
_SIGNS = ("[", "XX", "___", "TODO", "TBD", "FIXME")


def is_placeholder(text: str) -> bool:
    """Whether nothing is told: the text is empty, or holds blanks to be filled in and nothing else."""
    return _ONLY_BLANKS.fullmatch(text) is not None


def find_placeholder(text: str) -> str:
    """Return the first blank that stands in the text, or "" where there is none.

    A citation ``[1]``, a tick box ``[x]`` and a link ``[name](address)`` are none.
    """
    if not any(sign in text for sign in _SIGNS):
        return ""
    found = _INSIDE.search(text)
    return found.group() if found else ""
