"""Which lines of a part are shown, so that what they tell is worth most within its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.content.outline.lines import Line

# what it costs to show a statement that leans on one that is not shown, in the worth of a line
_LEANS = 3.0


class Option(NamedTuple):
    """The lines of a statement, one for each number of rows, the fewest first, of which at most one is shown.

    ``must`` tells that a figure asks for one, ``leans`` that it is only understood behind the statement before.
    """

    lines: Sequence[Line]
    must: bool
    leans: bool


class _State(NamedTuple):
    worth: float
    lines: tuple[str, ...] = ()


_Key = tuple[int, bool]
"""How many rows the lines fill, and whether the statement before is among them."""


def best_lines(options: Sequence[Option], limit: int) -> tuple[str, ...]:
    """Return the lines worth most within ``limit`` rows; where the figures need more, the shortest that hold them."""
    if sum(option.lines[0].rows for option in options if option.must) > limit:
        return tuple(option.lines[0].text for option in options if option.must)
    states: dict[_Key, _State] = {(0, True): _State(0.0)}
    for option in options:
        after: dict[_Key, _State] = {}
        for key, state in _steps(option, states, limit):
            if key not in after or after[key].worth < state.worth:
                after[key] = state
        states = after
    return max((state for state in states.values() if state.lines), default=_State(0.0), key=_worth).lines


def _worth(state: _State) -> float:
    return state.worth


def _steps(option: Option, states: dict[_Key, _State], limit: int) -> Iterator[tuple[_Key, _State]]:
    """What may follow on each state: the statement is left out, or shown in one of its lines."""
    for (rows, is_shown), state in states.items():
        if not option.must:
            yield (rows, False), state
        for line in option.lines:
            if rows + line.rows <= limit:
                worth = state.worth + line.worth - _LEANS * (option.leans and not is_shown)
                yield (rows + line.rows, True), _State(worth, (*state.lines, line.text))
