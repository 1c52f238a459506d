"""The closed list of labels: which lines begin a part or an extra, and which only nearly do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from flashcards.content.deck.model import EXTRA_NAMES, PART_NAMES
from flashcards.content.deck.syntax import ESCAPE
from flashcards.content.text.nearest import nearest
from flashcards.content.text.source import BLANKS

_MERGED = " & "
_BOLD = "**"
_HEAD = re.compile(r"[*_]{0,3}([^\W\d_][\w'’ /&+-]{0,38}?)[*_ \t]{0,4}:")
_JOINED = re.compile(r" ?[&/+] ?| and ")
_CLOSE = 0.8
_MOST_LETTERS_APART = 2


@dataclass(frozen=True, slots=True)
class DeckLabel:
    """The start of a part or an extra; ``lead`` is what stands behind its colon."""

    names: tuple[str, ...]
    lead: str
    is_part: bool


class Labels:
    """The labels of one deck: ours, and the part names that its front matter declares."""

    def __init__(self, frame: Iterable[str] = ()) -> None:
        """``frame`` holds the declared part names."""
        self._parts = dict.fromkeys((*PART_NAMES, *frame))
        self._known = {name: name in self._parts for name in (*EXTRA_NAMES, *self._parts)}

    def find(self, line: str) -> DeckLabel | None:
        """Return the label that a line begins with, bold or not, or None."""
        head, _, rest = line.partition(":")
        if head.startswith(_BOLD):
            head, rest = _without_bold(head, rest)
        is_part = self._known.get(head)
        if is_part is not None:
            return DeckLabel((head,), rest.strip(BLANKS), is_part)
        names = tuple(head.split(_MERGED))
        merged = all(name in self._parts for name in names)
        return DeckLabel(names, rest.strip(BLANKS), is_part=True) if merged else None

    def unescaped(self, line: str) -> str:
        r"""Return a text line without the escape ``\`` at its start or before a label's colon."""
        if line.startswith(ESCAPE) and len(line) > 1:
            return line[1:]
        head, escaped, rest = line.partition(r"\:")
        if not escaped or ":" in head:
            return line
        bare = f"{head}:{rest}"
        return bare if self.find(bare) else line

    def meant(self, line: str) -> str:
        """Return the label that a text line seems to misspell, or "" for ordinary words."""
        found = _HEAD.match(line)
        if not found:
            return ""
        words = _JOINED.split(found.group(1))
        names = tuple(self._known if len(words) == 1 else self._parts)
        meant = [_meant(word, names) for word in words]
        return _MERGED.join(meant) if all(meant) else ""


def _without_bold(head: str, rest: str) -> tuple[str, str]:
    if head.endswith(_BOLD):
        return head.removeprefix(_BOLD).removesuffix(_BOLD), rest
    if rest.startswith(_BOLD):
        return head.removeprefix(_BOLD), rest.removeprefix(_BOLD)
    return head, rest


@lru_cache(maxsize=1000)
def _meant(word: str, names: tuple[str, ...]) -> str:
    """The name that differs by a letter or two; hardly anybody mistypes the first, which sorts out real words."""
    likely = [
        name
        for name in names
        if name[0].casefold() == word[:1].casefold() and abs(len(name) - len(word)) <= _MOST_LETTERS_APART
    ]
    return nearest(word, likely, _CLOSE) if likely else ""
