"""Keys and commands that put cards away, limit the day, and find what wants to be rewritten."""

from __future__ import annotations

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.test_review import day, prompts
from tests.test_terminal import review


def test_a_buried_card_comes_back_tomorrow(shop: Home):
    """And not in another session of the day."""
    shown = shop.ok("review", typed="-\nq\n")
    assert prompts(shown) == ["Question one?", "Question two?"]
    assert "Buried till tomorrow" in shown
    assert "Question one?" not in shop.ok("review", typed="q\n")
    assert "Question one?" in shop.ok("review", typed="q\n", now=day(24))


def test_a_suspended_card_stays_away_until_it_is_let_back(shop: Home):
    """By its key or by the command; its schedule stays."""
    shop.review(4)
    shop.ok("review", "--new", "0", typed="@\nq\n", now=day(24))
    assert shop.card("one")["suspended"]
    assert "Question one?" not in shop.ok("review", typed="q\n", now=day(30))
    assert "Let back 1 card" in shop.ok("unsuspend", "question-one")
    assert shop.card("one")["due"] == "2026-11-24"
    assert "Suspended 3 cards" in shop.ok("suspend", "shop")
    assert "already" in shop.ok("suspend", "shop")
    shop.ok("undo")
    assert not shop.card("one")["suspended"]


def test_u_takes_back_burials_and_suspensions_too(shop: Home):
    """In the order in which they were made."""
    shown = shop.ok("review", typed="-\n@\nu\nu\nq\n")
    assert shown.count("Took back") == 2
    assert prompts(shown)[-1] == "Question one?"
    assert not shop.card("two")["suspended"]


def test_i_shows_the_history_of_the_card(shop: Home):
    """With what was missed."""
    shop.ok("review", "--new", "1", typed="\nr\n\nq\n")
    shown = shop.ok("review", "--new", "0", typed="i\nq\n", now=day(24))
    assert "2026-11-23 12:00: graded 3, missed Result" in shown


def test_the_session_ends_when_the_minutes_of_the_day_are_over(shop: Home):
    """After the card that passes them; 0 goes on without end. A pipe takes no time, so none passes here."""
    assert "3 told" in shop.ok("review", "--minutes", "1", typed="\n4\n" * 3)
    assert "3 told" in shop.ok("review", "--minutes", "0", typed="\n4\n" * 3, now=day(24))


def test_the_minutes_count_over_all_sessions_of_the_day(shop: Home, monkeypatch):
    """What is left is said, and how to go on."""
    ticks = iter(range(0, 100000, 50))
    monkeypatch.setattr("flashcards.home.clock.Clock.stopwatch", lambda self: float(next(ticks)))
    shown = shop.ok("review", "--minutes", "2", typed="\n4\n" * 3)
    assert "Stopped here." in shown
    assert "the 2 minutes of the day are over, `flashcards review --minutes 0` goes on" in shown
    assert "Question" not in shop.ok("review", "--minutes", "2", typed="q\n")
    assert "Question" in shop.ok("review", "--minutes", "0", typed="q\n")


@pytest.fixture
def themed(home: Home) -> Home:
    """Three stories, the second of which shows calm."""
    home.write_deck(
        deck("Shop", story("Question one?"), story("Question two?", "#calm"), story("Question three?"),
             end="## Themes\n\n- Calm: Slow.\n")
    )  # fmt: skip
    return home


def test_a_theme_can_be_rehearsed_alone(themed: Home):
    """Its stories, and its own card, which names them by their questions."""
    shown = themed.ok("review", "--theme", "calm", typed="\n4\n\n4\n")
    assert "Question two?" in shown
    assert "Which of your stories show it?" in shown
    assert "Question two?:" not in shown
    assert "Question one?" not in shown
    assert "2 told" in shown


def test_an_unknown_theme_is_named_with_the_nearest(themed: Home, failing):
    """And nothing is asked."""
    assert "did you mean 'calm'" in failing(1, "review", "--theme", "clam")


def test_cramming_takes_any_card_weakest_first_and_moves_no_schedule(shop: Home):
    """Every grade is logged as a drill; each card comes once, and again until it is told."""
    shop.review(5, 3, 4, 4)
    before = shop.json("list")
    shown = shop.ok("review", "--cram", typed="\n4\n\n2\n\n4\n\n4\n")
    assert prompts(shown) == ["Question two?", "Question three?", "Question one?", "Question three?"]
    assert [event["kind"] for event in shop.log()][-4:] == ["drilled"] * 4
    assert shop.json("list") == before


def test_ahead_takes_cards_that_are_due_soon_and_never_twice_a_day(shop: Home):
    """An early pass never shortens an interval."""
    shop.review(4, 4, 4)
    shop.ok("review", typed="\n4\n" * 3, now=day(24))
    assert "Question" not in shop.ok("review", typed="q\n", now=day(26))
    shown = shop.ok("review", "--ahead", "4", typed="\n4\n" * 9, now=day(26))
    assert len(prompts(shown)) == 3
    assert {row["interval"] for row in shop.json("list", now=day(26))} == {6}
    assert "Question" not in shop.ok("review", "--ahead", "30", typed="q\n", now=day(26))


def test_a_leech_is_named_once_and_listed(shop: Home):
    """By what makes it one, and by its name: the card that stands there then is the next one."""
    shop.ok("review", "--new", "1", typed="\nr\n\n\n4\n")
    for number in (24, 30):
        shown = shop.ok("review", "--new", "0", typed="\nr\n\n\n4\n", now=day(number))
    said = (
        "question-one is a leech: Result missed 3 times running. Rewrite it: `flashcards edit question-one` opens it."
    )
    assert said in shown
    (row,) = shop.json("list", "--leeches", now=day(31))
    assert row["card"] == "shop/question-one"
    assert "missed 3 times" in shop.ok("list", "--leeches", now=day(31))
    assert "a leech" not in shop.ok("review", "--new", "0", typed="\nr\n\n\n4\n", now=day(50))


def test_keys_on_the_terminal_put_cards_away_and_show_pages(shop: Home):
    """The same as on a pipe."""
    with review(shop) as terminal:
        terminal.wait("Question one?")
        terminal.type("i")
        terminal.wait("History", "it is new", "any key goes back")
        terminal.type("x")
        terminal.wait("Question one?")
        terminal.type("-")
        terminal.wait("Question two?", "Buried till tomorrow")
        terminal.type("u")
        terminal.wait("Question one?", "Took back buried")
        terminal.type("q")
        assert terminal.end() == 0
