"""Whole answers on the screen, of decks as ``add`` writes them: the Result and what was marked are in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NOON, Home
from tests.examples import every
from tests.screen import WIDTHS, Terminal

SENTENCE = "We looked at {n} of the cases with the people who had raised them, and wrote down what each had cost us."
WIDE = "私たちは{n}件の問い合わせを一つずつ読み、それぞれにいくらかかったのかを書き留めた。"
PARTS = ("Situation", "Task", "Action", "Result")
# a sentence, and how many of them a part has
STORIES = every(2, [(SENTENCE, 2), (SENTENCE, 9), (WIDE, 9), (WIDE, 2)])


def page(sentence: str, length: int) -> str:
    """A page of two stories in prose, each part of so many sentences of its own."""
    told = []
    for number, question in enumerate(("Tell me about a hard year.", "Tell me about a good year.")):
        parts = (
            f"{name}: " + " ".join(sentence.format(n=100 * number + 10 * place + n) for n in range(1, length + 1))
            for place, name in enumerate(PARTS, start=1)
        )
        told.append(f"## {question}\n\n" + "\n\n".join(parts) + "\n")
    return "# Two years\n\n" + "\n".join(told)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(("sentence", "length"), STORIES, ids=range(len(STORIES)))
def test_the_part_that_a_key_is_about_is_in_sight(home: Home, tmp_path: Path, columns: int, sentence: str, length: int):
    """Each part as it is revealed, down to the Result, and as it is marked; the grade and the keys stand below."""
    source = tmp_path / "page.md"
    source.write_text(page(sentence, length), encoding="utf-8")
    home.ok("add", str(source))
    with Terminal(home.path, "review", now=NOON, columns=columns) as terminal:
        terminal.wait("Tell me about a hard year.", "q quit")
        for place, name in enumerate(PARTS if length == 2 else (), start=1):
            terminal.type(" ")
            terminal.wait(f"[{name[0]}] {name}", f"{10 * place + 1}")
        terminal.type("" if length == 2 else "\r")
        terminal.wait("Enter accepts 4", "5 effortless", "q quit")
        for name in reversed(PARTS):
            terminal.type(name[0].lower())
            screen = terminal.wait(f"[ ] {name}", "MISSED")
            assert "Enter accepts" in screen
        terminal.wait("Enter accepts 0", "missed: S T A R")
        assert len(terminal.text.splitlines()) <= 24
