"""From the last grade of an evening over its closing screen into the sweep, and out of it."""

from __future__ import annotations

import signal

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every
from tests.screen import Terminal
from tests.test_sweep import asked, grow_long, tell

NOW = "2026-11-25T19:00"
WORDS = ("one", "two", "three", "four", "five", "six", "seven")
OFFER = "A sweep of "
QUESTION = "A line that says sweep goes on with it; any other ends."


@pytest.fixture
def evening(made) -> Home:
    """One new story is left for tonight; of the six others the parts can be asked for once more, and that pays."""
    return made(spend_evenings)


def spend_evenings(home: Home) -> None:
    tell(home)
    grow_long(home)
    home.write_deck(deck("Shop", *(story(f"Question {word}?") for word in WORDS)))


def review(home: Home, *args: str, columns: int = 80) -> Terminal:
    return Terminal(home.path, "review", *args, now=NOW, columns=columns, rows=30)


def to_the_end(terminal: Terminal) -> None:
    """Tell the story that is left."""
    terminal.wait("Question seven?", "Tell it aloud")
    terminal.type("\r")
    terminal.wait("Enter accepts")
    terminal.type("4")
    terminal.wait("Done for today.", "Every grade is saved.")


def standing_grades(home: Home) -> list[tuple[str, str, int]]:
    """The card, the kind and the grade of what stands of tonight."""
    events = home.log()
    gone = " ".join(str(event["retracts"]) for event in events if event["kind"] == "retracted")
    tonight = (each for each in events if each["day"] == NOW[:10] and each["id"] not in gone)
    return [(each["card"], each["kind"], each["grade"]) for each in tonight if each["grade"] is not None]


def test_enter_goes_on_from_the_last_grade_into_the_sweep(evening: Home):
    """It asks for parts by themselves, is summed up with the review, and is not followed by another one."""
    with review(evening) as terminal:
        to_the_end(terminal)
        terminal.wait(OFFER, "Enter sweep   / find   u undo   q quit")
        terminal.type("\r")
        for _ in range(6):
            terminal.wait("by itself", "Tell it aloud")
            terminal.type("\r")
            terminal.wait("Enter accepts")
            terminal.type("\r")
        terminal.wait("Done for today.", "1 told, 6 drills", "Swept", "u undo   any other key ends")
        assert OFFER not in terminal.text
        terminal.type("x")
        assert terminal.end() == 0
    assert [each[1] for each in standing_grades(evening)] == ["graded", *["drilled"] * 6]
    assert len(asked(evening)) == 6


def test_undo_leads_back_over_the_end_into_the_review(evening: Home):
    """From the first part to the answer as it was left, from a later one to that part; then on again."""
    with review(evening) as terminal:
        to_the_end(terminal)
        terminal.type("\r")
        terminal.wait("by itself", "Tell it aloud")
        terminal.type("\r")
        terminal.wait("Enter accepts")
        terminal.type("4")
        terminal.wait("by itself", "Tell it aloud")
        terminal.type("u")
        terminal.wait("Took back 4 (all told).", "by itself", "Enter accepts")
        terminal.type("u")
        terminal.wait("Took back 4 (all told).", "Question seven?", "Enter accepts")
        assert "by itself" not in terminal.text
        terminal.type("5")
        terminal.wait("Done for today.", "Enter sweep")
        terminal.type("\r")
        terminal.wait("by itself", "Tell it aloud")
        terminal.type("q")
        assert terminal.end() == 0
    assert standing_grades(evening) == [("shop/question-seven", "graded", 5)]


@pytest.mark.parametrize("key", ["q", "\x1b", " "])
def test_any_other_key_ends_the_evening_at_once(evening: Home, key: str):
    """The end that is printed names the command."""
    with review(evening) as terminal:
        to_the_end(terminal)
        terminal.type(key)
        assert terminal.end() == 0
        assert "`flashcards review --sweep`" in " ".join(terminal.text.split())
    assert len(standing_grades(evening)) == 1


@pytest.mark.parametrize(("ending", "code"), [(b"\x03", 130), (signal.SIGHUP, 129)])
def test_an_evening_that_is_cut_off_at_its_end_keeps_its_grades(evening: Home, ending: bytes | int, code: int):
    """By Ctrl-C, or because the terminal goes."""
    with review(evening) as terminal:
        to_the_end(terminal)
        if isinstance(ending, bytes):
            terminal.type(ending)
        else:
            terminal.kill(ending)
        assert terminal.end() == code
    assert len(standing_grades(evening)) == 1


