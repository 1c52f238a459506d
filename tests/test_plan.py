"""The plan towards an interview, as a pure function."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.forecast import Course, Outcome, forecast
from flashcards.schedule.interview import InterviewDays, interview_days
from flashcards.schedule.limits import Limits, Usual, first_day, is_swept, new_a_day, shared, usual_evening
from flashcards.schedule.plan import comes_back, countdown_of, fresh_since, last_rehearsals, shown_on, strength
from flashcards.schedule.sm2 import Grade, Memory, review
from flashcards.schedule.standing import Standing, graded
from tests.build import event, retracted
from tests.examples import for_each

DAY = 1000
SOLID = Memory(repetition=4, interval=38)


def told(card: str = "d/a", reviewed: int = DAY - 20, memory: Memory = SOLID, **fields: object) -> Standing:
    """A card that was told on a day; due as its interval says."""
    fields.setdefault("due", reviewed + memory.interval)
    return Standing(card, memory, reviewed=reviewed, told=memory.repetition)._replace(**fields)  # type: ignore[arg-type]


def strangers(count: int, **fields: object) -> list[Standing]:
    """Cards of their own, the later the stronger."""
    return [told(f"d/{place:02}", memory=SOLID._replace(ease=200 + place), **fields) for place in range(count)]


memories = st.builds(
    Memory,
    repetition=st.integers(0, 5),
    interval=st.sampled_from([1, 6, 15, 38]),
    ease=st.sampled_from([130, 236, 250, 260]),
    lapses=st.integers(0, 4),
)
decks = st.lists(
    st.tuples(memories, st.integers(DAY - 40, DAY - 2), st.booleans()), min_size=1, max_size=30
).map(
    lambda rows: [
        told(f"d/{place:02}", reviewed, memory, misses=(("Result", 1),) if missed else ())
        for place, (memory, reviewed, missed) in enumerate(rows)
    ]
)  # fmt: skip


def test_every_card_comes_once_more_within_the_three_days_before():
    """Evenly, the weakest last; the last evening has one strong story to end on."""
    days = last_rehearsals(strangers(9), DAY, DAY - 10, None)
    assert sorted(days.values()) == [DAY - 3] * 3 + [DAY - 2] * 3 + [DAY - 1] * 3
    assert {card for card, day in days.items() if day == DAY - 1} == {"d/00", "d/01", "d/08"}
    assert {card for card, day in days.items() if day == DAY - 2} == {"d/02", "d/03", "d/04"}


@given(decks, st.integers(DAY - 12, DAY - 1))
def test_no_card_is_shown_later_than_sm2_says_nor_on_the_day(cards: list[Standing], today: int):
    """A plan only draws forward."""
    days = last_rehearsals(cards, DAY, today, None)
    for card in cards:
        shown = shown_on(card, days)
        assert shown is not None
        assert shown <= (card.due or 0)
        assert days.get(card.card, DAY - 1) < DAY


@given(decks, st.integers(4, 12), st.data())
def test_whoever_reviews_every_day_has_told_every_card_in_the_last_days(
    cards: list[Standing], ahead: int, data: st.DataObject
):
    """Whatever the grades are; and no day's work grows while it is done."""
    standings = {card.card: card for card in cards if (card.reviewed or 0) < DAY - ahead}
    for today in range(DAY - ahead, DAY):
        first = planned(standings, today)
        for _ in range(len(first)):
            waiting = planned(standings, today)
            assert set(waiting) <= set(first)
            if waiting:
                grade = data.draw(st.integers(0, 5))
                missed = ("Result",) if grade < 4 else ()
                standings[waiting[0]] = graded(standings[waiting[0]], grade, today, missed)
        assert not planned(standings, today)
    assert all((each.reviewed or 0) >= DAY - 3 for each in standings.values())


def planned(standings: dict[str, Standing], today: int) -> list[str]:
    """The cards that are shown today."""
    days = last_rehearsals(list(standings.values()), DAY, today, None)
    return [card for card, each in standings.items() if (shown_on(each, days) or DAY) <= today]


