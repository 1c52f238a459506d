"""Pages that are JSON, YAML or sheets, as values of cells, and what their relations ask."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flashcards.content.page import Fate
from flashcards.content.pages.answers import Gathered
from flashcards.content.pages.columns import Cell, FieldRole, Value, role_of, text_of_value
from flashcards.content.pages.fields import drafts_in
from flashcards.content.pages.relations import relations_in
from flashcards.content.pages.speech import asked, is_guidance
from flashcards.content.pages.tellings import Verdict
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import without_halves

LONGEST_YAML = 1_000_000
LOOKED_FOR = "question (or prompt), answer, situation, task, action, result, lesson, theme (or tags)"
_SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_NUMBERED = tuple(f"column {number}" for number in range(1, 101))
_DELIMITERS = ("\t", "|", ";", ",")
_DEEPEST = 50
_MOST_COLUMNS = 100
_MOST_LINES_LOOKED_AT = 50
_FEWEST_KNOWN = 3
_LONGEST_SOUGHT = 40
_FARTHEST = 20_000


def read_records(text: str, name: str, given: Mapping[str, str]) -> Gathered | Problem | None:
    """Return what the records of a page ask; the problem that keeps them from being read; None where it has none.

    ``given`` maps roles (``question``, ``answer``) to the names of the fields that have them.
    """
    sure, value = _value(text, name)
    if value is None or isinstance(value, Problem):
        return value if sure else None
    found = Gathered()
    found.account.enter_value(value)
    relations = [*relations_in(value, given)]
    told = [text_of_value(each) for relation in relations for each in relation.column(FieldRole.ANSWER)]
    found.verdict = Verdict(prose_guides=sum(is_guidance([text]) for text in told) * 2 >= len(told))
    for relation in relations:
        for cell in (*relation.above, *relation.head):
            found.account.enter_cell(cell, Fate.PROSE if cell in relation.above else Fate.FURNITURE)
        found.prose += relation.above
        found.drafts += drafts_in(relation, found)
    return found if found.drafts else _no_fields(sorted(_keys(value))) if sure else None


def _no_fields(seen: Sequence[str]) -> Problem:
    here = ", ".join(repr(key) for key in seen[:8]) or "none"
    return Problem(1, 1, Level.ERROR, "fields", f"no field holds a question; looked for {LOOKED_FOR}; found {here}")


def _keys(value: Value) -> Sequence[str]:
    """The names of the first record of a value."""
    first = value[0] if isinstance(value, list) and value else value
    return [] if isinstance(first, Cell) else [str(key) for key in first if isinstance(key, Cell)]


def _value(text: str, name: str) -> tuple[bool, Value | Problem | None]:
    """Whether a page is sure to hold records, and what they are; None where none were found."""
    is_json = name.endswith((".json", ".jsonl", ".ndjson"))
    value = _json(text) if is_json or text.lstrip()[:1] in ("[", "{") else None
    if value is not None or is_json:
        return True, _not_json(text) if value is None else value
    return (True, _yaml(text)) if name.endswith((".yaml", ".yml")) else _sheet(text, name)


# JSON


def _json(text: str) -> Value | None:
    """What a page in JSON holds, or a page of lines each in JSON; None where it is neither."""
    try:
        return _Placer(text).placed(json.loads(text))
    except (ValueError, RecursionError):
        pass
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return None
    try:
        return _Placer(text).placed([json.loads(line) for line in lines])
    except (ValueError, RecursionError):
        return None


def _not_json(text: str) -> Problem:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Problem(error.lineno, error.colno, Level.ERROR, "fields", f"this is not JSON: {error.msg}")
    except (ValueError, RecursionError):
        pass
    return Problem(1, 1, Level.ERROR, "fields", "this is not JSON that can be read: it is nested too deep")


class _Placer:
    """Makes cells of the texts of a page in JSON, which come in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at, self._line = 0, 1

    def placed(self, value: object, depth: int = 0) -> Value:
        """Return a value as JSON gives it, with the line of each of its texts; one too deep is no record."""
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
        written = json.dumps(text, ensure_ascii=False)
        at = self._text.find(written[:_LONGEST_SOUGHT].rstrip('\\"'), self._at, self._at + _FARTHEST)
        if at >= 0:
            self._line += self._text.count("\n", self._at, at)
        self._at = max(self._at, at) + len(text)
        # JSON can name one half of a character, and no file can hold it
        return Cell(without_halves(text), self._line)


# YAML