@pytest.mark.parametrize(
    ("ending", "code"), [(b"\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["Ctrl-C", "TERM", "HUP"]
)
def test_a_sweep_that_is_cut_off_keeps_what_was_answered(evening: Home, ending: bytes | int, code: int):
    """One part was graded, the next stands revealed; the terminal is set as it was, and the rest can be asked again."""
    with review(evening, "--sweep") as terminal:
        terminal.wait("by itself", "Tell it aloud")
        terminal.type("\r")
        terminal.wait("Enter accepts")
        terminal.type("4")
        terminal.wait("by itself", "Tell it aloud")
        terminal.type("\r")
        terminal.wait("Enter accepts")
        assert terminal.settings != terminal.settings_before
        if isinstance(ending, bytes):
            terminal.type(ending)
        else:
            terminal.kill(ending)
        assert terminal.end() == code
    assert [each[1:] for each in standing_grades(evening)] == [("drilled", 4)]
    assert "Stopped here" in evening.ok("review", "--sweep", typed="q\n", now=NOW)


@pytest.mark.parametrize(("columns", "rows"), every(2, [(40, 14), (60, 12), (80, 12), (80, 14), (200, 12)]))
def test_on_a_low_terminal_what_enter_does_stays_in_sight(evening: Home, columns: int, rows: int):
    """Whole, with the keys and above them; what else was done makes room."""
    with Terminal(evening.path, "review", now=NOW, columns=columns, rows=rows) as terminal:
        terminal.wait("Question seven?", "q quit")
        terminal.type("\r")
        terminal.wait("4 all told")
        terminal.type("4")
        shown = terminal.wait("Done for today.", "Enter sweep", "q quit")
        assert OFFER in shown
        assert "review --sweep" in " ".join(shown.split())
        assert shown.rstrip().splitlines()[-1].startswith(" Enter sweep")
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("columns", every(2, [40, 60, 200]))
def test_the_end_says_what_enter_does_at_any_width(evening: Home, columns: int):
    """And how to leave, and takes back."""
    with review(evening, columns=columns) as terminal:
        to_the_end(terminal)
        last = terminal.settle("q quit").rstrip().splitlines()[-1]
        assert last.startswith(" Enter sweep   ")
        assert last.endswith("u undo   q quit")
        terminal.type("q")
        assert terminal.end() == 0


def test_a_line_goes_on_on_a_pipe(evening: Home):
    """The keys of the sweep are said, too; what comes behind its last line is ignored."""
    shown = evening.ok("review", typed="\n4\nsweep\n\n4\nq\n", now=NOW)
    assert shown.index(OFFER) < shown.index(QUESTION) < shown.index("by itself")
    assert shown.count("Keys, one a line:") == 2
    assert "Stopped here. 1 told, 1 drill." in shown
    assert len(asked(evening)) == 1


@pytest.mark.parametrize("line", ["", "q\n", "\n", "4\n", "u\n", "sweeping\n"])
def test_any_other_line_ends_it(evening: Home, line: str):
    """What is left over of a session's lines changes nothing."""
    assert QUESTION in evening.ok("review", typed=f"\n4\n{line}", now=NOW)
    assert standing_grades(evening) == [("shop/question-seven", "graded", 4)]


@pytest.mark.parametrize("args", [("--cram",), ("--theme", "haste"), ("--sweep",)])
def test_nothing_is_asked_where_no_sweep_may_follow(evening: Home, args: tuple[str, ...]):
    """No session of cards that were chosen otherwise goes on, and no sweep."""
    evening.write_deck(deck("Shop", *(story(f"Question {word}?", "#haste\n") for word in WORDS)))
    shown = evening.ok("review", *args, typed="\n4\n" * 7 + "\n" * 40, now=NOW)
    assert "Done for today." in shown
    assert QUESTION not in shown


def test_the_minutes_of_the_day_hold_for_a_sweep(evening: Home):
    """So that it is of fewer parts, or none."""
    assert f"{OFFER}1 weak part, about 1 minute: " in evening.ok("review", "--minutes", "1", typed="\n4\n", now=NOW)
    assert f"{OFFER}24 weak parts, " in evening.ok("review", now=NOW)


def test_where_nothing_pays_the_end_is_as_ever(evening: Home):
    """With a word on no sweep, by the pipe and on a terminal."""
    evening.ok("interview", "--clear", now=NOW)
    with review(evening, "--new", "1") as terminal:
        to_the_end(terminal)
        assert "sweep" not in terminal.settle("/ find   u undo   any other key ends")
        terminal.type("\r")
        assert terminal.end() == 0
    evening.ok("undo", now=NOW)
    assert "sweep" not in evening.ok("review", "--new", "1", typed="\n4\nsweep\n", now=NOW)
    assert not asked(evening)
