"""The values of a deck."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.deck.model import Answer, Block, BlockKind, Deck, Extra, Part, Question, Reading, slugify
from flashcards.content.text.problems import Level, Problem
from tests.examples import for_each

TEXT, BULLET, FENCE = BlockKind


@for_each(
    ("text", "slug"),
    [
        ("Tell me about a time.", "tell-me-about-a-time"),
        ("  A -- B!  ", "a-b"),
        ("Über Größe", "über-größe"),
        ("U\u0308ber", "über"),
        ("告诉我", "告诉我"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("a_b", "a-b"),
        ("٣ times", "٣-times"),
        ("?!", ""),
        ("🙂", ""),
    ],
)
def test_a_slug_keeps_letters_marks_and_digits_of_any_script(text: str, slug: str) -> None:
    """Everything else becomes one hyphen, none at the ends."""
    assert slugify(text) == slug


@given(st.text())
def test_the_slug_of_a_slug_is_itself(text: str) -> None:
    """So an id may be written out without becoming another."""
    assert slugify(slugify(text)) == slugify(text)


def test_text_is_everything_but_the_outline() -> None:
    """The lead, runs of text and fences; a blank line where one stood."""
    part = Part(("Task",), "a", (Block(BULLET, "b"), Block(TEXT, "c"), Block(FENCE, "```\nd\n```", spaced=True)))
    assert part.text == "a\nc\n\n```\nd\n```"
    assert part.bullets == ("b",)


def test_text_of_a_part_that_has_only_bullets_is_the_bullets() -> None:
    """Wrapped bullets are joined to one line each."""
    part = Part(("Action", "Result"), "", (Block(BULLET, "a\n  b"), Block(BULLET, "c")))
    assert (part.name, part.prose, part.text) == ("Action & Result", "", "- a b\n- c")


def test_an_answer_tells_parts_from_extras() -> None:
    """Both are kept in one order."""
    answer = Answer(None, "", (), (Part(("Task",), "a"), Extra(("Note",), "b"), Extra(("Note",), "c")))
    assert [part.name for part in answer.parts] == ["Task"]
    assert answer.extras("Note") == ("b", "c")


def test_places_take_no_part_in_comparisons() -> None:
    """A note that moved in its file is the same note."""
    assert Question("a", "a", line=1) == Question("a", "a", line=9)


def test_a_problem_prints_as_one_line() -> None:
    """Path, line, column, level, code and message, as editors expect them."""
    problem = Problem(3, 4, Level.ERROR, "empty-slug", "give it an id")
    assert problem.at("a.md") == "a.md:3:4: error empty-slug: give it an id"


def test_the_errors_of_a_reading_are_its_problems_of_that_level() -> None:
    """Warnings do not keep a file from being rewritten."""
    error, warning = Problem(1, 1, Level.ERROR, "a", ""), Problem(2, 1, Level.WARNING, "b", "")
    assert Reading(Deck("d", "d"), (error, warning)).errors == (error,)
