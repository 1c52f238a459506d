"""Which backups are kept."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flashcards.store.retention import daily_name, superseded
from tests.examples import examples, for_each

TODAY = date(2026, 11, 23).toordinal()


def kept(days) -> set[int]:
    """Which of the backups made on these days are left when each was followed by the sweep of its day."""
    names: set[str] = set()
    for day in days:
        names.add(daily_name(day))
        names -= set(superseded(names, day))
    return {date.fromisoformat(name[11:21]).toordinal() for name in names}


def test_the_last_ten_one_a_week_and_one_a_month_are_kept():
    """After two years of daily backups: ten days, then the last of each of eight weeks and twelve months in all."""
    days = kept(range(TODAY - 730, TODAY + 1))
    assert set(range(TODAY - 9, TODAY + 1)) <= days
    sundays = [TODAY - 1 - 7 * number for number in range(7)]
    assert set(sundays) <= days
    ends = [date(2026, month, 1).toordinal() - 1 for month in range(1, 12)]
    assert set(ends) <= days
    assert days == {*range(TODAY - 9, TODAY + 1), *sundays, *ends}


@examples(100)
@given(st.lists(st.integers(TODAY - 800, TODAY + 40_000), max_size=80), st.integers(TODAY - 400, TODAY + 400))
def test_a_sweep_leaves_the_newest_and_sweeping_again_takes_nothing(days, today):
    """Whatever the order of names; never more than thirty of either side of today are left."""
    names = {daily_name(day) for day in days}
    gone = superseded(names, today)
    assert gone == superseded(sorted(names, reverse=True), today)
    left = names - set(gone)
    assert superseded(left, today) == []
    past = sorted(name for name in names if name <= daily_name(today))
    assert set(past[-10:]) <= left
    assert len(left) <= 60


@given(
    st.lists(
        st.text(max_size=30)
        | st.sampled_from(
            [
                "replaced-2020-01-01T120000.db",
                "flashcards-before-version-2.db",
                "flashcards-2020-13-01.db",
                "flashcards.db",
                "flashcards-2020-01-01.db.damaged",
                "notes.txt",
                "flashcards-2020-01-01 copy.db",
                "FLASHCARDS-2020-01-01.db",
            ]
        ),
        max_size=40,
    )
)
def test_no_file_is_named_that_we_did_not_name(names):
    """What else lies there is the user's."""
    ours = [daily_name(TODAY - number) for number in range(40)]
    assert set(superseded([*names, *ours], TODAY)) <= set(ours)


@for_each("jump", [26_000, 400, -15_000, -400])
def test_a_clock_that_jumps_wipes_nothing_that_was_good(jump):
    """Ten days at the wrong date, then ten at the right one: the last ten of the right time are all there."""
    right = list(range(TODAY - 60, TODAY))
    wrong = list(range(TODAY + jump, TODAY + jump + 10))
    days = kept([*right, *wrong])
    assert len(days & set(right)) >= 6
    assert max(right) in days
    after = list(range(TODAY, TODAY + 10))
    assert set(after) <= kept([*right, *wrong, *after])
