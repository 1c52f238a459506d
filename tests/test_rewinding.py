"""The keys of a telling: space never commits, u and e lead back to where one was, hints come one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.screen import WIDTHS, Terminal

LONG = "\n".join(f"- did the {number}th of the things" for number in range(1, 31))


def review(home: Home, *options: str, columns: int = 80, editor: str = "") -> Terminal:
    """A session on a terminal of 24 lines."""
    return Terminal(home.path, "review", *options, now=NOON, columns=columns, editor=editor)


def test_space_never_commits(shop: Home):
    """Pressed twenty times it reveals all, and says what does accept; Enter alone does."""
    with review(shop) as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type(" " * 20)
        terminal.wait("5 effortless")
        terminal.type(" " * 20)
        terminal.wait("Enter accepts 4.", "5 effortless")
        terminal.type("\r")
        terminal.wait("Question two?", "2 of 3")
        terminal.type("q")
        assert terminal.end() == 0
    assert [event["grade"] for event in shop.log()] == [4]


def test_on_a_pipe_a_blank_shows_the_next_part_and_commits_nothing(shop: Home):
    """Once all is shown it says that an empty line accepts."""
    shown = shop.ok("review", typed=" \n" * 20 + "q\n")
    assert shown.count("An empty line accepts 4.") == 17
    assert shop.log() == []


@pytest.mark.parametrize("columns", WIDTHS)
def test_what_the_last_key_was_about_is_in_sight(home: Home, columns: int):
    """The part just revealed, and the part just marked, also where the answer is longer than the screen."""
    home.write_deck(deck("店", story("ながい話?").replace("Action: ", f"Action:\n{LONG}\n")))
    with review(home, columns=columns) as terminal:
        terminal.wait("ながい話?", "q quit")
        for name in ("[S] Situation", "[T] Task", "[A] Action"):
            terminal.type(" ")
            terminal.wait(name)
        terminal.type(" ")
        terminal.wait("more above", "more below")
        terminal.type("   ")
        terminal.wait("[R] Result", "Enter accepts 4")
        terminal.type("s")
        terminal.wait("[ ] Situation", "MISSED", "missed: S")
        terminal.type("r")
        terminal.wait("[ ] Result", "MISSED", "missed: S R", "Enter accepts 2")


def test_u_after_a_grade_leads_back_to_the_answer_as_it_was(shop: Home):
    """The same parts, marks and proposal; the time that it took is told again, and logged again."""
    with review(shop) as terminal:
        terminal.wait("0:01 of 2:00")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("tr")
        before = terminal.wait("missed: T R", "Enter accepts 2")
        (told,) = re.findall(r"Told in \d:\d\d", before)
        terminal.type("1")
        terminal.wait("Question two?")
        terminal.type("u")
        after = terminal.wait("Took back 1", "Question one?", "missed: T R", "Enter accepts 2", told)
        words = " Took back 1 (little).", " Compare with what you told", " Enter accepts the grade"
        assert [line for line in after.splitlines() if line.strip() and not line.startswith(words)] == [
            line for line in before.splitlines() if line.strip() and not line.startswith(words)
        ]
        terminal.type("\r")
        terminal.wait("Question two?")
        terminal.type("q")
        assert terminal.end() == 0
    first, _, second = shop.log()
    assert (second["grade"], second["missed"]) == (2, ["Task", "Result"])
    assert first["seconds"] == second["seconds"] >= 1


@pytest.mark.parametrize("marks", ["", "s", "r"])
def test_u_leads_back_to_where_the_answer_was_scrolled(home: Home, marks: str):
    """The same lines are in sight, wherever the part is that was marked."""
    home.write_deck(deck("Shop", story("How long?").replace("Action: ", f"Action:\n{LONG}\n"), story("What else?")))
    with review(home) as terminal:
        terminal.wait("How long?", "q quit")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type(f"{marks}\x1b[6~")
        before = terminal.settle("more above")
        terminal.type("3")
        terminal.wait("What else?", "q quit")
        terminal.type("u")
        after = terminal.settle("Took back 3", "How long?", "more above")
        assert after.splitlines()[2:8] == before.splitlines()[2:8]
        terminal.type("q")


def test_u_goes_back_grade_by_grade(shop: Home):
    """Each to its own marks; a card that was put away comes back closed where it was closed."""
    with review(shop) as terminal:
        for word, keys in (("one", "\rs\r"), ("two", "\rt\r")):
            terminal.wait(f"Question {word}?", "q quit")
            terminal.type(keys[0])
            terminal.wait("5 effortless")
            terminal.type(keys[1:])
        terminal.wait("Question three?", "3 of 3")
        terminal.type("-")
        terminal.wait("drill")
        terminal.type("u")
        terminal.wait("Took back buried", "Question three?", "space next part")
        terminal.type("u")
        terminal.wait("Question two?", "missed: T")
        terminal.type("u")
        terminal.wait("Question one?", "missed: S")
        terminal.type("q")
        assert terminal.end() == 0


def test_e_returns_where_it_was_with_the_new_text(shop: Home, tmp_path: Path):
    """What was revealed and marked stays, also where a part was added meanwhile."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "0,/4% at the end./s//4% at last.\\n\\nLesson: Ask first./" "$1"\n')
    script.chmod(0o755)
    with review(shop, editor=str(script)) as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("r")
        terminal.wait("missed: R")
        terminal.type("e")
        terminal.wait("4% at last", "[L] Lesson", "missed: R", "Enter accepts 3")
        terminal.type("\r")
        terminal.wait("Question two?")
        terminal.type("q")
        assert terminal.end() == 0
    assert [(event["grade"], event["missed"]) for event in shop.log()] == [(3, ["Result"])]


