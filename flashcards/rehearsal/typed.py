"""A line that is typed: the letters as a reader sees them, and where the next one goes."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple, Self

from flashcards.terminal.views import PASTE

_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
# controls, lone surrogates and line separators: a line holds none
_UNTYPABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Typed(NamedTuple):
    """``letters`` are clusters, each what a cursor steps over at once; ``cursor`` counts those before it."""

    letters: tuple[str, ...]
    cursor: int

    @classmethod
    def of(cls, text: str) -> Self:
        """A text, the cursor behind it."""
        letters = clusters(text)
        return cls(letters, len(letters))

    @property
    def text(self) -> str:
        """The line, with single spaces and none around it."""
        return " ".join("".join(self.letters).split())

    @property
    def halves(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The letters before the cursor, and those from it on."""
        return self.letters[: self.cursor], self.letters[self.cursor :]

    def after(self, key: str) -> Self:
        """What a key makes of it: a character or a pasted text goes in, an editing key does its work."""
        if key.startswith(PASTE):
            return self._with(key.removeprefix(PASTE))
        if len(key) == 1 or key == "space":
            return self._with(" " if key == "space" else key)
        return self._edited(key)

    def _with(self, text: str) -> Self:
        clean = "".join(" " if char.isspace() else char for char in text)
        clean = "".join(char for char in clean if unicodedata.category(char) not in _UNTYPABLE)
        before = clusters("".join(self.letters[: self.cursor]) + clean)
        # a mark may have joined the letter before the cursor
        return self._replace(letters=(*before, *self.letters[self.cursor :]), cursor=len(before))

    def _edited(self, key: str) -> Self:
        letters, cursor = self
        before, behind = letters[:cursor], letters[cursor:]
        match key:
            case "left" | "right":
                return self._replace(cursor=min(len(letters), max(0, cursor + (1 if key == "right" else -1))))
            case "home" | "last":
                return self._replace(cursor=0 if key == "home" else len(letters))
            case "backspace":
                return self._replace(letters=(*before[:-1], *behind), cursor=max(0, cursor - 1))
            case "delete":
                return self._replace(letters=(*before, *behind[1:]))
            case "rest":
                return self._replace(letters=before)
            case "line":
                return self._replace(letters=behind, cursor=0)
            case "word":
                kept = _without_word(before)
                return self._replace(letters=(*kept, *behind), cursor=len(kept))
        return self


def _without_word(letters: tuple[str, ...]) -> tuple[str, ...]:
    end = len(letters)
    while end and letters[end - 1] == " ":
        end -= 1
    while end and letters[end - 1] != " ":
        end -= 1
    return letters[:end]


def clusters(text: str) -> tuple[str, ...]:
    """The text in pieces that are drawn as one: a letter with its marks, emoji that are joined, the two of a flag."""
    found: list[str] = []
    for char in text:
        if found and _belongs(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return tuple(found)


def _belongs(cluster: str, char: str) -> bool:
    if char == _JOINER or cluster[-1] == _JOINER or ord(char) in _SKIN_TONES:
        return True
    if ord(char) in _FLAGS:
        return len(cluster) == 1 and ord(cluster) in _FLAGS
    return unicodedata.category(char)[0] == "M"
