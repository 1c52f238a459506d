"""The flat keys between the two marks at the top of a deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.content.model import DEFAULT_PACE, DEFAULT_TARGET, Level, Problem, slugify
from flashcards.content.syntax import FRONT_LINE


@dataclass(slots=True)
class Front:
    """What the front matter says; ``problems`` are warnings, everything it does not know is kept as it stands."""

    name: str
    slug: str
    frame: tuple[str, ...] = ()
    target: int = DEFAULT_TARGET
    pace: int = DEFAULT_PACE
    problems: list[Problem] = field(default_factory=list)

    def warn(self, line: int, column: int, code: str, message: str) -> None:
        """Add a warning at a place."""
        self.problems.append(Problem(line, column, Level.WARNING, code, message))


def read_front(lines: Sequence[str], stem: str) -> Front:
    """Read the lines between the marks, the first of which is line 2 of the file."""
    front = Front(stem, slugify(stem) or "deck")
    for number, line in enumerate(lines, start=2):
        found = FRONT_LINE.match(line)
        if found:
            _take(front, number, found.group(1), (found.group(2) or "").strip(), column=found.start(2) + 1)
        elif line.strip():
            front.warn(number, 1, "front-matter-line", "this is no `key: value`; it is kept as it stands")
    return front


def _take(front: Front, line: int, key: str, value: str, column: int) -> None:
    if key == "deck":
        _take_name(front, line, value)
    elif key == "parts":
        front.frame = tuple(dict.fromkeys(name for piece in value.split(",") if (name := piece.strip())))
    elif key in ("target", "pace"):
        if value.isascii() and value.isdigit() and int(value) > 0:
            setattr(front, key, int(value))
        else:
            message = f"{key} is a whole number above 0, not {value!r}; {getattr(front, key)} is used"
            front.warn(line, max(column, 1), "front-matter-value", message)


def _take_name(front: Front, line: int, value: str) -> None:
    if slugify(value):
        front.name, front.slug = value, slugify(value)
    else:
        front.warn(line, 1, "front-matter-value", f"deck needs a name with letters or digits; {front.name!r} is used")
