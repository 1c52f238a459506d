"""Which lines of a part are shown, so that what they tell is worth most within its rows."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.content.outline.lines import Line
from flashcards.content.outline.statements import Statement

# what it costs to show a statement that leans on one that is not shown, and what a row is worth that is not left empty,
# in the worth of a line
_LEANS = 4.5
_ROW = 2.4


Option = tuple[Statement, Sequence[Line]]
"""A statement and its lines, of which at most one is shown, one for each number of rows, the fewest first."""
_States = dict[tuple[int, bool], tuple[float, tuple[str, ...]]]
"""For how many rows are filled, and whether the statement before is shown: the most lines can be worth, and which."""


def best_lines(options: Sequence[Option], limit: int) -> tuple[str, ...]:
    """Return the lines worth most within ``limit`` rows; where the figures need more, the shortest that hold them."""
    needed = [lines[0] for statement, lines in options if statement.figures]
    if sum(line.rows for line in needed) > limit:
        return tuple(line.text for line in needed)
    best: _States = {(0, True): (0.0, ())}
    for statement, lines in options:
        before, best, leans = best, {}, _LEANS * statement.leans
        for (rows, is_shown), so_far in before.items():
            if not statement.figures:
                best[rows, False] = max(so_far, best.get((rows, False), so_far))
            for line in lines:
                if rows + line.rows <= limit:
                    key = rows + line.rows, True
                    found = so_far[0] + line.worth - leans * (not is_shown), (*so_far[1], line.text)
                    best[key] = max(found, best.get(key, found))
    filled = ((worth + _ROW * rows, shown) for (rows, _), (worth, shown) in best.items() if shown)
    return max(filled, default=(0.0, ()))[1]
