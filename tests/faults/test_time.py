"""Clocks that jump, and sessions that go on past the turn of the study day."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from flashcards.cli.faces import edit_card
from flashcards.home.clock import Clock, doubt
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.load import Load
from flashcards.rehearsal.review import Review, Scope
from flashcards.rehearsal.session import Session
from flashcards.schedule.limits import Limits
from flashcards.terminal.line_face import LineFace
from flashcards.terminal.views import CardView
from tests.conftest import Home
from tests.examples import for_each


class MovingClock(Clock):
    """A clock whose hands the test turns."""

    hands: ClassVar[datetime]

    def now(self) -> datetime:
        return self.hands


class Typing(LineFace):
    """Types lines, and does something before each; ``seen`` keeps what was shown."""

    is_timed = False

    def __init__(self, keys: list[str], before) -> None:
        self.keys, self.before, self.seen = keys, before, []

    def show(self, view: CardView) -> None:
        self.seen.append(view)

    def key(self, again) -> str:
        self.before(len(self.keys))
        return self.keys.pop(0) if self.keys else "end"


def session(library: Library, face: LineFace) -> Session:
    """A session over everything."""
    load = Load((), 10, Limits(None, 0))
    policy = Review(library, Scope((), load.gather(library)), agenda_of(library, library.clock.today))
    return Session(library, face, policy, edit_card)


def test_a_session_goes_on_over_the_turn_of_the_study_day(shop: Home):
    """A grade belongs to the day on which it is given; the drill of the evening is over, and its card is due again."""
    MovingClock.hands = datetime(2026, 11, 24, 3, 59, tzinfo=UTC)

    def at_four(left: int) -> None:
        if left == len(keys) == 6:
            MovingClock.hands = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)

    keys = ["enter", "2", *["enter", "4"] * 3]
    with closing(open_library(HomeFolder(shop.path), MovingClock(), must_write=True)) as library:
        session(library, Typing(keys, at_four)).run()
    assert [(event["card"], event["kind"], event["day"]) for event in shop.log()] == [
        ("shop/question-one", "graded", "2026-11-23"),
        ("shop/question-two", "graded", "2026-11-24"),
        ("shop/question-one", "graded", "2026-11-24"),
        ("shop/question-three", "graded", "2026-11-24"),
    ]
    assert "All is well" in shop.ok("doctor", now="2026-11-24T12:00+00:00")


def test_no_transaction_is_open_while_a_key_is_awaited(shop: Home):
    """Nobody has to wait for somebody who thinks."""
    with closing(open_library(HomeFolder(shop.path), Clock(datetime(2026, 11, 23, 12, tzinfo=UTC)), True)) as library:
        open_ones = []

        def look(_: int) -> None:
            open_ones.extend(each for each in (library.database.conn, library.readings) if each.in_transaction)

        keys = ["enter", "2", "enter", "4", "u", "enter", "4", "-", "u", "?", "i", "enter", "s", "enter"]
        face = Typing(keys, look)
        face.help = lambda title, rows: None
        session(library, face).run()
    assert len(face.seen) > 10
    assert open_ones == []


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-22T12:00+00:00", "1 days behind the last event"),
        ("1970-01-01T12:00+00:00", "days behind the last event"),
        ("2031-01-01T12:00+00:00", "days ahead of the last event"),
        ("9999-12-31T23:59+00:00", "days ahead of the last event"),
        ("0001-01-01T12:00+00:00", "days behind the last event"),
    ],
)
def test_a_clock_that_jumps_is_doubted_and_the_grade_is_kept(shop: Home, now: str, said: str):
    """In both directions, as far as a calendar goes; the next grade on the right day comes after it."""
    shop.review(4, 4, 4)
    result = shop.run("review", "--ahead", "9999", typed="\n4\n", now=now)
    assert result.exit_code == 0
    assert said in result.stderr
    shop.run("review", "--ahead", "9999", typed="\n4\n", now="2026-11-24T12:00+00:00")
    times = [event["at"] for event in shop.log()]
    assert times == sorted(times)
    assert all(0 <= row["interval"] <= 36_500 for row in shop.json("list"))
    assert "All is well" in shop.ok("doctor")


def test_a_grade_from_before_the_last_one_counts_no_days_below_zero(shop: Home):
    """The interval never shrinks for it, and the card is due within a lifetime."""
    shop.ok("review", typed="\n4\n", now="2026-11-25T12:00+00:00")
    shop.ok("review", "--ahead", "9999", typed="\n4\n" * 3, now="2026-11-23T12:00+00:00")
    assert shop.card("one", now="2026-11-23T12:00+00:00")["interval"] >= 1


@pytest.mark.parametrize("now", ["0001-01-01T12:00+00:00", "1969-12-31T12:00+00:00", "9999-12-31T23:59+00:00"])
def test_the_first_grade_under_an_impossible_clock_is_sound(shop: Home, now: str):
    """It can be checked, and merged, like any other."""
    shop.review(4, 4, now=now)
    assert len(shop.log()) == 2
    shop.ok("doctor", now=now)


@for_each(
    ("days", "word"), [(-2, "behind"), (-1, "behind"), (0, ""), (1, ""), (365, ""), (366, "ahead"), (40_000, "ahead")]
)
def test_only_a_clock_that_can_hardly_be_right_is_doubted(days: int, word: str):
    """A day back, or over a year ahead of all that is known."""
    newest = datetime(2026, 11, 23, 12, tzinfo=UTC)
    said = doubt(newest + timedelta(days=days), int(newest.timestamp() * 1000))
    assert word in said
    assert bool(said) == bool(word)
    assert doubt(newest, 0) == ""
