"""The lines between the two ``---`` at the top of a deck: flat keys, each ``key: value``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.content.deck.model import slugify
from flashcards.content.deck.pace import DEFAULT_PACE, DEFAULT_TARGET
from flashcards.content.deck.syntax import FRONT_MARK
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import BLANKS

KEYS = ("deck", "parts", "target", "pace")
_KEY = re.compile(r"\w[\w -]*")
_PART_NAME = re.compile(r"[^\W_][^:&*\\]*")
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; ``lines`` is None where there is none, ``body`` the index of the line behind it.

    ``deck`` is "" where no name is given. ``target`` counts seconds, ``pace`` words a minute.
    """

    lines: tuple[str, ...] | None = None
    body: int = 0
    deck: str = ""
    frame: tuple[str, ...] = ()
    target: int = DEFAULT_TARGET
    pace: int = DEFAULT_PACE
    problems: tuple[Problem, ...] = ()
    closed: bool = True


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read the front matter at the start of ``lines``; one that is never closed gives an error and nothing else."""
    if lines[0].rstrip(BLANKS) != FRONT_MARK:
        return FrontMatter()
    for at in range(1, len(lines)):
        if lines[at].rstrip(BLANKS) == FRONT_MARK:
            return _Values().read(tuple(line.rstrip(BLANKS) for line in lines[1:at]))
    message = 'the front matter is never closed; write a line "---" below its last key'
    problem = Problem(1, 1, Level.ERROR, "front-matter-not-closed", message)
    return FrontMatter(problems=(problem,), closed=False)


class _Values:
    """Collects the values of the known keys, and what is wrong with them."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, int, str]] = {}
        self._problems: list[Problem] = []

    def read(self, lines: tuple[str, ...]) -> FrontMatter:
        for number, line in enumerate(lines, start=2):
            self._line(number, line)
        return FrontMatter(
            lines=lines,
            body=len(lines) + 2,
            deck=self._deck(),
            frame=self._frame(),
            target=self._number("target", DEFAULT_TARGET),
            pace=self._number("pace", DEFAULT_PACE),
            problems=tuple(self._problems),
        )

    def _line(self, number: int, line: str) -> None:
        if not line:
            return
        head, colon, value = line.partition(":")
        key = head.rstrip(BLANKS)
        if not colon or not _KEY.fullmatch(key):
            message = 'this is no "key: value", so it means nothing; write it so, or below the front matter'
            self._warn(number, 1, "front-matter-line", message)
        elif key in self._places:
            self._warn(number, 1, "front-matter-value", f"{key} stands twice and the first counts; delete one")
        elif key in KEYS:
            column = len(line) - len(value.lstrip(BLANKS)) + 1
            self._places[key] = (number, column, _unquoted(value.strip(BLANKS)))
        elif key.lower() in KEYS:
            self._warn(number, 1, "front-matter-line", f"{key} means nothing; write {key.lower()}, in lower case")

    def _deck(self) -> str:
        line, column, name = self._places.get("deck", (0, 0, ""))
        if not line or slugify(name):
            return name
        message = "the deck's name has no letter or digit, the file's name is used; write one behind deck:"
        self._warn(line, column, "front-matter-value", message)
        return ""

    def _frame(self) -> tuple[str, ...]:
        if "parts" not in self._places:
            return ()
        line, column, value = self._places["parts"]
        names = [name.strip(BLANKS) for name in value.split(",")]
        good = tuple(dict.fromkeys(name for name in names if _PART_NAME.fullmatch(name)))
        if not all(_PART_NAME.fullmatch(name) for name in names):
            fix = "write names such as parts: Setup, Actions, Results"
            self._warn(line, column, "front-matter-value", f"a part's name is missing or holds one of : & * \\; {fix}")
        return good

    def _number(self, key: str, default: int) -> int:
        if key not in self._places:
            return default
        line, column, value = self._places[key]
        if _NUMBER.fullmatch(value) and int(value):
            return int(value)
        message = f"{key} is no whole number above 0, {default} is used; write {key}: {default}"
        self._warn(line, column, "front-matter-value", message)
        return default

    def _warn(self, line: int, column: int, code: str, message: str) -> None:
        self._problems.append(Problem(line, column, Level.WARNING, code, message))


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip(BLANKS) if quoted else value
