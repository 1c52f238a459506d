"""Whole sessions of the real command on a pseudo-terminal."""

from __future__ import annotations

import signal

import pytest
from rich.console import Console

from flashcards.terminal.drawing import frame
from flashcards.terminal.views import CardView, PartView
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import every, for_each
from tests.screen import Terminal

GRADES = ("0 blank", "1 little", "2 half", "3 one gap", "4 all told", "5 effortless")


def review(home: Home, *args: str, now: str = NOON, columns: int = 80, rows: int = 24) -> Terminal:
    """A session on a terminal of that size."""
    return Terminal(home.path, "review", *args, now=now, columns=columns, rows=rows)


def answer(terminal: Terminal, grade: str) -> None:
    """Reveal and grade the card on the screen."""
    terminal.wait("space")
    terminal.type("\r")
    terminal.wait("5 effortless")
    terminal.type(grade)


def test_the_first_run_reaches_the_first_prompt_of_the_shipped_deck(home: Home):
    """A newcomer sees a question, where they are, and which keys there are."""
    with review(home) as terminal:
        shown = terminal.wait("Describe an ML project", "1 of 4", "[S]", "space next part", "Enter all", "q quit")
        assert "12%" not in shown
        terminal.type("q")
        assert terminal.end() == 0


def test_a_full_session_ends_with_a_summary_that_stays(shop: Home):
    """Three stories told; the screen from before comes back, with the summary below."""
    with review(shop) as terminal:
        for word in ("one", "two", "three"):
            terminal.wait(f"Question {word}?")
            answer(terminal, "4")
        terminal.wait("Done for today.", "undo")
        terminal.type("q")
        assert terminal.end() == 0
        assert "3 told, 0 drills" in terminal.text
        assert "Every grade is saved." in terminal.text
    assert [event["grade"] for event in shop.log()] == [4, 4, 4]


def test_the_answer_shows_parts_grades_their_words_and_their_days(shop: Home):
    """Everything that one needs to grade, on one screen."""
    with review(shop) as terminal:
        terminal.wait("Question one?")
        terminal.type("\r")
        shown = terminal.wait(*GRADES, "[S] Situation", "[R] Result", "12%")
        assert shown.count("Whatever the grade, it comes back tomorrow.") == 1
        assert "Question one?" in shown


def test_a_fail_comes_back_as_a_drill_after_the_others(shop: Home):
    """And the session goes on until it is told."""
    with review(shop) as terminal:
        for word, grade in (("one", "2"), ("two", "4"), ("three", "4")):
            terminal.wait(f"Question {word}?")
            answer(terminal, grade)
        terminal.wait("Question one?", "drill")
        answer(terminal, "4")
        terminal.wait("Done for today.", "1 drill")
        terminal.type("q")
        assert terminal.end() == 0
    assert [event["kind"] for event in shop.log()] == ["graded", "graded", "graded", "drilled"]


def test_undo_works_in_mid_session_and_after_the_last_card(shop: Home):
    """The answer that was graded stands there again."""
    with review(shop, "--new", "1") as terminal:
        terminal.wait("Question one?")
        answer(terminal, "1")
        terminal.wait("drill")
        terminal.type("u")
        terminal.wait("Took back 1", "Question one?", "5 effortless")
        terminal.type("5")
        terminal.wait("Done for today.")
        terminal.type("u")
        terminal.wait("Took back 5", "Question one?", "5 effortless")
        terminal.type("q")
        assert terminal.end() == 0
    assert shop.card("one")["state"] == "new"


@pytest.mark.parametrize(("keys", "code"), [("q", 0), ("\x1b", 0), ("\x03", 130)])
def test_every_way_out_restores_the_terminal_and_keeps_what_was_graded(shop: Home, keys: str, code: int):
    """q, Esc and Ctrl-C: the card on the screen is untouched, the summary stands."""
    with review(shop) as terminal:
        terminal.wait("Question one?")
        answer(terminal, "4")
        terminal.wait("Question two?")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type(keys)
        terminal.wait("Stopped here.", "Every grade is saved.")
        assert terminal.raw.rstrip().endswith(b"\x1b[0m") or b"\x1b[?1049l" in terminal.raw
        assert terminal.settings == terminal.settings_before
        assert terminal.end() == code
    assert len(shop.log()) == 1


@pytest.mark.parametrize("keys", ["\x1b[A", "\x1bOB", "\x1b4", "\x1b[200~4\n5 q\x1b[201~", "\x1b[1;5C", "\x1b[15~"])
def test_sequences_are_never_taken_for_esc_or_for_grades(shop: Home, keys: str):
    """Arrows, Alt with a digit, a paste, function keys: the card stays where it is."""
    with review(shop) as terminal:
        terminal.wait("Question one?")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type(keys)
        terminal.type("x")
        terminal.wait("'x' does nothing here", "Question one?")
        terminal.type("q")
        assert terminal.end() == 0
    assert shop.log() == []


