"""Tables of a page, in Markdown or HTML: which relation they write, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from flashcards.content.pages.lines import Line, cells_of
from flashcards.content.pages.naming import clean
from flashcards.content.pages.relations.columns import (
    FEWEST_PARTS,
    FEWEST_WORDS,
    PAIR,
    Cell,
    FieldRole,
    part_names,
    role_of,
    text_of_value,
)
from flashcards.content.pages.relations.grids import has_head, in_grid
from flashcards.content.pages.relations.relation import Relation
from flashcards.content.pages.text import plain, words

_MOST_WORDS_OF_A_NAME = 4
_FEWEST_ROWS = 3
_SUMS_UP = frozenset({FieldRole.QUESTION, FieldRole.GUIDANCE, FieldRole.ASIDE, FieldRole.OTHER})
Pairs = list[tuple[tuple[str, ...], Cell]]


def table_of(lines: Sequence[Line]) -> Relation:
    """Return the relation that consecutive rows make; a rule below the first says that it is the head."""
    grid = [[Cell(cell, line.number, line.last) for cell in cells_of(line.text)] for line in lines]
    body = [row for row in grid if not _is_rule(row)]
    headed = _is_rule(grid[1]) if len(body) < len(grid) > 1 else (len(body) > 1 and has_head(body))
    return in_grid(body, headed)


def _is_rule(cells: Sequence[str]) -> bool:
    return all(cell and set(cell) <= set(":-= ") for cell in cells)


def stories_in(table: Relation) -> list[tuple[str, Pairs]]:
    """The stories of a table whose columns are parts, each with its name or "", and its parts with their texts, behind
    them what other columns say; two columns, the first of names in bold, are a story as well; [] where neither is so.
    """
    rows = [row.texts for row in table.rows if any(row.texts)]
    names = list(map(part_names, table.roles))
    if sum(map(bool, names)) < FEWEST_PARTS:
        is_frame = len(rows) >= FEWEST_PARTS and all(map(_is_named_part, rows))
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
    roles = {*table.roles.values()}
    asks = FieldRole.QUESTION in roles or roles >= {FieldRole.TITLE, FieldRole.ANSWER}
    return asks and (len(table.rows) > 1 or any(role_of(key) is FieldRole.QUESTION for key in table.roles))


def asks_again(table: Relation, asked: Mapping[str, Sequence[Set[str]]], answered: bool) -> bool:
    """Whether a table asks on below a question that is ``answered`` and answers nothing, or sums its page up: half of
    its rows ask in the words of one of its questions, which ``asked`` has under each of their words, and beside them
    stands no answer, title or theme.
    """
    if answered:
        return not {FieldRole.QUESTION, FieldRole.ANSWER} <= {*table.roles.values()}
    texts = [row.cells[key] for row in table.rows if (key := table.prompt(row)) is not None]
    prompts = [{*words(text_of_value(text))} for text in texts]
    # those with the rarest word, as a page may have as many questions as the table rows
    likely = (min((asked.get(word, ()) for word in prompt), key=len, default=()) for prompt in prompts)
    again = sum(any(prompt <= each for each in some) for prompt, some in zip(prompts, likely, strict=True))
    return _SUMS_UP.issuperset(table.roles.values()) and again * 2 >= len(prompts) >= _FEWEST_ROWS


def _is_named_part(row: Sequence[Cell]) -> bool:
    """Whether the first of two cells is a short name in bold: the part of a frame that nobody has heard of."""
    named = len(row) == PAIR and row[0].startswith(("**", "__"))
    return named and 0 < len(plain(row[0]).split()) <= _MOST_WORDS_OF_A_NAME <= len(row[1].split())
