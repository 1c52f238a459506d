"""Reads the lines between headings and labels: text, bullets and fences."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from flashcards.content.deck.labels import Label, Labels
from flashcards.content.deck.model import Block, BlockKind
from flashcards.content.deck.syntax import (
    BULLET_MARK,
    INDENT,
    closes_fence,
    fence_mark,
    glued_heading,
    is_answer,
    is_question,
    tags_of,
)
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import BLANKS

TEXT, BULLET, FENCE = BlockKind.TEXT, BlockKind.BULLET, BlockKind.FENCE


class Region(Enum):
    """Where in the file the reader is; labels and answers count only in a question."""

    PREAMBLE = auto()
    QUESTION = auto()
    THEMES = auto()


class BlockReader:
    """Walks once over the lines of a file and collects problems.

    ``at`` is the index of the next line. ``label`` is the label at which the last run of blocks stopped, if it was one.
    ``broken`` is True once a fence turned out to have no end.
    """

    def __init__(self, lines: Sequence[str], at: int, labels: Labels) -> None:
        """Start at index ``at``; ``labels`` is the deck's closed list."""
        self.lines = lines
        self.at = at
        self.labels = labels
        self.label: Label | None = None
        self.region = Region.PREAMBLE
        self.problems: list[Problem] = []
        self.broken = False
        self._stray_told = False

    def blocks(self) -> tuple[Block, ...]:
        """Read up to the next heading or label, in the themes up to the next bullet, or to the end."""
        runs: list[tuple[BlockKind, list[str], bool]] = []
        spaced = False
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip(BLANKS)
            if not line:
                spaced = True
                self.at += 1
                continue
            kind = self.kind(line)
            if kind is None or (kind is BULLET and self.region is Region.THEMES):
                break
            if kind is TEXT and runs and runs[-1][0] is TEXT and not spaced:
                runs[-1][1].append(self.text_line(line))
            else:
                runs.append((kind, self._run(kind, line), spaced))
            spaced = False
        return tuple([Block(kind, "\n".join(lines), gap) for kind, lines, gap in runs])

    def kind(self, line: str) -> BlockKind | None:
        """Return what a line that is not blank begins; None for a heading or label that ends the blocks."""
        first = line[0]
        if first == "#":
            return None if self._is_heading(line) else TEXT
        if first == "-":
            return BULLET if line.startswith(BULLET_MARK) else TEXT
        if first in "`~":
            return FENCE if fence_mark(line) else TEXT
        if ":" in line and self._is_label(line):
            return None
        return TEXT

    def text_line(self, line: str) -> str:
        """Take one text line, its escape removed."""
        self.at += 1
        return self.labels.unescaped(line) if "\\" in line else line

    def fence_lines(self, line: str) -> list[str]:
        """Take a whole fence, as it stands; one that never ends is reported once, and ends the reading."""
        start, mark = self.at, fence_mark(line)
        for at in range(start + 1, len(self.lines)):
            if closes_fence(self.lines[at], mark):
                self.at = at + 1
                return list(self.lines[start : self.at])
        message = f"this fence is never closed; write a line {mark} where it ends"
        self.report(start, 1, Level.ERROR, "fence-not-closed", message)
        self.broken = True
        self.at = len(self.lines)
        return list(self.lines[start:])

    def report(self, at: int, column: int, level: Level, code: str, message: str) -> None:
        """Note a problem at the line of index ``at``."""
        self.problems.append(Problem(at + 1, column, level, code, message))

    def _run(self, kind: BlockKind, line: str) -> list[str]:
        if kind is TEXT:
            return [self.text_line(line)]
        return self._bullet_lines(line) if kind is BULLET else self.fence_lines(line)

    def _bullet_lines(self, line: str) -> list[str]:
        found = [line[len(BULLET_MARK) :].lstrip(BLANKS)]
        self.at += 1
        while self.at < len(self.lines) and self.lines[self.at].startswith(INDENT):
            line = self.lines[self.at].rstrip(BLANKS)
            if not line:
                break
            found.append(line[len(INDENT) :])
            self.at += 1
        return found

    def _is_heading(self, line: str) -> bool:
        in_question = self.region is Region.QUESTION
        if is_question(line) or (in_question and is_answer(line)):
            return True
        if column := glued_heading(line):
            mark = line[: column - 1]
            message = f'no heading without a space, so this line is text; write "{mark} " and then the words'
            self.report(self.at, column, Level.WARNING, "heading-without-space", message)
        elif in_question and tags_of(line):
            message = "tags count only on the line directly under the question; move them there"
            self.report(self.at, 1, Level.WARNING, "misplaced-tags", message)
        return False

    def _is_label(self, line: str) -> bool:
        label = self.labels.find(line)
        if self.region is Region.QUESTION:
            if label is None and (meant := self.labels.meant(line)):
                message = f'no label of ours, so this line is text; write "{meant}:"'
                self.report(self.at, 1, Level.WARNING, "misspelt-label", message)
            self.label = label
            return label is not None
        if label is not None and label.is_part and not self._stray_told:
            self._stray_told = True
            message = 'this part belongs to no question; write a "## " line with the question above it'
            self.report(self.at, 1, Level.ERROR, "part-before-question", message)
        return False
