"""The promise: FSRS-6 as it is published, what the log says of each part, and what follows for the day."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import product
from math import exp, fsum, log
from random import Random

import pytest
from fsrs import Card as PublishedCard
from fsrs import Rating as PublishedRating
from fsrs import Scheduler
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.outlook import outlook
from flashcards.rehearsal.promise import is_small, promise, remembered
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.forecast import Course, forecast
from flashcards.schedule.limits import Limits
from flashcards.schedule.recall.activation import Activation
from flashcards.schedule.recall.askings import Asking, Story, askings, traces
from flashcards.schedule.recall.fsrs import PARAMETERS, Fsrs, Rating, Trace
from flashcards.schedule.recall.learner import Learner, learner_of
from flashcards.schedule.recall.memory import Memory
from flashcards.schedule.recall.past import past_of
from flashcards.schedule.recall.readiness import Readiness, Rehearsed, StoryChances, readiness
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.standing import Standing
from tests.build import deck, drilled, event, graded, retracted, story
from tests.examples import for_each

PARTS = ("Situation", "Task", "Action", "Result")
PUBLISHED = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
MODEL = Fsrs()


def alone(model: Memory) -> Learner:
    """A learner whose memory is that model."""
    return Learner(((1.0, model),), 0.5)


def told_twice(learner: Learner, day: int) -> float:
    """How likely what was told on days 100 and 101 is told on another day."""
    told = [
        (weight, model, model.rated(model.rated(None, Rating.GOOD, 100), Rating.GOOD, 101))
        for weight, model in learner.variants
    ]
    return sum(weight * model.recall(trace, day) for weight, model, trace in told)


SURE = alone(MODEL)


def asked_of(*events: Event, card: str = "deck/card") -> tuple[Asking, ...]:
    """What the log says was asked of a card."""
    taken_back = frozenset(target for each in events for target in each.retracts)
    return askings(events, taken_back).get(card, ())


def test_all_of_a_learner_is_reached_however_the_weights_are_rounded():
    """The last variant, where they add up to a little less than 1."""
    last = Fsrs(pace=2.0)
    learner = Learner(((0.5, MODEL), (0.5 - 1e-12, last)), 0.5)
    assert (learner.at(0.4), learner.at(0.5), learner.at(1.0)) == (MODEL, MODEL, last)


# a lapse after which less would be left than the model allows
@example([(Rating.AGAIN, 0), (Rating.AGAIN, 1), (Rating.AGAIN, 1), (Rating.AGAIN, 400)])
@given(st.lists(st.tuples(st.sampled_from(list(Rating)), st.sampled_from([0, 0, 1, 2, 6, 30, 400])), min_size=1))
def test_the_formulas_are_the_published_ones(answers: list[tuple[Rating, int]]):
    """After any answers, on the same day or later: stability, difficulty and the chance of recall of the package."""
    assert tuple(PUBLISHED.parameters) == PARAMETERS
    card, trace, day = PublishedCard(), None, 1
    for rating, gap in answers:
        day += gap
        if trace is not None:
            now = BEGIN + timedelta(days=day)
            assert MODEL.recall(trace, day) == pytest.approx(PUBLISHED.get_card_retrievability(card, now), rel=1e-12)
        card, _ = PUBLISHED.review_card(card, PublishedRating(int(rating)), BEGIN + timedelta(days=day))
        trace = MODEL.rated(trace, rating, day)
        assert trace == pytest.approx((card.stability, card.difficulty, day), rel=1e-9)


def test_nothing_is_harder_or_easier_than_the_model_knows():
    """Whatever its parameters say of a first answer."""
    hard, easy = (Fsrs([*PARAMETERS[:4], first, *PARAMETERS[5:]]) for first in (20.0, -20.0))
    assert (hard.rated(None, Rating.AGAIN, 1).difficulty, easy.rated(None, Rating.EASY, 1).difficulty) == (10.0, 1.0)


@for_each(("missed", "least", "most"), [((), 0.9, 1.0), (("Task",), 0.65, 0.8), (PARTS, 0.0, 0.15)])
def test_what_is_told_for_the_first_time_goes_as_first_tellings_went(
    missed: tuple[str, ...], least: float, most: float
):
    """By the share of parts that were told then; what came later says nothing of it."""
    asked = (Asking(100, Rating.AGAIN if missed == PARTS else Rating.GOOD, missed), Asking(104, Rating.GOOD))
    stories = [Story(f"d/{number}", PARTS, asked, 140) for number in range(40)]
    assert least < learner_of(stories).familiar <= most


def test_answers_of_one_day_say_nothing_of_forgetting():
    """They are not foretold: what was missed an hour after it was told would be impossible."""
    told, missed = Asking(100, Rating.GOOD), Asking(100, Rating.AGAIN, PARTS)
    learners = [learner_of([Story("d/a", PARTS, asked, 140)]) for asked in ((told,), (told, missed))]
    assert [weight for weight, _ in learners[0].variants] == [weight for weight, _ in learners[1].variants]


def test_a_faster_pace_is_more_time_for_the_same_trace():
    """Twice the pace forgets in one day what takes two."""
    trace = Trace(3.0, 5.0, 100)
    assert Fsrs(pace=2.0).recall(trace, 103) == pytest.approx(MODEL.recall(trace, 106))


def test_marks_say_of_each_part_what_the_grade_says_of_the_whole():
    """A part that was marked was missed, the others were told; without marks all follow the grade."""
    (marked,) = asked_of(graded(2, missed=("Task",)))
    assert [marked.rating(part) for part in PARTS] == [Rating.GOOD, Rating.AGAIN, Rating.GOOD, Rating.GOOD]
    unmarked = [asked_of(graded(grade))[0].rating("Task") for grade in range(6)]
    assert unmarked == [Rating.AGAIN] * 3 + [Rating.HARD, Rating.GOOD, Rating.EASY]


def test_a_drill_asks_for_what_was_missed_until_it_is_told():
    """And one of a story that had nothing left to drill asks for all of it."""
    told = asked_of(
        graded(2, missed=("Task", "Result")), drilled(3, missed=("Task",)), drilled(4), drilled(4), drilled(4, day=101)
    )
    assert [each.parts for each in told] == [None, ("Task", "Result"), ("Task",), None, None]


def test_a_part_that_was_asked_for_by_itself_says_nothing_of_the_others():
    """Whatever the story waits for: its drills still ask for what they did."""
    swept = drilled(1, missed=("Action",), payload={"parts": ["Action"]})
    told = asked_of(graded(2, missed=("Task", "Result")), swept, drilled(4))
    assert [each.parts for each in told] == [None, ("Action",), ("Task", "Result")]
    assert [told[1].rating(part) for part in PARTS] == [None, None, Rating.AGAIN, None]


@for_each("parts", [None, "Task", [1], {}, 7, []])
def test_a_drill_with_parts_that_are_no_names_is_one_of_the_story(parts: object):
    """Such a log was admitted before, and stays readable."""
    (told,) = asked_of(drilled(4, payload={"parts": parts}))
    assert told.parts is None


def test_what_was_taken_back_reset_or_renamed_counts_as_replay_has_it():
    """A grade that was undone was no telling; a reset begins anew; a history goes on under its new name."""
    undone = graded(4)
    assert asked_of(undone, retracted(undone)) == ()
    assert [each.day for each in asked_of(graded(4), event(EventKind.RESET), graded(4, day=103))] == [103]
    renamed = event(EventKind.RENAMED, payload={"to": "deck/other"})
    assert len(asked_of(graded(4), renamed, graded(4, day=101, card="deck/other"), card="deck/other")) == 2
    assert len(asked_of(graded(2, card="deck/other"), graded(4, at=5), renamed._replace(at=9), card="deck/other")) == 1
    drilled_first = (graded(4, at=1), drilled(2, at=5, card="deck/other"), renamed._replace(at=9))
    (told,) = asked_of(*drilled_first, card="deck/other")
    assert told.told is Rating.GOOD


def test_parts_that_were_never_named_are_alike():
    """One trace stands for all of them; a part that was missed lasts less long than one that was told."""
    left = traces(asked_of(graded(3, missed=("Task",)), drilled(4)), MODEL)
    assert left.of("Action") is left.of("Result")
    assert MODEL.recall(left.of("Task") or Trace(1, 1, 1), 105) < MODEL.recall(left.of("Action") or Trace(1, 1, 1), 105)


def test_each_use_fades_by_a_power_of_time():
    """Two uses are worth more than one, an older one less; what was missed and shown is a use like any other."""
    model = Activation(0.5, 2.0, 1.5)
    once = model.rated(None, Rating.GOOD, 100)
    twice = model.rated(once, Rating.AGAIN, 100)
    assert model.recall(once, 101) == pytest.approx(1 / (1 + exp(-1.5)))
    assert model.recall(twice, 109) == pytest.approx(1 / (1 + exp(-1.5 - 2.0 * log(2 / 3))))
    assert model.recall(model.rated(twice, Rating.GOOD, 108), 109) == pytest.approx(
        1 / (1 + exp(-1.5 - 2 * log(5 / 3)))
    )
    assert model.recall(once, 100) == 1.0


def test_the_log_says_whether_a_memory_is_another_one():
    """Somebody to whom a miss that is drilled is a use like any other is no learner of FSRS."""
    other = Activation(0.4, 3.0, 2.0)
    learner = learner_of(told_by(other, 25, seed=3))
    assert sum(weight for weight, model in learner.variants if isinstance(model, Activation)) > 0.9
    assert told_twice(learner, 130) == pytest.approx(told_twice(alone(other), 130), abs=0.15)
    of_fsrs = learner_of(told_by(MODEL, 25, seed=3))
    assert sum(weight for weight, model in of_fsrs.variants if isinstance(model, Fsrs)) > 0.9


def test_no_answer_is_impossible():
    """However sure a model is, one that it did not expect leaves a weight for each."""
    answers = (Asking(100, Rating.GOOD), Asking(101, Rating.GOOD, PARTS))
    learner = learner_of([Story(f"deck/{number}", PARTS, answers, 128) for number in range(3)])
    assert sum(weight for weight, _ in learner.variants) == pytest.approx(1.0)


def told_by(model: Memory, stories: int, seed: int) -> list[Story]:
    """Stories told on days 100, 101, 107, 114 and 121 by somebody whose memory is that model."""
    chance, found = Random(seed), []
    for number in range(stories):
        told: list[Asking] = []
        left = dict.fromkeys(PARTS)
        for day in (100, 101, 107, 114, 121):
            missed = tuple(
                part
                for part, trace in left.items()
                if chance.random() >= (0.5 if trace is None else model.recall(trace, day))
            )
            told += [Asking(day, Rating.GOOD, missed), *([Asking(day, Rating.GOOD, (), missed)] if missed else [])]
            for part, trace in left.items():
                left[part] = model.rated(trace, Rating.AGAIN if part in missed else Rating.GOOD, day)  # type: ignore[assignment]
                if part in missed:
                    left[part] = model.rated(left[part], Rating.GOOD, day)  # type: ignore[assignment]
        found.append(Story(f"deck/{number}", PARTS, tuple(told), 128))
    return found


def test_each_answer_on_a_later_day_is_foretold_from_those_before_it():
    """Of every part by itself, on whatever day it began; drills of the same day say nothing of forgetting."""
    stories = [*told_by(MODEL, 8, seed=5), Story("deck/new", PARTS, (), 128)]
    stories.append(stories[0]._replace(asked=tuple(each._replace(day=each.day + 9) for each in stories[0].asked)))
    expected = 0.0
    for each, part in product(stories, PARTS):
        trace = None
        for asking in each.asked:
            rating = asking.rating(part)
            if rating is not None and trace is not None and asking.day > trace.day:
                told = MODEL.recall(trace, asking.day)
                expected += log(told if rating > Rating.AGAIN else 1 - told)
            trace = trace if rating is None else MODEL.rated(trace, rating, asking.day)
    assert past_of(stories).foretold(MODEL) == pytest.approx(expected)


@for_each("day", [105, 110, 115, 130, 160])
def test_both_families_think_alike_of_somebody_in_the_middle(day: int):
    """Of what is kept of what was told on two days; over two months the second expects a little less."""
    assert told_twice(alone(Activation()), day) == pytest.approx(told_twice(SURE, day), abs=0.01 if day < 160 else 0.05)


@for_each("pace", [0.4, 1.0, 2.5])
def test_the_log_says_how_fast_somebody_forgets(pace: float):
    """Variants that foretold the answers badly weigh next to nothing."""
    learner = learner_of(told_by(Fsrs(pace=pace), 25, seed=3))
    assert told_twice(learner, 115) == pytest.approx(told_twice(alone(Fsrs(pace=pace)), 115), abs=0.05)
    assert sum(weight for weight, _ in learner.variants) == pytest.approx(1.0)
    assert learner.familiar == pytest.approx(0.5, abs=0.1)


@for_each("day", [102, 105, 115, 130, 160])
def test_an_empty_log_leaves_what_is_published_in_the_middle(day: int):
    """Half of all people are thought to be surer than it says and half less sure, and these by more than the others."""
    learner = learner_of([Story("deck/a", PARTS, (), 128)])
    chances = sorted((told_twice(alone(model), day), weight) for weight, model in learner.variants)
    middle = next(at for at in range(len(chances)) if fsum(weight for _, weight in chances[: at + 1]) > 0.5 + 1e-9)
    published = told_twice(SURE, day)
    assert chances[middle][0] == pytest.approx(published, abs=0.01)
    assert published - 0.1 < told_twice(learner, day) < published


def test_an_empty_log_leaves_even_chances_for_the_first_telling():
    """And variants of which the first and the last are reached."""
    learner = learner_of([Story("deck/a", PARTS, (), 128)])
    assert learner.familiar == 0.5
    assert learner.at(0.0) is learner.variants[0][1]
    assert learner.at(1.0) is learner.variants[-1][1]


def test_the_shares_are_those_of_stories_told_whole():
    """A story is as likely as all of its parts together; what is told tonight lasts longer, what waits does not."""
    stories = [Story("deck/a", PARTS, asked_of(graded(4)), 110), Story("deck/b", PARTS, (), 110)]
    found = readiness(stories, SURE, {"deck/a"}, 105, planned=0.9)
    last = MODEL.recall(MODEL.rated(None, Rating.GOOD, 100), 110)
    assert found.stories == pytest.approx({"deck/a": last**4, "deck/b": 0.5**4})
    assert found.stopped == pytest.approx((last**4 + 0.5**4) / 2)
    assert found.stopped < found.tonight < found.planned
    assert "90% of the stories told whole if you follow the plan" in found.said


def test_the_evening_of_the_day_is_too_late():
    """What is left for it counts for a story of a later day alone."""
    stories = [Story("deck/a", PARTS, asked_of(graded(4)), 105), Story("deck/b", PARTS, asked_of(graded(4)), 110)]
    found = readiness(stories, SURE, {"deck/a"}, 105, planned=0.9)
    assert found.tonight == found.stopped
    assert found.tonight < readiness(stories, SURE, {"deck/b"}, 105, planned=0.9).tonight


@for_each(
    ("shares", "said"),
    [
        (
            (0.82, 0.33, 0.41),
            "82% of the stories told whole if you follow the plan, 33% if you stop now, 41% after tonight",
        ),
        ((0.82, 0.33, 0.33), "82% of the stories told whole if you follow the plan, 33% if you stop now"),
        ((0.82, 0.75, 0.82), "82% of the stories told whole after tonight, 75% if you stop now"),
        ((0.82, 0.82, 0.82), "82% of the stories told whole: nothing is left to tell until then"),
    ],
)
def test_what_is_the_same_for_one_reason_is_said_once(shares: tuple[float, float, float], said: str):
    """Nothing is left tonight, the plan ends with tonight, or both."""
    assert Readiness(*shares, {}).said == said


def test_how_likely_a_story_is_told_whole_is_what_each_variant_says_of_all_its_parts():
    """Of two people who may be meant, one forgets all parts and one none: half of the stories, and not a sixteenth."""
    fades, lasts = Fsrs(PARAMETERS, 1e6), Fsrs(PARAMETERS, 1e-6)
    learner = Learner(((0.5, fades), (0.5, lasts)), 0.5)
    found = StoryChances(Story("deck/a", PARTS, asked_of(graded(4)), 110), learner, 105)
    chances = [each.stopped for each in found.parts().values()]
    one = fades.recall(fades.rated(None, Rating.GOOD, 100), 110)
    assert chances == pytest.approx([(one + 1) / 2] * 4, abs=0.001)
    assert found.whole() == pytest.approx((one**4 + 1) / 2, abs=0.001)


def test_where_the_plan_ends_tonight_it_comes_to_what_tonight_brings():
    """No run of it by chance says otherwise."""
    found = readiness([Story("deck/a", PARTS, asked_of(graded(4)), 110)], SURE, {"deck/a"}, 109, planned=None)
    assert found.stopped < found.tonight == found.planned


def test_tonight_is_the_mean_of_a_part_told_and_a_part_missed():
    """As often as it is recalled now it grows, else it is drilled."""
    chance = StoryChances(Story("deck/a", PARTS, asked_of(graded(4)), 110), SURE, 105).parts()["Situation"]
    trace = MODEL.rated(None, Rating.GOOD, 100)
    now = MODEL.recall(trace, 105)
    told = MODEL.recall(MODEL.rated(trace, Rating.GOOD, 105), 110)
    missed = MODEL.recall(MODEL.rated(MODEL.rated(trace, Rating.AGAIN, 105), Rating.GOOD, 105), 110)
    assert chance.tonight == pytest.approx(now * told + (1 - now) * missed)
    assert chance.stopped == pytest.approx(MODEL.recall(trace, 110))


@for_each(("familiar", "ahead"), product([0.3, 0.5, 0.8, 0.95], [1, 5, 30]))
def test_telling_what_was_never_told_makes_it_no_less_likely(familiar: float, ahead: int):
    """Where first tellings go well it would be better by the formulas to leave it; where they do not it gains."""
    story = Story("deck/a", PARTS, (), 105 + ahead)
    found = readiness([story], SURE._replace(familiar=familiar), {"deck/a"}, 105, planned=0.9)
    assert found.stopped == pytest.approx(familiar**4)
    assert found.tonight >= found.stopped
    assert (found.tonight > found.stopped) or familiar > 0.5


def test_a_plan_that_is_followed_is_told_by_chance_and_counts_until_the_day():
    """Missed parts are drilled and graded as proposed; what is told on the day or later changes nothing."""
    story = Story("deck/a", PARTS, asked_of(graded(4)), 110)
    lucky = Rehearsed([story], MODEL, 0.5, lambda: 0.0)
    unlucky = Rehearsed([story], MODEL, 0.5, lambda: 1.0)
    before = lucky.whole()
    assert lucky.tell("deck/a", 105) == (Grade.ALL_TOLD, ())
    assert unlucky.tell("deck/a", 105) == (Grade.BLANK, PARTS)
    assert before < lucky.whole()
    assert unlucky.whole() < lucky.whole()
    after = lucky.whole()
    assert lucky.tell("deck/a", 110) == (Grade.ALL_TOLD, ())
    assert lucky.tell("deck/no-story", 105) == (Grade.ALL_TOLD, ())
    assert lucky.whole() == after


def test_a_forecast_goes_on_with_what_somebody_tells():
    """Who misses everything is shown it again on the next day."""
    course = Course((Standing("deck/a"),), None, 100.0)
    days = forecast([course], 100, 104, Limits(), tell=lambda card, day: (Grade.BLANK, PARTS)).days
    assert [(each.due, each.new) for each in days] == [(0, 1), (1, 0), (1, 0), (1, 0)]


def test_of_many_stories_an_even_sample_is_looked_at(shop, monkeypatch):
    """So that it takes no longer for a collection of any size, and what is shown at once is left out there."""
    monkeypatch.setattr("flashcards.rehearsal.promise.MOST_STORIES", 40)
    shop.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(81))))
    shop.ok("interview", "2026-12-04", now="2026-11-24T09:00")
    with closing(
        open_library(HomeFolder(shop.path), Clock(parse_now("2026-11-24T10:00")), must_write=False)
    ) as library:
        plan = outlook(library, agenda_of(library, library.clock.today))
        found = promise(plan, remembered(library, plan))
        assert found is not None
        assert 20 < len(found.stories) <= 40
        assert not is_small(plan)
    assert "On the day" not in shop.ok(now="2026-11-24T10:00")
    assert "On the day" in shop.ok("interview", now="2026-11-24T10:00")


def test_the_promise_stands_on_every_screen_and_in_the_json(shop):
    """One promise: `flashcards`, `interview`, `stats`, their JSON and the page say the same three numbers."""
    shop.review(4, now="2026-11-24T08:00")
    assert shop.json("interview", now="2026-11-24T09:00")["readiness"] is None
    shop.ok("interview", "2026-12-04", now="2026-11-24T09:00")
    now = "2026-11-26T08:00"
    found = shop.json("interview", now=now)["readiness"]
    assert found == shop.json("stats", now=now)["readiness"]
    assert 0 < found["stopped"] <= found["tonight"] <= found["planned"] < 1
    assert sum(found["stories"].values()) / len(found["stories"]) == pytest.approx(found["stopped"], abs=0.001)
    said = re.search(r"(\d+)% of the stories told whole if you follow the plan", shop.ok("interview", now=now))
    assert said is not None
    assert int(said[1]) / 100 == pytest.approx(found["planned"], abs=0.0056)
    page = shop.path / "stats.html"
    shop.ok("stats", "--html", str(page), now=now)
    for shown in (shop.ok(now=now), shop.ok("interview", now=now), shop.ok("stats", now=now), page.read_text()):
        assert said[0] in " ".join(shown.split())
