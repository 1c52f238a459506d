"""Pages that are JSON, YAML or CSV: records with named fields, one question each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from flashcards.content.page import Fate
from flashcards.content.pages.answers import Gathered
from flashcards.content.pages.columns import FieldRole, role_of, roles_of, text_of_value, unique, words_of
from flashcards.content.pages.fields import RecordReader
from flashcards.content.pages.speech import asked, is_guidance
from flashcards.content.pages.tellings import Verdict
from flashcards.content.pages.vocabulary import is_generic
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import without_halves

LONGEST_YAML = 1_000_000
LOOKED_FOR = "question (or prompt), answer, situation, task, action, result, lesson, theme (or tags)"
_ANKI = "#separator:"
_SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_NUMBERED = tuple(f"column {number}" for number in range(1, 101))
_DELIMITERS = (",", ";", "\t", "|")
_DEEPEST = 12
_TITLES = frozenset({"name", "title", "category", "topic", "section"})
_MOST_COLUMNS = 100


def from_yaml(text: str) -> object:
    """Return the lists, mappings and texts of a page, or the problem that keeps it from being read."""
    import yaml

    class Texts(yaml.BaseLoader):
        """Makes nothing but texts, lists and mappings, and repeats none: a page that points at itself may explode."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.MarkedYAMLError(problem="anchors are not read", problem_mark=parent and parent.start_mark)
            return super().compose_node(parent, index)

    if len(text) > LONGEST_YAML:
        return Problem(1, 1, Level.ERROR, "too-large", f"YAML of more than {LONGEST_YAML:,} characters; split the page")
    try:
        return Texts(text).get_single_data()
    except yaml.YAMLError as error:
        mark, said = getattr(error, "problem_mark", None), getattr(error, "problem", "") or "it cannot be read"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(line, column, Level.ERROR, "fields", f"this is not YAML: {said}")
    except RecursionError:
        return Problem(1, 1, Level.ERROR, "fields", "this is not YAML that can be read: it is nested too deep")


@dataclass(frozen=True, slots=True)
class _Record:
    fields: dict[str, object]
    line: int
    question: str = ""
    theme: str = ""


def read_records(text: str, name: str, given: Mapping[str, str]) -> Gathered | Problem | None:
    """Return what the records of a page ask; the problem that keeps them from being read; None where it has none.

    ``given`` maps roles (``question``, ``answer``) to the names of the fields that have them.
    """
    start = text.lstrip()[:1]
    if start in ("[", "{") or name.endswith((".json", ".jsonl", ".ndjson")):
        values = _json(text)
        if values is not None:
            return _gather(list(_walked(values, "", _Places(text), given)), given, values)
        if name.endswith((".json", ".jsonl", ".ndjson")):
            return _not_json(text)
    if name.endswith((".yaml", ".yml")):
        listed = from_yaml(text)
        if isinstance(listed, Problem):
            return listed
        return _gather(list(_walked(listed, "", _Places(text), given)), given, listed)
    return _csv(text, name, given)


def _gather(records: Sequence[_Record], given: Mapping[str, str], values: object = None) -> Gathered | Problem:
    found = Gathered()
    for number in range(1, records[0].line if records else 1):
        found.account.enter_number(number, Fate.FURNITURE)
    roles = roles_of((record.fields for record in records), given)
    told = [
        text_of_value(value) for each in records for key, value in each.fields.items() if roles[key] is FieldRole.ANSWER
    ]
    found.verdict = Verdict(prose_guides=sum(is_guidance([text]) for text in told) * 2 >= len(told))
    reader = RecordReader(found, roles)
    for record in records:
        for draft in reader.drafts(record.fields, record.line, record.question):
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


