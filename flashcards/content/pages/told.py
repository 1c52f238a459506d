"""What the text below one heading tells, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from flashcards.content.pages.lines import Line
from flashcards.content.pages.tables import Table
from flashcards.content.pages.texts import text_of


@dataclass(slots=True)
class ToldPart:
    """A part as it is being read: its names, the lines of its text."""

    names: tuple[str, ...]
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class ToldAside:
    """Something beside the story: the label of the deck format, and its text."""

    label: str
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class ToldStory:
    """One telling of a story. ``over`` is the short line right above its first part."""

    name: str
    line: int
    parts: list[ToldPart] = field(default_factory=list)
    asides: list[ToldAside] = field(default_factory=list)
    over: str = ""

    @property
    def texts(self) -> list[str]:
        """What its parts say."""
        return [text_of(part.lines) for part in self.parts]

    @property
    def told(self) -> set[str]:
        """The names of the parts so far."""
        return {name for part in self.parts for name in part.names}


@dataclass(slots=True)
class Body:
    """Everything below one heading.

    ``prose`` stands before the first part, ``after`` behind a story that is closed. ``asked`` are the questions that
    the story answers, ``themes`` the names in its fields, ``bad`` the lines where a bad example begins, ``led`` whether
    an answer was announced behind them, ``skipped`` those that belong to one, ``leads`` those that only announce what
    follows, ``inside`` headings within a part.
    """

    tellings: list[ToldStory] = field(default_factory=list)
    asides: list[ToldAside] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    asked: list[tuple[int, str]] = field(default_factory=list)
    themes: list[tuple[int, str]] = field(default_factory=list)
    bad: list[int] = field(default_factory=list)
    led: bool = False
    skipped: list[Line] = field(default_factory=list)
    leads: list[Line] = field(default_factory=list)
    inside: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
