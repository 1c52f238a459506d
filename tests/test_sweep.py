"""A sweep: the weakest parts of all stories, each asked by itself, where that pays."""

from __future__ import annotations

import json
import re
from contextlib import closing
from datetime import date
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.outlook import outlook
from flashcards.rehearsal.sweep import offered_sweep, sweep_asked_for
from flashcards.rehearsal.sweep_round import SweepRound
from flashcards.schedule.recall.askings import Asking, Story
from flashcards.schedule.recall.foresight import Foresight
from flashcards.schedule.recall.fsrs import Fsrs, Rating
from flashcards.schedule.recall.learner import Learner
from flashcards.schedule.recall.readiness import part_chances
from flashcards.schedule.recall.sweep import Counted, Evening, Rooms, rooms_for_sweeps, sweep, weakest_fifth
from flashcards.store.days import evenings
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import for_each

PARTS = ("Situation", "Task", "Action", "Result")
SURE = Learner(((1.0, Fsrs()),), 0.5)
DAY, TONIGHT = 110, 109
KNOWN = (Asking(100, Rating.GOOD), Asking(103, Rating.GOOD), Asking(107, Rating.GOOD))


def tonight(seconds: float) -> Rooms:
    """Room for a sweep on one evening alone."""
    return Rooms({TONIGHT: seconds}, seconds)


def with_gap(card: str, *missed: str, day: int = 107) -> Story:
    """A story of which some parts were missed the last time, and drilled."""
    gap = (Asking(day, Rating.GOOD, missed), Asking(day, Rating.GOOD, (), missed))
    return Story(card, PARTS, (*KNOWN[:2], *gap), DAY)


def test_the_part_that_gains_most_comes_first():
    """One that was missed before one that was told; of the same parts the one of the story that is surer otherwise."""
    stories = [Story("d/sure", PARTS, KNOWN, DAY), with_gap("d/one", "Result"), with_gap("d/two", "Task", "Action")]
    found = sweep(stories, SURE, TONIGHT, seconds=30, rooms=tonight(30))
    assert {card: [each.part for each in parts] for card, parts in found.chosen.items()} == {"d/one": ["Result"]}
    assert found.seconds == 30
    more = sweep(stories, SURE, TONIGHT, seconds=30, rooms=tonight(95))
    assert (more.parts, more.seconds) == (3, 90)
    assert {each.part for each in more.chosen["d/two"]} == {"Task", "Action"}


@given(st.lists(st.sets(st.sampled_from(PARTS)), min_size=1, max_size=5), st.integers(0, 12))
def test_what_a_sweep_promises_is_what_its_parts_bring(gaps: list[set[str]], room: int):
    """Within its room; the share of stories told whole grows by just that, and the more parts the more it grows."""
    stories = [with_gap(f"d/{number}", *sorted(missed)) for number, missed in enumerate(gaps)]
    found = sweep(stories, SURE, TONIGHT, 1.0, tonight(room))
    assert found.parts <= room
    wholes = []
    for each in stories:
        swept = {chance.part for chance in found.chosen.get(each.card, ())}
        chances = part_chances(each, SURE.at(0.5), SURE.familiar, TONIGHT)
        wholes.append(prod(chance.tonight if chance.part in swept else chance.stopped for chance in chances))
    assert found.after == pytest.approx(sum(wholes) / len(wholes))
    assert sweep(stories, SURE, TONIGHT, 1.0, tonight(room + 1)).after >= found.after >= found.before


@given(st.lists(st.sets(st.sampled_from(PARTS)), min_size=1, max_size=5), st.integers(1, 12))
def test_of_what_is_counted_only_the_shares_depend(gaps: list[set[str]], room: int):
    """The same parts are chosen, and pay; where the stories are those of the sweep, the shares are the same, too."""
    stories = [with_gap(f"d/{number}", *sorted(missed)) for number, missed in enumerate(gaps)]
    found = sweep(stories, SURE, TONIGHT, 1.0, tonight(room))
    cards = [each.card for each in stories]
    own = sweep(stories, SURE, TONIGHT, 1.0, tonight(room), counted=Counted(cards, found.before))
    assert own._replace(after=0.0) == found._replace(after=0.0)
    assert own.after == pytest.approx(found.after)
    others = sweep(stories, SURE, TONIGHT, 1.0, tonight(room), counted=Counted(["d/other"], 0.5))
    assert (others.chosen, others.pays, others.before, others.after) == (found.chosen, found.pays, 0.5, 0.5)


