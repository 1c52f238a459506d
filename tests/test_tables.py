"""Tables of rows as one test: each row is tried, and each that fails is named."""

from __future__ import annotations

from inspect import signature

import pytest

from tests.examples import for_each


def test_every_row_is_tried_and_those_that_fail_are_named():
    """With what they hold, cut where it is long; what the test takes besides is asked of pytest, and is one for all."""
    tried = []

    @for_each(("first", "second"), [(1, 1), (1, 2), (3, 3), ("x" * 1000, "y")])
    def rows(first, kept, second):
        kept.append(first)
        tried.append(first)
        assert first == second

    assert list(signature(rows).parameters) == ["kept"]
    kept: list[object] = []
    with pytest.raises(ExceptionGroup, match="2 of 4 rows fail") as found:
        rows(kept=kept)
    assert kept == tried == [1, 1, 3, "x" * 1000]
    notes = [note for failure in found.value.exceptions for note in failure.__notes__]
    assert notes[0] == "in the row {'first': 1, 'second': 2}"
    assert notes[1].startswith("in the row {'first': 'xxx")
    assert len(notes[1]) < 600


def test_a_table_without_a_row_is_refused():
    """A test that tries nothing holds nothing."""
    with pytest.raises(AssertionError):
        for_each("row", [])
