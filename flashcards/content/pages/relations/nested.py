"""Values: lists and mappings within one another, and the relations among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeGuard

from flashcards.content.pages.relations.columns import (
    NOTHING,
    PAIR,
    Cell,
    FieldRole,
    Fields,
    Value,
    are_texts,
    are_titles,
    ask,
    mean_length,
    part_names,
    role_of,
    words_of,
)
from flashcards.content.pages.relations.grids import Grid, in_sheet
from flashcards.content.pages.relations.relation import KEY, Relation, Row, relation_of
from flashcards.content.pages.speech import asked
from flashcards.content.pages.vocabulary import is_question_word, is_turned

# bounds, so that a page costs no more than its length: nothing sane is as deep
_DEEPEST = 12
_DEEPEST_IN_A_ROW = 3
_QUESTION, _ANSWER = Cell("question", 0), Cell("answer", 0)


class _Held(NamedTuple):
    """A value within a row, and the name that stands over it. What has one ``column`` is decided together; ``said``:
    the page calls what it holds questions.
    """

    theme: Cell
    value: Value
    column: str = ""
    said: bool = False


def relations_in(value: Value, given: Mapping[str, str]) -> Iterator[Relation]:
    """Yield the relations within a value, however deep: rows of one depth whose columns are alike are of one.

    What stands within a row that asks is its own.
    """
    level = [_Held(NOTHING, value)]
    for _ in range(_DEEPEST):
        rows: list[Row] = []
        asking = _asking(level)
        for held in level:
            if _is_grid(held.value):
                yield in_sheet(held.value, given)
            else:
                rows += [replace(row, said=held.said) for row in _rows(held.theme, held.value, held.column in asking)]
        found = relation_of(rows, given)
        others = [row for row in rows if found.prompt(row) is None]
        level = [*_below(others, is_root=len(others) == 1 and others[0].inner is value)]
        yield found


def _asking(level: Sequence[_Held]) -> set[str]:
    """The columns whose lists are of questions: half of their texts ask, or the page says so of more than names."""
    lists: dict[str, list[Cell]] = {}
    said = {held.column for held in level if held.said}
    for held in level:
        if held.column and isinstance(held.value, list):
            lists.setdefault(held.column, []).extend(each for each in held.value if isinstance(each, Cell))
    return {key for key, texts in lists.items() if ask([*texts]) or (key in said and mean_length(texts) >= PAIR)}


def _is_grid(value: Value) -> TypeGuard[Grid]:
    """Whether a value is a list of rows and not only of questions."""
    rows = isinstance(value, list) and bool(value) and all(map(are_texts, value))
    return rows and not all(asked(str(cell)) for row in value for cell in row)


def _rows(theme: Cell, value: Value, asks: bool = False) -> Iterator[Row]:
    """What may be rows among the members of a list, the keys of a mapping, or the one mapping itself; ``asks``: the
    texts of its column do.
    """
    if isinstance(value, list):
        if pairs := _pairs(value):
            yield from _rows_by_key(theme, pairs)
            return
        asks = asks or ask([each for each in value if isinstance(each, Cell)])
        for each in value:
            if isinstance(each, dict):
                yield Row(_flat(each), theme, each)
            elif isinstance(each, list):
                yield Row({}, theme, [each])
            elif asks:
                yield Row({_QUESTION: each}, theme)
    elif isinstance(value, dict):
        yield from _rows_by_key(theme, value)


def _pairs(values: list[Value]) -> Fields:
    """The mapping that pairs make, written as mappings of one or as lists of two; {} where values are none."""
    pairs = [next(iter(each.items())) if isinstance(each, dict) and len(each) == 1 else each for each in values]
    found: Fields = {}
    for pair in pairs:
        if isinstance(pair, Cell | dict) or len(pair) != PAIR or not isinstance(key := pair[0], Cell) or key in found:
            return {}
        found[key] = pair[1]
    return found if len(found) > 1 else {}


def _rows_by_key(theme: Cell, value: Fields) -> Iterator[Row]:
    """The rows of a mapping whose keys are questions or names of rows; else the mapping is one."""
    if _keys_ask(value):
        for key, each in value.items():
            cells = _flat(each) if isinstance(each, dict) else {_ANSWER: each}
            yield Row({_QUESTION: key, **cells}, theme, each)
        return
    inner = [_flat(each) for each in value.values() if isinstance(each, dict)]
    if len(inner) == len(value) > 1 and all(inner[0].keys() & each.keys() for each in inner):
        for (key, each), cells in zip(value.items(), inner, strict=True):
            yield Row({KEY: key, **cells}, theme if any(map(str.isdigit, key)) else key, each)
    else:
        yield Row(_flat(value), theme, value)


def _keys_ask(fields: Fields) -> bool:
    """Whether half of the keys of a mapping ask, so that all are questions."""
    return sum(asked(key) is not None for key in fields) * 2 >= len(fields)


def _below(rows: Sequence[Row], is_root: bool) -> Iterator[_Held]:
    """The values within rows, each with the name that stands over it."""
    mappings = [row.inner for row in rows if isinstance(row.inner, dict)]
    records = [each for each in mappings if not all(isinstance(value, Cell) for value in each.values())]
    counts = Counter(key for fields in records for key in fields)
    shared = (key for key in counts if counts[key] * 2 > len(records) > is_root)
    title = next((key for key in shared if _names_rows([each[key] for each in records if key in each])), NOTHING)
    for row in rows:
        if isinstance(row.inner, list):
            yield from (_Held(row.theme, each, said=row.said) for each in row.inner)
        elif isinstance(row.inner, dict):
            titled = row.inner.get(title)
            named = titled if isinstance(titled, Cell) and row.cells.get(KEY) != row.theme else row.theme
            held = _in_record(row, row.inner)
            yield from (each._replace(theme=named) if title else each for each in held)


def _in_record(row: Row, fields: Fields) -> Iterator[_Held]:
    """The values within a record, none that oneself asks. A key names one where another beside it holds the like."""
    inner = {key: each for key, each in fields.items() if not (isinstance(each, Cell) or is_turned(words_of(key)))}
    alike = Counter(map(type, inner.values()))
    for key, each in inner.items():
        called = is_question_word(words_of(key).split(" ")[-1])
        yield _Held(row.theme if alike[type(each)] == 1 else key, each, key, row.said or called)


def _names_rows(values: Sequence[Value]) -> bool:
    """Whether a column holds the name of each row, and no number or mark for machines."""
    texts = [str(value) for value in values if isinstance(value, Cell)]
    return len(texts) == len(values) and are_titles(texts) and not any(map(str.isdigit, "".join(texts)))


def _flat(fields: Fields, depth: int = 0) -> Fields:
    """The fields of a record, in place of a record within it those of that: not where names meet, as several stories
    have it.
    """
    records = {key: each for key, each in fields.items() if isinstance(each, dict)}
    inner = {key: _flat(each, depth + 1) for key, each in records.items() if depth < _DEEPEST_IN_A_ROW}
    counts = Counter(name for each in (fields, *inner.values()) for name in each)
    found: Fields = {}
    for key, value in fields.items():
        below = inner.get(key, {})
        own = role_of(key) is FieldRole.ANSWER and not any(map(part_names, below))
        found |= {key: value} if own or not below or any(counts[name] > 1 for name in below) else below
    return found