def _yaml(text: str) -> Value | Problem | None:
    """The lists, mappings and texts of a page, or the problem that keeps it from being read."""
    import yaml

    class Texts(yaml.BaseLoader):
        """Makes nothing but texts, lists and mappings, and repeats none: a page that points at itself may explode."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.MarkedYAMLError(problem="anchors are not read", problem_mark=parent and parent.start_mark)
            return super().compose_node(parent, index)

        def construct_scalar(self, node: Any) -> Any:
            first, end = node.start_mark.line + 1, node.end_mark
            return Cell(super().construct_scalar(node), first, end.line + (end.column > 0))

    if len(text) > LONGEST_YAML:
        return Problem(1, 1, Level.ERROR, "too-large", f"YAML of more than {LONGEST_YAML:,} characters; split the page")
    try:
        loader = Texts(text)
        documents = [*iter(loader.get_data, None)]
        return documents[0] if len(documents) == 1 else [*filter(None, documents)]
    except yaml.YAMLError as error:
        mark, said = getattr(error, "problem_mark", None), getattr(error, "problem", "") or "it cannot be read"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(line, column, Level.ERROR, "fields", f"this is not YAML: {said}")
    except RecursionError:
        return Problem(1, 1, Level.ERROR, "fields", "this is not YAML that can be read: it is nested too deep")


# Sheets: CSV, TSV, and what Anki and Quizlet export


def _sheet(text: str, name: str) -> tuple[bool, Value | Problem | None]:
    """Whether a page is sure to be a sheet, and its rows; None where it is none."""
    is_anki = text.startswith("#separator:")
    body, head, delimiter = _anki(text) if is_anki else (text, [], "")
    lines = [line for line in body.split("\n", _MOST_LINES_LOOKED_AT) if line.strip()][:_MOST_LINES_LOOKED_AT]
    sure = is_anki or name.endswith((".csv", ".tsv")) or _are_pairs(body)
    delimiter = delimiter or max(_DELIMITERS, key=lambda sign: _evenness(lines, sign))
    if not sure and not (_known(lines[0], delimiter) and lines[0][0] not in "|#->"):
        return False, None
    try:
        return sure, [*head, *_rows(body, delimiter)]
    except csv.Error as error:
        return sure, Problem(1, 1, Level.ERROR, "fields", f"this table cannot be read: {error}")


def _anki(text: str) -> tuple[str, list[Value], str]:
    """The rows of a text that Anki exported, their lines where they were, its head and what divides its columns."""
    lines = text.split("\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    said = dict(line[1:].split(":", 1) for line in lines[:count] if ":" in line)
    delimiter = _SIGNS.get(said.get("separator", "tab").lower(), "\t")
    width = lines[count].count(delimiter) + 1 if count < len(lines) else 0
    head = said["columns"].split(delimiter) if "columns" in said else ["Front", "Back", *_NUMBERED[2:width]]
    for key, words in said.items():
        if key.endswith(" column") and words.strip().isdigit() and int(words) <= len(head):
            head[int(words) - 1] = key.removesuffix(" column")
    return "\n" * count + "\n".join(lines[count:]), [[Cell(each, 0) for each in head]], delimiter


def _are_pairs(text: str) -> bool:
    """Whether the lines of a text are pairs that a tab divides, the first of each asking, as Quizlet exports them."""
    lines = [line for line in text.split("\n") if line.strip()]
    fronts = [line.split("\t")[0] for line in lines if line.count("\t") == 1 and line[0] != "\t"]
    return 1 < len(fronts) == len(lines) and sum(map(bool, map(asked, fronts))) * 2 >= len(lines)


def _split(lines: Iterable[str], delimiter: str) -> list[list[str]]:
    try:
        return [*csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return []


def _evenness(lines: Sequence[str], delimiter: str) -> int:
    """How many of the first rows have the width that most have, where that is more than one."""
    widths = Counter(len(row) for row in _split(lines, delimiter))
    return max((count for width, count in widths.items() if width > 1), default=0)


def _known(line: str, delimiter: str) -> bool:
    """Whether the first row of a page that may be anything names columns, one of them that of the questions."""
    roles = [role for row in _split([line[:5000]], delimiter) for cell in row if (role := role_of(cell)) != "other"]
    return len(roles) >= _FEWEST_KNOWN and FieldRole.QUESTION in roles


def _rows(text: str, delimiter: str) -> Iterator[Value]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    for row in reader:
        cells: list[Value] = []
        for text in row[:_MOST_COLUMNS]:
            cells.append(Cell(text, line, line + text.count("\n")))
            line += text.count("\n")
        if any(map(str.strip, row)):
            yield cells
        line = reader.line_num + 1
