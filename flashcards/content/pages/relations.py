"""Relations: rows with named cells, whatever a page writes them as, and what each of their columns is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeGuard

from flashcards.content.pages.columns import (
    FEWEST_WORDS,
    NOTHING,
    Cell,
    FieldRole,
    Fields,
    Roles,
    Value,
    are_texts,
    ask,
    part_names,
    role_of,
    roles_of,
    words_of,
)
from flashcards.content.pages.lines import Line, cells_of
from flashcards.content.pages.naming import clean
from flashcards.content.pages.speech import asked
from flashcards.content.pages.text import plain, without_signs
from flashcards.content.pages.vocabulary import is_generic, is_question_word

# bounds, so that a page costs no more than its length: the first rows tell the roles, nothing sane is as deep
_MOST_ROWS_LOOKED_AT = 200
_FEWEST_PARTS = 3
_PAIR = 2
# stories below one another share their names; what does not would fill a square with blanks
_MOST_OFTEN = 2
_FEWEST_ROWS = 3
_MOST_WORDS_OF_A_HEAD = 8
_DEEPEST = 12
TITLES = frozenset({"name", "title", "category", "topic", "section"})
_QUESTION, _ANSWER = Cell("question", 0), Cell("answer", 0)
_DEEPEST_IN_A_ROW = 3
KEY = NOTHING
"""The column of the names that a page gives to its rows."""
_MOST_WORDS_OF_A_NAME = 4
Pairs = list[tuple[tuple[str, ...], Cell]]
Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the names of their columns. ``theme`` is the name that stands over it, "" for none, and
    ``inner`` the value that it was made of.
    """

    cells: Fields
    theme: Cell = NOTHING
    inner: Value = field(default_factory=list)

    @property
    def texts(self) -> list[Cell]:
        """Its cells in the order of the columns, of a row that holds texts only."""
        return [value for value in self.cells.values() if isinstance(value, Cell)]


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows that belong together, and the role of each column.

    ``head`` is what names the columns, as it is written, ``above`` what stands above it.
    """

    rows: Sequence[Row]
    roles: Roles = field(default_factory=dict)
    head: Sequence[Cell] = ()
    above: Sequence[Cell] = ()

    def column(self, role: FieldRole) -> list[Value]:
        """What the columns of a role hold."""
        return [value for row in self.rows for key, value in row.cells.items() if self.roles[key] is role]

    def prompt(self, row: Row) -> Cell | None:
        """The column that holds the question of a row, or else its title; None where it has none.

        Several questions are one prompt only where an answer stands beside them.
        """
        filled = {key: self.roles[key] for key, value in row.cells.items() if value}
        told = {role for key, role in filled.items() if not ask(row.cells[key])} & {FieldRole.ANSWER, FieldRole.PART}
        asking = [key for key in filled if filled[key] is FieldRole.QUESTION]
        paired = len(self.roles) == _PAIR and len(self.rows) >= _FEWEST_ROWS
        titled = told and (paired or [*self.roles.values()].count(FieldRole.PART) >= _FEWEST_PARTS)
        titles = [key for key in filled if filled[key] is FieldRole.TITLE and titled]
        one = (
            key
            for key in (*asking, *titles)
            if isinstance(row.cells[key], Cell) or (told and are_texts(row.cells[key]))
        )
        return next(one, None)


def relation_of(
    rows: Sequence[Row], given: Mapping[str, str] | None = None, head: Sequence[Cell] = (), explains: bool = False
) -> Relation:
    """Return rows with the roles of their columns; ``given`` maps roles to the columns that have them."""
    columns: dict[str, list[Value]] = {key: [] for row in rows for key in row.cells}
    for row in rows[:_MOST_ROWS_LOOKED_AT]:
        for key, value in row.cells.items():
            columns[key].append(value)
    named = {column: FieldRole(role) for role, column in (given or {}).items()}
    return Relation(rows, roles_of(columns, explains) | named, head)


# Grids: rows of cells without names


def in_grid(grid: Grid, headed: bool, given: Mapping[str, str] | None = None, explains: bool = False) -> Relation:
    """Return the relation that a grid writes. ``headed``: its first row names the columns.

    Where the first column names the parts of a story, each other column is a row.
    """
    width = len(grid[0]) if grid and headed else max(map(len, grid), default=0)
    full: Grid = [_as_wide(row, width) for row in grid]
    if width > 1 and len({found for row in full if (found := part_names(row[0]))}) >= _FEWEST_PARTS:
        full, headed = _turned(full), True
    head = full[0] if full and headed else []
    names = _unique([plain(cell) for cell in head]) or [f"column {number}" for number in range(1, width + 1)]
    keys = [Cell(name, 0) for name in names]
    rows = [Row(dict(zip(keys, row, strict=True))) for row in full[bool(head) :]]
    return relation_of(rows, given, head, explains)


def _as_wide(row: Sequence[Cell], width: int) -> list[Cell]:
    """A row with as many cells as there are columns: what a sign within a text divided belongs to the last."""
    over = Cell(", ".join(filter(None, row[width - 1 :])), row[0].line, row[-1].last)
    return [*row[: width - 1], over] if len(row) > width else [*row, *[Cell("", row[0].line)] * (width - len(row))]


def _turned(grid: Grid) -> Grid:
    """A grid whose columns were rows; those that tell nothing by themselves are one."""
    columns: list[Sequence[Cell]] = [*zip(*grid, strict=True)]
    if not all(sum(len(cell.split()) for cell in column) >= FEWEST_WORDS * len(grid) for column in columns[1:]):
        grid = [[row[0], _joined(row[1:])] for row in grid]
    stories = _below_one_another(grid)
    names = list(dict.fromkeys(name for story in stories for name in story))
    if len(names) * len(stories) > _MOST_OFTEN * len(grid):
        return [*zip(*grid, strict=True)]
    wide = len(grid[0]) - 1
    rows = [[story.get(name, [Cell("", next(iter(story)).line)] * wide) for name in names] for story in stories]
    return [names, *(column for row in rows for column in zip(*row, strict=True))]


def _below_one_another(grid: Grid) -> list[dict[Cell, list[Cell]]]:
    """The stories of a grid whose rows are parts, each with its rows by their names. A row without a name goes on with
    the one above, and so does one whose name comes again where no other story begins.
    """
    stories: list[dict[Cell, list[Sequence[Cell]]]] = [{}]
    last = NOTHING
    for row in grid:
        story, name = stories[-1], Cell(plain(row[0]), row[0].line)
        if story and not name:
            name = last
        elif name in story and name != last and (name == next(iter(story)) or "Situation" in part_names(name)):
            story = {}
            stories.append(story)
        story.setdefault(name, []).append(row[1:])
        last = name
    return [{name: [*map(_joined, zip(*rows, strict=True))] for name, rows in story.items()} for story in stories]


def _joined(cells: Sequence[Cell]) -> Cell:
    """Cells as one, which says what they say in lines of its own."""
    return Cell("<br>".join(filter(None, cells)), cells[0].line, cells[-1].last)


def _unique(keys: Sequence[str]) -> list[str]:
    """The names of columns, those that come again told apart by a number."""
    counts: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    return [key if (nth := next(counts[key])) == 1 else f"{key} {nth}" for key in keys]


def names_columns(cells: Sequence[str]) -> bool:
    """Whether the words of a row are names of columns that we know: one of questions, or some of parts."""
    roles = [role_of(plain(cell)) for cell in cells]
    return FieldRole.QUESTION in roles or roles.count(FieldRole.PART) >= _FEWEST_PARTS


# Tables of a page, in Markdown or HTML


def table_of(lines: Sequence[Line]) -> Relation:
    """Return the relation that consecutive rows make; a rule below the first says that it is the head."""
    grid = [[Cell(cell, line.number, line.last) for cell in cells_of(line.text)] for line in lines]
    body = [row for row in grid if not _is_rule(row)]
    headed = _is_rule(grid[1]) if len(body) < len(grid) > 1 else (len(body) > 1 and names_columns(body[0]))
    return in_grid(body, headed, explains=headed)


def _is_rule(cells: Sequence[str]) -> bool:
    return all(cell and set(cell) <= set(":-= ") for cell in cells)


def stories_in(table: Relation) -> list[tuple[str, Pairs]]:
    """The stories of a table whose columns are parts, each with its name or "", and its parts with their texts, behind
    them what other columns say; two columns, the first of names in bold, are a story as well; [] where neither is so.
    """
    rows = [row.texts for row in table.rows if any(row.texts)]
    names = list(map(part_names, table.roles))
    if sum(map(bool, names)) < _FEWEST_PARTS:
        is_frame = len(rows) >= _FEWEST_PARTS and all(map(_is_named_part, rows))
        return [("", [((clean(name),), told) for name, told in rows])] if is_frame else []
    titles = [at for at, role in enumerate(table.roles.values()) if role is FieldRole.TITLE and not names[at]]
    titles = titles[:1] if len(rows) > 1 else []
    keys = [*table.roles]
    others = [at for at, each in enumerate(names) if not each and at not in titles]
    corner = 0 if len({cell.line for cell in table.head}) > 1 else -1
    return [
        (
            "".join(plain(row[at]) for at in titles),
            [(each, cell) for each, cell in zip(names, row, strict=True) if each]
            + [((keys[at] or "Note",), row[at]) for at in others if _says_more(keys[at], row[at], at == corner)],
        )
        for row in rows
    ]


def _says_more(key: str, cell: Cell, is_corner: bool) -> bool:
    """Whether a cell beside a story says something; a short one above parts that are rows may only head them."""
    known = not is_corner or role_of(key) is not FieldRole.OTHER or len(cell.split()) >= FEWEST_WORDS
    return known and any(map(str.isalpha, cell))


def has_questions(table: Relation) -> bool:
    """Whether a column holds questions: its head says so, or most of its cells ask."""
    if any(is_question_word(without_signs(plain(cell)).rstrip(" :：")) for cell in table.head):
        return True
    roles = {*table.roles.values()}
    asks = FieldRole.QUESTION in roles or roles >= {FieldRole.TITLE, FieldRole.ANSWER}
    return asks and len(table.rows) > 1


def _is_named_part(row: Sequence[Cell]) -> bool:
    """Whether the first of two cells is a short name in bold: the part of a frame that nobody has heard of."""
    named = len(row) == _PAIR and row[0].startswith(("**", "__"))
    return named and 0 < len(plain(row[0]).split()) <= _MOST_WORDS_OF_A_NAME <= len(row[1].split())


# Sheets


def _in_sheet(grid: Grid, given: Mapping[str, str]) -> Relation:
    """The relation of a sheet, above whose head titles may stand."""
    wide = sum(_count(row) > 1 for row in grid) * 2 > len(grid)
    first = next((at for at, row in enumerate(grid) if not wide or _count(row) > 1 or any(map(asked, row))), 0)
    short = all(len(cell.split()) <= _MOST_WORDS_OF_A_HEAD for cell in grid[first])
    named = names_columns(grid[first]) or not {*given.values()}.isdisjoint(grid[first])
    headed = named or (short and not any(map(asked, grid[first])))
    found = in_grid(grid[first:], headed, given)
    return replace(found, above=[cell for row in grid[:first] for cell in row if cell.strip()])


def _count(row: Sequence[Cell]) -> int:
    return sum(bool(cell.strip()) for cell in row)


# Values: lists and mappings within one another


def relations_in(value: Value, given: Mapping[str, str]) -> Iterator[Relation]:
    """Yield the relations within a value, however deep: rows of one depth whose columns are alike are of one.

    What stands within a row that asks is its own.
    """
    level: list[tuple[Cell, Value]] = [(NOTHING, value)]
    for _ in range(_DEEPEST):
        rows: list[Row] = []
        for theme, each in level:
            if _is_grid(each):
                yield _in_sheet(each, given)
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
