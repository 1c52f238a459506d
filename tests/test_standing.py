"""The fold of one card's rows, and what of it a reset and an undo leave."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.schedule.standing import Row, Standing, fold
from tests.examples import for_each

DAY = 738_000


def graded(day: int, grade: int = 4, missed: tuple[str, ...] = (), seconds: float | None = None) -> Row:
    """The row of a grade, its id its day."""
    return "graded", DAY + day, grade, missed, seconds, f"e{day}"


def drilled(day: int, grade: int, missed: tuple[str, ...] = (), seconds: float | None = None) -> Row:
    """The row of a drill."""
    return "drilled", DAY + day, grade, missed, seconds, f"d{day}"


def done(kind: str, day: int) -> Row:
    """The row of something that is no grade."""
    return kind, DAY + day, None, (), None, f"{kind}{day}"


def stands(*rows: Row) -> Standing:
    """Where the card stands after these."""
    return fold("d/a", rows)


@for_each(
    ("rows", "day", "times"),
    [
        ([], None, 0),
        ([graded(0)], 0, 1),
        ([graded(0), graded(1)], 0, 1),
        ([graded(0), done("reset", 0)], 0, 1),
        ([graded(0), done("reset", 0), graded(0)], 0, 2),
        ([graded(0), done("reset", 0), graded(0), done("reset", 0), graded(0)], 0, 3),
        ([graded(0), done("reset", 0), graded(0), done("reset", 1), graded(1)], 1, 1),
        ([graded(0), done("reset", 1), graded(3), graded(4)], 3, 1),
        ([done("reset", 0), done("reset", 0), graded(0)], 0, 1),
    ],
)
def test_introductions_are_counted_of_the_last_day_on_which_the_card_was_new(
    rows: Sequence[Row], day: int | None, times: int
):
    """A reset makes it new again: on one day as often as that, and each day begins at one."""
    found = stands(*rows)
    assert (found.introduced, found.introductions) == (None if day is None else DAY + day, times)


@for_each(
    ("rows", "seconds"),
    [
        ([graded(0, seconds=30)], 30),
        ([graded(0, seconds=30), graded(1, seconds=40)], 40),
        ([graded(0, seconds=30), graded(1)], 30),
        ([graded(0, seconds=30), graded(0, seconds=40)], 30),
        ([graded(0, seconds=30), drilled(0, 4, seconds=40)], 30),
        ([graded(0, seconds=30), done("reset", 1)], 30),
        ([graded(0, seconds=30), done("reset", 1), graded(1)], 30),
        ([graded(0, seconds=30), done("reset", 1), graded(1, seconds=50)], 50),
        ([graded(0)], None),
    ],
)
def test_how_long_the_last_telling_took_outlives_a_reset(rows: Sequence[Row], seconds: float | None):
    """And a grade without a time, and what only drilled."""
    assert stands(*rows).seconds == seconds


def test_a_reset_leaves_the_count_of_tellings_and_nothing_of_the_schedule():
    """No due day, no drill, nothing missed."""
    found = stands(graded(0, 2, ("Task",)), graded(1, 2, ("Task",)), done("reset", 1))
    assert (found.told, found.is_new, found.due, found.reviewed, found.previous) == (2, True, None, None, None)
    assert (found.drill, found.missed, found.misses) == (None, (), ())
    assert stands(graded(0), done("reset", 0), graded(0)).told == 2


def test_the_last_two_reviews_are_remembered():
    """The one before is none after the first."""
    assert (stands(graded(0)).reviewed, stands(graded(0)).previous) == (DAY, None)
    found = stands(graded(0), graded(1), graded(1, 2), graded(7))
    assert (found.reviewed, found.previous) == (DAY + 7, DAY + 1)


@for_each(
    ("rows", "drill", "missed"),
    [
        ([graded(0, 4, ("Task",))], None, ("Task",)),
        ([graded(0, 3, ("Task",))], 0, ("Task",)),
        ([graded(0, 2, ("Task", "Result")), drilled(0, 3, ("Task",))], 0, ("Task",)),
        ([graded(0, 2, ("Task",)), graded(0, 3, ("Result",))], 0, ("Result",)),
        ([graded(0, 2, ("Task",)), drilled(0, 4)], None, ()),
        ([graded(0, 2, ("Task",)), drilled(0, 4), drilled(0, 1, ("Result",))], None, ()),
        ([graded(0, 2, ("Task",)), drilled(1, 4)], 0, ("Task",)),
        ([graded(0, 4), drilled(0, 1, ("Result",))], None, ()),
        ([graded(0, 2, ("Task",)), drilled(0, 4), graded(1, 3, ("Result",))], 1, ("Result",)),
        ([drilled(0, 1, ("Task",))], None, ()),
        ([drilled(0, 5), graded(0, 2, ("Task",))], 0, ("Task",)),
    ],
)
def test_a_drill_lasts_until_its_day_saw_all_told(rows: Sequence[Row], drill: int | None, missed: tuple[str, ...]):
    """It asks for what was missed when the card was told or drilled last."""
    found = stands(*rows)
    assert (found.drill, found.missed) == (None if drill is None else DAY + drill, missed)


def test_misses_are_counted_back_from_the_last_telling():
    """Of each part until a telling that had it; drills do not count."""
    both, one = ("Result", "Task"), ("Task",)
    assert stands(graded(0, 3, both), graded(1, 3, both), graded(2, 3, both)).misses == (("Result", 3), ("Task", 3))
    assert stands(graded(0, 3, both), graded(1, 3, one), graded(2, 3, both)).misses == (("Result", 1), ("Task", 3))
    assert stands(graded(0, 3, ("Task",)), graded(1, 4), graded(2, 3, ("Task",))).misses == (("Task", 1),)
    assert stands(graded(0, 3, ("Task",)), drilled(0, 3, ("Task",))).misses == (("Task", 1),)


def test_what_puts_a_card_away_and_what_lets_it_back():
    """Neither is a grade; the last one counts."""
    assert stands(done("suspended", 0)).suspended
    assert not stands(done("suspended", 0), done("unsuspended", 1)).suspended
    assert stands(done("buried", 2), done("suspended", 3)).buried == DAY + 2
    assert stands(done("polished", 2)) == Standing("d/a", last_event="polished2")


def test_what_was_taken_back_counts_for_the_last_event_alone():
    """Whoever looks whether something happened to the card sees it."""
    rows = [graded(0), graded(1, 2)]
    found = fold("d/a", rows, retracted=frozenset({"e1"}))
    assert found == fold("d/a", rows[:1])._replace(last_event="e1")
    assert fold("d/a", []).last_event is None


def test_grades_that_only_drilled_are_named():
    """All of a day but the first since a reset."""
    demoted: list[str] = []
    late = ("graded", DAY, 5, (), None, "late")
    fold("d/a", [graded(0), late, drilled(0, 4), graded(1), done("reset", 1), graded(1)], demoted)
    assert demoted == ["late"]


def test_a_card_is_active_unless_it_is_put_away():
    """One that was buried is active again on the day after."""
    assert Standing("d/a").is_active(DAY)
    assert not Standing("d/a", suspended=True).is_active(DAY)
    assert [Standing("d/a", buried=day).is_active(DAY) for day in (DAY - 1, DAY, DAY + 1)] == [True, False, False]
    assert not Standing("d/a", buried=DAY - 1, suspended=True).is_active(DAY)