def test_what_was_told_today_and_what_was_never_told_is_left_alone():
    """A part that was missed today and not told since is open yet."""
    untold = Story("d/new", PARTS, (), DAY)
    missed = tuple(Asking(day, Rating.GOOD, ("Task",)) for day in (100, 103, TONIGHT))
    today = Story("d/today", PARTS, missed, DAY)
    assert not sweep([untold], SURE, TONIGHT, 1.0, tonight(10)).chosen
    assert [each.part for each in sweep([untold, today], SURE, TONIGHT, 1.0, tonight(10)).chosen["d/today"]] == ["Task"]


@for_each(
    ("past", "coming", "rooms", "seconds"),
    [
        ([], [Evening(0)], [0], 0),
        ([Evening(1000)] * 5, [Evening(1000)], [500], 480),  # of 6,000 seconds
        ([Evening(1000)] * 5, [Evening(1400), Evening(300)], [100, 1200], 536),  # an evening is 1,500 long at most
        ([Evening(1000)] * 5, [Evening(1800)], [0], 544),
        ([Evening(200), *[Evening(1000)] * 2, Evening(9000)], [Evening(1000)], [500], 976),
        ([Evening(1000, 20)] * 5, [Evening(1000)], [500], 372),  # of the 5,900 seconds that went to something else
        ([Evening(1200, 200)] * 2, [Evening(1000, 100)], [800], 0),  # what went to sweeps already is gone
    ],
)
def test_no_evening_grows_long_and_sweeps_take_their_share_of_the_time(past, coming, rooms, seconds):
    """By the median evening so far, what is left of the review counted in, and what is planned."""
    evenings = dict(enumerate([*past, *coming], TONIGHT - len(past)))
    assert rooms_for_sweeps(evenings, TONIGHT) == Rooms(dict(enumerate(rooms, TONIGHT)), pytest.approx(seconds))


@for_each(
    ("past", "share"),
    [
        (range(TONIGHT - 3, TONIGHT), 0.08),
        (range(TONIGHT - 7, TONIGHT), 0.08),
        (range(TONIGHT - 28, TONIGHT, 4), 0.08),
        (range(TONIGHT - 8, TONIGHT), 0.11),
        (range(TONIGHT - 32, TONIGHT, 4), 0.11),
        (range(TONIGHT - 20, TONIGHT), 0.11),
        (range(TONIGHT - 29, TONIGHT - 8), 0.11),
        (range(TONIGHT - 56, TONIGHT, 2), 0.11),
        (range(TONIGHT - 21, TONIGHT), 0.13),
        (range(TONIGHT - 28, TONIGHT - 7), 0.13),
    ],
)
def test_the_more_evenings_there_are_the_more_of_their_time_sweeps_may_take(past: range, share: float):
    """Less where with those to come they are not ten; more after 21 of the last 28, those to come left out."""
    evenings = {day: Evening(1000) for day in (*past, TONIGHT, TONIGHT + 1)}
    assert rooms_for_sweeps(evenings, TONIGHT).seconds == pytest.approx(share * 1000 * len(evenings))


@for_each(("most", "room"), [(0, 500), (1200, 200), (900, 0), (9000, 500)])
def test_no_evening_takes_more_minutes_than_are_asked_for(most: float, room: float):
    """Where they are more than an evening takes anyway, that one stays."""
    evenings = dict(enumerate([*[Evening(1000)] * 5, Evening(1000)], TONIGHT - 5))
    assert rooms_for_sweeps(evenings, TONIGHT, most).evenings == {TONIGHT: room}