def test_what_was_typed_before_the_answer_was_drawn_is_dropped(shop: Home):
    """A key held down does not grade a story that nobody has looked at."""
    with review(shop) as terminal:
        terminal.wait("Question one?")
        terminal.type("\r444")
        terminal.wait("Question one?", "5 effortless")
        terminal.type("x")
        terminal.wait("'x' does nothing here", "Question one?")
        terminal.type("q")
        terminal.end()
    assert shop.log() == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, 131)])
def test_a_signal_ends_the_session_and_keeps_what_was_graded(shop: Home, number: int, code: int):
    """As q does, with the code of the signal; the terminal is set as it was before."""
    with review(shop) as terminal:
        terminal.wait("Question one?")
        answer(terminal, "4")
        terminal.wait("Question two?")
        assert terminal.settings != terminal.settings_before
        terminal.kill(number)
        assert terminal.end() == code
    assert len(shop.log()) == 1


def test_a_second_day_asks_what_is_due_then(shop: Home):
    """What was graded yesterday is due today."""
    shop.review(4, 4, 4)
    with review(shop, now="2026-11-24T08:00") as terminal:
        terminal.wait("1 of 3", "Question one?")
        terminal.type("\r")
        terminal.wait("5 effortless", "Mon")
        terminal.type("q")
        terminal.end()


HUGE = [("word " * 200_000).strip(), "\n".join("- a b" for _ in range(150_000))]


@for_each("text", HUGE)
def test_of_a_huge_answer_a_screen_draws_what_anybody_would_scroll_through(text: str):
    """And says how much is left, and where it is: each key draws all of it anew."""
    part = PartView("S", "Situation", tuple(text.splitlines()))
    view = CardView("d", 1, 1, 0, "One?", "", False, True, (part,), (), (("q", "quit"), ("?", "keys")))
    console = Console(width=80, height=24)
    lines, _, most = frame(view, console, 80, 24, 10**9)
    assert most < 2_000
    assert len(lines) == 24
    left = len(part.lines) - 1_000
    assert (f"… {left} more lines, which `flashcards show` prints" in "".join(line.plain for line in lines)) == (
        left > 0
    )


LONG = "\n".join(f"- did the {number}th of the things" for number in range(1, 41))


def test_a_long_answer_scrolls_while_prompt_grades_and_keys_stay(home: Home):
    """At 80 x 24."""
    home.write_deck(deck("Shop", story("A long one?").replace("Action: ", f"Action:\n{LONG}\n")))
    with review(home) as terminal:
        terminal.wait("A long one?")
        terminal.type("\r")
        shown = terminal.wait("A long one?", *GRADES, "more below", "q quit")
        assert "the 40th" not in shown
        terminal.type("\x1b[6~" * 8)
        terminal.wait("A long one?", *GRADES, "more above", "[R] Result")


@pytest.mark.parametrize("columns", every(2, [40, 60, 200]))
def test_the_screen_is_right_at_any_width(home: Home, columns: int):
    """Narrow it wraps, wide it does not sprawl, and a resize in mid-card draws it anew."""
    home.write_deck(deck("Läden 店", story("Was war die 難しい question that you were once asked at the very end? 🎯")))
    with review(home, columns=columns) as terminal:
        terminal.wait("Was war die", "q quit" if columns > 40 else "space")
        terminal.type("\r")
        shown = terminal.wait(*GRADES, "Situation", "12%")
        assert max(len(line) for line in shown.splitlines()) <= min(columns, 100)
        terminal.resize(80, 24)
        terminal.wait(*GRADES, "Situation", "q quit")
        terminal.type("q")
        assert terminal.end() == 0


def test_control_sequences_of_a_deck_never_reach_the_terminal(home: Home):
    """They are shown as signs."""
    evil = "Que\x1b[31mstion\x1b]0;title\x07 \u202eone\x9b5m?"
    home.write_deck(deck("Sh\x1b[2Jop", story(evil, situation="12% \x1b[?1049l of \x85 it [/] [link=x]y[/link]")))
    with review(home) as terminal:
        terminal.wait("␛[31mstion", "<U+202E>", "<U+009B>")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("f")
        terminal.wait("Sh␛[2Jop", "␛[?1049l", "[/] [link=x]")
        for sequence in (b"\x1b[31ms", b"\x1b]0;", b"\x07", b"\xc2\x9b", b"\xe2\x80\xae", b"\x1b[2Jop"):
            assert sequence not in terminal.raw
        assert b"\x1b[?1049l" not in terminal.raw
        terminal.type("q")
        terminal.end()
