"""Reads a question with its tags, answers and parts, and finds the errors that hold it back."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.deck.block_reader import BlockReader, Region
from flashcards.content.deck.checks import TagUse, part_problems, question_problems
from flashcards.content.deck.labels import Label, Labels
from flashcards.content.deck.model import RESERVED_SLUG, Answer, Block, Extra, Part, Question
from flashcards.content.deck.syntax import ANSWER_MARK, Heading, is_answer, read_heading, tags_of
from flashcards.content.text.problems import Level
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

    def error(self, at: int, column: int, code: str, message: str) -> None:
        """Note an error at the line of index ``at``, which holds the current note back."""
        self.good = False
        self.report(at, column, Level.ERROR, code, message)

    def check_slug(self, heading: Heading, what: str) -> bool:
        """Whether a note has a text and an id; otherwise an error is noted."""
        if heading.text and heading.id:
            return True
        fix = (
            "has no letter or digit to make an id of; give it its own {#id}" if heading.text else "has no text; add it"
        )
        self.error(self.at, heading.column, "empty-slug", f"this {what} {fix}")
        return False

    def question(self, heading: Heading) -> Question | None:
        """Read the question that begins on the current line; None where an error holds it back."""
        start, self.good, self.region = self.at, True, Region.QUESTION
        self._check_id(heading)
        self.at += 1
        tags, answers = self._tags(), self._answers(start)
        question = Question(
            heading.text, heading.id, tags, answers, heading.number, own_id=heading.own_id, line=start + 1
        )
        if not self.broken:
            self.problems += question_problems(question, self._frame)
        if self.good:
            return question
        if heading.id and heading.id != RESERVED_SLUG:
            self.held.add(heading.id)
        return None

    def _check_id(self, heading: Heading) -> None:
        if not self.check_slug(heading, "question"):
            return
        line, text = self._places.setdefault(heading.id, (self.at + 1, heading.text))
        if heading.id == RESERVED_SLUG:
            message = 'the id "theme" is reserved; write "## Themes" above a list of themes, or give another {#id}'
            self.error(self.at, heading.column, "reserved-id", message)
        elif line != self.at + 1:
            same = text == heading.text
            message = f"same {'question' if same else 'id'} as line {line}; give one of them its own {{#id}}"
            self.error(self.at, heading.column, "duplicate-question" if same else "duplicate-id", message)

    def _tags(self) -> tuple[str, ...]:
        if self.at == len(self.lines):
            return ()
        tags = tags_of(self.lines[self.at].rstrip(BLANKS))
        self.tag_uses += [TagUse(tag, self.at + 1, column) for tag, column in tags]
        self.at += bool(tags)
        return tuple(dict.fromkeys(tag for tag, _ in tags))

    def _answers(self, start: int) -> tuple[Answer, ...]:
        blocks, items = self._body()
        answers = [Answer(None, "", blocks, items, line=start + 1)] if blocks or items else []
        lines: dict[str, int] = {}
        while self.at < len(self.lines) and is_answer(self.lines[self.at].rstrip(BLANKS)):
            answers.append(self._named_answer(lines))
        return tuple(answers)

    def _named_answer(self, lines: dict[str, int]) -> Answer:
        at = self.at
        heading = read_heading(self.lines[at].rstrip(BLANKS), ANSWER_MARK)
        if self.check_slug(heading, "answer") and lines.setdefault(heading.id, at + 1) != at + 1:
            message = f"same answer as line {lines[heading.id]}; give one of them another name or its own {{#id}}"
            self.error(at, heading.column, "duplicate-answer", message)
        self.at += 1
        blocks, items = self._body()
        return Answer(heading.text, heading.id, blocks, items, own_id=heading.own_id, line=at + 1)

    def _body(self) -> tuple[tuple[Block, ...], tuple[Part | Extra, ...]]:
        blocks = self.blocks()
        items: list[Part | Extra] = []
        lines: dict[str, int] = {}
        while (label := self.label) is not None:
            items.append(self._part(label, lines) if label.is_part else self._extra(label))
        return blocks, tuple(items)

    def _part(self, label: Label, lines: dict[str, int]) -> Part:
        at = self.at
        for name in label.names:
            if name in lines:
                message = f'{name} stands in line {lines[name]} already; join the two, or begin a second "### " answer'
                self.error(at, 1, "part-twice", message)
            lines.setdefault(name, at + 1)
        part = Part(label.names, label.lead, self._below_label(), at + 1)
        if not self.broken:
            self.problems += part_problems(part, self.lines[at : self.at])
        return part

    def _extra(self, label: Label) -> Extra:
        line = self.at + 1
        return Extra(label.names, label.lead, self._below_label(), line)

    def _below_label(self) -> tuple[Block, ...]:
        self.label = None
        self.at += 1
        return self.blocks()
