"""Reads a page that somebody wrote about questions, as a careful person would."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from flashcards.content.model import PART_NAMES, Level, Problem
from flashcards.content.page import FoundAnswer, FoundPart, FoundQuestion, FoundTheme, Page

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_QUESTION = re.compile(r"(?:\*\*)?(?:Q|Question\s+)\d{1,4}\s*[:.)]\s*(?P<text>\S.*?)(?:\*\*)?$", re.IGNORECASE)
_PART = re.compile(
    rf"(?:[-*•]\s+)?(?:\*\*|__)?(?P<name>{'|'.join(PART_NAMES[:5])})(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?P<text>.*)$",
    re.IGNORECASE,
)
_THEMES = re.compile(r"(?:key\s+)?themes\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*[-*•◦▪‣]\s+(?P<text>\S.*)$")
_LEAD_IN = re.compile(r"(?:\W*)(?:STAR\s+)?(?:model|sample|example)?\s*answer\s*:?\W*$", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|__|`")


@dataclass(slots=True)
class _Part:
    name: str
    lines: list[str]
    line: int


@dataclass(slots=True)
class _Question:
    text: str
    line: int
    parts: list[_Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _PageReader:
    """One pass over the lines of a page."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.questions: list[_Question] = []
        self.themes: list[FoundTheme] = []
        self.prose: list[str] = []
        self.in_themes = False

    def line(self, number: int, text: str) -> None:
        heading = _HEADING.match(text)
        body = heading.group(2) if heading else text
        question, part = _QUESTION.match(body), _PART.match(text)
        if question or (heading and body.endswith("?")):
            self.in_themes = False
            self.questions.append(_Question(_plain(question.group("text") if question else body), number))
        elif _THEMES.match(body) and (heading or len(body) < 80) and not part:
            self.in_themes = True
        elif self.in_themes and (item := _ITEM.match(text)):
            self._theme(_plain(item.group("text")), number)
        elif self.questions and part:
            self.in_themes = False
            self.questions[-1].parts.append(_Part(part.group("name").title(), [part.group("text")], number))
        elif heading and len(heading.group(1)) == 1 and self.name is None:
            self.name = _plain(body)
        else:
            self._other(text)

    def _theme(self, text: str, number: int) -> None:
        name, _, meaning = text.partition(":")
        self.themes.append(FoundTheme(name.strip(), meaning.strip(), number))

    def _other(self, text: str) -> None:
        question = self.questions[-1] if self.questions and not self.in_themes else None
        if question and question.parts:
            question.parts[-1].lines.append(text)
        elif _LEAD_IN.match(text) or not any(char.isalnum() for char in text):
            return
        elif question:
            question.notes.append(_plain(text))
        else:
            self.prose.append(text.strip())

    def page(self) -> Page:
        questions = tuple(_found(question) for question in self.questions)
        return Page(self.name, questions, tuple(self.themes), tuple(self._problems()), tuple(self.prose))

    def _problems(self) -> list[Problem]:
        problems = []
        for question in self.questions:
            if not question.parts:
                message = "nothing is told for this question"
                problems.append(Problem(question.line, 1, Level.WARNING, "no-answer", message))
            missing = [name for name in PART_NAMES[:4] if name not in {part.name for part in question.parts}]
            if question.parts and missing:
                message = f"this answer has no {' and no '.join(missing)}"
                problems.append(Problem(question.line, 1, Level.WARNING, "missing-part", message))
        for theme in self.themes:
            message = f"no question on the page carries {theme.name}"
            problems.append(Problem(theme.line, 1, Level.WARNING, "unlinked-theme", message))
        if not self.questions:
            message = "no question was found; a question is a heading that ends with ?, or a line such as `Q1: ...`"
            problems.append(Problem(1, 1, Level.ERROR, "no-questions", message))
        return problems


def _found(question: _Question) -> FoundQuestion:
    parts = tuple(
        FoundPart((part.name,), "\n".join(text for line in part.lines if (text := _item_or_line(line))), part.line)
        for part in question.parts
    )
    answers = (FoundAnswer(None, parts, question.line),) if parts else ()
    asides = (("Note", "\n".join(question.notes)),) if question.notes else ()
    return FoundQuestion(question.text, (), answers, question.line, asides)


def _item_or_line(line: str) -> str:
    item = _ITEM.match(line)
    return f"- {_plain(item.group('text'))}" if item else _plain(line)


def _plain(text: str) -> str:
    return _MARKUP.sub("", text).strip().strip('"“”')


def read_page(data: bytes | str, name: str) -> Page:
    """Read a page; never raises, and takes time linear in its length.

    ``name`` is the file's name. A page that cannot be read, or asks nothing, has an error among its problems:
    ``not-utf-8``, ``empty`` or ``no-questions``.
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        return _refused(
            error.object.count(b"\n", 0, error.start) + 1, "not-utf-8", "this is not UTF-8; save the page as UTF-8"
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    if not text.strip():
        return _refused(1, "empty", "the page is empty")
    reader = _PageReader()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            reader.line(number, line.rstrip())
    return reader.page()


def _refused(line: int, code: str, message: str) -> Page:
    return Page(None, problems=(Problem(line, 1, Level.ERROR, code, message),))
