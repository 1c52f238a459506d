"""Tables: what their rows and columns say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flashcards.content.languages.known import all_words
from flashcards.content.pages.columns import FieldRole, role_of, roles_of, unique
from flashcards.content.pages.lines import Line
from flashcards.content.pages.part_names import frame_name, star_names
from flashcards.content.pages.text import plain, without_signs
from flashcards.content.pages.texts import cell_lines, cells_of
from flashcards.content.pages.vocabulary import is_question_word

Pairs = list[tuple[tuple[str, ...], str]]
_FEWEST = 3
_MOST_WORDS_OF_A_NAME = 4
# crosses and circles mark what is meant where nothing clearer does
_TICKS = frozenset("✓✔✅☑x✗✘❌●•○◯★⭐*√o＋+") | {"✔️", "☑️"} | all_words(lambda language: language.page.yes)
_NO_TICKS = frozenset({"", *"-–—✗✘❌○."}) | all_words(lambda language: language.page.no)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head, [] where it has none, and its rows; every row is as wide as the widest."""

    head: list[str]
    rows: list[list[str]]
    lines: list[int]
    head_lines: tuple[int, ...] = ()

    @property
    def places(self) -> list[tuple[int, list[str]]]:
        """Each row with the number of its line."""
        return list(zip(self.lines, self.rows, strict=True))


def table_of(lines: Sequence[Line]) -> Table:
    """Return the table that consecutive rows make."""
    rows = [(line.number, cells_of(line.text)) for line in lines]
    ruled = [at for at, (_, cells) in enumerate(rows) if _is_rule(cells)]
    body = [(number, cells) for number, cells in rows if not _is_rule(cells)]
    width = max((len(cells) for _, cells in body), default=0)
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in body]
    headed = (ruled and ruled[0] == 1) or (not ruled and len(padded) > 1 and _names_columns(padded[0][1]))
    head = padded[0][1] if headed and padded else []
    padded = padded[1:] if head else padded
    others = tuple(number for number, _ in rows if number not in {number for number, _ in padded})
    return Table(head, [cells for _, cells in padded], [number for number, _ in padded], others)


def _names_columns(cells: Sequence[str]) -> bool:
    """Whether the first row of a table without a rule names the columns: one of questions, or parts."""
    roles = [role_of(cell) for cell in cells]
    return FieldRole.QUESTION in roles or roles.count(FieldRole.PART) >= _FEWEST


def _is_rule(cells: Sequence[str]) -> bool:
    return all(cell and set(cell) <= set(":-= ") for cell in cells)


def told_in_rows(table: Table) -> Pairs:
    """The parts of a story whose first column names them; [] where the table is none."""
    rows = [table.head, *table.rows] if table.head else table.rows
    if not rows or len(rows[0]) < 2:
        return []
    names = [_names(row[0]) for row in rows]
    if sum(map(bool, names)) >= _FEWEST:
        found = [(name, _rest(row)) for name, row in zip(names, rows, strict=True) if name]
        return found if len({name for name, _ in found}) == len(found) else []
    return _own_frame(table)


def _own_frame(table: Table) -> Pairs:
    """A table of two columns whose first cells are short names in bold: a frame that nobody has heard of."""
    if len(table.rows) < _FEWEST or any(len(row) != 2 for row in table.rows):
        return []
    names = [row[0] for row in table.rows]
    bold = all(name.startswith(("**", "__")) or frame_name(plain(name)) for name in names)
    short = all(0 < len(plain(name).split()) <= _MOST_WORDS_OF_A_NAME for name in names)
    told = all(len(row[1].split()) >= _MOST_WORDS_OF_A_NAME for row in table.rows)
    return (
        [((plain(row[0]).rstrip(" :"),), cell_lines(row[1])) for row in table.rows] if bold and short and told else []
    )


def told_in_columns(table: Table) -> list[tuple[str, Pairs]]:
    """The stories of a table whose head names the parts: one a row, with its name or ""; [] where it names none."""
    names = [_names(cell) for cell in table.head]
    if sum(map(bool, names)) < _FEWEST:
        return []
    roles = list(roles_of(records_of(table)).values())
    title = next(
        (at for at, role in enumerate(roles) if role in (FieldRole.TITLE, FieldRole.STORY) and not names[at]), -1
    )
    return [
        (
            plain(row[title]) if title >= 0 else "",
            [(name, cell_lines(cell)) for name, cell in zip(names, row, strict=True) if name],
        )
        for row in table.rows
        if any(row)
    ]


def _names(cell: str) -> tuple[str, ...]:
    return star_names(without_signs(plain(cell)).rstrip(" :：."))


def _rest(row: Sequence[str]) -> str:
    return "\n".join(cell_lines(cell) for cell in row[1:] if cell)


def records_of(table: Table) -> list[dict[str, str]]:
    """The rows of a table, each by the names in its head, or by numbers where it has none."""
    width = len(table.rows[0]) if table.rows else 0
    keys = unique([plain(cell) for cell in table.head]) or [f"column {number}" for number in range(1, width + 1)]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def has_questions(table: Table) -> bool:
    """Whether a column holds questions: its head says so, or most of its cells ask."""
    if any(is_question_word(without_signs(plain(cell)).rstrip(" :：")) for cell in table.head):
        return True
    asks = FieldRole.QUESTION in roles_of(records_of(table)).values()
    return asks and len(table.rows) > 1 and not (is_matrix(table) or told_in_columns(table) or told_in_rows(table))


def is_matrix(table: Table) -> bool:
    """Whether every cell behind the first of its row is a tick or empty, and at least one is a tick."""
    found = _marks(table)
    return bool(table.head and found & _TICKS) and found <= _TICKS | _NO_TICKS


def ticks_of(table: Table) -> Callable[[str], bool]:
    """Return what tells whether a cell of a matrix says yes; a cross does where the table holds no clearer sign."""
    ticks = _marks(table) & _TICKS
    ticks = ticks - _NO_TICKS or ticks
    return lambda cell: _mark(cell) in ticks


def _marks(table: Table) -> frozenset[str]:
    return frozenset(_mark(cell) for row in table.rows for cell in row[1:])


def _mark(cell: str) -> str:
    return plain(cell).strip().casefold()
