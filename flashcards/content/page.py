"""What was found on a page, as values: questions with their answers, themes, problems, and the prose around them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flashcards.content.text.problems import Problem


@dataclass(frozen=True, slots=True)
class FoundPart:
    """One part of an answer. ``text`` has no markup left; a list item in it begins with ``- ``."""

    names: tuple[str, ...]
    text: str
    line: int = 0

    @property
    def name(self) -> str:
        """The name, merged names joined by ``&``."""
        return " & ".join(self.names)


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """One story as the page tells it. ``asides`` pairs an extra label with its text: what belongs to no part."""

    name: str | None
    parts: tuple[FoundPart, ...]
    line: int = 0
    asides: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """One question with the answers that the page gives it; ``tags`` are slugs of themes."""

    text: str
    tags: tuple[str, ...] = ()
    answers: tuple[FoundAnswer, ...] = ()
    line: int = 0
    asides: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """A theme, and what the page says that it means."""

    name: str
    text: str = ""
    line: int = 0


class Fate(StrEnum):
    """What became of a piece of a page, the nearest to a card first."""

    QUESTION = "question"
    PART = "part"
    THEME = "theme"
    NOTE = "note"
    TITLE = "title"
    PROSE = "prose"
    GUIDANCE = "guidance"
    BAD_EXAMPLE = "bad-example"
    FURNITURE = "furniture"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a page, the first and the last included, and what became of them.

    ``columns`` are the first and the last of a piece of one line, from 1; None where whole lines are meant. ``words``
    counts what stands there, ``headings`` those headings that have text below them.
    """

    first: int
    last: int
    fate: Fate
    columns: tuple[int, int] | None = None
    words: int = 0
    headings: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that was found. ``prose`` is what was understood as none of it, paragraph by paragraph.

    ``name`` is what its front matter or its only first heading calls it, ``title`` a short line by itself that does.
    ``spans`` say what became of every line that is not blank; ``unused`` names the fields of records on no card.
    """

    name: str | None
    questions: tuple[FoundQuestion, ...] = ()
    themes: tuple[FoundTheme, ...] = ()
    problems: tuple[Problem, ...] = ()
    prose: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    unused: tuple[str, ...] = ()
    title: str | None = None
