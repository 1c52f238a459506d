"""Relations: rows with named cells, whatever a page writes them as, and what each of their columns is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.content.pages.relations.columns import (
    NOTHING,
    Cell,
    FieldRole,
    Fields,
    Roles,
    Value,
    are_texts,
    ask,
    is_text,
    only_tells,
    role_of,
    roles_of,
    words_of,
)
from flashcards.content.pages.vocabulary import is_turned

# a bound, so that a page costs no more than its length: the first rows tell the roles
_MOST_ROWS_LOOKED_AT = 200
_FEWEST_ROWS = 3
KEY = NOTHING
"""The column of the names that a page gives to its rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the names of their columns. ``theme`` is the name that stands over it, "" for none,
    ``inner`` the value that it was made of, and ``said`` whether the page calls it a question.
    """

    cells: Fields
    theme: Cell = NOTHING
    inner: Value = field(default_factory=list)
    said: bool = False

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

        Several questions are one prompt only where an answer stands beside them, and no other records.
        """
        filled = {key: self.roles[key] for key, value in row.cells.items() if value}
        told = {role for key, role in filled.items() if not ask(row.cells[key])} & {FieldRole.ANSWER, FieldRole.PART}
        asking = [key for key in filled if filled[key] is FieldRole.QUESTION]
        asking = [key for key in asking if told or role_of(key) is FieldRole.QUESTION or not only_tells(row.cells[key])]
        asking += [key for key in filled if filled[key] is FieldRole.TITLE and told]
        listed = bool(told) and all(map(is_text, row.cells.values()))
        own = {key for key in asking if is_turned(words_of(key))}
        lists = {key for key in asking if listed and key not in own and are_texts(row.cells[key])}
        one = (key for key in asking if key in lists or isinstance(row.cells[key], Cell))
        return next(one, None)


def relation_of(rows: Sequence[Row], given: Mapping[str, str] | None = None, head: Sequence[Cell] = ()) -> Relation:
    """Return rows with the roles of their columns; ``given`` maps roles to the columns that have them."""
    said = len(rows) > 1 and all(row.said for row in rows)
    columns: dict[str, list[Value]] = {key: [] for row in rows for key in row.cells}
    for row in rows[:_MOST_ROWS_LOOKED_AT]:
        for key, value in row.cells.items():
            columns[key].append(value)
    named = {column: FieldRole(role) for role, column in (given or {}).items()}
    return Relation(rows, roles_of(columns, said) | named, head)
