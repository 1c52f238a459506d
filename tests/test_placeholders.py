"""What counts as still to be filled in."""

from __future__ import annotations

import time

from flashcards.content.text.placeholders import find_placeholder, is_placeholder
from tests.examples import for_each


@for_each(
    "text", ["", " \n", "...", "…", "[Describe the task]", "- [a]\n- <b>", "TODO", "tbd.", "XX", "___", "-", "{x}"]
)
def test_a_text_of_blanks_says_nothing(text: str) -> None:
    """Empty, or only blanks, bullets and stops."""
    assert is_placeholder(text)


@for_each("text", ["a", "[a] b", "- I led it", "1", "so...", "Todorov", "(x)"])
def test_a_text_with_words_says_something(text: str) -> None:
    """One word outside of a blank is enough."""
    assert not is_placeholder(text)


@for_each(
    ("text", "blank"),
    [
        ("We did [Describe the task] so", "[Describe the task]"),
        ("up XX%", "XX%"),
        ("by ____ days", "____"),
        ("TODO the rest", "TODO"),
        ("as shown in [1]", ""),
        ("see [the page](http://x)", ""),
        ("[x] done, [ ] open", ""),
        ("plain words", ""),
        ("XXL shirts", ""),
    ],
)
def test_the_first_blank_inside_a_text_is_found(text: str, blank: str) -> None:
    """Citations, links and tick boxes are no blanks."""
    assert find_placeholder(text) == blank


@for_each("sign", [".", "- ", "•", "[", "<", "(", "( ", "_", "X", "XX ", "…."])
def test_long_rows_of_signs_take_linear_time(sign: str) -> None:
    """A row of a hundred thousand signs is told apart at once."""
    started = time.process_time()
    is_placeholder(sign * 100_000 + "y")
    find_placeholder("[" + sign * 100_000 + "y")
    assert time.process_time() - started < 1