def test_a_part_waits_for_the_evening_on_which_it_gains_most():
    """Where that has room; a part that is told later anyway leaves this evening to one that is not."""
    stories = [with_gap("d/one", "Result"), with_gap("d/two", "Result")]
    early = TONIGHT - 1
    alone = Rooms({early: 30}, 30)
    assert [*sweep(stories, SURE, early, 30, alone).chosen] == ["d/one"]
    assert not sweep(stories, SURE, early, 30, Rooms({early: 30, TONIGHT: 30}, 30)).chosen
    assert [*sweep(stories, SURE, early, 30, alone, {"d/one": TONIGHT}).chosen] == ["d/two"]


def test_a_story_that_waits_tonight_is_told_before_its_parts_are_asked_again():
    """It is no matter for a sweep on the same evening."""
    assert not sweep([with_gap("d/one", "Result")], SURE, TONIGHT, 30, tonight(30), {"d/one": TONIGHT}).chosen


@given(st.lists(st.sets(st.sampled_from(PARTS), min_size=1), min_size=1, max_size=3), st.integers(0, 3))
def test_being_asked_once_more_makes_a_part_no_less_likely(gaps: list[set[str]], asked: int):
    """Whatever comes of it; each part that has the same past is as likely."""
    foresight = Foresight(SURE, TONIGHT - 3)
    for number, missed in enumerate(gaps):
        each = with_gap(f"d/{number}", *sorted(missed), day=TONIGHT - 4)
        evenings = tuple(range(TONIGHT - 3, TONIGHT - 3 + asked))
        chances = {part: foresight.chance(each, part, evenings) for part in PARTS}
        assert len({chances[part] for part in missed}) == 1
        assert all(foresight.chance(each, part, (*evenings, TONIGHT)) >= chances[part] for part in PARTS)
        assert not any(foresight.was_told(each, part, TONIGHT - 3) for part in PARTS)


def test_an_evening_is_full_whichever_story_comes_next():
    """What gained most when there was room still waits for another evening."""
    stories = [with_gap("d/one", "Result"), with_gap("d/two", "Result"), with_gap("d/three", "Result")]
    assert sweep(stories, SURE, TONIGHT, 1.0, tonight(1)).parts == 1
    assert sweep(stories, SURE, TONIGHT, 1.0, Rooms({TONIGHT: 1}, 9)).parts == 1


def test_no_part_is_asked_for_on_the_day_itself_or_twice_on_one_evening():
    """The evening of the day is too late; what was told tonight was told, whatever came before."""
    soon, late = with_gap("d/soon", "Result")._replace(day=TONIGHT), with_gap("d/late", "Result")
    assert set(sweep([soon, late], SURE, TONIGHT, 1.0, tonight(9)).chosen) == {"d/late"}
    told = late._replace(asked=(*late.asked, Asking(TONIGHT, Rating.GOOD)))
    assert Foresight(SURE, TONIGHT).was_told(told, "Result", TONIGHT)
    assert not sweep([told], SURE, TONIGHT, 1.0, tonight(9)).chosen


def test_by_hand_it_is_a_fifth_of_the_parts():
    """And never none."""
    assert weakest_fifth([Story("d/a", PARTS, (), DAY)] * 5, 10.0, TONIGHT) == tonight(40.0)
    assert weakest_fifth([Story("d/a", PARTS[:1], (), DAY)], 10.0, TONIGHT) == tonight(10.0)
    assert weakest_fifth([Story("d/a", PARTS, (), DAY)] * 5, 10.0, TONIGHT, 25.0) == tonight(25.0)
    assert weakest_fifth([Story("d/a", PARTS, (), DAY)] * 5, 10.0, TONIGHT, 5.0) == tonight(10.0)


@pytest.fixture
def told(made) -> Home:
    """Six stories, told on two days, the Result of two of them missed both times; the interview is on 28 November."""
    return made(tell)


def tell(home: Home) -> None:
    home.write_deck(
        deck("Shop", *(story(f"Question {word}?") for word in ("one", "two", "three", "four", "five", "six")))
    )
    home.ok("interview", "2026-11-28", now="2026-11-20")
    gap = "\nr\n\n"
    for number in (20, 21):
        now = f"2026-11-{number}T18:00"
        home.ok("review", "--new", "6", typed=gap * 2 + "\n4\n" * 4 + "\n4\n" * 12, now=now)


