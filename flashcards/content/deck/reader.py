"""Reads a deck file: every sentence of the format, every problem collected, nothing raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards.content.deck.block_reader import BULLET, FENCE, TEXT
from flashcards.content.deck.checks import slug_problem, tag_problems, twice_problem
from flashcards.content.deck.front_matter import FrontMatter, read_front_matter
from flashcards.content.deck.labels import Labels
from flashcards.content.deck.model import Block, Deck, Question, Reading, Theme, slugify
from flashcards.content.deck.question_reader import QuestionReader
from flashcards.content.deck.starts import Region
from flashcards.content.deck.syntax import BULLET_MARK, INDENT, QUESTION_MARK, read_heading, read_theme
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import BLANKS, control_characters, decode, normalise

NAMELESS = "deck"


def read_deck(data: bytes | str, stem: str) -> Reading:
    """Read one deck file; ``stem`` is the file's name without suffix, the deck's name where the file gives none.

    Bytes are read as UTF-8. Never raises: what is wrong stands in the result's ``problems``. Linear in the text.
    """
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Problem):
        return Reading(_empty(stem), (text,), whole=False)
    text = normalise(text)
    lines = text.split("\n")
    front = read_front_matter(lines)
    problems = [*control_characters(text), *front.problems]
    if not front.closed:
        return Reading(_empty(stem), tuple(sorted(problems)), whole=False)
    reader = _DeckReader(lines, front)
    deck = reader.read(front.deck or stem)
    held = reader.held - {question.id for question in deck.questions}
    return Reading(deck, tuple(sorted(problems + reader.problems)), frozenset(held), whole=not reader.broken)


def _empty(name: str) -> Deck:
    return Deck(slugify(name) or NAMELESS, name)


class _DeckReader(QuestionReader):
    """Reads the file's outer rules: text before the first question, questions, and the list of themes."""

    def __init__(self, lines: Sequence[str], front: FrontMatter) -> None:
        super().__init__(lines, front.body, Labels(front.frame), front.frame)
        self._front = front
        self._questions: list[Question] = []
        self._intro: tuple[Block, ...] = ()
        self._themes: list[Theme] = []
        self._theme_lines: dict[str, int] = {}

    def read(self, name: str) -> Deck:
        """Read everything behind the front matter."""
        preamble = _unspaced(self.read_blocks())
        while self.at < len(self.lines):
            title = read_heading(self.lines[self.at].rstrip(BLANKS), QUESTION_MARK)
            if title.is_themes:
                self._read_theme_list()
            elif question := self.read_question(title):
                self._questions.append(question)
        if not self.broken:
            self.problems += tag_problems(self.tag_uses, self._themes)
        return replace(
            _empty(name),
            front=self._front.lines,
            preamble=preamble,
            questions=tuple(self._questions),
            themes_intro=self._intro,
            themes=tuple(self._themes),
            frame=self._front.frame,
            target=self._front.target,
            pace=self._front.pace,
        )

    def _read_theme_list(self) -> None:
        self.at += 1
        self.region = Region.THEMES
        intro = self.read_blocks()
        if self._intro and intro:
            intro = (replace(intro[0], spaced=True), *intro[1:])
        self._intro = _unspaced(self._intro + intro)
        while self.at < len(self.lines) and self.lines[self.at].startswith(BULLET_MARK):
            self._read_theme()

    def _read_theme(self) -> None:
        at, self.good = self.at, True
        title, lead = read_theme(self.lines[at].rstrip(BLANKS))
        problem = slug_problem(title, "theme", at + 1) or twice_problem(title, "theme", at + 1, self._theme_lines)
        self.hold_back(problem)
        self._theme_lines.setdefault(title.id, at + 1)
        self.at += 1
        text = "\n".join([lead, *self._take_lines_below()]).strip(BLANKS + "\n")
        if self.broken:
            return
        if not text:
            message = 'this theme says nothing; write what it means behind its colon, as "- name: text"'
            self.report(at, 3, Level.WARNING, "theme-without-text", message)
        if self.good:
            self._themes.append(Theme(title.text, title.id, text, own_id=title.own_id, line=at + 1))

    def _take_lines_below(self) -> list[str]:
        """Take all that stands under a theme, up to the next: it is the theme's text, several blank lines one."""
        found: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip(BLANKS)
            kind = self.judge(line).kind if line else TEXT
            if kind is None or kind is BULLET:
                break
            new = self.take_fence(line) if kind is FENCE else [self._take_line_below(line)]
            for text in [line.rstrip(BLANKS) for line in new]:
                if text or (found and found[-1]):
                    found.append(text)
        return found

    def _take_line_below(self, line: str) -> str:
        text = self.take_text(line)
        return text.removeprefix(INDENT) if line.startswith(INDENT) else text


def _unspaced(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop the blank line above the file's or the themes' first block: the writer always puts one there."""
    return (replace(blocks[0], spaced=False), *blocks[1:]) if blocks and blocks[0].spaced else blocks
