"""What was done with each card, and how it stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.events import Event, EventKind, in_order
from flashcards.schedule.past import KEPT_GRADES, Past, PastGrade, Tally, pasts
from flashcards.schedule.replay import replay, standing_retractions
from flashcards.schedule.report import CardReport, Subject, ThemeReport, report
from flashcards.schedule.sm2 import Memory
from flashcards.schedule.standing import Standing
from flashcards.schedule.statistics import (
    Strength,
    Trend,
    days_done,
    done_between,
    kept_since,
    misses,
    strength,
    times,
    trend,
    weeks_done,
)
from tests.build import drilled, event, graded, retracted
from tests.examples import for_each

PARTS = ("Situation", "Task", "Action", "Result")
CARD = "deck/card"


def taken_back(events: Iterable[Event]) -> frozenset[str]:
    """The ids of what some standing event takes back."""
    return frozenset(target for event in standing_retractions(events) for target in event.retracts)


def gathered(*events: Event, since: int = 0) -> dict[str, Past]:
    """The pasts of these events, as the store hands them over."""
    return pasts(sorted(events, key=in_order), taken_back(events), since)


def telling(day: int = 100, grade: int = 4, missed: tuple[str, ...] = (), seconds: float | None = 60.0) -> PastGrade:
    """One telling in one go."""
    return PastGrade(day, grade, missed, seconds, stepped=False)


def renamed(old: str, new: str | None) -> Event:
    """The history of one id goes on under another."""
    return event(EventKind.RENAMED, old, payload={"to": new})


@for_each(("grade", "counts"), [(2, (1, 0, 0)), (3, (1, 1, 0)), (4, (1, 1, 1))])
def test_a_grade_of_three_passes_and_one_of_four_is_whole(grade: int, counts: tuple[int, int, int]):
    """As the schedule has it."""
    total = gathered(graded(grade))[CARD].total
    assert (total.told, total.passed, total.whole) == counts


def test_a_day_counts_what_was_told_whole_passed_and_drilled():
    """Whole is 4 or 5 with nothing missed; the seconds of drills count."""
    found = gathered(
        graded(4, day=100, seconds=60.0),
        graded(4, day=101, seconds=50.0, missed=("Result",)),
        graded(2, day=102, seconds=40.0, missed=("Task",)),
        drilled(4, day=102, seconds=10.0),
    )
    assert found[CARD].total == Tally(told=3, passed=2, whole=1, drills=1, seconds=160.0)
    assert found[CARD].days[102] == Tally(told=1, drills=1, seconds=50.0)


def test_a_second_grade_on_one_day_is_a_drill():
    """As in replay: it never scheduled, so it is no telling either."""
    past = gathered(graded(2, day=100), graded(5, day=100))[CARD]
    assert (past.total.told, past.total.drills, len(past.grades)) == (1, 1, 1)


def test_what_was_taken_back_was_not_done():
    """An undone grade counts nowhere, and leaves its day free for another one."""
    undone = graded(0)
    assert gathered(undone, retracted(undone)) == {}
    assert gathered(undone, retracted(undone), graded(4))[CARD].total.told == 1


def test_a_reset_starts_the_tellings_anew_but_what_was_done_stays():
    """The time was spent; the story is new."""
    past = gathered(graded(4, day=100), event(EventKind.RESET), graded(3, day=101))[CARD]
    assert past.total.told == 2
    assert [each.grade for each in past.grades] == [3]


@for_each(
    ("events", "told"),
    [
        ((graded(4, card="d/a"), renamed("d/a", "d/b"), graded(4, day=101, card="d/b")), {"d/b": 2}),
        ((graded(4, card="d/a"), renamed("d/a", "d/b"), graded(4, day=101, card="d/a")), {"d/b": 2}),
        ((graded(4, card="d/a"), renamed("d/a", "d/b"), renamed("d/b", "e/c")), {"e/c": 1}),
        ((graded(4, card="d/a"), graded(4, card="d/b"), renamed("d/a", "d/b")), {"d/a": 1, "d/b": 1}),
        (
            (graded(4, card="d/a"), renamed("d/a", "d/b"), renamed("d/a", None), graded(4, day=101, card="d/a")),
            {"d/b": 1, "d/a": 1},
        ),
    ],
)
def test_a_history_counts_under_the_id_that_it_has_now(events, told):
    """Whatever names it went by; the same as replay says."""
    assert {card: past.total.told for card, past in gathered(*events).items()} == told
    assert {card: each.told for card, each in replay(events).standings.items() if each.told} == told


def test_drills_of_a_card_that_gives_its_id_to_a_history_stay_done():
    """A new card that was crammed, then linked to an older history: both count, under one id."""
    past = gathered(graded(4, card="d/a"), drilled(4, card="d/b"), renamed("d/a", "d/b"))["d/b"]
    assert (past.total.told, past.total.drills) == (1, 1)
    assert past.days[100] == past.total


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["d/a", "d/b"]),
        st.integers(90, 120),
        st.sampled_from([EventKind.GRADED, EventKind.DRILLED, EventKind.RESET, "renamed", "unknown"]),
        st.integers(0, 5),
        st.booleans(),
    ),
    max_size=30,
)


@given(EVENTS)
def test_nothing_is_counted_twice_or_lost(drawn):
    """Every grade and drill that stands is in exactly one total; tellings are what replay lets schedule."""
    events = []
    for card, day, kind, grade, undone in drawn:
        made = renamed(card, "d/c") if kind == "renamed" else event(kind, card, day, grade=grade, seconds=1.0)
        events += [made, retracted(made)] if undone else [made]
    gone = taken_back(events)
    standing = [e for e in events if e.id not in gone and e.kind in (EventKind.GRADED, EventKind.DRILLED)]
    found = gathered(*events)
    total = sum((past.total for past in found.values()), Tally())
    assert total.told + total.drills == len(standing) == total.seconds
    assert done_between(found.values(), 90, 120) == total
    assert {c: p.total.told for c, p in found.items() if p.total.told} == {
        card: each.told for card, each in replay(events).standings.items() if each.told
    }


def test_what_is_held_grows_with_the_cards_and_not_with_the_log():
    """Old days count in the total alone; of the tellings the last ones are kept."""
    past = gathered(*(graded(4, day=day) for day in range(1, 1001)), since=995)[CARD]
    assert past.total.told == 1000
    assert sorted(past.days) == [995, 996, 997, 998, 999, 1000]
    assert len(past.grades) == KEPT_GRADES
    assert past.grades[-1].day == 1000


def test_weeks_are_seven_days_back_from_today():
    """So that each is a whole one, today's among them."""
    found = gathered(graded(4, day=100), graded(1, day=94), graded(5, day=93), since=kept_since(100))
    weeks = weeks_done(list(found.values()), 100)
    assert [(week.last - week.first + 1) for week in weeks] == [7] * 8
    assert (weeks[-1].first, weeks[-1].last, weeks[-1].done.told, weeks[-1].done.passed) == (94, 100, 2, 1)
    assert (weeks[-2].last, weeks[-2].done.told) == (93, 1)
    assert weeks[0].first == kept_since(100)