def asked(home: Home) -> list[tuple[str, list[str], list[str]]]:
    """The card, the parts and what was missed of each part that was asked for by itself."""
    swept = [event for event in home.log() if "parts" in event["payload"]]
    return [(each["card"].split("-")[-1], each["payload"]["parts"], each["missed"]) for each in swept]


def test_a_sweep_asks_for_parts_by_themselves_and_moves_no_date(told: Home):
    """With the story's name, the part before as its cue, and what it brings; one that is missed comes again."""
    now = "2026-11-25T19:00"
    before = told.json("list", now=now)
    shown = told.ok("review", "--sweep", typed="\nr\n\n" + "\n\n" * 20, now=now)
    assert re.search(r"\[Shop, 1 of 3\]\nQuestion one\?\n  question-one, by itself: Result \d\d% -> \d\d%\.\n", shown)
    assert "[Shop, 2 of 3, 1 to drill]" in shown
    assert "[Shop, drill]\nQuestion one?\n  question-one, by itself" in shown
    assert "Action (before it):" in shown
    assert "of the stories told whole on the day" in shown
    assert "Swept" in shown
    (first, *others) = asked(told)
    assert first == ("one", ["Result"], ["Result"])
    assert ("one", ["Result"], []) in others
    assert told.json("list", now=now) == before
    assert {event["kind"] for event in told.log() if "parts" in event["payload"]} == {"drilled"}


def test_what_was_swept_can_be_taken_back_and_comes_again(told: Home):
    """In the session, by u, and after it."""
    now = "2026-11-25T19:00"
    shown = told.ok("review", "--sweep", typed="\n\nu\n\nq\n", now=now)
    assert "Took back 4 (all told)." in shown
    assert shown.count("[Shop, 1 of 3]\nQuestion one?") == 2
    assert asked(told) == [("one", ["Result"], [])] * 2
    assert "Left today" in shown
    assert "drilled 4 of Result alone" in told.ok("show", "question-one", now=now)
    told.ok("undo", now=now)
    assert "question-one, by itself: Result" in told.ok("review", "--sweep", typed="q\n", now=now)


def test_a_sweep_shares_the_evenings_that_come_after_it(told: Home):
    """From the next one on, so that this evening's work stays; one that was taken back shares none."""

    def known(now: str) -> tuple[int | None, bool]:
        with closing(open_library(HomeFolder(told.path), Clock(parse_now(now)), must_write=True)) as library:
            agenda = agenda_of(library, library.clock.today)
            return agenda.so_far.swept, agenda.evening_of(agenda.groups()[0])[1].is_shared

    told.ok("review", "--sweep", typed="\n\nq\n", now="2026-11-25T19:00")
    assert known("2026-11-25T20:00") == (None, False)
    assert known("2026-11-26T18:00") == (date(2026, 11, 25).toordinal(), True)
    told.ok("undo", now="2026-11-25T20:00")
    assert known("2026-11-26T18:00") == (None, False)


def test_a_sweep_by_itself_says_where_it_is(told: Home):
    """A library without a terminal: so many stories, the first of them asked for, none that the user put away."""
    told.ok("suspend", "question-two", now="2026-11-25T18:00")
    clock = Clock(parse_now("2026-11-25T19:00"))
    with closing(open_library(HomeFolder(told.path), clock, must_write=True)) as library:
        agenda = agenda_of(library, clock.today)
        assert offered_sweep(library, outlook(library, agenda)) is None  # nobody took any time to speak of so far
        assert all(told < 60 for told, _ in evenings(library.database.conn, clock.today - 60, clock.today).values())
        found = sweep_asked_for(library, agenda, ["shop"])
        assert found is not None
        assert "shop/question-two" not in found.chosen
        policy = SweepRound(library, agenda, ["shop"], found, clock=False, keeps_tellings=False)
        turn = policy.next_turn()
        telling = policy.telling(turn) if turn else None
        assert telling is not None
        assert (telling.alone, telling.moves, telling.asked_keys) == (True, False, ("Result",))
        assert policy.progress(telling)[:3] == (1, len(found.chosen), 0)


def test_where_nothing_was_told_there_is_nothing_to_sweep(shop: Home):
    """One line, and exit 0; so it is on the day of the interview."""
    assert "No part to ask for by itself" in shop.ok("review", "--sweep")


