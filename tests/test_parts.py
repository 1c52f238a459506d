"""Part by part, against the clock."""

from __future__ import annotations

from flashcards.schedule.proposal import proposed_grade, proposed_theme_grade
from flashcards.schedule.sm2 import Grade
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import for_each
from tests.test_terminal import review


@for_each(
    ("asked", "missed", "grade"),
    [
        (4, 0, 4), (4, 1, 3), (4, 2, 2), (4, 3, 1), (4, 4, 0), (5, 1, 3), (5, 2, 2), (5, 3, 1), (3, 1, 3), (3, 2, 1),
        (2, 1, 2), (2, 0, 4), (2, 2, 0), (1, 0, 4), (1, 1, 0),
    ],
)  # fmt: skip
def test_a_grade_is_proposed_by_what_was_missed(asked: int, missed: int, grade: int):
    """None 4, all 0, one of more than two 3, up to half 2, more 1."""
    assert proposed_grade(asked, missed) == grade


@for_each(
    ("examples", "missed", "grade"), [(1, 0, 4), (1, 1, 0), (2, 0, 4), (2, 1, 3), (5, 3, 4), (5, 4, 3), (5, 5, 0)]
)
def test_two_examples_are_enough_for_a_theme(examples: int, missed: int, grade: int):
    """Or the only one."""
    assert proposed_theme_grade(examples, missed) == grade


def test_effortless_is_never_proposed():
    """It is given by hand only."""
    assert Grade.EFFORTLESS not in {proposed_grade(n, m) for n in range(1, 8) for m in range(n + 1)}


def test_parts_are_revealed_marked_and_drilled(shop: Home):
    """Result and Action missed: 2 is proposed, the drill asks exactly these, and the log holds what and how long."""
    with review(shop, "--new", "1") as terminal:
        shown = terminal.wait("Question one?", "space next part", "of 2:00")
        assert "12%" not in shown
        terminal.type(" ")
        shown = terminal.wait("[S] Situation", "12%", "[T] Task")
        assert "3 weeks" not in shown
        for text in ("3 weeks", "40 people"):
            terminal.type(" ")
            assert "accepts" not in terminal.wait(text)
        terminal.type(" ")
        terminal.wait("4% at", "Told in", "Enter accepts 4")
        terminal.type("ra")
        assert terminal.wait("Enter accepts 2", "MISSED").count("MISSED") == 2
        terminal.type("\r")
        shown = terminal.wait("drill", "[T] Task", "3 weeks", "[A] Action", "[R] Result", "figures blanked")
        assert "people" not in shown
        terminal.type("h")
        shown = terminal.wait("drill", "[T] Task", "3 weeks", "[A] Action", "___ people", "[R] Result", "___ at")
        assert "12%" not in shown
        assert "40 people" not in shown
        terminal.type("\r")
        terminal.wait("40 people", "4% at", "Enter accepts 4")
        terminal.type("r")
        terminal.wait("MISSED", "Enter accepts 2")
        terminal.type("\r")
        shown = terminal.wait("drill", "[A] Action", "40 people", "[R] Result")
        assert "Situation" not in shown
        assert "Task" not in shown
        terminal.type(" ")
        terminal.wait("4% at", "Enter accepts 4")
        terminal.type("\r")
        terminal.wait("Done for today.", "1 told, 2 drills")
        terminal.type("q")
        assert terminal.end() == 0
    graded, first, second = shop.log()
    assert (graded["grade"], graded["missed"]) == (2, ["Action", "Result"])
    assert graded["payload"] == {"stepped": True, "short": True}
    assert graded["seconds"] >= 0
    assert (first["kind"], first["missed"], second["missed"]) == ("drilled", ["Result"], [])


