"""Reads a question with its tags, answers and parts, and finds the errors that hold it back."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.deck.block_reader import BlockReader
from flashcards.content.deck.checks import TagUse, part_problems, question_problems, slug_problem, twice_problem
from flashcards.content.deck.labels import DeckLabel, Labels
from flashcards.content.deck.model import RESERVED_SLUG, Answer, Block, Extra, Part, Question
from flashcards.content.deck.starts import Region
from flashcards.content.deck.syntax import ANSWER_MARK, Title, is_answer, read_heading, tags_of
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import BLANKS


class QuestionReader(BlockReader):
    """One method for each rule of the grammar below a ``## `` heading.

    ``held`` collects the ids of questions with an error; ``good`` is False once the note being read has one.
    """

    def __init__(self, lines: Sequence[str], at: int, labels: Labels, frame: tuple[str, ...]) -> None:
        """Start at index ``at``; ``frame`` holds the part names that the deck declares."""
        super().__init__(lines, at, labels)
        self.held: set[str] = set()
        self.tag_uses: list[TagUse] = []
        self.good = True
        self._frame = frame
        self._places: dict[str, tuple[int, str]] = {}

    def hold_back(self, problem: Problem | None) -> None:
        """Note an error, if there is one: it holds the current note back."""
        if problem:
            self.good = False
            self.problems.append(problem)

    def read_question(self, title: Title) -> Question | None:
        """Read the question that begins on the current line; None where an error holds it back."""
        start, self.good, self.region = self.at, True, Region.QUESTION
        self.hold_back(slug_problem(title, "question", start + 1) or self._id_problem(title))
        self._places.setdefault(title.id, (start + 1, title.text))
        self.at += 1
        tags, answers = self._read_tags(), self._read_answers(start)
        question = Question(title.text, title.id, tags, answers, title.number, own_id=title.own_id, line=start + 1)
        if not self.broken:
            self.problems += question_problems(question, self._frame)
        if self.good:
            return question
        if title.id and title.id != RESERVED_SLUG:
            self.held.add(title.id)
        return None

    def _id_problem(self, title: Title) -> Problem | None:
        if title.id == RESERVED_SLUG:
            message = 'the id "theme" is reserved; write "## Themes" above a list of themes, or give another {#id}'
            return Problem(self.at + 1, title.column, Level.ERROR, "reserved-id", message)
        if title.id not in self._places:
            return None
        line, text = self._places[title.id]
        what, code = ("question", "duplicate-question") if text == title.text else ("id", "duplicate-id")
        message = f"same {what} as line {line}; give one of them its own {{#id}}"
        return Problem(self.at + 1, title.column, Level.ERROR, code, message)

    def _read_tags(self) -> tuple[str, ...]:
        if self.at == len(self.lines):
            return ()
        tags = tags_of(self.lines[self.at].rstrip(BLANKS))
        self.tag_uses += [TagUse(tag, self.at + 1, column) for tag, column in tags]
        self.at += bool(tags)
        return tuple(dict.fromkeys(tag for tag, _ in tags))

    def _read_answers(self, start: int) -> tuple[Answer, ...]:
        blocks, items = self._read_body()
        answers = [Answer(None, "", blocks, items, line=start + 1)] if blocks or items else []
        lines: dict[str, int] = {}
        while self.at < len(self.lines) and is_answer(self.lines[self.at].rstrip(BLANKS)):
            answers.append(self._read_named_answer(lines))
        return tuple(answers)

    def _read_named_answer(self, lines: dict[str, int]) -> Answer:
        at = self.at
        title = read_heading(self.lines[at].rstrip(BLANKS), ANSWER_MARK)
        self.hold_back(slug_problem(title, "answer", at + 1) or twice_problem(title, "answer", at + 1, lines))
        lines.setdefault(title.id, at + 1)
        self.at += 1
        blocks, items = self._read_body()
        return Answer(title.text, title.id, blocks, items, own_id=title.own_id, line=at + 1)

    def _read_body(self) -> tuple[tuple[Block, ...], tuple[Part | Extra, ...]]:
        blocks = self.read_blocks()
        items: list[Part | Extra] = []
        lines: dict[str, int] = {}
        while (label := self.label) is not None:
            items.append(self._read_part(label, lines) if label.is_part else self._read_extra(label))
        return blocks, tuple(items)

    def _read_part(self, label: DeckLabel, lines: dict[str, int]) -> Part:
        at = self.at
        for name in label.names:
            if name in lines:
                message = f'{name} stands in line {lines[name]} already; join the two, or begin a second "### " answer'
                self.hold_back(Problem(at + 1, 1, Level.ERROR, "part-twice", message))
            lines.setdefault(name, at + 1)
        part = Part(label.names, label.lead, self._read_below_label(), at + 1)
        if not self.broken:
            self.problems += part_problems(part, self.lines[at : self.at])
        return part

    def _read_extra(self, label: DeckLabel) -> Extra:
        line = self.at + 1
        return Extra(label.names, label.lead, self._read_below_label(), line)

    def _read_below_label(self) -> tuple[Block, ...]:
        self.at += 1
        return self.read_blocks()
