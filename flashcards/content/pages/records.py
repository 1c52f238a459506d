"""Pages that are JSON, YAML or sheets, as values of cells, and what their relations ask."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from flashcards.content.page import Fate
from flashcards.content.pages.answers import Gathered
from flashcards.content.pages.fields import questions_of
from flashcards.content.pages.lines import TABLE_RULE
from flashcards.content.pages.naming import read_toml
from flashcards.content.pages.relations.columns import Cell, FieldRole, Value, text_of_value
from flashcards.content.pages.relations.grids import names_columns
from flashcards.content.pages.relations.nested import relations_in
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.speech import asked
from flashcards.content.pages.stories import Verdict, advice_among, said_again
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import without_halves

LONGEST_YAML = 1_000_000
LOOKED_FOR = "question (or prompt), answer, situation, task, action, result, lesson, theme (or tags)"
_SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
# what stands in running text most often comes last
_DELIMITERS = ("\t", "|", ";", ",")
_JSON, _YAML, _SHEETS, _TOML = (".json", ".jsonl", ".ndjson"), (".yaml", ".yml"), (".csv", ".tsv"), ".toml"
_ENDINGS = (*_JSON, *_YAML, *_SHEETS, _TOML)
# bounds, so that a page costs no more than its length
_DEEPEST = 50
_MOST_COLUMNS = 100
_MOST_LINES_LOOKED_AT = 50
_LONGEST_SOUGHT = 40
_FARTHEST = 20_000
_TOO_MUCH = "a number is too long, or it is nested too deep"


def read_records(text: str, name: str, given: Mapping[str, str]) -> Gathered | Problem | None:
    """Return what the records of a page ask; the problem that keeps them from being read; None where it has none.

    ``given`` maps roles (``question``, ``answer``) to the names of the fields that have them.
    """
    value = _value(text, name)
    if value is None or isinstance(value, Problem):
        return value
    relations = [*relations_in(value, given)]
    names = {str(key) for relation in relations for row in relation.rows for key in row.cells}
    if unknown := [each for each in given.values() if each not in names]:
        return _problem(f"no field is called {unknown[0]!r}; found {_listed(names)}")
    found = _gathered(value, relations)
    if found.questions:
        return found
    sure = name.endswith(_ENDINGS) or text.lstrip()[:1] in ("[", "{")
    return _problem(f"no field holds a question; looked for {LOOKED_FOR}; found {_listed(names)}") if sure else None


def _gathered(value: Value, relations: Sequence[Relation]) -> Gathered:
    """What the relations of a page ask, and what becomes of each of its cells."""
    found = Gathered()
    found.account.enter_value(value)
    told = [text_of_value(each) for relation in relations for each in relation.column(FieldRole.ANSWER)]
    found.verdict = Verdict(blanks=said_again(told), advice=advice_among(told))
    for relation in relations:
        found.prose += relation.above
        for cells, fate in ((relation.above, Fate.PROSE), (relation.head, Fate.FURNITURE)):
            for cell in cells:
                found.account.enter_cell(cell, fate)
        for question in questions_of(relation, found):
            question.asides += [("Note", question.stories)] if question.stories else []
            found.questions.append(question)
    return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, sorted(names)[:8])) or "none"


def _problem(message: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(line, column, Level.ERROR, "fields", message)


def _value(text: str, name: str) -> Value | Problem | None:
    """What the records of a page are; None where it holds none."""
    if name.endswith(_TOML):
        return _toml(text)
    is_json = name.endswith(_JSON)
    value = _json(text) if is_json or text.lstrip()[:1] in ("[", "{") else None
    if is_json or not (value is None or isinstance(value, Problem)):
        return value
    return _yaml(text) if name.endswith(_YAML) else _sheet(text, name)


# JSON


def _json(text: str) -> Value | Problem:
    """What a page in JSON holds, or a page of lines each in JSON."""
    lines = [line for line in text.split("\n") if line.strip()]
    listed = len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines)
    try:
        return _Placer(text).placed(json.loads("[" + ",\n".join(lines) + "]" if listed else text))
    except json.JSONDecodeError as error:
        return _problem(f"this is not JSON: {error.msg}", error.lineno, error.colno)
    except (ValueError, RecursionError):
        return _problem(f"this is not JSON that can be read: {_TOO_MUCH}")


def _toml(text: str) -> Value | Problem:
    """What a page in TOML holds."""
    try:
        return _Placer(text).placed(read_toml(text))
    except (ValueError, RecursionError) as error:
        said = str(error) if isinstance(error, tomllib.TOMLDecodeError) else _TOO_MUCH
        return _problem(f"this is not TOML that can be read: {said}")


class _Placer:
    """Makes cells of the texts of a page in JSON or TOML, which come in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at, self._line = 0, 1

    def placed(self, value: object, depth: int = 0) -> Value:
        """Return a value as JSON gives it, with the line of each of its texts."""
        if depth > _DEEPEST:
            raise RecursionError
        if isinstance(value, list):
            return [self.placed(each, depth + 1) for each in value]
        if isinstance(value, dict):
            return {self._cell(key): self.placed(each, depth + 1) for key, each in value.items()}
        if isinstance(value, str):
            return self._cell(value)
        return Cell("" if value is None or isinstance(value, bool) else str(value), self._line)

    def _cell(self, text: str) -> Cell:
        # JSON may be ASCII, and TOML has single quotes, none around a key, and texts of several lines
        quoted = (json.dumps(text, ensure_ascii=is_ascii)[:_LONGEST_SOUGHT].rstrip('\\"') for is_ascii in (False, True))
        ways = chain(quoted, [text[:_LONGEST_SOUGHT]])
        found = (self._text.find(way, self._at, self._at + _FARTHEST) for way in ways)
        at = next((at for at in found if at >= 0), -1)
        if at < 0:
            return Cell(without_halves(text), self._line)
        first, end = self._line + self._text.count("\n", self._at, at), at + len(text)
        self._at, self._line = end, first + self._text.count("\n", at, end)
        # JSON can name one half of a character, and no file can hold it
        return Cell(without_halves(text), first, self._line)


