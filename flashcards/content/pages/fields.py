"""Records: rows of a table or a file whose fields have names, each of them one question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flashcards.content.page import Fate, FoundAnswer
from flashcards.content.pages.answers import Gathered, GatheredQuestion, answer_in_prose, answers_of, asides_of
from flashcards.content.pages.body import read_body
from flashcards.content.pages.columns import NAMES, FieldRole, Table, records_of, roles_of, text_of_value, words_of
from flashcards.content.pages.lines import Line, cell_lines, lines_of, text_of
from flashcards.content.pages.naming import clean, theme_names
from flashcards.content.pages.notation import spelled_out
from flashcards.content.pages.parts import parts_of
from flashcards.content.pages.speech import questions_in, without_lead_in
from flashcards.content.pages.tellings import ToldPart, ToldStory
from flashcards.content.pages.text import unquoted
from flashcards.content.pages.vocabulary import ASIDES, LOOSE_WORDS, star_names

_PROMPTS = (FieldRole.QUESTION, FieldRole.TITLE)
_FEWEST_WORDS = 4
_FATES = {
    FieldRole.QUESTION: Fate.QUESTION, FieldRole.TITLE: Fate.QUESTION, FieldRole.ANSWER: Fate.PART,
    FieldRole.PART: Fate.PART,
    FieldRole.STORY: Fate.PART, FieldRole.THEMES: Fate.THEME, FieldRole.GUIDANCE: Fate.NOTE, FieldRole.ASIDE: Fate.NOTE,
}  # fmt: skip


@dataclass(slots=True)
class RecordReader:
    """Makes a question of each record, and notes what is the matter with it."""

    found: Gathered
    roles: Mapping[str, FieldRole]

    def drafts(self, record: Mapping[str, object], line: int, question: str = "") -> list[GatheredQuestion]:
        """Return the questions of a record, [] where its field is empty; a list of them shares one answer.

        ``record`` maps a field's name to a text, a number, a list or a further record.
        """
        roles = {key: self.roles.get(key, FieldRole.OTHER) for key in record}
        asking = next((key for key, role in roles.items() if role in _PROMPTS and record[key]), "")
        value = record.get(asking)
        listed = [text_of_value(each) for each in value] if isinstance(value, list) else [text_of_value(value)]
        texts = [text for each in ([question] if question else listed) if (text := _question_of(each))]
        if not texts:
            return []
        first = self._draft(record, roles, texts[0], line)
        if not question and roles[asking] is FieldRole.TITLE:
            message = f'no question on the page asks for "{first.text}"; its title stands as the prompt'
            self.found.warn(line, "no-question", message)
        return [first, *(replace(first, text=text, asides=[], is_linked=True) for text in texts[1:])]

    def _draft(
        self, record: Mapping[str, object], roles: Mapping[str, FieldRole], text: str, line: int
    ) -> GatheredQuestion:
        draft = GatheredQuestion(text, line)
        self._enter(record, roles, line)
        draft.answers = self._answers(record, roles, line)
        draft.asides += self.found.take_loose()
        for key, value in record.items():
            self._field(draft, key, value, roles[key])
        return draft

    def _enter(self, record: Mapping[str, object], roles: Mapping[str, FieldRole], line: int) -> None:
        """Note what becomes of the fields of a record."""
        for key, value in record.items():
            text, role = text_of_value(value), roles[key]
            kept = len(text.split()) >= _FEWEST_WORDS and words_of(key) not in NAMES
            fate = _FATES.get(role) or (Fate.NOTE if kept else Fate.FURNITURE)
            if role is FieldRole.OTHER and not kept and text.strip():
                self.found.unused.add(key)
            self.found.account.enter_value(line, fate, cell_lines(text))

    def _answers(self, record: Mapping[str, object], roles: Mapping[str, FieldRole], line: int) -> list[FoundAnswer]:
        parts = {key: record[key] for key, role in roles.items() if role is FieldRole.PART}
        answers = self._told(parts, line) if any(text_of_value(value).strip() for value in parts.values()) else []
        for key, value in record.items():
            if roles[key] is FieldRole.ANSWER or (roles[key] is FieldRole.STORY and not isinstance(value, str)):
                answers += self._answer(value, line)
        return answers

    def _told(self, parts: Mapping[str, object], line: int) -> list[FoundAnswer]:
        """The answer whose parts are fields of their own."""
        is_star = sum(1 for key in parts if _star(key)) > 1
        telling = ToldStory("", line)
        for key, value in parts.items():
            loose = LOOSE_WORDS.get(words_of(key), "") if is_star else ""
            names = _star(key) or ((loose,) if loose else (clean(key)[:1].upper() + clean(key)[1:],))
            telling.parts.append(ToldPart(names, line, _lines(text_of_value(value), line)))
        return answers_of([telling], self.found, is_asked=True)

    def _answer(self, value: object, line: int) -> list[FoundAnswer]:
        if isinstance(value, Mapping):
            return self._told({str(key): each for key, each in value.items()}, line) if value else []
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [answer for each in value for answer in self._answer(each, line)]
        lines = spelled_out(_lines(text_of_value(value), line))
        body = read_body(lines, parts_of(lines), range(len(lines)))
        answers = answers_of(body.tellings, self.found, is_asked=True)
        if answers or any(telling.parts for telling in body.tellings):
            return answers
        prose = answer_in_prose([*body.prose, *body.after], self.found, is_judged=not body.led)
        return [replace(prose, asides=asides_of(body.asides))] if prose else []

    def _field(self, draft: GatheredQuestion, key: str, value: object, role: FieldRole) -> None:
        text = text_of(lines_of(cell_lines(text_of_value(value))))
        if not any(map(str.isalnum, text)):
            return
        if role is FieldRole.THEMES:
            draft.themes += (
                [" ".join(str(each).split()) for each in value] if isinstance(value, list) else theme_names(text)
            )
        elif role is FieldRole.STORY and isinstance(value, str):
            if draft.answers:
                name = " ".join(text.split())
                draft.answers = [replace(answer, name=answer.name or name) for answer in draft.answers]
            else:
                draft.stories = text
        elif role is FieldRole.GUIDANCE:
            self.found.warn_of_guidance(draft.line)
            draft.asides.append(("Tip", text))
        elif role is FieldRole.ASIDE:
            label = ASIDES[words_of(key)]
            draft.asides.append((label, _named(key, text) if label == "Note" and words_of(key) != "note" else text))
        elif role is FieldRole.OTHER and words_of(key) not in NAMES and len(text.split()) >= _FEWEST_WORDS:
            draft.asides.append(("Note", _named(key, text)))


def _question_of(text: str) -> str:
    words = unquoted(without_lead_in(" ".join(cell_lines(text).split()))[2])
    return words if any(map(str.isalpha, words)) else ""


def _named(key: str, text: str) -> str:
    name = clean(key)
    return f"{name}: {text}" if name else text


def _star(key: str) -> tuple[str, ...]:
    return star_names(clean(key)) or star_names(words_of(key)) or (star_names(key.upper()) if len(key) == 1 else ())


def _lines(text: str, number: int) -> list[Line]:
    return [replace(line, number=number, last=0) for line in lines_of(cell_lines(text))]


def asked_in_table(table: Table, found: Gathered) -> Iterator[GatheredQuestion]:
    """Yield the questions of each row."""
    records = records_of(table)
    roles = roles_of(records, answers_named=bool(table.head))
    asking = next((key for key, role in roles.items() if role is FieldRole.QUESTION), "")
    for number, record in zip(table.lines, records, strict=True):
        several = questions_in(record[asking]) if asking else []
        for place, question in enumerate(several if len(several) > 1 else [""]):
            # The problems of a story that answers several questions are told once.
            for draft in RecordReader(Gathered() if place else found, roles).drafts(record, number, question):
                draft.is_linked = draft.is_linked or place > 0
                yield draft