def test_the_last_fourteen_days_end_with_today():
    """Days without anything among them; what is later than today is not shown."""
    shown = days_done(
        gathered(graded(4, day=100), graded(4, day=87), graded(4, day=86), graded(4, day=101)).values(), 100
    )
    assert [each.day for each in shown] == list(range(87, 101))
    assert [each.day for each in shown if each.done.told] == [87, 100]


def memory(interval: int, reviewed: int) -> Standing:
    """A card reviewed on a day, with an interval."""
    return Standing(CARD, Memory(1, interval, 250, 0), due=reviewed + interval, reviewed=reviewed)


@for_each(
    ("interval", "ago", "missed", "expected"),
    [
        (1, 0, (), 50),  # 0.9 ** 7
        (6, 0, (), 90),  # 0.9 ** (7 / 6) = 0.884
        (6, 6, (), 80),  # 0.9 ** (13 / 6) = 0.796
        (7, 0, (), 90),  # 0.9 to the letter
        (100, 0, (), 100),  # 0.9926
        (100, 0, (("Result",),), 75),  # a part of four
        (100, 0, (("Result",), ()), 85),  # 0.9926 * 7 / 8 = 0.869
        (100, 0, (("Result",), (), (), ()), 100),  # longer ago than three tellings
        (100, 0, (PARTS,), 0),
        (100, 0, (("Prologue",),), 100),  # a part that the story has no more
    ],
)
def test_strength_is_what_would_be_told_a_week_from_today(interval, ago, missed, expected):
    """The curve of forgetting, 0.9 at the end of the interval, times the share of the parts that came lately."""
    tellings = [telling(missed=each) for each in missed]
    assert strength(memory(interval, 100 - ago), tellings, PARTS, 100) == expected