# YAML


def _yaml(text: str) -> Value | Problem:
    """The lists, mappings and texts of a page, or the problem that keeps it from being read."""
    import yaml

    class Texts(yaml.BaseLoader):
        """Makes nothing but texts, lists and mappings, and repeats none: a page that points at itself may explode."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.MarkedYAMLError(problem="anchors are not read", problem_mark=parent and parent.start_mark)
            return super().compose_node(parent, index)

        def construct_scalar(self, node: Any) -> Any:
            end = node.end_mark
            return Cell(super().construct_scalar(node), node.start_mark.line + 1, end.line + (end.column > 0))

    if len(text) > LONGEST_YAML:
        return Problem(1, 1, Level.ERROR, "too-large", f"YAML of more than {LONGEST_YAML:,} characters; split the page")
    try:
        documents = [*filter(None, iter(Texts(text).get_data, None))]
    except yaml.YAMLError as error:
        mark, said = getattr(error, "problem_mark", None), getattr(error, "problem", "") or "it cannot be read"
        return _problem(f"this is not YAML: {said}", *((mark.line + 1, mark.column + 1) if mark else ()))
    except RecursionError:
        return _problem("this is not YAML that can be read: it is nested too deep")
    return documents[0] if len(documents) == 1 else documents


# Sheets: CSV, TSV, and what Anki and Quizlet export


def _sheet(text: str, name: str) -> Value | Problem | None:
    """The rows of a sheet; None where a page is none."""
    body, head, delimiter = _anki(text) if text.startswith("#separator:") else (text, [], "")
    lines = [line for line in body.split("\n", _MOST_LINES_LOOKED_AT)[:_MOST_LINES_LOOKED_AT] if line.strip()]
    delimiter = delimiter or max(_DELIMITERS, key=lambda sign: _evenness(lines, sign))
    if not (head or name.endswith(_SHEETS) or _is_sheet(lines, delimiter)):
        return None
    try:
        return [*head, *_rows(body, delimiter)]
    except csv.Error as error:
        return _problem(f"this table cannot be read: {error}")


def _anki(text: str) -> tuple[str, list[Value], str]:
    """The rows of a text that Anki exported, their lines where they were, its head and what divides its columns."""
    lines = text.split("\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    said = dict(line[1:].split(":", 1) for line in lines[:count] if ":" in line)
    delimiter = _SIGNS.get(said.get("separator", "tab").lower(), "\t")
    width = min(_MOST_COLUMNS, lines[count].count(delimiter) + 1) if count < len(lines) else 0
    numbered = ["Front", "Back", *(f"column {number}" for number in range(3, width + 1))]
    head = said["columns"].split(delimiter) if "columns" in said else numbered
    for key, words in said.items():
        if key.endswith(" column") and words.strip().isdigit() and int(words) <= len(head):
            # its tags are words, as hashtags are
            head[int(words) - 1] = key.removesuffix(" column").replace("tags", "#tags")
    return "\n" * count + "\n".join(lines[count:]), [[Cell(each, 0) for each in head]], delimiter


def _is_sheet(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a page that may be anything is one: its rows are even, and name their columns or are divided by tabs, one
    of these columns asking, as Quizlet exports them.
    """
    rows = _split(lines, delimiter)
    is_text = not rows or lines[0][0] in "|#->" or any(map(TABLE_RULE.fullmatch, lines[:2]))
    if is_text or len({*map(len, rows)}) != 1 or len(rows[0]) < 2:
        return False
    # only now, as a text that is no sheet may be one cell of tags
    columns = [[Cell(cell, 0) for cell in column] for column in zip(*rows, strict=True)]
    asking = max(sum(asked(cell) is not None for cell in column) for column in columns)
    return names_columns([column[0] for column in columns]) or (delimiter == "\t" and asking * 2 >= len(rows) > 1)


def _split(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return [*csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return []


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    """How many of the first rows have the width that most have, as a share, where that is more than one."""
    rows = _split(lines, delimiter)
    widths = Counter(len(row) for row in rows)
    return max((count / len(rows) for width, count in widths.items() if width > 1), default=0)


def _rows(text: str, delimiter: str) -> Iterator[Value]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    for row in reader:
        cells: list[Value] = []
        for cell in row[:_MOST_COLUMNS]:
            cells.append(Cell(cell, line, line + cell.count("\n")))
            line += cell.count("\n")
        if any(map(str.strip, row)):
            yield cells
        line = reader.line_num + 1
