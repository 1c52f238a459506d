"""The first screen: where today stands, and the one thing to do next."""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.chores import chores
from flashcards.rehearsal.morning import morning
from flashcards.rehearsal.outlook import outlook
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.screen import WIDTHS, Terminal

DRAFTS = deck("Drafts", story("Question one?"), end="## Themes\n\n- Calm {#calm}: Slow down first.\n")
OWN = story("Question one?").replace("Situation: ", "Situation:\n- lost 12%\n").replace("Task: ", "Task:\n- 3 weeks\n")
OWN = OWN.replace("Action: ", "Action:\n- 40 people\n").replace("Result: ", "Result:\n- 4%\n")


def first(home: Home, now: str, columns: int = 80) -> Terminal:
    """The first screen on a terminal."""
    return Terminal(home.path, now=now, columns=columns)


@pytest.mark.parametrize("columns", WIDTHS)
def test_enter_starts_what_comes_next(shop: Home, columns: int):
    """Here the review; any other key leaves."""
    with first(shop, NOON, columns) as terminal:
        terminal.wait("Mon 23 Nov 2026", "3 new, about 7 minutes", "Enter flashcards review", "any other key leaves")
        terminal.type("\r")
        terminal.wait("Question one?", "q quit")
        terminal.type("q")
        assert terminal.end() == 0
    with first(shop, NOON, columns) as terminal:
        terminal.wait("Enter flashcards review")
        terminal.type("x")
        assert terminal.end() == 0
    assert shop.log() == []


def test_on_a_pipe_it_prints_and_ends(shop: Home):
    """Every row on a line, then the command."""
    shop.review(2, 4, 4)
    shown = shop.ok(now="2026-11-24T08:00")
    assert "Today: 3 due, about 7 minutes\nCards: 3 told\nWeakest: " in shown
    assert re.search(r"^Next: Today's review: 3 due, about 7 minutes\.\n  flashcards review$", shown, re.MULTILINE)


def test_the_weakest_are_those_that_the_statistics_name_first(shop: Home):
    """By short name, three at most."""
    shop.ok("review", typed="\nst\n2\n\n4\n\nr\n3\nq\n")
    names = [row["card"].rpartition("/")[2] for row in shop.json("stats")["stories"]]
    assert f"Weakest: {', '.join(names[:3])}\n" in shop.ok()


def test_what_goes_beyond_the_day_is_said(shop: Home):
    """With the option that takes it in all the same."""
    shop.review(4, 4, 4)
    (shop.path / "config.toml").write_text("[review]\nminutes = 4\n", encoding="utf-8")
    shown = shop.ok(now="2026-11-30T08:00")
    assert "Today: 2 due, about 5 minutes\n  1 card more beyond what a day may bring" in shown


@pytest.mark.parametrize(
    ("now", "command"),
    [
        ("2026-11-27T08:00", "review"),
        ("2026-11-27T20:00", "warm-up"),
        ("2026-11-28T08:00", "warm-up"),
    ],
)
def test_before_the_day_and_on_it_the_warm_up_leads(shop: Home, now: str, command: str):
    """Once nothing waits any more."""
    shop.review(4, 4, 4)
    shop.ok("interview", "2026-11-28")
    for day in range(24, 27):
        shop.review(4, 4, 4, now=f"2026-11-{day}T08:00")
    if now > "2026-11-27T08:00":
        shop.review(4, 4, 4, now="2026-11-27T08:00")
    shown = shop.ok(now=now)
    assert f"\n  flashcards {command}\n" in shown
    with first(shop, now) as terminal:
        terminal.wait(f"Enter flashcards {command}")
        terminal.type("\r")
        terminal.wait("1 of 3" if command == "warm-up" else "Tell it aloud")
        terminal.type("q")
        assert terminal.end() == 0


def test_an_interview_that_has_passed_is_asked_after(shop: Home):
    """Until another day is set, or this one is forgotten, or four weeks have gone."""
    shop.ok("interview", "2026-11-24")
    asked = "Interview: Tue 24 Nov 2026 is past: how did it go?"
    assert asked in shop.ok(now="2026-11-25T08:00")
    assert asked not in shop.ok(now="2026-12-24T08:00")
    shop.ok("interview", "2026-12-18", now="2026-11-25T09:00")
    assert "is past" not in shop.ok(now="2026-11-25T10:00")


def test_a_free_day_is_good_for_what_was_left(home: Home):
    """Drafts are to be shaped, themes to be shown; where all is in order there is a mock round."""
    home.write_deck(DRAFTS, "drafts.md")
    home.review(4)
    assert "Next: Shape the outlines of 1 story, drafts so far.\n  flashcards outline\n" in (shown := home.ok())
    assert "Tag the questions that show a theme: 1 theme of Drafts without one: `flashcards edit drafts`" in shown
    home.write_deck(deck("Drafts", OWN), "drafts.md")
    assert "Next: A mock round: stories asked as in an interview.\n  flashcards mock\n" in home.ok()


def test_an_old_backup_is_a_chore(home: Home):
    """Where the newest one is older than two weeks."""
    home.write_deck(deck("Drafts", OWN), "drafts.md")
    home.review(4)
    with closing(open_library(HomeFolder(home.path), Clock(parse_now("2026-12-20T08:00")), must_write=True)) as library:
        agenda = agenda_of(library, library.clock.today)
        assert next(chores(library, agenda)) == ("The newest backup is 27 days old", ("backup",))
        view, step = morning(library, outlook(library, agenda), ["one"])
        assert (step.command, dict(view.rows)["Weakest"]) == (("review",), "one")