def test_a_card_that_was_never_told_has_no_strength():
    """Nor has one that was reset."""
    assert strength(Standing(CARD), [], PARTS, 100) is None


@given(st.integers(1, 36_500), st.integers(-5, 5000), st.lists(st.sampled_from(PARTS), max_size=4), st.integers(0, 400))
def test_strength_falls_with_the_days_and_rises_with_the_interval(interval, ago, missed, more):
    """And it stays between 0 and 100, in fives."""
    tellings = [telling(missed=tuple(missed))]

    def at(interval: int, ago: int) -> int:
        return strength(memory(interval, 1000 - ago), tellings, PARTS, 1000) or 0

    assert 0 <= at(interval, ago) <= 100
    assert at(interval, ago) % 5 == 0
    assert at(interval, ago + more) <= at(interval, ago) <= at(interval + more, ago)


@for_each(("percent", "name"), [(None, "new"), (0, "weak"), (55, "weak"), (60, "fair"), (75, "good"), (90, "strong")])
def test_each_strength_has_a_word(percent, name):
    """So that a colour is never alone."""
    assert Strength.of(percent) == name


@for_each(
    ("seconds", "expected"),
    [
        ((), None),
        ((100, 50), None),
        ((100, 90, 80), Trend.FASTER),
        ((80, 90, 100), Trend.SLOWER),
        ((100, 101, 99, 100), Trend.STEADY),
        ((100, 104, 108), Trend.STEADY),
        ((160, 150, 900, 130, 120), Trend.FASTER),  # once the telephone rang
        ((100, 98, 96), Trend.STEADY),  # less than a tenth
        ((2.0, 2.3, 2.6), Trend.SLOWER),  # by less than a second
        ((0, 0, 0), Trend.STEADY),
    ],
)
def test_the_trend_of_times(seconds, expected):
    """Three times are needed, and one interrupted telling tells nothing."""
    assert trend(seconds) is expected


@given(st.lists(st.floats(1, 1000), min_size=3, max_size=KEPT_GRADES))
def test_told_backwards_faster_is_slower(seconds):
    """And steady stays steady."""
    opposite = {Trend.FASTER: Trend.SLOWER, Trend.SLOWER: Trend.FASTER, Trend.STEADY: Trend.STEADY}
    assert trend(seconds[::-1]) is opposite[trend(seconds)]


def test_step_by_step_times_are_kept_apart():
    """They measure something else; a telling without a time is in neither."""
    past = gathered(
        graded(4, day=100, seconds=90.0),
        graded(4, day=101, seconds=120.0, payload={"stepped": True}),
        graded(4, day=102),
    )[CARD]
    assert times(past.grades, stepped=False) == (90.0,)
    assert times(past.grades, stepped=True) == (120.0,)


def test_the_part_missed_most_comes_first_and_ties_as_the_story_goes():
    """Parts that the story has no more are left out."""
    told = [telling(missed=("Result", "Task")), telling(missed=("Result",)), telling(missed=("Action", "Old"))]
    assert misses(told, PARTS) == (("Result", 2), ("Task", 1), ("Action", 1))


def theme(*strengths: int | None) -> ThemeReport:
    """A theme with stories of these strengths."""
    subject = Subject("d/theme/t", "d", "t", "T", (), 120, is_theme=True)
    names = itertools.count()
    stories = (CardReport(Subject(f"d/{next(names)}", "d", "", "", PARTS, 120), each) for each in strengths)
    return ThemeReport(subject, tuple(stories))


