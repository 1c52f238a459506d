"""The marks of the deck format, shared by its reader and its writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flashcards.content.model import EXTRA_NAMES, PART_NAMES

FRONT_MARK = "---"
THEMES_HEADING = "Themes"
ID = re.compile(r" \{#([^\s{}#]+)\}$")
NUMBER = re.compile(r"Q\d+:(?= |$)")
TAGS = re.compile(r"#[^\s#]+(?: +#[^\s#]+)*$")
FENCE = re.compile(r"(`{3,}|~{3,})")
FRONT_LINE = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*)|$)")


@lru_cache(maxsize=64)
def label_pattern(frame: Sequence[str]) -> re.Pattern[str]:
    """The pattern of a label line of a deck that declares these part names of its own.

    Groups: ``bold`` or ``plain``, the label; ``escaped``, the backslash that makes it text; ``text`` behind it.
    """
    part = _any_of((*PART_NAMES, *frame))
    label = f"(?:{part}(?: & {part})*|{_any_of(EXTRA_NAMES)})"
    return re.compile(
        rf"(?:\*\*(?P<bold>{label})(?::\*\*|\*\*:)|(?P<plain>{label})(?P<escaped>\\?):)[ \t]*(?P<text>.*)$", re.DOTALL
    )


def _any_of(names: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True)) + ")"


def label_starts(frame: Sequence[str]) -> frozenset[str]:
    """The characters with which a label line can begin."""
    return frozenset({"*", *(name[0] for name in (*PART_NAMES, *EXTRA_NAMES, *frame))})


def closes(line: str, mark: str) -> bool:
    """Whether a line ends the fence that ``mark`` opened: the same sign, at least as often, and nothing else."""
    return line.startswith(mark) and not line.strip(mark[0]).strip()
