"""Reads a deck file: everything in it becomes a value, and every problem is collected with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.content.deck_checks import check_answers, check_links
from flashcards.content.front_matter import Front, read_front
from flashcards.content.model import (
    EXTRA_NAMES,
    RESERVED_SLUG,
    Answer,
    Block,
    BlockKind,
    Deck,
    Extra,
    Level,
    Part,
    Problem,
    Question,
    Reading,
    Theme,
    slugify,
)
from flashcards.content.nearest import LabelGuess
from flashcards.content.syntax import (
    FENCE,
    FRONT_MARK,
    ID,
    NUMBER,
    TAGS,
    THEMES_HEADING,
    closes,
    label_pattern,
    label_starts,
)

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ESCAPED_COLON = re.compile(r"(?<!\\):")


def read_deck(data: bytes | str, stem: str) -> Reading:
    """Read a deck. ``stem`` is the file's name without its suffix: the deck's name where the front matter has none.

    Never raises: what is wrong is in the reading's problems. Takes time linear in the text.
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        return _unreadable(stem, _not_utf8(error))
    lines = _normalised(text).split("\n")
    start, front_lines = 0, None
    if lines[0].rstrip() == FRONT_MARK:
        end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == FRONT_MARK), None)
        if end is None:
            message = "the front matter is never closed; put a line `---` behind it"
            return _unreadable(stem, Problem(1, 1, Level.ERROR, "front-matter-not-closed", message))
        start, front_lines = end + 1, tuple(line.rstrip() for line in lines[1:end])
    front = read_front(front_lines or (), stem)
    reader = _DeckReader(front)
    reader.problems += _control_characters(lines)
    reader.read(lines, start)
    return reader.reading(front_lines)


def _unreadable(stem: str, problem: Problem) -> Reading:
    return Reading(Deck(slugify(stem) or "deck", stem), (problem,), whole=False)


def _not_utf8(error: UnicodeDecodeError) -> Problem:
    data = error.object
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    message = "the file is UTF-16; save it as UTF-8" if utf16 else "this is not UTF-8; save the file as UTF-8"
    return Problem(line, column, Level.ERROR, "not-utf-8", message)


