"""One plan, one answer: what comes is said alike wherever it is said."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.interview import Run
from benchmarks.promise import told_tonight
from flashcards.content.card_ids import deck_of
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import open_library
from flashcards.rehearsal.agenda import agenda_of, renewed
from flashcards.rehearsal.load import Load
from flashcards.rehearsal.outlook import Outlook, load_words, outlook
from flashcards.rehearsal.recorder import Recorder
from flashcards.schedule.day_load import DayLoad, Spent, Waiting, day_load, fitting
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.forecast import told_whole
from flashcards.schedule.limits import Limits
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.wording import day_label, iso, minutes
from flashcards.store import standings
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every, examples
from tests.test_preview import EIGHT, opened, steps, told, two_decks  # noqa: F401  a fixture

BEGIN = date(2026, 11, 23)
DAY = date(2026, 12, 14)


def rows(shown: str) -> dict[str, str]:
    """The rows of a summary or of the first screen."""
    return dict(line.split(": ", 1) for line in shown.splitlines() if re.match(r"[A-Z0-9][A-Za-z0-9 ]+: ", line))


def words(load: dict[str, int], seconds: float) -> str:
    """What a day of ``stats --json`` or ``interview --json`` brings, in words."""
    return load_words(DayLoad(0, load["due"], load["new"], seconds))


def test_the_session_the_first_screen_the_interview_and_the_statistics_agree(home: Home):
    """Over three weeks towards a day: what is left, what tomorrow brings, how many are introduced, whether it fits."""
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(9))))
    home.write_deck(deck("Other", *(story(f"Another {number}?") for number in range(4))), "other.md")
    home.ok("interview", str(DAY), now=f"{BEGIN}T{EIGHT}")
    asked = every(9, range(BEGIN.toordinal(), DAY.toordinal()))
    for ahead in range((DAY - BEGIN).days):
        now, today = f"{BEGIN + timedelta(days=ahead)}T{EIGHT}", BEGIN.toordinal() + ahead
        # the session stops early on every third day, and on others a story is half told
        most, is_half = (1 if ahead % 3 == 2 else 30) if ahead % 2 else 31, ahead % 2 == 0
        # what is said is by default asked on every ninth day; until then it is told without a screen
        if today not in asked:
            tell(home, now, most, is_half)
            continue
        typed = ("\nr\n\n" if is_half else "") + "\n4\n" * (most - is_half)
        end = rows(home.ok("review", typed=typed, now=now))
        first, text = rows(home.ok(now=now)), home.ok("interview", now=now)
        plan, done = home.json("interview", now=now), home.json("stats", now=now)
        coming = done["coming"]
        assert [(day["day"], day["due"], day["new"]) for day in plan["days"][:14]] == [
            (day["day"], day["due"], day["new"]) for day in coming[: len(plan["days"])]
        ]
        assert [day["minutes"] for day in plan["days"]][:14] == [
            round(day["seconds"] / 60, 1) for day in coming[: len(plan["days"])]
        ]
        left = re.match(r"(\d+) card", end.get("Left today", "0 cards"))
        assert left is not None
        assert int(left[1]) == coming[0]["due"] + coming[0]["new"]
        assert first["Today"].replace("nothing is left", "").startswith(words(coming[0], 0.0).partition(", about")[0])
        brings = next((day for day in coming[1:] if day["due"] or day["new"]), None)
        if brings is not None:
            name = day_label(date.fromisoformat(brings["day"]).toordinal(), today)
            assert end[name] == words(brings, brings["seconds"])
            assert first.get(name, end[name]) == end[name]
            assert brings["day"] > str(DAY) or end[name].replace("about ", "") in text
        assert first["Interview"] == end["Interview"]
        introduced = re.search(r"\d+ of \d+ introduced", end["Interview"])
        assert introduced is not None
        assert introduced[0] in text
        assert (
            ("on plan" in end["Interview"]) == (plan["unseen"] == plan["unrehearsed"] == 0) == ("Not all" not in text)
        )
        assert first.get("Done", "0 told").startswith(f"{done['done']['today']['stories']['told']} told")


def tell(home: Home, now: str, most: int, is_half: bool) -> None:
    """An evening as a session has it: so many stories at most, the first without its Result where it ``is_half``."""
    with closing(open_library(HomeFolder(home.path), Clock(parse_now(now)), must_write=True)) as library:
        recorder, agenda = Recorder(library), agenda_of(library, library.clock.today)
        waiting = Load((), None, library.limits).gather(library)(agenda)[:most]
        for place, card in enumerate(waiting):
            telling = told(library, agenda, card, "r" if is_half and not place else "")
            recorder.grade(telling, telling.proposal, 0.0, timed=False, short=False)
        for card in waiting[:1] if is_half else ():
            again = told(library, agenda, card, "")._replace(drill=True)
            recorder.grade(again, Grade.ALL_TOLD, 0.0, timed=False, short=False)


@given(steps, st.integers(0, 21), st.sampled_from([0, 4, 12]), st.sampled_from([None, 0, 2]), st.booleans())
@examples(400)
def test_what_is_left_of_today_is_the_first_day_of_the_forecast(
    two_decks,  # noqa: F811
    tmp_path_factory,
    days,
    ahead,
    minutes_a_day,
    new,
    one_deck,
):
    """Counted without a look at a card, whatever was told, buried and suspended; a session asks for just that.

    Of what was told before, for the same cards; what is new comes of each deck in turn.
    """
    with opened(two_decks, tmp_path_factory.mktemp("weeks") / "home") as library:
        library.limits, library.new_a_day = Limits(None, minutes_a_day * 60), new
        goal = {"day": iso(BEGIN.toordinal() + ahead), "decks": ["shop"] if one_deck else None}
        library.database.record(library.clock.stamp(), [blank_event(EventKind.PLANNED, "")._replace(payload=goal)])
        recorder, day = Recorder(library), BEGIN
        for later, place, marks, grade in days:
            day += timedelta(days=later)
            library.clock = Clock(parse_now(f"{day}T{EIGHT}"))
            agenda = agenda_of(library, library.clock.today)
            load = Load((), new, library.limits)
            waiting, left = load.gather(library)(agenda), load.left(agenda)
            plan = outlook(library, agenda)
            assert plan.forecast.days[0] == left._replace(
                seconds=pytest.approx(left.seconds - agenda_drills(library, agenda))
            )
            assert left.due + left.new <= len(waiting)
            if not minutes_a_day:
                assert left.due + left.new == len(waiting)
                seen = {each.card for each in standings.introduced(library.database.conn, ["shop", "other"])}
                foreseen = cards_of_evenings(plan, agenda.today + 1).get(agenda.today, set())
                assert foreseen & seen == set(waiting) & seen
            if waiting:
                telling = told(library, agenda, waiting[place % len(waiting)], marks)
                if place == 6:
                    recorder.put_away(EventKind.SUSPENDED if grade > 3 else EventKind.BURIED, telling)
                else:
                    recorder.grade(telling, Grade(grade), 40.0 + 20 * grade, timed=True, short=False)


@pytest.mark.parametrize("stories", [5, 12])
def test_what_a_plan_has_for_each_evening_to_come_is_what_that_evening_offers(tmp_path, stories):
    """Card for card, where all is told as foreseen, by how much the evenings before it brought."""
    home = Home(tmp_path / "home")
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(stories))))
    home.ok("interview", str(DAY), now=f"{BEGIN}T{EIGHT}")
    until, foreseen = DAY.toordinal(), {}
    with closing(open_library(HomeFolder(home.path), Clock(parse_now(f"{BEGIN}T{EIGHT}")), must_write=True)) as library:
        recorder = Recorder(library)
        for today in range(BEGIN.toordinal(), until):
            library.clock = Clock(parse_now(f"{date.fromordinal(today)}T{EIGHT}"))
            agenda = agenda_of(library, today)
            if (until - today) % 7 == 0:
                foreseen = cards_of_evenings(outlook(library, agenda), until)
            waiting = Load((), None, library.limits).gather(library)(agenda)
            assert set(waiting) == foreseen.get(today, set())
            for card in waiting:
                recorder.grade(told(library, agenda, card, ""), Grade.ALL_TOLD, 60.0, timed=True, short=False)


def test_two_interviews_that_share_evenings_are_planned_alike_wherever_they_are_looked_at(tmp_path):
    """By the agenda of a day, by one that is renewed, and by the plan of one of the decks alone."""
    home = Home(tmp_path / "home")
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(8))))
    home.write_deck(deck("Other", *(story(f"Another {number}?") for number in range(8))), "other.md")
    days, first = {"shop": BEGIN + timedelta(days=8), "other": BEGIN + timedelta(days=14)}, BEGIN.toordinal()
    for slug, day in days.items():
        home.ok("interview", str(day), slug, now=f"{BEGIN}T{EIGHT}")
    with closing(open_library(HomeFolder(home.path), Clock(parse_now(f"{BEGIN}T{EIGHT}")), must_write=True)) as library:
        recorder = Recorder(library)
        for today in range(first, days["other"].toordinal()):
            library.clock = Clock(parse_now(f"{date.fromordinal(today)}T{EIGHT}"))
            agenda = agenda_of(library, today)
            waiting = set(Load((), None, library.limits).gather(library)(agenda))
            for slug in days:
                alone = cards_of_evenings(outlook(library, agenda, [slug]), today + 1).get(today, set())
                assert alone == {card for card in waiting if deck_of(card) == slug}
            # from the second evening on both have stories, and the first interview counts also once it is over
            assert agenda.evening_of(agenda.groups(["other"])[0])[1].is_shared == (today > first)
            for card in sorted(waiting):
                recorder.grade(told(library, agenda, card, ""), Grade.ALL_TOLD, 60.0, timed=True, short=False)
                agenda = renewed(library, agenda, today)
                assert agenda == agenda_of(library, today)


def cards_of_evenings(plan: Outlook, until: int) -> dict[int, set[str]]:
    """The cards that a plan has for each study day before ``until``."""
    found: dict[int, set[str]] = {}

    def tell(card: str, day: int) -> tuple[Grade, tuple[str, ...]]:
        found.setdefault(day, set()).add(card)
        return told_whole(card, day)

    plan.as_told(tell, until)
    return found


def test_what_simulated_people_are_promised_is_of_the_evenings_that_they_have():
    """The benchmark of the promise follows the plan that the forecast runs, story for story."""
    run = Run("default", stories=12, ahead=14, seed=0, effect=False)
    for today in range(run.ahead):
        expected = told_tonight(run, today)
        run.evening(today)
        assert {each.card for each in run.standings if each.reviewed == today} == expected


def agenda_drills(library, agenda) -> float:
    """The seconds that the drills of a day take, which no forecast knows."""
    return (
        agenda.left((), library.limits, library.new_a_day).seconds
        - day_load(agenda.today, fitting(agenda.waiting((), library.new_a_day), library.limits, agenda.spent)).seconds
    )


def test_a_day_takes_rehearsals_first_then_what_is_due_then_what_is_new():
    """Of one group after the other; the last telling may pass the minutes, and what was done counts."""
    waiting = [Waiting(2, 3, 4, 60.0), Waiting(1, 1, 1, 120.0)]
    assert fitting(waiting, Limits(), Spent()) == waiting
    assert fitting(waiting, Limits(cards=6), Spent(cards=1)) == [Waiting(2, 2, 0, 60.0), Waiting(1, 0, 0, 120.0)]
    assert fitting(waiting, Limits(seconds=281), Spent()) == [Waiting(2, 1, 0, 60.0), Waiting(1, 0, 0, 120.0)]
    assert fitting(waiting, Limits(seconds=280), Spent(seconds=300.0)) == [
        Waiting(0, 0, 0, 60.0),
        Waiting(0, 0, 0, 120.0),
    ]
    load = day_load(7, [Waiting(2, 1, 1, 60.0)], drills=2)
    assert (load.day, load.due, load.new, minutes(load.seconds)) == (7, 3, 1, "6 minutes")


def test_a_day_far_ahead_that_leaves_days_empty_offers_more(shop: Home):
    """Where a third of the days between are free; `interview` and the first screen say so alike."""
    shop.review(4, 4, 4, now="2026-11-23T08:00")
    shop.ok("interview", "2027-01-20", now="2026-11-23T08:30")
    offer = re.search(
        r"\d+ of the \d+ days between are free: `flashcards mock` asks for any story\.", shop.ok("interview")
    )
    assert offer is not None
    assert offer[0] in shop.ok(now="2026-11-23T12:00")
    shop.ok("interview", "2026-11-26", now="2026-11-23T12:30")
    assert "are free" not in shop.ok("interview", now="2026-11-23T12:30")


def test_the_offer_of_new_stories_names_no_more_than_there_are(shop: Home):
    """Three cards are in the deck; those that were told today count as `review --new` counts them."""
    shop.ok("interview", "2027-01-20", now="2026-11-23T08:00")
    assert "`flashcards review --new 3` takes new ones in sooner" in shop.ok("interview", now="2026-11-23T08:00")
    shop.review(4, now="2026-11-23T08:00")
    assert "`flashcards review --new 3` takes new ones in sooner" in shop.ok("interview", now="2026-11-23T08:00")
    shop.ok("review", "--new", "3", typed="\n4\n\n4\n", now="2026-11-23T08:00")
    assert "`flashcards mock` asks for any story" in shop.ok("interview", now="2026-11-23T08:00")


def test_a_session_says_at_its_start_how_many_minutes_wait(shop: Home):
    """The number that the first screen names."""
    waits = rows(shop.ok())["Today"]
    assert "3 cards for today, about 7 minutes." in shop.ok("review", typed="q\n")
    assert waits == "3 new, about 7 minutes"
    assert "for today" not in shop.ok("review", "--cram", typed="q\n")
