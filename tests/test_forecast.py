"""What comes on each day, simulated."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.schedule.day_load import Spent
from flashcards.schedule.forecast import Course, DayLoad, forecast
from flashcards.schedule.limits import (
    LONGEST_EVENING,
    Limits,
    Usual,
    first_day,
    new_a_day,
    new_until,
    seconds_with_drills,
    usual_evening,
)
from flashcards.schedule.plan import last_rehearsals
from flashcards.schedule.queue import overdue
from flashcards.schedule.sm2 import Grade, Memory
from flashcards.schedule.standing import Standing, graded
from tests.examples import for_each

TODAY = 1000
SECONDS = 120.0


def standing(number: int, interval: int, ago: int, *, is_new: bool = False, suspended: bool = False) -> Standing:
    """A card that was told so many days ago, or is new again since then."""
    card, memory = f"d/{number}", Memory(repetition=3, interval=interval)
    if is_new:
        return Standing(card, introduced=TODAY - ago, introductions=1, suspended=suspended)
    reviewed = TODAY - ago
    return Standing(card, memory, due=reviewed + interval, reviewed=reviewed, suspended=suspended)


courses = st.builds(
    lambda rows, ahead, a_day, has_sweeps: Course(
        tuple(standing(number, *row[:2], is_new=row[2], suspended=row[3]) for number, row in enumerate(rows)),
        None if ahead is None else TODAY + ahead,
        SECONDS,
        new_a_day=a_day,
        has_sweeps=has_sweeps,
    ),
    st.lists(
        st.tuples(
            st.sampled_from([1, 6, 15, 30]),
            st.integers(0, 40),
            st.sampled_from([False, False, True]),
            st.sampled_from([False] * 5 + [True]),
        ),
        max_size=16,
    ),
    st.none() | st.integers(0, 14),
    st.integers(0, 3),
    st.booleans(),
)


def told_on(
    course: Course, standings: dict[str, Standing], today: int, limits: Limits, usual: Usual
) -> Iterator[tuple[str, bool]]:
    """What a day brings in its order, and whether it is new: every card is looked at."""
    seen = [each for each in standings.values() if not each.is_new]
    cards_a_day = limits.cards_a_day(SECONDS)
    ahead = course.day is not None and course.day >= today
    last = []
    if course.day is not None and ahead and today >= first_day(course.day, len(seen), cards_a_day, usual):
        drawn = last_rehearsals(seen, course.day, today, cards_a_day, usual)
        last = [each for each in seen if drawn.get(each.card, today + 1) <= today]
    due = [each for each in seen if (each.due or 0) <= today and each not in last]
    due.sort(key=lambda each: overdue(each.due or 0, each.memory.interval, today), reverse=True)
    fresh = [each.card for each in standings.values() if each.is_new]
    begun = sum(each.introductions for each in standings.values() if each.introduced == today)
    room = course.new_a_day
    if course.day is not None and ahead:
        room = new_a_day(len(fresh) + begun, course.day, today)
    yield from [(each.card, False) for each in [*last, *due]]
    yield from [(card, True) for card in fresh[: max(0, room - begun)]]


def is_over(limits: Limits, cards: int, seconds: float) -> bool:
    """Whether a day that brought so much is over; a limit of no seconds is none."""
    return (limits.cards is not None and cards >= limits.cards) or 0 < limits.seconds <= seconds


# one card a day, the more overdue of two first, which is not that of the shorter interval
@example(Course((standing(0, 6, 7), standing(1, 30, 60)), None, SECONDS, new_a_day=0), Limits(cards=1), 20)
@given(courses, st.sampled_from([Limits(), Limits(cards=2), Limits(cards=5, seconds=900)]), st.integers(0, 14))
def test_days_come_as_if_every_card_were_looked_at_on_each(course: Course, limits: Limits, length: int):
    """However few cards a day reaches."""
    standings = {each.card: each for each in course.standings if not each.suspended}
    begun = sum(each.introductions for each in standings.values() if each.introduced == TODAY)
    course = course._replace(cards_a_day=limits.cards_a_day(SECONDS), introduced=begun)
    expected: list[DayLoad] = []
    for today in range(TODAY, TODAY + length):
        counts, seconds = [0, 0], 0.0
        brought = {load.day: load.due + load.new for load in expected if load.due + load.new}
        usual = Usual(usual_evening(brought, today), course.has_sweeps)
        for card, is_new in list(told_on(course, standings, today, limits, usual)):
            if not is_over(limits, sum(counts), seconds):
                standings[card] = graded(standings[card], Grade.ALL_TOLD, today)
                counts[is_new] += 1
                seconds += seconds_with_drills(SECONDS)
        expected.append(DayLoad(today, *counts, seconds))
    assert list(forecast([course], TODAY, TODAY + length, limits).days) == expected


def test_a_card_comes_on_its_day_and_no_day_before():
    """However much room a day has."""
    cards = (standing(1, 6, 6), standing(2, 6, 5), standing(3, 1, 0))
    found = forecast([Course(cards, None, SECONDS)], TODAY, TODAY + 3, Limits())
    assert [day.due for day in found.days] == [1, 2, 0]


def test_what_was_rewritten_comes_today_whenever_it_is_due():
    """And once; one that was suspended since does not."""
    cards = (standing(1, 30, 1), standing(2, 30, 1, suspended=True))
    course = Course(cards, TODAY + 3, SECONDS, rewritten={each.card for each in cards})
    assert [day.due for day in forecast([course], TODAY, TODAY + 2, Limits()).days] == [1, 0]


def test_a_number_of_new_cards_by_hand_is_for_all_decks_together():
    """And for none whose new cards do not come by themselves; of today what is left of it."""
    own, other = (
        Course(tuple(standing(number, 1, 40, is_new=True) for number in range(first, first + 5)), None, SECONDS)
        for first in (0, 5)
    )
    days = forecast([own, other], TODAY, TODAY + 2, Limits(), Spent(introduced=1), new=7).days
    assert [day.new for day in days] == [6, 4]
    guest = other._replace(new_a_day=0)
    assert [day.new for day in forecast([guest, own], TODAY, TODAY + 2, Limits(), new=7).days] == [5, 0]


def test_what_today_has_had_counts_towards_today():
    """And towards no other day."""
    cards = tuple(standing(number, 6, 7) for number in range(5))
    days = forecast([Course(cards, None, SECONDS)], TODAY, TODAY + 2, Limits(cards=3), Spent(cards=2)).days
    assert [day.due for day in days] == [1, 3]


def test_what_was_begun_today_counts_towards_the_share_of_today():
    """Ten new cards until five days before the day: two a day, of which those begun are taken; of eleven three."""
    day = next(TODAY + ahead for ahead in range(1, 60) if new_until(TODAY + ahead, TODAY) == TODAY + 5)
    for cards, begun, left in ((10, 0, 2), (10, 1, 1), (10, 2, 0), (11, 1, 2)):
        fresh = tuple(standing(number, 1, 40, is_new=True) for number in range(cards - begun))
        course = Course(fresh, day, SECONDS, introduced=begun)
        assert forecast([course], TODAY, TODAY + 1, Limits()).days[0].new == left


@for_each(("apart", "sizes"), [(apart, sizes) for apart in range(2, 7) for sizes in ((30, 30), (40, 20), (20, 40))])
def test_two_interviews_within_a_week_share_the_evenings_before_them(apart: int, sizes: tuple[int, int]):
    """No evening is long, by what is usual or by the limits, and every story gets its last rehearsal."""
    usual = 10
    days, evenings = (TODAY + 10, TODAY + 10 + apart), {TODAY - ago: usual for ago in range(1, 29)}
    for cards_a_day, most in ((None, LONGEST_EVENING * usual), (14, 14)):
        cards = (
            tuple(standing(place * 100 + number, 30, 9) for number in range(size)) for place, size in enumerate(sizes)
        )
        running = [Course(each, day, SECONDS, cards_a_day) for each, day in zip(cards, days, strict=True)]
        found = forecast(running, TODAY, days[1], Limits(cards=cards_a_day), evenings=evenings)
        assert max(load.due for load in found.days) <= most
        assert all(outcome.fits for outcome in found.outcomes)


def test_a_day_that_reaches_few_cards_takes_little_work():
    """A month over a thousand late cards, at two a day, makes hardly more calls than its first day."""

    def calls(days: int) -> int:
        course = Course(tuple(standing(number, 30, 40) for number in range(1000)), None, SECONDS)
        count = 0

        def called(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(called)
        try:
            forecast([course], TODAY, TODAY + days, Limits(cards=2))
        finally:
            sys.setprofile(None)
        return count

    assert calls(30) < 3 * calls(1)
