"""Values: lists and mappings within one another, and the relations among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from flashcards.content.pages.relations.columns import (
    FEWEST_WORDS,
    NOTHING,
    Cell,
    FieldRole,
    Fields,
    Value,
    are_texts,
    ask,
    part_names,
    role_of,
    words_of,
)
from flashcards.content.pages.relations.grids import Grid, in_sheet
from flashcards.content.pages.relations.relation import KEY, Relation, Row, relation_of
from flashcards.content.pages.speech import asked
from flashcards.content.pages.vocabulary import is_generic

# bounds, so that a page costs no more than its length: nothing sane is as deep
_DEEPEST = 12
_DEEPEST_IN_A_ROW = 3
TITLES = frozenset({"name", "title", "category", "topic", "section"})
_QUESTION, _ANSWER = Cell("question", 0), Cell("answer", 0)


def relations_in(value: Value, given: Mapping[str, str]) -> Iterator[Relation]:
    """Yield the relations within a value, however deep: rows of one depth whose columns are alike are of one.

    What stands within a row that asks is its own.
    """
    level: list[tuple[Cell, Value]] = [(NOTHING, value)]
    for _ in range(_DEEPEST):
        rows: list[Row] = []
        for theme, each in level:
            if _is_grid(each):
                yield in_sheet(each, given)
            else:
                rows += _rows(theme, each)
        found = relation_of(rows, given)
        others = (row for row in rows if found.prompt(row) is None)
        level = [each for row in others for each in _below(row, is_root=row.inner is value)]
        yield found


def _is_grid(value: Value) -> TypeGuard[Grid]:
    """Whether a value is a list of rows and not only of questions."""
    rows = isinstance(value, list) and bool(value) and all(map(are_texts, value))
    return rows and not all(asked(str(cell)) for row in value for cell in row)


def _rows(theme: Cell, value: Value) -> Iterator[Row]:
    """What may be rows among the members of a list, the keys of a mapping, or the one mapping itself."""
    if isinstance(value, list):
        pairs = [each for each in value if isinstance(each, dict) and len(each) == 1]
        if len(pairs) == len(value) > 1 and len({key for pair in pairs for key in pair}) == len(pairs):
            yield from _rows(theme, {key: each for pair in pairs for key, each in pair.items()})
            return
        asks = ask([each for each in value if isinstance(each, Cell)])
        for each in value:
            if isinstance(each, dict):
                yield Row(_flat(each), theme, each)
            elif isinstance(each, list):
                yield Row({}, theme, [each])
            elif asks:
                yield Row({_QUESTION: each}, theme)
    elif isinstance(value, dict):
        yield from _rows_by_key(theme, value)


def _rows_by_key(theme: Cell, value: Fields) -> Iterator[Row]:
    """The rows of a mapping whose keys are questions or names of rows; else the mapping is one."""
    asking = [key for key in value if asked(key)]
    if asking and len(asking) * 2 >= len(value):
        for key, each in value.items():
            if key in asking or not isinstance(each, Cell) or len(each.split()) >= FEWEST_WORDS:
                cells = _flat(each) if isinstance(each, dict) else {_ANSWER: each}
                yield Row({_QUESTION: key, **cells}, theme, each)
        return
    inner = [_flat(each) for each in value.values() if isinstance(each, dict)]
    if len(inner) == len(value) > 1 and all(inner[0].keys() & each.keys() for each in inner):
        for (key, each), cells in zip(value.items(), inner, strict=True):
            yield Row({KEY: key, **cells}, theme if any(map(str.isdigit, key)) else key, each)
    else:
        yield Row(_flat(value), theme, value)


def _below(row: Row, is_root: bool) -> list[tuple[Cell, Value]]:
    """The values within a row, each with the name that stands over it."""
    if isinstance(row.inner, list):
        return [(row.theme, each) for each in row.inner]
    if isinstance(row.inner, Cell):
        return []
    titles = (each for key, each in row.inner.items() if words_of(key) in TITLES and isinstance(each, Cell))
    named = NOTHING if is_root else next(titles, NOTHING)
    inner = [(key, each) for key, each in row.inner.items() if not isinstance(each, Cell)]
    return [(named or (row.theme if is_generic(key) else key), each) for key, each in inner]


def _flat(fields: Fields, depth: int = 0) -> Fields:
    """The fields of a record, beside them those of a record within it: not where names meet, which tells of several
    stories, nor where an answer has parts of its own.
    """
    found: Fields = {}
    for key, value in fields.items():
        inner = _flat(value, depth + 1) if isinstance(value, dict) and depth < _DEEPEST_IN_A_ROW else {}
        own = role_of(key) is FieldRole.ANSWER and not any(map(part_names, inner))
        found |= {key: value} if own or not inner or inner.keys() & (fields.keys() | found.keys()) else inner
    return found
