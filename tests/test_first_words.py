"""Someone who has read nothing: every screen says what to do next."""

from __future__ import annotations

import pytest

from flashcards.rehearsal.telling import KEYS
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.screen import Terminal
from tests.test_terminal import answer, review

GUIDE = (
    "Compare with what you told: press the letter of each part that you missed.",
    "Enter accepts the grade, 0 to 5 gives another. Below 4 it comes back today.",
)


def bottom(terminal: Terminal) -> str:
    """The last line of the screen."""
    return terminal.text.rstrip().splitlines()[-1]


def test_the_first_session_explains_grading_in_two_lines_once(shop: Home):
    """With the first answer that is shown; never again once a grade exists, even one that was taken back."""
    shown = shop.ok("review", typed="\nu\nr\n\n\n4\nq\n")
    assert [shown.count(line) for line in GUIDE] == [1, 1]
    assert shown.index(GUIDE[0]) < shown.index("0 blank")
    shop.ok("undo")
    assert GUIDE[0] not in shop.ok("review", typed="\nq\n")


def test_who_only_looked_is_still_told(shop: Home):
    """Nothing was graded yet."""
    shop.ok("review", typed="\nq\n")
    assert GUIDE[0] in shop.ok("review", typed="\nq\n")


def test_a_mock_round_explains_what_it_does_with_a_grade(shop: Home):
    """When it is the first thing that anybody does."""
    shown = shop.ok("mock", "-n", "2", typed="\n\n4\n4\n")
    assert shown.count(GUIDE[0]) == 1
    assert "It is a drill: no date moves." in shown
    assert GUIDE[0] not in shop.ok("review", typed="\nq\n")


def test_a_theme_is_compared_by_its_stories(home: Home):
    """Its letters stand for stories, not for parts."""
    home.write_deck(deck("Shop", story("Question one?", "#calm"), end="## Themes\n\n- Calm: Slow.\n"))
    assert "press the letter of each story that you left out." in home.ok("review", typed="-\n\nq\n")


def test_a_pipe_says_its_keys_once(shop: Home):
    """With the first prompt, and the parts to a newcomer."""
    shown = shop.ok("review", typed="\n4\n\n4\n")
    assert shown.count("Keys, one a line: space next part, Enter all, ") == 1
    assert "Tell it aloud, then compare: Situation, Task, Action, Result." in shown
    assert shown.index("Keys, one a line") < shown.index("0 blank")


@pytest.mark.parametrize("columns", [40, 80])
def test_every_screen_ends_with_its_keys(shop: Home, columns: int):
    """Prompt, answer, drill, end; the most important first, and always help and the way out."""
    with review(shop, "--new", "1", columns=columns) as terminal:
        terminal.wait("q quit")
        assert bottom(terminal).startswith(" space next part ")
        assert bottom(terminal).endswith("? keys   q quit")
        terminal.type("\r")
        terminal.wait("s t a r missed", "you missed.", "comes back today.", "quit")
        assert bottom(terminal).endswith("? keys   q quit")
        terminal.type("r\r")
        terminal.wait("drill", "space next part")
        assert bottom(terminal).endswith("? keys   q quit")
        answer(terminal, "4")
        terminal.wait("Done for today.", "any other key ends")
        assert bottom(terminal) == " / find   u undo   any other key ends"
        terminal.type("x")
        assert terminal.end() == 0


@pytest.mark.parametrize("columns", [40, 80])
def test_a_question_mark_lists_every_key_whole(shop: Home, columns: int):
    """On as many screens as it takes."""
    with review(shop, columns=columns) as terminal:
        terminal.wait("q quit")
        terminal.type("?")
        pages = terminal.wait("any key goes", "figures blanked")
        if "goes on" in pages:
            terminal.type("x")
            pages += terminal.wait("any key goes back", "q, Esc")
        words = " ".join(pages.split())
        assert all(key in words and " ".join(what.split()) in words for key, what in KEYS)
        terminal.type("x")
        terminal.wait("Question one?", "q quit")
        terminal.type("q")
        assert terminal.end() == 0


def test_without_a_command_an_empty_home_says_how_to_begin(home: Home):
    """And so does one where today is done."""
    shown = home.ok()
    assert "You will be asked for your stories" in shown
    assert "flashcards review" in shown
    assert "flashcards add PAGE" in shown
    home.write_deck(deck("Shop", story("Question one?")))
    home.review(4)
    assert "flashcards mock" in home.ok()


def test_a_mock_round_says_its_keys(shop: Home):
    """While it asks, and while it grades."""
    with Terminal(shop.path, "mock", "-n", "1", now=NOON, columns=40) as terminal:
        terminal.wait("until all are told", "q grade now")
        assert bottom(terminal) == " Enter when told   ? keys   q grade now"
        terminal.type("\r")
        terminal.wait("no date moves", "Enter accepts 4", "q quit")
        assert bottom(terminal).endswith("? keys   q quit")
