"""Blanks that nobody has filled in yet: ``[Describe the task]``, ``TODO``, ``...``."""

from __future__ import annotations

import re

_BLANK = r"(?:\[[^\[\]\n]*\]|<[^<>\n]*>|\{[^{}\n]*\}|\(\s*\)|_{2,}|\.{3,}|…+|\b(?:TODO|TBD|TBA|FIXME)\b|\bX{2,}\b)"
_ONLY_BLANKS = re.compile(rf"(?:[-*•]\s*|{_BLANK}|[\s.,:;])*", re.IGNORECASE)
_INSIDE = re.compile(r"\[(?!\d+\])[^\[\]\n]*\](?!\()|\bX{2,}%?(?!\w)|_{3,}|\b(?:TODO|TBD|FIXME)\b")


def is_placeholder(text: str) -> bool:
    """Whether nothing is told: the text is empty, or holds blanks to be filled in and nothing else."""
    return _ONLY_BLANKS.fullmatch(text) is not None


def find_placeholder(text: str) -> str:
    """Return the first blank that stands in the text, or "" where there is none; a citation ``[1]`` is none."""
    found = _INSIDE.search(text)
    return found.group() if found else ""
