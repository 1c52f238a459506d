"""Which cues of a part are shown, so that what they tell is worth most within its rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from flashcards.content.outline.cues import COLUMNS, GAP, Cue
from flashcards.content.text.width import rows_of, width_of

_MOST_JOINED_ROWS = 2
_WIDEST = _MOST_JOINED_ROWS * COLUMNS
_MOST_MORE = 5
_COLUMN_STEP = 24
_BEYOND = 0.1
_JOINED = 0.25
_LEANS = 4.0
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_ENDS = f"{GAP}.!?。！？"


class Option(NamedTuple):
    """The cues of a unit, of which at most one is shown.

    ``must`` tells that a figure asks for one, ``leans`` that it is only understood behind the unit before.
    """

    cues: Sequence[Cue]
    must: bool
    leans: bool


class _State(NamedTuple):
    """Lines, what they are worth, their columns, and the columns and rows of the last one."""

    worth: float
    columns: int = 0
    lines: tuple[str, ...] = ()
    width: int = 0
    height: int = 0


_Key = tuple[int, bool, int]
"""How many rows the lines fill, whether the unit before is among them, and how many columns they take."""


def best_lines(options: Sequence[Option], limit: int, price: float, room: float) -> tuple[str, ...]:
    """Return the lines worth most, at a price for a column, within ``limit`` rows, or a few more where figures ask.

    A column beyond ``room`` costs more. Where none fit, they are the fewest that hold what must stay.
    """
    for rows in range(limit, limit + 1 + _MOST_MORE):
        found = [state for state in _states(options, rows, price) if state.lines]
        if found:
            return max(found, key=lambda state: state.worth - _BEYOND * max(0.0, state.columns - room)).lines
    return tuple(option.cues[0].line for option in options if option.must)


def _states(options: Sequence[Option], limit: int, price: float) -> Collection[_State]:
    """The best state for each number of rows up to the limit; none where what must stay does not fit."""
    states: dict[_Key, _State] = {(0, True, 0): _State(0.0)}
    for option in options:
        after: dict[_Key, _State] = {}
        for rows, is_kept, state in _steps(option, states, limit, price):
            key = rows, is_kept, state.columns // _COLUMN_STEP
            if key not in after or after[key].worth < state.worth:
                after[key] = state
        states = after
    return states.values()


def _steps(option: Option, states: dict[_Key, _State], limit: int, price: float) -> Iterator[tuple[int, bool, _State]]:
    """What may follow on each state: the unit is left out, begins a line, or is joined to the last one."""
    for (rows, is_kept, _), state in states.items():
        if not option.must:
            yield rows, False, state
        for cue in option.cues:
            worth = state.worth + cue.worth - price * cue.room - _LEANS * (option.leans and not is_kept)
            columns = state.columns + cue.width
            if rows + cue.rows <= limit:
                lines = (*state.lines, cue.line)
                yield rows + cue.rows, True, _State(worth, columns, lines, cue.width, cue.rows)
            width = state.width + cue.width
            if state.lines and width < _WIDEST and state.height + cue.rows > 1 + (width > COLUMNS):
                line = _joined(state.lines[-1], cue.line)
                height = rows_of(line, COLUMNS)
                total = rows - state.height + height
                if height < state.height + cue.rows and height <= _MOST_JOINED_ROWS and total <= limit:
                    lines = (*state.lines[:-1], line)
                    yield total, True, _State(worth - _JOINED, columns, lines, width_of(line), height)


def _joined(line: str, after: str) -> str:
    stop, space = ("。", "") if _IDEOGRAPH.match(after) or _IDEOGRAPH.match(line[-1]) else (".", " ")
    return f"{line}{'' if line[-1] in _ENDS else stop}{space}{after}"