@for_each(
    ("strengths", "remark"),
    [
        ((90, 80), ""),
        ((50,), "its only story is weak"),
        ((50, 55), "every story is weak"),
        ((50, 90), "1 weak story"),
        ((50, 50, 90), "2 weak stories"),
        ((None, 90), ""),
        ((None, None), "no story told yet"),
        ((None, 50), "1 weak story"),
    ],
)
def test_a_theme_says_what_to_know_before_it_is_asked_for(strengths, remark):
    """In words, not by a colour alone."""
    assert theme(*strengths).remark == remark


def test_a_report_has_the_weakest_first_and_new_ones_last():
    """Themes hold their stories in that order too."""
    subjects = [
        Subject(f"d/{name}", "d", name, name, PARTS, 120, themes=("d/theme/t",))
        for name in ("new", "newer", "strong", "weak")
    ]
    subjects.append(Subject("d/theme/t", "d", "theme/t", "T", (), 120, is_theme=True))
    standings = {"d/strong": memory(50, 100), "d/weak": memory(1, 90)}
    found = report(subjects, {"d/weak": Past(Tally(told=1))}, (), standings, (), (), 100)
    assert [each.subject.name for each in found.stories] == ["weak", "strong", "new", "newer"]
    assert [each.subject.name for each in found.themes[0].stories] == ["weak", "strong", "new", "newer"]
    assert (found.themes[0].weakest, found.themes[0].best) == (15, 100)
    assert not found.is_empty
    assert report(subjects, {}, (), {}, (), (), 100).is_empty


def test_periods_end_today_and_are_as_long_as_their_names_say():
    """Yesterday is not today, and the eighth day back is none of seven."""
    subjects = [
        Subject("d/a", "d", "a", "A", PARTS, 120),
        Subject("d/theme/t", "d", "theme/t", "T", (), 0, is_theme=True),
    ]
    told = [graded(4, day=day, card="d/a") for day in (100, 99, 94, 93, 73, 72)]
    past = gathered(*told, graded(4, day=40, card="d/theme/t"))
    found = report(subjects, past, ("d/theme/t",), {}, (), (), 100)
    rows = dict(found.done())
    assert rows["stories told"] == [1, 3, 5, 6]
    assert rows["themes told"] == [0, 0, 0, 1]
    assert "themes told" not in dict(report(subjects, gathered(*told), ("d/theme/t",), {}, (), (), 100).done())


def test_times_of_tellings_in_one_go_and_step_by_step_are_apart():
    """They are no one course."""
    tellings = [graded(4, day=day, seconds=float(day), payload={"stepped": day == 92}) for day in (91, 92, 93)]
    subject = Subject(CARD, "deck", "card", "C", PARTS, 120)
    (found,) = report([subject], gathered(*tellings), (), {CARD: memory(6, 93)}, (), (), 100).stories
    assert (found.in_one_go, found.stepped) == ((91.0, 93.0), (92.0,))


def test_the_stories_of_a_theme_are_those_that_show_it():
    """And no others."""
    theme_subject = Subject("d/theme/t", "d", "theme/t", "T", (), 120, is_theme=True)
    subjects = [
        Subject("d/a", "d", "a", "A", PARTS, 120, themes=("d/theme/t",)),
        Subject("d/b", "d", "b", "B", PARTS, 120),
    ]
    found = report([*subjects, theme_subject], {}, (), {}, (), (), 100)
    assert [each.subject.card for each in found.showing(found.themes)] == ["d/a"]
    assert found.showing(()) == ()


def test_what_was_missed_most_is_named_with_how_often():
    """All that were missed as often; no part and 0 where none was."""
    subject = Subject("d/a", "d", "a", "A", PARTS, 120)
    assert CardReport(subject, misses=(("Task", 3), ("Result", 3), ("Action", 1))).missed_most == (
        ("Task", "Result"),
        3,
    )
    assert CardReport(subject, misses=(("Task", 3), ("Result", 1))).missed_most == (("Task",), 3)
    assert CardReport(subject).missed_most == ((), 0)


def test_a_time_that_says_nothing_of_a_telling_counts_in_none():
    """Too short, or taken where no clock was; it counts towards the day."""
    for payload in ({"untimed": True}, {"short": True}):
        past = gathered(graded(4, seconds=9.0, payload=payload))[CARD]
        assert (past.grades[0].seconds, past.total.seconds) == (None, 9.0)
    assert gathered(graded(4, seconds=9.0))[CARD].grades[0].seconds == 9.0