def test_a_strong_card_told_in_the_last_days_does_not_come_again():
    """A young one does when that was three days before, and one with a gap on the last evening."""
    assert last_rehearsals([told(reviewed=DAY - 3)], DAY, DAY - 2, None) == {}
    young = told("d/b", DAY - 3, Memory(3, 15))
    gap = told("d/c", DAY - 2, SOLID, misses=(("Result", 1),))
    assert last_rehearsals([young, *strangers(3, reviewed=DAY - 3)], DAY, DAY - 2, None) == {"d/b": DAY - 2}
    assert last_rehearsals([gap, *strangers(3, reviewed=DAY - 2)], DAY, DAY - 2, None) == {"d/c": DAY - 1}


def test_narrow_limits_take_more_days():
    """Sixty cards at twelve a day begin five days before."""
    assert first_day(DAY, 60, 12) == DAY - 5
    days = last_rehearsals(strangers(60), DAY, DAY - 10, 12)
    assert sorted(set(days.values())) == list(range(DAY - 5, DAY))
    assert max(list(days.values()).count(day) for day in days.values()) == 12


@for_each(
    ("cards", "begin", "beside"),
    [(0.0, 3, 3), (10.0, 3, 3), (8.0, 3, 4), (6.0, 4, 5), (5.0, 5, 6), (4.0, 6, 7), (1.0, 7, 7)],
)
def test_last_rehearsals_begin_so_early_that_no_evening_grows_long(cards: float, begin: int, beside: int):
    """Thirty cards over evenings a quarter longer than usual, a tenth where sweeps have a part of them; not before the
    last week but where limits ask for it.
    """
    assert first_day(DAY, 30, None, Usual(cards, is_shared=True)) == DAY - beside
    usual = Usual(cards)
    assert first_day(DAY, 30, None, usual) == DAY - begin
    days = last_rehearsals(strangers(30), DAY, DAY - 10, None, usual)
    assert {DAY - day for day in days.values()} == set(range(1, begin + 1))
    assert max(Counter(days.values()).values()) == -(-30 // begin)
    assert first_day(DAY, 30, 3, usual) == DAY - 10


@for_each(
    ("usual", "again"),
    [
        (Usual(), True),
        (Usual(2.0), True),
        (Usual(1.9), False),
        (Usual(2.1, is_shared=True), True),
        (Usual(2.0, is_shared=True), False),
    ],
)
def test_where_evenings_are_short_once_has_to_do(usual: Usual, again: bool):
    """Five stories, of which half would come twice, fit into three evenings of 2.5, and not of 2.4."""
    gap = told(reviewed=DAY - 2, misses=(("Result", 1),))
    strong = [told(f"d/s{n}", DAY - 1, introduced=DAY - 8) for n in range(4)]
    assert bool(last_rehearsals([gap, *strong], DAY, DAY - 1, None, usual)) is again


@for_each(("swept", "is_taken"), [(None, False), (DAY - 11, False), (DAY - 10, True), (DAY - 1, True)])
def test_whoever_took_a_sweep_in_the_last_ten_days_is_thought_to_go_on(swept: int | None, is_taken: bool):
    """A sweep of an earlier interview says nothing of this one."""
    assert is_swept(DAY, swept) is is_taken


@for_each(
    ("others", "room"),
    [
        ([], (9, 8.0)),
        ([(DAY + 2, 5)], (4, 4.0)),
        ([(DAY + 2, 95)], (1, 0.4)),
        ([(DAY + 7, 5)], (9, 8.0)),
        ([(DAY - 4, 5)], (9, 8.0)),
    ],
)
def test_an_evening_has_its_part_of_what_is_usual(others: list[tuple[int, int]], room: tuple[int, float]):
    """And of what the limits leave: by the cards of each day that is near and still ahead."""
    found, usual = shared(9, Usual(8.0), 5, DAY, DAY - 4, [(DAY, 5), *others])
    assert (found, usual.cards) == room


@for_each(
    ("everywhere", "own", "day"),
    [
        (None, None, None),
        (DAY + 9, DAY - 2, DAY + 9),
        (None, DAY - 6, DAY - 6),
        (DAY - 6, None, DAY - 6),
        (DAY - 2, DAY - 30, DAY - 2),
        (DAY - 5, DAY - 2, DAY - 2),
        (DAY - 7, DAY - 9, None),
        (None, DAY - 7, None),
        (None, DAY, DAY),
    ],
)
def test_the_day_of_late_is_the_one_ahead_or_one_within_the_last_week(everywhere, own, day):
    """As of the morning of DAY; a deck's own wins while it is ahead, and then the one of all decks."""
    days = InterviewDays(everywhere, {} if own is None else {"shop": own})
    assert days.of_late("shop", DAY) == day


@for_each(
    ("others", "is_near"),
    [
        ([], False),
        ([(DAY, 4)], False),
        ([(DAY, 4), (DAY + 6, 1)], True),
        ([(DAY - 6, 1)], True),
        ([(DAY - 7, 1), (DAY + 7, 1)], False),
        ([(DAY + 1, 0)], False),
    ],
)
def test_an_interview_within_a_week_shares_evenings_also_once_it_is_over(others: list[tuple[int, int]], is_near: bool):
    """Where anything was introduced for it."""
    assert shared(None, Usual(8.0), 4, DAY, DAY - 3, others)[1].is_shared is is_near
    assert shared(None, Usual(8.0, is_shared=True), 4, DAY, DAY - 3, others)[1].is_shared


@for_each("today", [DAY, DAY + 1, DAY + 30])
def test_after_the_day_nothing_is_drawn_forward(today: int):
    """Nor on it."""
    assert last_rehearsals(strangers(5), DAY, today, None) == {}


def test_suspended_and_new_cards_are_left_alone():
    """They have no last rehearsal."""
    assert last_rehearsals([told(suspended=True), Standing("d/new")], DAY, DAY - 5, None) == {}


def test_the_weakest_has_the_lowest_ease_the_most_lapses_and_gaps():
    """In that order."""
    weak = [
        told("d/1", memory=SOLID._replace(ease=130)),
        told("d/2", memory=SOLID._replace(lapses=2)),
        told("d/3", misses=(("Result", 2),)),
        told("d/4", memory=SOLID._replace(interval=6)),
        told("d/5"),
    ]
    assert [card.card for card in sorted([weak[4], *weak[:4]], key=strength)] == ["d/1", "d/2", "d/3", "d/4", "d/5"]


@for_each(
    ("left", "ahead", "a_day"),
    [
        (15, 21, 2),
        (14, 20, 2),
        (20, 12, 4),
        (20, 10, 5),
        (20, 9, 5),
        (20, 8, 7),
        (20, 7, 4),
        (20, 4, 10),
        (20, 3, 20),
        (20, 2, 0),
        (20, 0, 0),
        (0, 21, 0),
    ],
)
def test_new_cards_are_paced_until_a_week_before(left: int, ahead: int, a_day: int):
    """Over half of the days where the day is nearer than two weeks, over all but two within a week; rounded up."""
    assert new_a_day(left, DAY, DAY - ahead) == a_day


@for_each(
    ("limits", "cards"),
    [(Limits(), None), (Limits(cards=7), 7), (Limits(seconds=1800), 12), (Limits(5, 1800), 5), (Limits(seconds=60), 1)],
)
def test_limits_say_how_many_cards_fit_into_a_day(limits: Limits, cards: int | None):
    """A telling of two minutes takes two minutes and twenty seconds with what is drilled."""
    assert limits.cards_a_day(120) == cards


def test_a_decks_own_day_wins_until_it_has_passed():
    """Later decks have the day of all."""
    days = interview_days([event("planned", "", payload={"day": "2026-12-18", "decks": None}),
                           event("planned", "", payload={"day": "2026-12-01", "decks": ["a"]})])  # fmt: skip
    own, everywhere = 739951, 739968
    assert days == InterviewDays(everywhere, {"a": own})
    assert [days.of("a", own), days.of("a", own + 1), days.of("b", own)] == [own, everywhere, everywhere]
    assert days.of("b", everywhere + 1) is None


def test_clearing_forgets_one_deck_or_all():
    """What is no day, or from a later version, is ignored."""
    set_all = event("planned", "", payload={"day": "2026-12-18"})
    set_own = event("planned", "", payload={"day": "2026-12-01", "decks": ["a", "b"]})
    clear_own = event("planned", "", payload={"day": None, "decks": ["a"]})
    assert interview_days([set_all, set_own, clear_own]).own == {"b": 739951}
    assert interview_days([clear_own, set_own, set_all]).own == {"b": 739951}
    assert interview_days([set_all, set_own, event("planned", "", payload={"day": None})]) == InterviewDays()
    assert interview_days([event("planned", "", payload={"day": "soon"}), retracted()]) == InterviewDays()


def test_a_forecast_says_what_the_limits_leave_behind():
    """Two cards a day are too few for twenty new ones in two weeks."""
    course = Course(tuple(Standing(f"d/{n:02}") for n in range(20)), DAY, 120.0)
    free, narrow = (forecast([course], DAY - 14, DAY, limits) for limits in (Limits(), Limits(cards=2)))
    assert free.outcomes == (Outcome(0, 0),)
    assert free.outcomes[0].fits
    assert [day.new for day in free.days[:8]] == [3, 3, 3, 3, 2, 2, 2, 1]
    assert narrow.outcomes[0].unseen > 0
    assert max(day.due + day.new for day in narrow.days) == 2


def in_the_end(*cards: Standing, fresh: int = 0, others: int = 0, cards_a_day: int | None = None) -> dict[str, int]:
    """The plan for the last evening; ``others`` are strong and told, ``fresh`` of them introduced this week."""
    strong = [told(f"d/s{n}", DAY - 1, introduced=DAY - 7 if n < fresh else DAY - 8) for n in range(others)]
    return last_rehearsals([*cards, *strong], DAY, DAY - 1, cards_a_day)


def test_what_was_told_before_the_last_days_takes_no_place_in_them():
    """The others are spread as if it had not been told."""
    cards = [told("d/a", reviewed=DAY - 29), told("d/b", reviewed=DAY - 36)]
    told_today = told("d/c", reviewed=DAY - 9)._replace(previous=DAY - 29)
    planned = last_rehearsals([*cards, told_today], DAY, DAY - 9, None)
    assert {card: day - DAY for card, day in planned.items()} == {"d/b": -3, "d/a": -2, "d/c": -3}


@for_each(
    ("brought", "usual"),
    [
        ({}, 0.0),
        ({-1: 8}, 8.0),
        ({-1: 4, -2: 7}, 5.5),
        ({-1: 8, -2: 4, -3: 5, -4: 9, -5: 1}, 5.0),
        ({0: 9, -1: 4, -2: 6, -28: 20, -29: 1}, 6.0),
    ],
)
def test_the_usual_evening_is_the_middle_one_of_four_weeks(brought: dict[int, float], usual: float):
    """Today is not over; of two it is what lies between them."""
    assert usual_evening({DAY + day: much for day, much in brought.items()}, DAY) == usual


@for_each(
    ("memory", "reviewed", "missed", "fresh", "again"),
    [
        (Memory(2, 6), DAY - 2, False, 1, True),
        (Memory(2, 6), DAY - 2, False, 2, False),
        (Memory(2, 6), DAY - 2, True, 2, False),
        (Memory(3, 6), DAY - 2, True, 2, True),
        (Memory(3, 15), DAY - 2, True, 2, True),
        (Memory(3, 15), DAY - 2, False, 1, False),
        (Memory(3, 7), DAY - 2, False, 1, False),
        (Memory(1, 1), DAY - 2, True, 1, True),
        (Memory(3, 15), DAY - 3, False, 1, True),
        (Memory(3, 16), DAY - 3, False, 1, False),
        (Memory(3, 16), DAY - 4, False, 1, True),
    ],
)
def test_the_last_evening_has_young_cards_once_more(
    memory: Memory, reviewed: int, missed: bool, fresh: int, again: bool
):
    """Not where more than half of the stories are of this week; a gap counts from the third pass on."""
    misses = (("Result", 1),) if missed else ()
    card = told(reviewed=reviewed, memory=memory, introduced=DAY - 8, misses=misses, due=DAY)
    assert bool(in_the_end(card, fresh=fresh, others=2)) is again


@for_each(("fresh", "youngest"), [(2, 1), (3, 2)])
def test_where_half_of_the_stories_are_days_old_they_come_on_the_last_evening(fresh: int, youngest: int):
    """Where more than half are, it cannot have all of them."""
    assert countdown_of(DAY, 4, fresh, None).youngest == youngest


@for_each(("others", "again"), [(3, True), (4, False)])
def test_where_the_limits_are_narrow_once_has_to_do(others: int, again: bool):
    """Four stories at three a day leave room for half of them twice; five do not."""
    gap = told(reviewed=DAY - 2, misses=(("Result", 1),))
    assert bool(in_the_end(gap, others=others, cards_a_day=3)) is again


@for_each(("previous", "today"), [(DAY - 20, 4), (DAY - 5, 10)])
def test_what_was_told_today_keeps_its_place_in_the_share_of_today(previous: int, today: int):
    """Unless it had its last rehearsal before: thirty that wait, ten told today, three days."""
    done = [told(f"d/t{n}", DAY - 3, previous=previous) for n in range(10)]
    early = [told(f"d/e{n}", DAY - 4) for n in range(20)]
    days = list(last_rehearsals([*strangers(30), *done, *early], DAY, DAY - 3, 12).values())
    assert (len(days), days.count(DAY - 3)) == (30, today)


@for_each(
    ("due", "today", "at"),
    [
        (DAY - 2, DAY - 10, DAY - 2),
        (DAY - 3, DAY - 10, DAY - 3),
        (DAY - 5, DAY - 10, DAY - 1),
        (DAY - 5, DAY - 3, DAY - 3),
        (DAY - 1, DAY - 10, DAY - 1),
        (DAY + 9, DAY - 10, DAY - 1),
    ],
)
def test_the_weakest_comes_as_late_as_sm2_lets_it(due: int, today: int, at: int):
    """One that is due before the last days comes then, and once more among them; one overdue in them comes today."""
    weakest = told("d/w", memory=SOLID._replace(ease=130), due=due)
    assert last_rehearsals([weakest, *strangers(8)], DAY, today, None)["d/w"] == at


def test_few_cards_leave_the_last_evening_to_the_weakest_or_free():
    """A strong one to end on comes where there are several that evening."""
    assert last_rehearsals(strangers(2), DAY, DAY - 10, None) == {"d/00": DAY - 2, "d/01": DAY - 3}
    assert last_rehearsals(strangers(3), DAY, DAY - 10, None) == {"d/00": DAY - 1, "d/01": DAY - 2, "d/02": DAY - 3}
    six = last_rehearsals(strangers(6), DAY, DAY - 10, None)
    assert {card for card, day in six.items() if day == DAY - 1} == {"d/00", "d/05"}


@given(memories, st.integers(0, 30))
def test_without_a_day_a_card_comes_back_when_sm2_says(memory: Memory, elapsed: int):
    """After each grade its own interval."""
    card = told(memory=memory, reviewed=DAY - elapsed)
    assert comes_back(card, DAY, (), None) == {grade: DAY + review(memory, grade, elapsed).interval for grade in Grade}


@given(
    decks, st.integers(DAY - 30, DAY), st.sampled_from([None, 1, 3, 12]), st.booleans(), st.sampled_from(list(Grade))
)
def test_a_card_comes_back_on_the_day_that_the_whole_plan_gives_it(
    cards: list[Standing], today: int, cards_a_day: int | None, missed: bool, grade: Grade
):
    """Looked at by itself, the others told or not; a new card counts as introduced by then."""
    first, *others = [each for each in cards if (each.reviewed or 0) < today] or [Standing("d/new")]
    gaps = ("Result",) if missed else ()
    after = [graded(first, grade, today, gaps), *others]
    fresh = sum(1 for each in after if (each.introduced or 0) >= fresh_since(DAY))
    count = countdown_of(DAY, len(after), fresh, cards_a_day)
    expected = shown_on(after[0], last_rehearsals(after, DAY, today, cards_a_day))
    assert comes_back(first, today, gaps, count)[grade] == expected