def _normalised(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _control_characters(lines: Sequence[str]) -> list[Problem]:
    message = "a control character; it is shown as a sign, better delete it"
    return [
        Problem(number, found.start() + 1, Level.WARNING, "control-character", message)
        for number, line in enumerate(lines, start=1)
        if not line.isprintable() and (found := _CONTROLS.search(line))
    ]


class _Blocks:
    """Blocks as they grow line by line."""

    __slots__ = ("_kind", "_lines", "_spaced", "blocks")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines: list[str] = []
        self._kind = BlockKind.TEXT
        self._spaced = False

    def add(self, kind: BlockKind, text: str, spaced: bool) -> None:
        if kind is BlockKind.TEXT and self._kind is BlockKind.TEXT and self._lines and not spaced:
            self._lines.append(text)
            return
        self.end()
        self._kind, self._spaced, self._lines = kind, spaced, [text]

    def continues_bullet(self) -> bool:
        return self._kind is BlockKind.BULLET and bool(self._lines)

    def extend(self, text: str) -> None:
        self._lines.append(text)

    def end(self) -> tuple[Block, ...]:
        if self._lines:
            self.blocks.append(Block(self._kind, "\n".join(self._lines), self._spaced))
            self._lines = []
        return tuple(self.blocks)


@dataclass(slots=True)
class _Section:
    names: tuple[str, ...]
    lead: str
    line: int
    body: _Blocks = field(default_factory=_Blocks)

    def end(self) -> Part | Extra:
        made = Extra if self.names[0] in EXTRA_NAMES else Part
        return made(self.names, self.lead, self.body.end(), self.line)


@dataclass(slots=True)
class _Answer:
    name: str | None
    id: str
    own_id: bool
    line: int
    body: _Blocks = field(default_factory=_Blocks)
    sections: list[_Section] = field(default_factory=list)

    def end(self) -> Answer:
        items = tuple(section.end() for section in self.sections)
        return Answer(self.name, self.id, self.body.end(), items, self.own_id, self.line)


@dataclass(slots=True)
class _Question:
    text: str
    id: str
    own_id: bool
    number: str
    line: int
    tags: tuple[str, ...] = ()
    answers: list[_Answer] = field(default_factory=list)
    good: bool = True

    def end(self) -> Question:
        answers = tuple(answer.end() for answer in self.answers)
        told = tuple(answer for answer in answers if answer.name is not None or answer.blocks or answer.items)
        return Question(self.text, self.id, self.tags, told, self.number, self.own_id, self.line)


@dataclass(slots=True)
class _Theme:
    name: str
    id: str
    own_id: bool
    lines: list[str]
    line: int

    def end(self) -> Theme:
        return Theme(self.name, self.id, "\n".join(self.lines), self.own_id, self.line)


class _DeckReader:
    """One pass over the lines; where it is decides what a line means."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.problems = front.problems
        self.whole = True
        self.questions: list[_Question] = []
        self.themes: list[_Theme] = []
        self.preamble = _Blocks()
        self.themes_intro = _Blocks()
        self.body = self.preamble
        self.question: _Question | None = None
        self.in_themes = False
        self.section: _Section | None = None
        self.blank = False
        self.label = label_pattern(front.frame)
        self.starts = label_starts(front.frame)
        self.guess = LabelGuess(front.frame)

    def problem(self, line: int, column: int, level: Level, code: str, message: str) -> None:
        self.problems.append(Problem(line, column, level, code, message))

    def read(self, lines: Sequence[str], start: int) -> None:
        number = start
        total = len(lines)
        while number < total:
            raw = lines[number]
            line = raw.rstrip()
            number += 1
            if not line:
                self.blank = True
                continue
            first = line[0]
            if first in "`~" and (fence := FENCE.match(line)):
                number = self._fence(lines, number, raw, fence.group(1))
            elif first == "#" and self._heading(line, number, lines):
                pass
            elif first == "-" and line.startswith("- "):
                self._bullet(line[2:].strip(), number)
            elif first == " " and line.startswith("  ") and self._continuation(line[2:]):
                pass
            elif first == "\\":
                self._text(line[1:])
            elif first in self.starts and (found := self.label.match(line)):
                self._labelled(found, number)
            else:
                self._plain(line, number)
            self.blank = False

    def _fence(self, lines: Sequence[str], number: int, raw: str, mark: str) -> int:
        for end in range(number, len(lines)):
            if closes(lines[end].rstrip(), mark):
                self._add(BlockKind.FENCE, "\n".join([raw, *lines[number:end], lines[end].rstrip()]))
                return end + 1
        self.problem(number, 1, Level.ERROR, "fence-not-closed", f"this fence is never closed; put a line `{mark}`")
        self.whole = False
        return len(lines)

    def _heading(self, line: str, number: int, lines: Sequence[str]) -> bool:
        if line.startswith("## "):
            self._second_level(line[3:].strip(), number)
            return True
        if line.startswith("### ") and self.question is not None:
            self._answer(line[4:].strip(), number)
            return True
        if self._is_below_heading(number) and TAGS.match(line):
            self._tags(line)
            return True
        marks = len(line) - len(line.lstrip("#"))
        if marks in (2, 3) and len(line) > marks and not line[marks].isspace():
            fix = f"put a space behind {line[:marks]!r} to make it a heading, or \\ before it"
            self.problem(number, marks + 1, Level.WARNING, "heading-without-space", fix)
        return False

    def _is_below_heading(self, number: int) -> bool:
        return self.question is not None and self.question.line == number - 1 and not self.question.tags

    def _second_level(self, text: str, number: int) -> None:
        self.section = None
        if text == THEMES_HEADING:
            self.question, self.in_themes = None, True
            self.body = self.themes_intro
            return
        self.in_themes = False
        text, own = _split_id(text)
        found = NUMBER.match(text)
        numbering = found.group() if found else ""
        text = text[len(numbering) :].strip().removeprefix("\\")
        self.question = _Question(text, own or slugify(text), bool(own), numbering, number)
        self.questions.append(self.question)
        self._unnamed_answer(number)
        if not self.question.id:
            self._hold(number, 4, "empty-slug", "this question has no letter or digit; give it an id: `{#some-id}`")
        elif self.question.id == RESERVED_SLUG:
            self._hold(number, 4, "reserved-id", f"`{RESERVED_SLUG}` is kept for themes; give it another {{#id}}")

    def _unnamed_answer(self, number: int) -> None:
        assert self.question is not None  # noqa: S101
        answer = _Answer(None, "", False, number)
        self.question.answers.append(answer)
        self.body = answer.body

    def _hold(self, line: int, column: int, code: str, message: str) -> None:
        """Report an error that holds the current question back."""
        self.problem(line, column, Level.ERROR, code, message)
        if self.question is not None:
            self.question.good = False

    def _answer(self, text: str, number: int) -> None:
        assert self.question is not None  # noqa: S101
        text, own = _split_id(text)
        name = text.removeprefix("\\")
        answer = _Answer(name, own or slugify(name), bool(own), number)
        if not answer.id:
            self._hold(number, 5, "empty-slug", "this answer has no letter or digit; give it an id: `{#some-id}`")
        for other in self.question.answers:
            if other.name is not None and other.id == answer.id:
                fix = f"same answer as line {other.line}; give one of them its own {{#id}}"
                self._hold(number, 5, "duplicate-answer", fix)
        self.question.answers.append(answer)
        self.section = None
        self.body = answer.body

    def _tags(self, line: str) -> None:
        assert self.question is not None  # noqa: S101
        self.question.tags = tuple(dict.fromkeys(tag for tag in (slugify(word) for word in line.split()) if tag))

    def _bullet(self, text: str, number: int) -> None:
        if self.in_themes:
            self._theme(text, number)
        else:
            self._add(BlockKind.BULLET, text)

    def _continuation(self, text: str) -> bool:
        if self.blank:
            return False
        if self.in_themes and self.themes:
            self.themes[-1].lines.append(text.strip())
            return True
        if self.body.continues_bullet():
            self.body.extend(text)
            return True
        return False

    def _theme(self, text: str, number: int) -> None:
        found = _ESCAPED_COLON.search(text)
        name, meaning = (text[: found.start()], text[found.end() :].strip()) if found else (text, "")
        name, own = _split_id(name.strip())
        name = name.replace("\\:", ":")
        theme = _Theme(name, own or slugify(name), bool(own), [meaning] if meaning else [], number)
        twin = next((other for other in self.themes if other.id == theme.id), None)
        if not theme.id:
            self.problem(number, 3, Level.ERROR, "empty-slug", "this theme has no letter or digit; give it an {#id}")
        elif twin:
            fix = f"same theme as line {twin.line}; give one of them its own {{#id}}"
            self.problem(number, 3, Level.ERROR, "duplicate-theme", fix)
        else:
            self.themes.append(theme)

    def _labelled(self, found: re.Match[str], number: int) -> None:
        label, text = found.group("bold") or found.group("plain"), found.group("text")
        if found.group("escaped"):
            self._text(f"{label}:" + found.string[found.end("escaped") + 1 :])
        elif self.question is None:
            if not self.in_themes and label not in EXTRA_NAMES:
                fix = "this part stands before any question; put `## ` and the question above it"
                self.problem(number, 1, Level.ERROR, "part-before-question", fix)
            self._text(found.string)
        else:
            self._part(tuple(label.split(" & ")), text, number)

    def _part(self, names: tuple[str, ...], text: str, number: int) -> None:
        assert self.question is not None  # noqa: S101
        answer = self.question.answers[-1]
        if names[0] not in EXTRA_NAMES:
            for other in answer.sections:
                twice = [name for name in names if name in other.names]
                if twice:
                    fix = f"{twice[0]} stands in line {other.line} already; put `### name` above a second answer"
                    self._hold(number, 1, "part-twice", fix)
        self.section = _Section(names, text.strip(), number)
        answer.sections.append(self.section)
        self.body = self.section.body

    def _plain(self, line: str, number: int) -> None:
        near = self.guess.nearest(line) if self.question is not None else ""
        if near:
            fix = f"did you mean `{near}:`? It is kept as text; put \\ before it if it is text"
            self.problem(number, 1, Level.WARNING, "misspelt-label", fix)
        self._text(line)

    def _text(self, line: str) -> None:
        if self.in_themes and self.themes:
            self.themes[-1].lines.append(line.strip())
        else:
            self._add(BlockKind.TEXT, line)

    def _add(self, kind: BlockKind, text: str) -> None:
        is_first = self.section is None and not self.body.blocks and not self.body._lines
        self.body.add(kind, text, self.blank and not is_first)

    def reading(self, front_lines: tuple[str, ...] | None) -> Reading:
        """Everything that was read, with what is wrong as a whole."""
        good, held = self._without_twins()
        questions = tuple(question.end() for question in good)
        themes = tuple(theme.end() for theme in self.themes)
        deck = Deck(
            slug=self.front.slug,
            name=self.front.name,
            front=front_lines,
            preamble=self.preamble.end(),
            questions=questions,
            themes_intro=self.themes_intro.end(),
            themes=themes,
            frame=self.front.frame,
            target=self.front.target,
            pace=self.front.pace,
        )
        found = [*self.problems, *check_answers(questions), *check_links(questions, themes)]
        return Reading(deck, tuple(sorted(found)), frozenset(held), self.whole)

    def _without_twins(self) -> tuple[list[_Question], set[str]]:
        first: dict[str, _Question] = {}
        good: list[_Question] = []
        for question in self.questions:
            twin = first.setdefault(question.id, question) if question.id else question
            if twin is not question:
                same = twin.text.casefold() == question.text.casefold()
                code = "duplicate-question" if same else "duplicate-id"
                what = "question" if same else "id"
                fix = f"same {what} as line {twin.line}; give one of them its own {{#id}}"
                self.problem(question.line, 4, Level.ERROR, code, fix)
            elif question.good:
                good.append(question)
        shown = {question.id for question in good}
        return good, {question.id for question in self.questions if question.id} - shown


def _split_id(text: str) -> tuple[str, str]:
    found = ID.search(text)
    if found and slugify(found.group(1)) == found.group(1):
        return text[: found.start()].strip(), found.group(1)
    return text, ""
