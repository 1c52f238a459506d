"""Which lines of a part are shown, so that what they tell is worth most within its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.content.outline.lines import Line

# what it costs to show a statement that leans on one that is not shown, and what a row is worth that is not left empty,
# in the worth of a line
_LEANS = 4.5
_ROW = 2.4


class Option(NamedTuple):
    """The lines of a statement, one for each number of rows, the fewest first, of which at most one is shown.

    ``must`` tells that a figure asks for one, ``leans`` that it is only understood behind the statement before.
    """

    lines: Sequence[Line]
    must: bool
    leans: bool


_States = dict[tuple[int, bool], tuple[float, tuple[str, ...]]]
"""For how many rows are filled, and whether the statement before is shown: the most lines can be worth, and which."""


def best_lines(options: Sequence[Option], limit: int) -> tuple[str, ...]:
    """Return the lines worth most within ``limit`` rows; where the figures need more, the shortest that hold them."""
    if sum(option.lines[0].rows for option in options if option.must) > limit:
        return tuple(option.lines[0].text for option in options if option.must)
    best: _States = {(0, True): (0.0, ())}
    for option in options:
        after: _States = {}
        for (rows, is_shown), (worth, lines) in best.items():
            if not option.must:
                after[rows, False] = max((worth, lines), after.get((rows, False), (worth, lines)))
            for line in option.lines:
                key = rows + line.rows, True
                found = worth + line.worth - _LEANS * (option.leans and not is_shown), (*lines, line.text)
                if key[0] <= limit:
                    after[key] = max(found, after.get(key, found))
        best = after
    filled = ((worth + _ROW * rows, lines) for (rows, _), (worth, lines) in best.items() if lines)
    return max(filled, default=(0.0, ()))[1]
