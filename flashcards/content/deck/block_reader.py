"""Reads the lines between headings and labels: text, bullets and fences."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.deck.labels import DeckLabel, Labels
from flashcards.content.deck.model import Block, BlockKind
from flashcards.content.deck.starts import STRAY_PART, Region, Start, start_of
from flashcards.content.deck.syntax import BULLET_MARK, INDENT, closes_fence, fence_mark
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import BLANKS

TEXT, BULLET, FENCE = BlockKind.TEXT, BlockKind.BULLET, BlockKind.FENCE


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
        self.label: DeckLabel | None = None
        self.region = Region.PREAMBLE
        self.problems: list[Problem] = []
        self.broken = False
        self._stray_told = False

    def read_blocks(self) -> tuple[Block, ...]:
        """Read up to the next heading or label, in the themes up to the next bullet, or to the end."""
        blocks: list[Block] = []
        run: list[str] = []
        spaced = gap = False
        self.label = None
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip(BLANKS)
            if not line:
                spaced = True
                self.at += 1
                continue
            start = self.judge(line)
            kind = start.kind
            if kind is None or (kind is BULLET and self.region is Region.THEMES):
                self.label = start.label
                break
            if run and (spaced or kind is not TEXT):
                blocks.append(Block(TEXT, "\n".join(run), gap))
                run = []
            if kind is not TEXT:
                blocks.append(Block(kind, self._take(kind, line), spaced))
            else:
                gap = gap if run else spaced
                run.append(self.take_text(line))
            spaced = False
        return (*blocks, Block(TEXT, "\n".join(run), gap)) if run else tuple(blocks)

    def judge(self, line: str) -> Start:
        """Return what the next line begins, and note what is wrong with it; of stray parts the first says enough."""
        start, problem = start_of(line, self.at + 1, self.region, self.labels)
        if problem and not (problem.code == STRAY_PART and self._stray_told):
            self.problems.append(problem)
            self._stray_told = self._stray_told or problem.code == STRAY_PART
        return start

    def take_text(self, line: str) -> str:
        """Take one text line, its escape removed."""
        self.at += 1
        return self.labels.unescaped(line) if "\\" in line else line

    def take_fence(self, line: str) -> list[str]:
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

    def _take(self, kind: BlockKind, line: str) -> str:
        return self._take_bullet(line) if kind is BULLET else "\n".join(self.take_fence(line))

    def _take_bullet(self, line: str) -> str:
        found = line[len(BULLET_MARK) :].lstrip(BLANKS)
        self.at += 1
        wrapped = []
        while self.at < len(self.lines) and self.lines[self.at].startswith(INDENT):
            line = self.lines[self.at].rstrip(BLANKS)
            if not line:
                break
            wrapped.append(line[len(INDENT) :])
            self.at += 1
        return "\n".join([found, *wrapped]) if wrapped else found
