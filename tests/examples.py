"""How much property tests and long tables try, and how: little by default, all where `.ci/run` asks for that."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, settings

_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "few")
IS_WHOLE = _PROFILE in ("all", "random")
_ALL = 100
_PART_OF_ALL = 40
_FEW = 10
_LONGEST_NOTE = 500
_Case = TypeVar("_Case")
_Test = Callable[..., None]

# the same examples in every run, but where new ones are looked for
settings.register_profile("few", derandomize=True, deadline=None, max_examples=_FEW)
settings.register_profile("all", derandomize=True, deadline=None, max_examples=_ALL)
settings.register_profile("random", derandomize=False, deadline=None, max_examples=_ALL)
# where one failure is all that is asked for, the smallest example is not looked for
settings.register_profile("first", settings.get_profile("few"), phases=[Phase.explicit, Phase.generate])
settings.load_profile(_PROFILE)


def examples(count: int, least: int = _FEW) -> settings:
    """So many examples of a property, by default a fortieth of them, though never fewer than a few.

    ``least`` are even fewer, where each of them takes long.
    """
    return settings(max_examples=count if IS_WHOLE else min(count, max(least, count // _PART_OF_ALL)))


def every(step: int, cases: Sequence[_Case], first: int = 0) -> Sequence[_Case]:
    """The cases of a long table that are tried: by default one in so many, from the first on, else all; never none."""
    tried = cases if IS_WHOLE else cases[first % step :: step]
    assert tried, "a test that tries no case holds nothing"
    return tried


def for_each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[_Test], _Test]:
    """Make one test of a table where ``parametrize`` makes one of each row, which costs more than most rows do.

    All rows are tried; each that fails is named. What else the test takes are fixtures, one for all of its rows: only
    where no row leaves anything, as what is refused does, and each row holds that against the fixture.
    """
    rows = [dict(zip(names, case, strict=True)) if isinstance(names, tuple) else {names: case} for case in cases]
    assert rows, "a test that tries no case holds nothing"

    def tried(test: _Test) -> _Test:
        @wraps(test)
        def all_rows(**fixtures: Any) -> None:
            failures = [failure for row in rows if (failure := _failure(test, row | fixtures, row))]
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(rows)} rows fail", failures)

        given = signature(test)
        fixtures = [parameter for name, parameter in given.parameters.items() if name not in rows[0]]
        all_rows.__signature__ = given.replace(parameters=fixtures)  # type: ignore[attr-defined]
        del all_rows.__wrapped__  # pytest would look for its arguments among the fixtures
        return all_rows

    return tried


def _failure(test: _Test, arguments: dict[str, Any], row: dict[str, Any]) -> BaseException | None:
    try:
        test(**arguments)
    except (Exception, pytest.fail.Exception) as failure:
        failure.add_note(f"in the row {repr(row)[:_LONGEST_NOTE]}")
        return failure
    return None