def test_without_an_interview_a_part_is_to_last_a_week(shop: Home):
    """Any evening is good for it."""
    shop.review(4, now="2026-11-20T18:00")
    assert "of the stories told whole in a week" in shop.ok("review", "--sweep", typed="q\n", now="2026-11-23T18:00")


@pytest.mark.parametrize("other", [["--cram"], ["--ahead", "2"], ["--theme", "patience"], ["--new", "3"]])
def test_a_sweep_is_no_other_choice_of_cards(shop: Home, failing, other: list[str]):
    """Wrong usage, and what to type instead."""
    assert f"`flashcards review {other[0]}` goes by itself" in failing(2, "review", "--sweep", *other)


def grow_long(home: Home) -> None:
    """Let the evenings so far have taken half an hour for a story, so that there is room for a sweep."""
    long_evenings = [
        event | {"id": f"long{number}", "batch": f"long{number}", "kind": "drilled", "grade": 4, "seconds": 1800.0}
        for number, event in enumerate(each for each in home.log() if each["kind"] == "graded")
    ]
    lines = "\n".join(json.dumps(each | {"missed": []}) for each in long_evenings)
    home.ok("merge", "-", typed=lines, now="2026-11-21T20:00")


def test_a_sweep_that_is_asked_for_keeps_within_the_minutes_of_the_day(told: Home):
    """Where they are typed, whether a sweep is offered or not; once they are over it says how to go on."""
    now = "2026-11-25T19:00"

    def begun(minutes: str, now: str = now) -> str:
        return told.ok("review", "--sweep", "--minutes", minutes, typed="q\n", now=now)

    told.ok("interview", "--clear", now=now)
    assert [begun(minutes).count("A sweep of 5 weak parts, ") for minutes in ("0", "1")] == [1, 0]
    assert "A sweep of 1 weak part, " in begun("1")
    told.ok("interview", "2026-11-28", now=now)
    grow_long(told)
    assert "A sweep of 1 weak part, " in begun("1")
    assert "A sweep of 24 weak parts, " in begun("0")
    over = "The 30 minutes of the day are over, `flashcards review --sweep --minutes 0` goes on."
    assert over in begun("30", now="2026-11-21T20:30")


@pytest.mark.parametrize("has_more", [False, True])
def test_it_is_offered_in_the_week_before_where_it_pays(told: Home, has_more: bool):
    """At the end of the session, on the first screen and by the plan, in the same words, also beside a later deck."""
    if has_more:
        told.write_deck(deck("Later", *(story(f"Another {number}?") for number in range(4))), "later.md")
        told.ok("interview", "2026-12-28", "later", now="2026-11-08T18:00")
        for day in ("08", "14", "20"):
            told.ok("review", "later", "--ahead", "9", typed="\n0\n" * 4 + "q\n", now=f"2026-11-{day}T18:00")
    grow_long(told)
    now = "2026-11-25T19:00"
    ends = told.ok("review", "--minutes", "0", typed="\n4\n" * 12 + "q\n", now=now)
    (offer,) = [line for line in ends.splitlines() if "`flashcards review --sweep --minutes 0`" in line]
    words = offer.removeprefix("Next: ").removesuffix(": `flashcards review --sweep --minutes 0`")
    assert words.startswith("A sweep of ")
    plan = told.json("interview", now=now)
    assert plan["sweep"]["before"] == plan["readiness"]["stopped"] < plan["sweep"]["after"]
    promised, begins = (
        re.search(r"(\d+%) if you stop now", told.ok("interview", now=now)),
        re.search(r": (\d+%) -> ", words),
    )
    assert promised is not None
    assert begins is not None
    assert promised[1] == begins[1]
    assert f"Next: {words}." in told.ok(now=now)
    assert f"{words}: `flashcards review --sweep`." in told.ok("interview", now=now)
    assert f"{words}." in told.ok("review", "--sweep", typed="q\n", now=now)
    assert f"{words}." in told.ok("review", "--sweep", "--minutes", "0", typed="q\n", now=now)
    assert "--sweep" not in told.ok(now="2026-11-28T08:00")
