"""What the runner of mutants refuses before it tries any."""

from __future__ import annotations

import pytest

from tests.mutants.__main__ import main


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["x"], "x is no number of changes"),
        (["0"], "0 is no number of changes"),
        (["--again", "3", "flashcards/schedule", "flashcards/sync"], "no tests are known for flashcards/sync;"),
        (["3", "flashcards/schedule/nowhere.py"], "no tests are known for flashcards/schedule/nowhere.py;"),
    ],
)
def test_what_cannot_be_tried_is_one_line(capsys: pytest.CaptureFixture[str], args: list[str], word: str):
    """Exit 2."""
    assert main(args) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(word)
