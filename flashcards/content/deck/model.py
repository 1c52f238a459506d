"""What a deck file says, as values: notes, answers, parts, and the problems found while reading them.

Places (``line``) take no part in comparisons, so that a deck which was written and read again equals itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from flashcards.content.deck.pace import DEFAULT_PACE, DEFAULT_TARGET
from flashcards.content.text.problems import Level, Problem

STAR = ("Situation", "Task", "Action", "Result")
STORY_PARTS = (*STAR, "Lesson")
PART_NAMES = (*STORY_PARTS, "Text")
EXTRA_NAMES = ("Asked as", "Follow-up", "Looks for", "Tip", "Red flag", "Time", "Source", "Note")
RESERVED_SLUG = "theme"


class BlockKind(StrEnum):
    """The three things that may stand under a label; only a bullet belongs to the outline."""

    TEXT = "text"
    BULLET = "bullet"
    FENCE = "fence"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text lines, one bullet (without its sign), or one fence (with its marks).

    ``text`` may hold several lines; ``spaced`` tells whether a blank line stands before the block.
    """

    kind: BlockKind
    text: str
    spaced: bool = False


def _joined(text: str) -> str:
    return " ".join(map(str.strip, text.split("\n")))


@dataclass(frozen=True, slots=True)
class Section:
    """A label with what stands behind it (``lead``) and below it (``blocks``)."""

    names: tuple[str, ...]
    lead: str = ""
    blocks: tuple[Block, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """The label as written, merged names joined by ``&``."""
        return " & ".join(self.names)

    @property
    def bullets(self) -> tuple[str, ...]:
        """The outline written by hand: one string a bullet, wrapped lines joined."""
        bullets = [block.text for block in self.blocks if block.kind is BlockKind.BULLET]
        return tuple([_joined(text) if "\n" in text else text.strip() for text in bullets])

    @property
    def prose(self) -> str:
        """Everything but the outline, blank lines between paragraphs."""
        pieces = [self.lead] if self.lead else []
        for block in self.blocks:
            if block.kind is not BlockKind.BULLET:
                pieces.append("\n" + block.text if block.spaced and pieces else block.text)
        return "\n".join(pieces)

    @property
    def text(self) -> str:
        """The prose; where there is none, the bullets."""
        return self.prose or "\n".join(f"- {bullet}" for bullet in self.bullets)


@dataclass(frozen=True, slots=True)
class Part(Section):
    """One part of a story: Situation, Task, Action, Result, Lesson, Text, or a declared name."""


@dataclass(frozen=True, slots=True)
class Extra(Section):
    """What belongs to an answer and is no part of the story: Asked as, Follow-up, Note and the like."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One story told for a question. ``name`` is None for the answer that stands right below the question."""

    name: str | None
    id: str
    blocks: tuple[Block, ...] = ()
    items: tuple[Part | Extra, ...] = ()
    own_id: bool = False
    line: int = field(default=0, compare=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the order in which they are told."""
        return tuple(item for item in self.items if isinstance(item, Part))

    def extras(self, name: str) -> tuple[str, ...]:
        """The texts of every extra of that name."""
        return tuple(item.text for item in self.items if isinstance(item, Extra) and name in item.names)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers. ``own_id`` tells that the id was written, not derived from the text."""

    text: str
    id: str
    tags: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    number: str = ""
    own_id: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Theme:
    """What the stories should show, and what it means."""

    name: str
    id: str
    text: str = ""
    own_id: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck file. ``front`` holds the lines between the marks as they stand, or None where there are none."""

    slug: str
    name: str
    front: tuple[str, ...] | None = None
    preamble: tuple[Block, ...] = ()
    questions: tuple[Question, ...] = ()
    themes_intro: tuple[Block, ...] = ()
    themes: tuple[Theme, ...] = ()
    frame: tuple[str, ...] = ()
    target: int = DEFAULT_TARGET
    pace: int = DEFAULT_PACE


@dataclass(frozen=True, slots=True)
class Reading:
    """A deck as far as it could be read, every problem in the order of its place, and what is held back.

    ``held`` names the note ids whose last good cards stay as they are; ``whole`` is False where the file
    itself is held back and ``deck`` must not replace what was read before.
    """

    deck: Deck
    problems: tuple[Problem, ...] = ()
    held: frozenset[str] = frozenset()
    whole: bool = True

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the file from being rewritten."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)


_SEPARATORS = re.compile(r"[^a-z0-9]+")
_SLUG_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd"})


def slugify(text: str) -> str:
    """Return letters, marks and digits of any script in lower case, everything else as one ``-``.

    The result may be empty, where the text has no letter and no digit.
    """
    folded = unicodedata.normalize("NFC", text).lower()
    if folded.isascii():
        return _SEPARATORS.sub("-", folded).strip("-")
    kept = "".join(char if unicodedata.category(char) in _SLUG_CATEGORIES else " " for char in folded)
    return unicodedata.normalize("NFC", "-".join(kept.split()))


def free_slug(slug: str, taken: Container[str]) -> str:
    """Return this slug, or the first of slug-2, slug-3, ... that is not ``taken``."""
    if slug not in taken:
        return slug
    return next(each for number in count(2) if (each := f"{slug}-{number}") not in taken)
