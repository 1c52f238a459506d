"""Rows of a relation as questions with their answers, and what becomes of each of their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flashcards.content.page import Fate, FoundAnswer
from flashcards.content.pages.answers import Gathered, GatheredQuestion, answer_in_prose, answers_of, asides_of
from flashcards.content.pages.body import read_body
from flashcards.content.pages.lines import Line, lines_of, text_of
from flashcards.content.pages.naming import clean, theme_names
from flashcards.content.pages.notation import spelled_out
from flashcards.content.pages.parts import parts_of
from flashcards.content.pages.relations.columns import (
    FEWEST_WORDS,
    Cell,
    FieldRole,
    Fields,
    Roles,
    Value,
    are_texts,
    as_story,
    aside_label,
    cells_in,
    line_of,
    part_names,
    role_of,
    text_of_value,
    words_of,
)
from flashcards.content.pages.relations.relation import KEY, Relation, Row
from flashcards.content.pages.speech import questions_in, without_lead_in
from flashcards.content.pages.stories import ToldPart, ToldStory
from flashcards.content.pages.text import unquoted

_FATES = {
    FieldRole.QUESTION: Fate.QUESTION, FieldRole.TITLE: Fate.QUESTION, FieldRole.PART: Fate.PART,
    FieldRole.THEMES: Fate.THEME, FieldRole.GUIDANCE: Fate.NOTE, FieldRole.ASIDE: Fate.NOTE,
}  # fmt: skip


def questions_of(relation: Relation, found: Gathered) -> Iterator[GatheredQuestion]:
    """Yield the questions of each row; those of one cell share its answers, and what is the matter is noted."""
    for row in relation.rows:
        prompt = relation.prompt(row)
        if prompt is not None:
            yield from _RowReader(found, row, relation.roles, prompt).questions()
        else:
            _keep(row, found)


def _keep(row: Row, found: Gathered) -> None:
    """Keep the texts of a row that asks nothing: what is told of the page is prose, and the rest is named."""
    for key, value in row.cells.items():
        if isinstance(value, Cell) and value.strip():
            is_prose = len(value.split()) >= FEWEST_WORDS
            found.prose += [_named(key, value)] if is_prose else []
            found.unused |= set() if is_prose else {key} - {KEY}
            found.account.enter_cell(value, Fate.PROSE if is_prose else Fate.FURNITURE)


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Makes questions of one row; ``prompt`` is the column that asks."""

    found: Gathered
    row: Row
    roles: Roles
    prompt: Cell

    def questions(self) -> list[GatheredQuestion]:
        texts = [text for each in _asked_in(self.row.cells[self.prompt]) if (text := _question_of(each))]
        if not texts:
            return []
        first = GatheredQuestion(texts[0], line_of(self.row.cells[self.prompt]))
        first.answers = self._answers()
        first.asides += self.found.take_loose()
        for key, value in self.row.cells.items():
            self._field(first, key, value)
        if not first.themes and self.row.theme:
            first.themes = [self.row.theme]
            self._enter(self.row.theme, Fate.THEME)
        if self.roles[self.prompt] is FieldRole.TITLE:
            message = f'no question on the page asks for "{first.text}"; its title stands as the prompt'
            self.found.warn(first.line, "no-question", message)
        return [first, *(replace(first, text=text, asides=[], is_linked=True) for text in texts[1:])]

    def _answers(self) -> list[FoundAnswer]:
        cells = self.row.cells
        parts = {key: value for key, value in cells.items() if self.roles[key] is FieldRole.PART}
        answers = self._told(parts) if any(text_of_value(value).strip() for value in parts.values()) else []
        for key, value in cells.items():
            if self.roles[key] is FieldRole.ANSWER:
                told = self._answer(value, role_of(key) is FieldRole.ANSWER)
                self._enter(value, Fate.PART if told else Fate.GUIDANCE)
                answers += told
        return answers

    def _told(self, parts: Fields) -> list[FoundAnswer]:
        """The answer whose parts have names of their own."""
        story = ToldStory("", line_of([*parts.values()]))
        said = {_names(key) for key, value in parts.items() if text_of(_lines(value))}
        for key, value in parts.items():
            part = ToldPart(_names(key), line_of(value), _lines(value))
            # a column that comes again with nothing in it is no second part
            if part.names not in said or text_of(part.lines):
                story.parts.append(part)
                said.add(part.names)
        return answers_of([story], self.found, is_asked=True)

    def _answer(self, value: Value, named: bool) -> list[FoundAnswer]:
        """The answers of a field; ``named``: it is called so, and what it says is one."""
        if story := as_story(value) or (value if isinstance(value, dict) else {}):
            return self._told(story)
        if isinstance(value, list) and not are_texts(value):
            return [answer for each in value for answer in self._answer(each, named)]
        lines = spelled_out(_lines(value))
        body = read_body(lines, parts_of(lines), range(len(lines)))
        answers = answers_of(body.stories, self.found, is_asked=True)
        if answers:
            return answers
        prose = answer_in_prose([*body.prose, *body.after], self.found, is_judged=not named)
        return [replace(prose, asides=asides_of(body.asides))] if prose else []

    def _field(self, question: GatheredQuestion, key: Cell, value: Value) -> None:
        """Keep what a column holds beside the answers, and note what becomes of it."""
        text, role = text_of(lines_of(text_of_value(value))), self.roles[key]
        if not any(map(str.isalnum, text)) or role is FieldRole.ANSWER:
            return
        if role is FieldRole.THEMES:
            named = f"#{' #'.join(text.split())}" if key.startswith("#") else text
            question.themes += (
                [" ".join(text_of_value(each).split()) for each in value] if are_texts(value) else theme_names(named)
            )
        elif role is FieldRole.TITLE and key != self.prompt:
            name = " ".join(text.split())
            question.answers = [replace(answer, name=answer.name or name) for answer in question.answers]
            question.stories = "" if question.answers else text
        elif role is FieldRole.GUIDANCE:
            self.found.warn_of_guidance(question.line)
            question.asides.append(("Tip", text))
        elif role is FieldRole.ASIDE or (role is FieldRole.QUESTION and key != self.prompt):
            label = aside_label(key) or ("Note" if role is FieldRole.ASIDE else "Follow-up")
            question.asides.append((label, _named(key, text) if label == "Note" and words_of(key) != "note" else text))
        elif role is FieldRole.OTHER and len(text.split()) >= FEWEST_WORDS:
            question.asides.append(("Note", _named(key, text)))
        elif role not in _FATES:
            self.found.unused |= {key} - {KEY}
            self._enter(value, Fate.FURNITURE)
            return
        self._enter(value, _FATES.get(role, Fate.NOTE))

    def _enter(self, value: Value, fate: Fate) -> None:
        for cell in cells_in(value):
            self.found.account.enter_cell(cell, fate)


def _asked_in(value: Value) -> list[str]:
    """The texts that ask in the cell of a row: the members of a list, or what one text lists."""
    if isinstance(value, list):
        return [text_of_value(each) for each in value]
    text = text_of_value(value)
    several = questions_in(text)
    return several if len(several) > 1 else [text]


def _question_of(text: str) -> str:
    words = unquoted(without_lead_in(" ".join(text.split()))[2])
    return words if any(map(str.isalpha, words)) else ""


def _named(key: str, text: str) -> str:
    name = clean(key)
    return f"{name}: {text}" if name else text


def _names(key: str) -> tuple[str, ...]:
    """What the part of a story is called that a column or key holds."""
    return part_names(key) or (clean(key)[:1].upper() + clean(key)[1:],)


def _lines(value: Value) -> list[Line]:
    """The lines of a value, each with its number on the page as far as that is known."""
    cells = [*cells_in(value)]
    first, last = line_of(value), max((cell.last for cell in cells), default=0)
    lines = lines_of(text_of_value(value))
    return [replace(line, number=min(first + line.number - 1, last), last=0) for line in lines]
