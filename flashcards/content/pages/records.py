"""Pages that are JSON or CSV: records with named fields, one question each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.content.pages.asking import asked
from flashcards.content.pages.draft import Gathered
from flashcards.content.pages.fields import RecordReader, Role, role_of, roles_in, unique
from flashcards.content.pages.vocabulary import is_generic
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import without_halves

LOOKED_FOR = "question (or prompt), answer, situation, task, action, result, lesson, theme (or tags)"
_DELIMITERS = (",", ";", "\t", "|")
_DEEPEST = 12
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class _Record:
    fields: dict[str, object]
    line: int
    question: str = ""
    theme: str = ""


def read_records(text: str, name: str) -> Gathered | Problem | None:
    """Return what the records of a page ask; the problem that keeps them from being read; None where it has none."""
    start = text.lstrip()[:1]
    if start in ("[", "{") or name.endswith((".json", ".jsonl", ".ndjson")):
        values = _json(text)
        if values is not None:
            return _gather(list(_walked(values, "", _Places(text))), values)
        if name.endswith((".json", ".jsonl", ".ndjson")):
            return _not_json(text)
    return _csv(text, name)


def _gather(records: Sequence[_Record], values: object = None) -> Gathered | Problem:
    found = Gathered()
    reader = RecordReader(found)
    for record in records:
        draft = reader.draft(record.fields, record.line, record.question)
        if draft:
            if not draft.themes and record.theme:
                draft.themes = [record.theme]
            found.drafts.append(draft)
    if found.drafts:
        return found
    seen = sorted({key for record in records for key in record.fields} or _keys(values))
    return _no_fields(seen)


def _no_fields(seen: Sequence[str]) -> Problem:
    here = ", ".join(repr(key) for key in seen[:8]) or "none"
    return Problem(1, 1, Level.ERROR, "fields", f"no field holds a question; looked for {LOOKED_FOR}; found {here}")


def _keys(values: object) -> set[str]:
    first = values[0] if isinstance(values, list) and values else values
    return set(map(str, first)) if isinstance(first, dict) else set()


# JSON


def _json(text: str) -> object:
    try:
        return _whole(json.loads(text))
    except (ValueError, RecursionError):
        pass
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return None
    try:
        return [_whole(json.loads(line)) for line in lines]
    except (ValueError, RecursionError):
        return None


def _whole(value: object) -> object:
    """The value with U+FFFD for every half of a character: JSON can name one, and no file can hold it."""
    if isinstance(value, str):
        return without_halves(value)
    if isinstance(value, list):
        return list(map(_whole, value))
    if isinstance(value, dict):
        return {without_halves(key): _whole(each) for key, each in value.items()}
    return value


def _not_json(text: str) -> Problem:
    try:
        json.loads(text)
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            return Problem(error.lineno, error.colno, Level.ERROR, "fields", f"this is not JSON: {error.msg}")
    except RecursionError:
        pass
    return Problem(1, 1, Level.ERROR, "fields", "this is not JSON that can be read")


class _Places:
    """Finds the lines of texts that come in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at, self._line = 0, 1

    def line_of(self, value: object) -> int:
        words = json.dumps(value, ensure_ascii=False)[1:40].rstrip('"\\')
        at = self._text.find(words, self._at, self._at + 200_000) if len(words) > 3 else -1
        if at >= 0:
            self._line += self._text.count("\n", self._at, at)
            self._at = at
        return self._line


def _walked(value: object, group: str, places: _Places, depth: int = 0) -> Iterator[_Record]:
    """The records within a value, however deep; the key over a list of them is their theme."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            if isinstance(each, str) and (found := asked(each)):
                yield _Record({}, places.line_of(each), found.text, group)
            else:
                yield from _walked(each, group, places, depth + 1)
    elif isinstance(value, dict):
        fields = {str(key): each for key, each in value.items()}
        question = next((key for key in fields if role_of(key) is Role.QUESTION and isinstance(fields[key], str)), None)
        if question is not None:
            yield _Record(fields, places.line_of(fields[question]), "", group)
            return
        for key, each in fields.items():
            if asked(key) and each is not None:
                yield _Record(each if isinstance(each, dict) else {"answer": each}, places.line_of(key), key, group)
            elif isinstance(each, (list, dict)):
                yield from _walked(each, group if is_generic(key) else key, places, depth + 1)


# CSV


def _csv(text: str, name: str) -> Gathered | Problem | None:
    sure = name.endswith((".csv", ".tsv"))
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda sign: _known(first, sign))
    if not sure and (_known(first, delimiter) < 3 or first.startswith(("|", "#", "-", ">"))):
        return None
    try:
        records = list(_rows(text, delimiter))
    except csv.Error as error:
        return Problem(1, 1, Level.ERROR, "fields", f"this table cannot be read: {error}")
    header = _split(first, delimiter)
    if Role.QUESTION not in set(roles_in(header)):
        return _no_fields(header) if sure else None
    return _gather(records)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])[:_MOST_COLUMNS]
    except csv.Error:
        return []


def _known(line: str, delimiter: str) -> int:
    """How many fields of the first row are known ones, where one of them holds questions."""
    roles = [role for role in roles_in(_split(line[:5000], delimiter)) if role is not Role.OTHER]
    return len(roles) if Role.QUESTION in roles else 0


def _rows(text: str, delimiter: str) -> Iterator[_Record]:
    reader = csv.reader(io.StringIO(text.lstrip("\n")), delimiter=delimiter)
    header = unique(next(reader, []))
    line = reader.line_num + 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield _Record(dict(zip(header, row, strict=False)), line)
        line = reader.line_num + 1