def _walked(value: object, group: str, places: _Places, given: Mapping[str, str], depth: int = 0) -> Iterator[_Record]:
    """The records within a value, however deep; the key over a list of them is their theme."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        roles = roles_of((each for each in value if isinstance(each, dict)), given)
        ask = _ask([each for each in value if isinstance(each, str)])
        for each in value:
            if isinstance(each, str) and ask:
                yield _Record({}, places.line_of(each), each, group)
            elif isinstance(each, dict) and (prompt := _prompt(each, roles)):
                yield _Record({str(key): field for key, field in each.items()}, places.line_of(each[prompt]), "", group)
            else:
                yield from _walked(each, group, places, given, depth + 1)
    elif isinstance(value, dict):
        yield from _walked_keys({str(key): each for key, each in value.items()}, group, places, given, depth)


def _walked_keys(
    fields: dict[str, object], group: str, places: _Places, given: Mapping[str, str], depth: int
) -> Iterator[_Record]:
    if prompt := _prompt(fields, roles_of([fields], given)):
        yield _Record(fields, places.line_of(fields[prompt]), "", group)
        return
    titles = (each for key, each in fields.items() if depth and words_of(key) in _TITLES and isinstance(each, str))
    named = next(titles, "")
    for key, each in fields.items():
        if asked(key) and each is not None:
            yield _Record(each if isinstance(each, dict) else {"answer": each}, places.line_of(key), key, group)
        elif isinstance(each, (list, dict)):
            yield from _walked(each, named or (group if is_generic(key) else key), places, given, depth + 1)


def _prompt(fields: Mapping[str, object], roles: Mapping[str, FieldRole]) -> str:
    """The field that holds the question of a record, or several of them beside an answer; "" where none does."""
    filled = {roles[key] for key, value in fields.items() if value and not (_are_texts(value) and _ask(value))}
    told = filled & {FieldRole.ANSWER, FieldRole.PART}
    for key, value in fields.items():
        if roles.get(key) in (FieldRole.QUESTION, FieldRole.TITLE) and (
            isinstance(value, str) or (told and _are_texts(value))
        ):
            return key
    return ""


def _ask(texts: Sequence[str]) -> bool:
    """Whether half of the texts of a list ask, so that all of them are questions."""
    return sum(asked(each) is not None for each in texts) * 2 >= len(texts)


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


# CSV


def _csv(text: str, name: str, given: Mapping[str, str]) -> Gathered | Problem | None:
    sure = name.endswith((".csv", ".tsv")) or text.startswith(_ANKI)
    body, header, delimiter = _anki(text) if text.startswith(_ANKI) else (text, [], "")
    first = body.lstrip("\n").split("\n", 1)[0]
    delimiter = delimiter or max(_DELIMITERS, key=lambda sign: (_known(first, sign), first.count(sign) if sure else 0))
    if _are_pairs(body, delimiter):
        sure, delimiter = True, "\t"
    if not sure and (_known(first, delimiter) < 3 or first.startswith(("|", "#", "-", ">"))):
        return None
    try:
        records = list(_rows(body, delimiter, header))
    except csv.Error as error:
        return Problem(1, 1, Level.ERROR, "fields", f"this table cannot be read: {error}")
    found = _gather(records, given)
    return None if isinstance(found, Problem) and not sure else found


def _anki(text: str) -> tuple[str, list[str], str]:
    """The rows of a text that Anki exported, their lines where they were, its columns and what divides them."""
    lines = text.split("\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    said = dict(line[1:].split(":", 1) for line in lines[:count] if ":" in line)
    delimiter = _SIGNS.get(said.get("separator", "tab").lower(), "\t")
    width = lines[count].count(delimiter) + 1 if count < len(lines) else 0
    header = said["columns"].split(delimiter) if "columns" in said else ["Front", "Back", *_NUMBERED[2:width]]
    for key, words in said.items():
        if key.endswith(" column") and words.strip().isdigit() and int(words) <= len(header):
            header[int(words) - 1] = key.removesuffix(" column")
    return "\n" * count + "\n".join(lines[count:]), header, delimiter


def _are_pairs(text: str, delimiter: str) -> bool:
    """Whether the lines of a text are pairs that a tab divides, the first of each asking, as Quizlet exports them."""
    lines = [line for line in text.split("\n") if line.strip()]
    fronts = [line.split("\t")[0] for line in lines if line.count("\t") == 1 and line[0] != "\t"]
    alike = delimiter == "\t" or not _known(lines[0], delimiter)
    return (
        alike and len(fronts) > 1 and len(fronts) == len(lines) and sum(map(bool, map(asked, fronts))) * 2 >= len(lines)
    )


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])[:_MOST_COLUMNS]
    except csv.Error:
        return []


def _known(line: str, delimiter: str) -> int:
    """How many fields of the first row are known ones, where one of them holds questions."""
    roles = [role for cell in _split(line[:5000], delimiter) if (role := role_of(cell)) is not FieldRole.OTHER]
    return len(roles) if FieldRole.QUESTION in roles else 0


def _rows(text: str, delimiter: str, header: list[str]) -> Iterator[_Record]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    for row in reader:
        if not any(cell.strip() for cell in row):
            line = reader.line_num + 1
            continue
        if not header:
            header = unique(row)
            if not any(map(asked, row)):
                line = reader.line_num + 1
                continue
            header = list(_NUMBERED[: len(row)])
        yield _Record(dict(zip(header, row, strict=False)), line)
        line = reader.line_num + 1
