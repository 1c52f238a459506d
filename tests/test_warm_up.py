"""The warm-up: one story at a time, how it begins and where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.content.story_cues import PartCues, cue, story_cues
from tests.build import THREE, deck, story
from tests.conftest import NOON, Home
from tests.examples import examples, for_each
from tests.screen import WIDTHS, Terminal

RESULT = "\n".join(f"- {number}% of the things done" for number in range(1, 31))
NAMES = ("question-one", "question-two", "question-three")


@pytest.fixture
def told(made) -> Home:
    """Three stories, each told once."""
    return made(tell)


def tell(home: Home) -> None:
    home.write_deck(THREE)
    home.review(4, 4, 4)


def a_card(*parts: tuple[str, str]) -> Card:
    """A story of these parts, each with its text."""
    return Card(
        "shop/note", "shop", CardKind.STORY, "Why?", "", tuple(CardPart(name, (), text) for name, text in parts)
    )


@for_each(
    ("text", "opening"),
    [
        ("We lost 12% of sales, e.g. in spring. Then more.", "We lost 12% of sales, e.g. in spring."),
        ("A line that was broken because it had come to the width of its page, and\ngoes on. It ends.",
         "A line that was broken because it had come to the width of its page, and goes on."),
        ("Am 24. Dezember war ich allein auf Station; es kam, wie es kommt. Dann half man mir.",
         "Am 24. Dezember war ich allein auf Station; es kam, wie es kommt."),
        ("- the first thing\n- the second", "the first thing"),
        ("店の売上は12%減った。次の話。", "店の売上は12%減った。"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_opening_is_the_first_sentence_whole(text: str, opening: str):
    """As it was written, however its lines were broken."""
    assert story_cues(a_card(("Situation", text))).opening == opening


@for_each(
    ("names", "result"),
    [
        (("Situation", "Action", "Result", "Lesson"), "Result"),
        (("Situation", "Action & Result"), "Action & Result"),
        (("Setup", "Actions", "Results"), "Results"),
        (("Situation", "Action", "Lesson"), "Action"),
        (("Lesson",), "Lesson"),
        (("Text",), "Text"),
    ],
)
def test_the_result_is_the_part_that_tells_the_outcome(names: tuple[str, ...], result: str):
    """Whatever the frame calls its parts; a lesson is none unless there is nothing else."""
    assert story_cues(a_card(*((name, f"{name} it was.") for name in names))).result.name == result
    assert story_cues(a_card()).result == PartCues("", ())


@given(st.text(alphabet="ab 12%$.,-", max_size=40))
@examples(200)
def test_the_pieces_of_a_cue_are_the_cue(line: str):
    """Nothing is lost, and neither two pieces of words nor an empty one come."""
    pieces = cue(line)
    assert "".join(piece.text for piece in pieces) == line
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_warm_up_shows_one_story_at_a_time(told: Home, columns: int):
    """Keys go on and back; the figures are bold; behind the last it is done."""
    with Terminal(told.path, "warm-up", now=NOON, columns=columns) as terminal:
        screen = terminal.wait("question-one", "1 of 3", "space next")
        assert "question-two" not in screen
        row = next(number for number, line in enumerate(screen.splitlines()) if "4% at the end" in line)
        assert [terminal.screen.buffer[row][column].bold for column in (3, 4, 5, 6)] == [True, True, False, False]
        for key, name in ((" ", "two"), ("\r", "three"), ("b", "two"), ("\x1b[C", "three")):
            terminal.type(key)
            terminal.wait(f"question-{name}", f"Question {name}?", "We lost 12% of sales.", "Result", "4% at the end")
        terminal.wait("3 of 3", "space done")
        terminal.type(" ")
        assert terminal.end() == 0
    assert len(told.log()) == 3


def test_a_long_result_is_scrolled_before_the_next_story_comes(home: Home):
    """Space shows what is below, in wide scripts too; q ends it."""
    home.write_deck(deck("店", story("ながい話?").replace("Result: ", f"Result:\n{RESULT}\n"), story("次の話?")))
    home.review(4, 4)
    with Terminal(home.path, "warm-up", now=NOON, columns=60) as terminal:
        terminal.wait("ながい話", "1% of", "more below")
        for _ in range(3):
            terminal.type(" ")
            terminal.wait("1 of 2", "more above")
        terminal.wait("30% of the things done")
        terminal.type(" ")
        terminal.wait("次の話", "2 of 2")
        terminal.type("q")
        assert terminal.end() == 0


def test_a_warm_up_is_of_the_decks_whose_day_is_near(told: Home):
    """Of those named, of those whose interview is tomorrow or today, else of all; on a pipe it is printed."""
    told.write_deck(deck("Other", story("Question four?")), "other.md")
    told.review(4)
    assert told.ok("warm-up").count("We lost 12%") == 4
    told.ok("interview", "2026-11-24", "other")
    shown = told.ok("warm-up")
    assert shown.startswith("Warm-up: the interview is tomorrow.\n\nquestion-four: Question four?\n")
    assert shown.count("We lost 12%") == 1
    assert [name in told.ok("warm-up", "shop") for name in NAMES] == [True, True, True]


def test_without_a_story_told_there_is_no_warm_up(shop: Home, failing):
    """It says what asks for the first one."""
    assert "no story was told yet; `flashcards review`" in failing(1, "warm-up")


def test_on_the_day_the_review_begins_with_the_warm_up(told: Home):
    """A key goes on to the review behind the last story; q ends both."""
    told.ok("interview", "2026-11-24")
    with Terminal(told.path, "review", now="2026-11-24T08:00+00:00") as terminal:
        terminal.wait("Warm-up: the interview is today", "1 of 3")
        terminal.type("  ")
        terminal.wait("3 of 3", "space on to the review")
        terminal.type(" ")
        terminal.wait("interview today", "1 of 3", "Tell it aloud")
        terminal.type("q")
        assert terminal.end() == 0
    with Terminal(told.path, "review", now="2026-11-24T08:00+00:00") as terminal:
        terminal.wait("Warm-up")
        terminal.type("q")
        assert terminal.end() == 0
