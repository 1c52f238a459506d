"""The history of a card as it is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.history import history
from tests.build import drilled, event, graded, retracted


def test_what_was_taken_back_says_when_and_what_stands_does_not():
    """A retraction that was taken back itself took nothing back."""
    one, two = graded(3, at=1), graded(4, at=60_000)
    undo = retracted(two)._replace(at=120_000)
    assert [deed.undone for deed in history([one, two, undo])] == ["", "1970-01-01 00:02"]
    redo = retracted(undo)._replace(at=180_000)
    assert [deed.undone for deed in history([one, two, undo, redo])] == ["", ""]


def test_what_is_about_no_card_is_no_deed_of_one():
    """Such as a plan, which comes along with the log."""
    plan = event("planned", card="", payload={"day": "2026-12-18"})
    assert [deed.what.split()[0] for deed in history([plan, graded(3, at=1)])] == ["graded"]


def test_times_are_those_of_the_clock_on_the_wall():
    """Where it was done."""
    (deed,) = history([graded(3, at=3_600_000)._replace(offset=120)])
    assert (deed.when, deed.said) == ("1970-01-01 03:00", "graded 3")


@given(st.permutations(["graded", "drilled", "suspended", "unsuspended"]), st.lists(st.integers(0, 3), max_size=6))
def test_each_event_is_told_once_however_often_it_comes(kinds: list[str], again: list[int]):
    """In the order of the log."""
    made = {"graded": lambda: graded(4), "drilled": lambda: drilled(4)}
    events = [made[kind]() if kind in made else event(kind) for kind in kinds]
    told = history([*events, *(events[place] for place in again)])
    assert [deed.what.split()[0] for deed in told] == kinds
