"""A text that is typed: the letters as a reader sees them, and where the next one goes."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, Self

from flashcards.terminal.views import MOVE, PASTE

_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
# controls and lone surrogates: a line holds none
_UNTYPABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s")
# of plain letters none belongs to the one before it
_PIECES = re.compile("[\x00-\x7f]+|[^\x00-\x7f]")
_BREAK = "\n"
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")


class Typed(NamedTuple):
    """``letters`` are clusters, each what a cursor steps over at once; ``cursor`` counts those before it.

    ``breaks`` is whether it may have several lines; where it may not, a line break becomes a space.
    """

    letters: tuple[str, ...]
    cursor: int
    breaks: bool = False

    @classmethod
    def of(cls, text: str, breaks: bool = False) -> Self:
        """A text, the cursor behind it."""
        letters = clusters(_clean(text, breaks))
        return cls(letters, len(letters), breaks)

    @property
    def text(self) -> str:
        """The text, with single spaces and none around a line, no empty lines around it."""
        lines = "".join(self.letters).split(_BREAK)
        return _BREAK.join(" ".join(line.split()) for line in lines).strip()

    @property
    def halves(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The letters before the cursor, and those from it on."""
        return self.letters[: self.cursor], self.letters[self.cursor :]

    @property
    def is_at_empty_line(self) -> bool:
        """Whether nothing stands in the line of the cursor."""
        return not "".join(self.letters[self._begin : self._end]).strip()

    @property
    def _begin(self) -> int:
        """Where the line of the cursor begins."""
        place = self.cursor
        while place and self.letters[place - 1] != _BREAK:
            place -= 1
        return place

    @property
    def _end(self) -> int:
        """Where it ends, before its line break."""
        place = self.cursor
        while place < len(self.letters) and self.letters[place] != _BREAK:
            place += 1
        return place

    def after(self, key: str) -> Self:
        """What a key makes of it: a character or a pasted text goes in, an editing key does its work."""
        if key.startswith(PASTE):
            return self._with(key.removeprefix(PASTE))
        if key.startswith(MOVE):
            return self._at(self.cursor + int(key.removeprefix(MOVE)))
        if key == "enter" and self.breaks:
            return self._with(_BREAK)
        if len(key) == 1 or key == "space":
            return self._with(" " if key == "space" else key)
        return self._edited(key)

    def _with(self, text: str) -> Self:
        before, behind = self.halves
        # a mark may join the letter before the cursor
        joined = clusters("".join(before[-1:]) + _clean(text, self.breaks))
        before = (*before[:-1], *joined)
        return self._replace(letters=(*before, *behind), cursor=len(before))

    def _at(self, place: int) -> Self:
        return self._replace(cursor=min(len(self.letters), max(0, place)))

    def _edited(self, key: str) -> Self:
        cursor = self.cursor
        match key:
            case "left" | "right":
                return self._at(cursor + (1 if key == "right" else -1))
            case "home" | "last":
                return self._at(self._begin if key == "home" else self._end)
            case "backspace":
                return self._without(cursor - 1, cursor)
            case "delete":
                return self._without(cursor, cursor + 1)
            case "rest":
                return self._without(cursor, self._end)
            case "line":
                return self._without(self._begin, cursor)
            case "word":
                return self._without(_begin_of_word(self.letters, cursor), cursor)
        return self

    def _without(self, begin: int, end: int) -> Self:
        """Without the letters from one place to another, where the cursor is then."""
        begin = max(0, begin)
        return self._replace(letters=(*self.letters[:begin], *self.letters[end:]), cursor=begin)


def _clean(text: str, breaks: bool) -> str:
    """The text without what cannot be typed, every kind of space a plain one."""
    lines = _BREAKS.sub(_BREAK, text).split(_BREAK) if breaks else [text]
    return _BREAK.join(_UNTYPABLE.sub("", _SPACE.sub(" ", line)) for line in lines)


def _begin_of_word(letters: tuple[str, ...], end: int) -> int:
    while end and letters[end - 1].isspace():
        end -= 1
    while end and not letters[end - 1].isspace():
        end -= 1
    return end


def clusters(text: str) -> tuple[str, ...]:
    """The text in pieces that are drawn as one: a letter with its marks, emoji that are joined, the two of a flag."""
    found: list[str] = []
    for piece in _PIECES.findall(text):
        joins = bool(found) and _belongs(found[-1], piece[0])
        if joins:
            found[-1] += piece[0]
        found += piece[joins:]
    return tuple(found)


def _belongs(cluster: str, char: str) -> bool:
    if _BREAK in (cluster, char):
        return False
    if char == _JOINER or cluster[-1] == _JOINER or ord(char) in _SKIN_TONES:
        return True
    if ord(char) in _FLAGS:
        return len(cluster) == 1 and ord(cluster) in _FLAGS
    return unicodedata.category(char)[0] == "M"
