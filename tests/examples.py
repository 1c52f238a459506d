"""How much property tests and long tables try, and how: little by default, all where `.ci/run` asks for that."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, settings

_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "few")
IS_WHOLE = _PROFILE in ("all", "random")
_ALL = 100
_PART_OF_ALL = 40
_FEW = 10
_Case = TypeVar("_Case")

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


def for_each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make one test of a table where ``parametrize`` makes one of each row, which costs more than most rows do.

    All rows are tried; each that fails is named. There is no fixture, so that no row finds what another left.
    """
    rows = [dict(zip(names, case, strict=True)) if isinstance(names, tuple) else {names: case} for case in cases]
    assert rows, "a test that tries no case holds nothing"

    def tried(test: Callable[..., None]) -> Callable[[], None]:
        @wraps(test)
        def all_rows() -> None:
            failures = [failure for row in rows if (failure := _failure(test, row))]
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(rows)} rows fail", failures)

        del all_rows.__wrapped__  # pytest would look for its arguments among the fixtures
        return all_rows

    return tried


def _failure(test: Callable[..., None], row: dict[str, Any]) -> BaseException | None:
    try:
        test(**row)
    except (Exception, pytest.fail.Exception) as failure:
        failure.add_note(f"in the row {row!r}")
        return failure
    return None
