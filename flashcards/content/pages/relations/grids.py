"""Grids: rows of cells without names, as tables and sheets write relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, zip_longest

from flashcards.content.pages.relations.columns import (
    FEWEST_PARTS,
    FEWEST_WORDS,
    NOTHING,
    Cell,
    FieldRole,
    mean_length,
    part_names,
    role_of,
)
from flashcards.content.pages.relations.relation import Relation, Row, relation_of
from flashcards.content.pages.speech import asked
from flashcards.content.pages.text import plain

# stories below one another share their names; what does not would fill a square with blanks
_MOST_OFTEN = 2
_MOST_WORDS_OF_A_HEAD = 8
_MOST_ROWS_LOOKED_AT = 50
_MOST_WORDS_OF_A_NAME = 3
Grid = Sequence[Sequence[Cell]]


def in_grid(grid: Grid, headed: bool, given: Mapping[str, str] | None = None) -> Relation:
    """Return the relation that a grid writes. ``headed``: its first row names the columns.

    Where the first column names the parts of a story, or a question and what belongs to it, each other column is a row.
    """
    width = len(grid[0]) if grid and headed else max(map(len, grid), default=0)
    full: Grid = [_as_wide(row, width) for row in grid]
    if width > 1 and _names_rows([row[0] for row in full]):
        full, headed = _turned(full), True
    head = full[0] if full and headed else []
    names = _unique([plain(cell) for cell in head]) or [f"column {number}" for number in range(1, width + 1)]
    keys = [Cell(name, 0) for name in names]
    rows = [Row(dict(zip(keys, row, strict=True))) for row in full[bool(head) :]]
    return relation_of(rows, given, head)


def _names_rows(column: Sequence[Cell]) -> bool:
    roles = [role_of(cell) for cell in column if len(cell.split()) <= _MOST_WORDS_OF_A_NAME]
    of_question = len(roles) == len(column) and FieldRole.OTHER not in roles and FieldRole.QUESTION in roles
    return of_question or len({found for cell in column if (found := part_names(cell))}) >= FEWEST_PARTS


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
    return Cell("\n".join(filter(None, cells)), cells[0].line, cells[-1].last)


def _unique(keys: Sequence[str]) -> list[str]:
    """The names of columns, those that come again told apart by a number."""
    counts: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    return [key if (nth := next(counts[key])) == 1 else f"{key} {nth}" for key in keys]


def names_columns(cells: Sequence[str]) -> bool:
    """Whether the words of a row are names of columns that we know: one of questions, or some of parts."""
    roles = [role_of(plain(cell)) for cell in cells]
    return FieldRole.QUESTION in roles or roles.count(FieldRole.PART) >= FEWEST_PARTS


def has_head(grid: Grid) -> bool:
    """Whether the first row names the columns: in words that we know, or shortly over one of longer texts."""
    short = all(len(cell.split()) <= _MOST_WORDS_OF_A_HEAD for cell in grid[0]) and not any(map(asked, grid[0]))
    columns = zip_longest(*grid[:_MOST_ROWS_LOOKED_AT], fillvalue=NOTHING)
    over = (mean_length(column[1:]) >= max(FEWEST_WORDS, 2 * len(column[0].split())) for column in columns)
    return names_columns(grid[0]) or (short and any(over))


def in_sheet(grid: Grid, given: Mapping[str, str]) -> Relation:
    """The relation of a sheet, above whose head titles may stand."""
    wide = sum(_count(row) > 1 for row in grid) * 2 > len(grid)
    first = next((at for at, row in enumerate(grid) if not wide or _count(row) > 1 or any(map(asked, row))), 0)
    headed = has_head(grid[first:]) or not {*given.values()}.isdisjoint(grid[first])
    found = in_grid(grid[first:], headed, given)
    return replace(found, above=[cell for row in grid[:first] for cell in row if cell.strip()])


def _count(row: Sequence[Cell]) -> int:
    return sum(bool(cell.strip()) for cell in row)