def test_a_drill_asks_before_it_hints_and_hints_before_it_tells(home: Home):
    """Closed, figures blanked, the first words as they stand, open; what hints opened is proposed as 3 at most."""
    told = story("Question one?").replace("Result: 4% at the end.", "Result:\n- 4% at the end of 2024\n- 9 shops")
    home.write_deck(deck("Shop", told))
    with review(home) as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("r\r")
        shown = terminal.wait("drill", "[R] Result", "h figures blanked")
        assert "the end" not in shown
        terminal.type("h")
        terminal.wait("___ at the end of ___", "___ shops", "h first words")
        terminal.type("h")
        terminal.wait("4% at the end of ___", "9 shops", "h open all")
        terminal.type("h")
        terminal.wait("4% at the end of 2024", "9 shops", "Enter accepts 3")
        terminal.type("q")
        assert terminal.end() == 0


def test_a_time_that_is_no_telling_counts_in_nothing(shop: Home):
    """It is logged as it is; it is no last time, no time of the story, and nothing was told whole."""
    with review(shop, "--new", "1") as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("4")
        terminal.wait("Done for today.", "Told whole", "0 of 1, 1 too fast to count")
        terminal.type("q")
        assert terminal.end() == 0
    (event,) = shop.log()
    assert (event["seconds"] < 20, event["payload"]) == (True, {"short": True})
    assert "Last time 4 all told." in shop.ok("review", typed="q\n", now="2026-11-24T12:00+00:00")
    (told,) = [each for each in shop.json("stats")["stories"] if each["tellings"]]
    assert told["tellings"][0]["seconds"] is None


@pytest.mark.parametrize("options", [(), ("--no-clock",)])
def test_where_no_clock_tells_it_the_time_is_unknown(shop: Home, options: tuple[str, ...]):
    """On a pipe, with the clock or without; what it took counts towards the minutes of the day alone."""
    shop.ok("review", *options, typed="\n4\nq\n")
    (event,) = shop.log()
    assert (event["seconds"] < 5, event["payload"]) == (True, {"untimed": True})
    (told,) = [each for each in shop.json("stats")["stories"] if each["tellings"]]
    assert told["tellings"][0]["seconds"] is None


def test_the_first_grade_taken_back_leads_to_the_same_screen(shop: Home):
    """With what a newcomer is told, and the part marked last in sight."""
    with review(shop, "--new", "1") as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("r")
        marked = terminal.settle("missed: R", "press the letter of each")
        terminal.type("\r")
        terminal.settle("drill")
        terminal.type("u")
        back = terminal.settle("Took back", "missed: R")
        assert {line.strip() for line in marked.splitlines()} <= {line.strip() for line in back.splitlines()}
        terminal.type("q")
        assert terminal.end() == 0