def test_a_resize_in_mid_card_draws_what_was_revealed_anew(shop: Home):
    """Part by part, 80 to 40 to 120 columns: what is shown stays, what is not stays hidden, the keys still hold."""
    with review(shop, "--new", "1") as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type(" ")
        terminal.wait("[S] Situation", "12%", "[T] Task")
        terminal.resize(40, 24)
        shown = terminal.wait("Question one?", "[S] Situation", "12%", "space next part   ? keys   q quit")
        assert max(len(line) for line in shown.splitlines()) <= 40
        assert "3 weeks" not in shown
        terminal.type(" ")
        assert "40 people" not in terminal.wait("3 weeks", "12%")
        terminal.resize(120, 24)
        shown = terminal.wait("[T] Task", "3 weeks", "p pause")
        assert max(len(line) for line in shown.splitlines()) <= 100
        assert "40 people" not in shown
        terminal.type("  ")
        terminal.wait("40 people", "4% at", "Enter accepts 4")
        terminal.type("t")
        terminal.wait("MISSED", "Enter accepts 3")
        terminal.resize(40, 30)
        terminal.wait("[ ] Task", "MISSED", "Enter accepts 3", "5 effortless")
        terminal.type("q")
        assert terminal.end() == 0
    assert shop.log() == []


def test_a_second_press_takes_a_mark_back_and_a_digit_overrides(shop: Home):
    """What was marked is stored with whatever grade is given."""
    shop.ok("review", "--new", "1", typed="\ns\ns\nt\n1\nq\n")
    assert [(event["grade"], event["missed"]) for event in shop.log()] == [(1, ["Task"])]


def test_on_a_pipe_a_second_empty_line_accepts_what_is_proposed(shop: Home):
    """A space reveals part by part there too; the drill is accepted the same way."""
    shown = shop.ok("review", "--new", "1", typed=" \n \n \n \nr\n\n\n\n")
    assert shown.index("Situation") < shown.index("Task") < shown.index("Action") < shown.index("Result")
    assert "Missed: Result. An empty line accepts 3." in shown
    assert [(event["kind"], event["grade"], event["missed"]) for event in shop.log()] == [
        ("graded", 3, ["Result"]),
        ("drilled", 4, []),
    ]


def test_h_blanks_the_figures_of_the_outline(shop: Home):
    """Before the reveal, as a cue."""
    shown = shop.ok("review", typed="h\n\nq\n")
    assert shown.index("___ of sales") < shown.index("12% of sales")


def test_the_prompt_shows_how_it_went_the_last_time(shop: Home):
    """The grade, and what was missed; a pipe does not know the time."""
    shop.ok("review", "--new", "1", typed="\nt\n\nq\n")
    shown = shop.ok("review", "--new", "0", typed="q\n", now="2026-11-24T12:00+00:00")
    assert "Last time 3 one gap, Task missing." in shown


def test_the_clock_can_be_hidden_and_paused(shop: Home):
    """No clock on the screen, and none after it."""
    with review(shop, "--no-clock") as terminal:
        shown = terminal.wait("Question one?", "q quit")
        assert "of 2:00" not in shown
        terminal.type("\r")
        assert "Told in" not in terminal.wait("Enter accepts 4")
        terminal.type("q")
    with review(shop) as terminal:
        terminal.wait("of 2:00")
        terminal.type("p")
        terminal.wait("of 2:00, paused")
        terminal.type("p")
        assert "q quit" in terminal.wait("of 2:00")
        terminal.type("q")


def test_the_clock_runs_while_nobody_types(shop: Home):
    """Against the target of the deck."""
    shop.write_deck(deck("Shop", story("Question one?")).replace("deck: Shop", "deck: Shop\ntarget: 60"))
    with review(shop) as terminal:
        terminal.wait("0:01 of 1:00")
        terminal.type("q")


def test_a_theme_is_told_by_naming_two_examples(home: Home):
    """Its examples have the letters a, b, c; one of three left out is enough for all told."""
    stories = (story(f"Question {word}?", "#calm") for word in ("one", "two", "three"))
    home.write_deck(deck("Shop", *stories, end="## Themes\n\n- Calm: Slow down.\n"))
    shown = home.ok("review", typed="\n\n\n\n\n\n\na\nb\n\nq\n")
    assert "An empty line accepts 3." in shown
    assert [event["grade"] for event in home.log()] == [4, 4, 4, 3]
    assert home.log()[-1]["missed"] == ["shop/question-one", "shop/question-two"]
