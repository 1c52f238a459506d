"""The day to be ready for: set, planned, reached and cleared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every, for_each
from tests.test_review import day, prompts

WORDS = ("one", "two", "three", "four", "five", "six")


@pytest.fixture
def stories(home: Home) -> Home:
    """A home with one deck of six stories."""
    home.write_deck(deck("Shop", *(story(f"Question {word}?") for word in WORDS)))
    return home


def whole_session(home: Home, now: str, *options: str, grade: int | None = None) -> str:
    """A session that accepts every proposed grade, or gives the same one."""
    return home.ok("review", *options, typed=("\n" + (f"{grade}" if grade else "") + "\n") * 60, now=now)


def test_every_card_of_the_shipped_deck_is_rehearsed_in_the_last_days_and_no_evening_is_long(home: Home):
    """Three weeks, a session every morning; cleared, the list shows SM-2's own dates again."""
    begin, interview = date(2026, 11, 27), date(2026, 12, 18)
    home.ok("interview", str(interview), now=f"{begin}T08:00")
    for ahead in range(21, 0, -1):
        now = f"{interview - timedelta(days=ahead)}T08:00"
        shown = whole_session(home, now)
        assert "Every grade is saved." in shown
        assert {row["due"] for row in home.json("decks", now=now)} == {0}
    told = [event for event in home.log() if event["kind"] == "graded"]
    last = {event["card"]: event["day"] for event in told}
    assert len(last) == 15
    assert {date.fromisoformat(each) for each in last.values()} <= {interview - timedelta(days=n) for n in range(1, 8)}
    evenings = Counter(event["day"] for event in told)
    assert max(evenings[day] for day in last.values()) <= 1.5 * median(evenings.values())
    rows = home.json("list", now=f"{interview}T08:00")
    home.ok("interview", "--clear", now=f"{interview}T08:00")
    assert [row["sm2_due"] for row in rows] == [row["due"] for row in home.json("list", now=f"{interview}T08:00")]


def test_only_the_day_on_which_a_card_is_shown_is_drawn_forward(stories: Home):
    """Its memory stays; decks, list and review agree; clearing gives SM-2's days back, and undo the plan."""
    for number in (23, 24):
        whole_session(stories, day(number), "--new", "6", grade=5)
    plain = stories.json("list", now=day(25))
    stories.ok("interview", "2026-11-28", now=day(25))
    for number in (25, 26, 27):
        rows = stories.json("list", now=day(number))
        due = [row["prompt"] for row in rows if row["state"] == "due"]
        (shop,) = stories.json("decks", now=day(number))
        assert shop["due"] == len(due)
        assert shop["interview"] == "2026-11-28"
        assert sorted(set(prompts(whole_session(stories, day(number))))) == sorted(due)
        assert stories.json("decks", now=day(number))[0]["due"] == 0
    for row, before in zip(stories.json("list", now=day(28)), plain, strict=True):
        assert row["repetition"] == before["repetition"]
        assert row["interval"] >= before["interval"]


def test_moving_or_clearing_the_day_changes_no_memory(stories: Home):
    """It is an event, and can be taken back."""
    whole_session(stories, day(23), "--new", "6")
    whole_session(stories, day(24))
    before = stories.json("list", now=day(25))
    stories.ok("interview", "2026-11-29", now=day(25))
    drawn = stories.json("list", now=day(25))
    assert [row["sm2_due"] for row in drawn] == [row["due"] for row in before]
    assert {row["due"] for row in drawn} <= {"2026-11-27", "2026-11-28"}
    stories.ok("interview", "2027-03-01", now=day(25))
    assert stories.json("list", now=day(25)) == before
    stories.ok("undo", now=day(25))
    assert stories.json("list", now=day(25)) == drawn
    stories.ok("interview", "--clear", now=day(25))
    assert stories.json("list", now=day(25)) == before
    assert [event["kind"] for event in stories.log() if not event["card"]] == [
        "planned", "planned", "retracted", "planned",
    ]  # fmt: skip


def test_a_decks_own_day_wins_and_later_decks_have_the_day_of_all(stories: Home):
    """Cleared, the deck goes by the day of all."""
    stories.ok("interview", "2026-12-18")
    assert "Fri 4 Dec 2026" in stories.ok("interview", "2026-12-04", "shop")
    stories.write_deck(deck("Later", story("Question seven?")), "later.md")
    assert {row["deck"]: row["interview"] for row in stories.json("decks")} == {
        "shop": "2026-12-04",
        "later": "2026-12-18",
    }
    assert "holds there: Fri 18 Dec 2026" in stories.ok("interview", "--clear", "shop")
    assert {row["interview"] for row in stories.json("decks")} == {"2026-12-18"}
    assert {row["interview"] for row in stories.json("decks", now="2026-12-19T12:00+00:00")} == {None}


def test_new_cards_are_paced_unless_their_number_is_given(stories: Home):
    """Six cards, nine days ahead: over the first four, two a day; --new by hand and config.toml win."""
    stories.ok("interview", "2026-12-02")
    assert len(prompts(whole_session(stories, day(23)))) == 2
    assert "Nothing is left to rehearse today.\n" in whole_session(stories, day(23))
    assert len(prompts(whole_session(stories, day(23), "--new", "3"))) == 1
    (stories.path / "config.toml").write_text("[review]\nnew = 5\n")
    assert len(set(prompts(whole_session(stories, day(23))))) == 2


def test_nothing_new_in_the_last_days(stories: Home):
    """It is said what does not fit."""
    shown = stories.ok("interview", "2026-11-25")
    assert "6 cards would stay new" in shown
    assert "`flashcards review --new 6`" in shown
    assert prompts(whole_session(stories, day(23))) == []


def test_what_the_limits_leave_behind_is_said_with_the_number_that_would_do(stories: Home):
    """Two cards a day are too few for six stories in ten days."""
    (stories.path / "config.toml").write_text("[review]\nlimit = 1\n")
    shown = stories.ok("interview", "2026-12-03")
    assert "Not all of it fits" in shown
    assert "a day" in shown
    (stories.path / "config.toml").unlink()
    assert "All of it fits" in stories.ok("interview")


def test_the_plan_says_which_stories_come_sooner_than_sm2_asks(stories: Home):
    """Tonight, and why, three by name; not those that are due, and none once they are told."""
    for number in (20, 21):
        whole_session(stories, day(number), "--new", "6")
    stories.ok("interview", "2026-11-26", now=day(21))
    shown = stories.ok("interview", now=day(24))
    assert "Tonight, once more before the day and sooner than SM-2 asks: question-" in shown
    stories.ok("interview", "2026-11-25", now=day(24))
    assert "SM-2 asks: question-five, question-four, question-one and 3 more." in stories.ok("interview", now=day(24))
    stories.ok("interview", "2026-11-26", now=day(24))
    whole_session(stories, day(24))
    assert "sooner than SM-2" not in stories.ok("interview", now=day(24))


def test_the_plan_has_a_bar_for_each_day(stories: Home):
    """With what comes and its minutes; the day itself is marked."""
    stories.ok("interview", "2026-12-03")
    shown = stories.ok("interview").splitlines()
    assert shown[0] == "Interview in 10 days, Thu 3 Dec 2026: 0 of 6 introduced"
    bars = [line.strip() for line in shown[3:14]]
    assert [line[:10] for line in bars[:2]] == ["Mon 23 Nov", "Tue 24 Nov"]
    assert bars[0].endswith("2 new, 5 minutes")
    assert bars[1].endswith("2 due, 1 new, 7 minutes")
    assert bars[-1].endswith("interview")
    assert bars[1].count("#") > bars[0].count("#")
    plan = stories.json("interview")
    assert plan["interviews"] == [{"day": "2026-12-03", "decks": ["shop"]}]
    assert [each["new"] for each in plan["days"][:4]] == [2, 1, 1, 1]
    assert (plan["unseen"], plan["unrehearsed"]) == (0, 0)


def test_on_the_day_there_is_a_warm_up_and_no_drill(stories: Home):
    """Each story told begins, and ends with its figures; nothing new; after the day all is plain again."""
    stories.ok("interview", "2026-11-24")
    stories.review(4, 2, now=day(23))
    stories.ok("review", "--new", "2", typed="\n4\n\n2\nq\n", now=day(23))
    shown = stories.ok("review", typed="\n1\n\n1\n", now=day(24))
    assert "Warm-up" in shown
    assert shown.index("  We lost 12% of sales.\n  Result:\n  - 4%") < shown.index("[Shop, 1 of 2]")
    assert "drill" not in shown.split("[Shop")[1]
    assert [event["kind"] for event in stories.log()[-2:]] == ["graded", "graded"]
    assert "Done for today." in shown
    assert "Warm-up" not in stories.ok("review", typed="q\n", now=day(25))


def test_the_end_of_a_session_says_how_far_the_day_is(stories: Home):
    """What tomorrow brings, how many are introduced, whether all fits, and the next days as bars."""
    stories.ok("interview", "2026-12-03")
    shown = whole_session(stories, day(23))
    assert "Tomorrow: 2 due, 1 new, about" in shown
    assert "Interview: Thu 3 Dec 2026, in 10 days. 2 of 6 introduced: on plan." in shown
    assert "Tue #" in shown
    assert "interview in 9 days" in stories.ok(now=day(24))


def test_the_end_of_a_session_looks_back(stories: Home):
    """How many were told whole, what was missed most, and how it was the week before."""
    shown = stories.ok("review", "--new", "3", typed="\nr\n\n\nr\ns\n\n\n4\n\n\n\n\n")
    assert "Told whole: 1 of 3" in shown
    assert "Missed most: Result: question-one, question-two" in shown
    shown = stories.ok("review", typed="\n4\nq\n", now=day(24))
    assert "Told whole: 1 of 1   the week before 1 of 3" in shown
    assert "Told whole" not in stories.ok("review", typed="u\nu\nq\n", now=day(24))


@for_each(
    ("arguments", "code", "said"),
    [
        (("2026-11-22",), 1, "2026-11-22 is past; today is 2026-11-23"),
        (("2026-02-30",), 2, "'2026-02-30' is no date such as 2026-12-18"),
        (("18.13.2026",), 2, "is no date"),
        (("9999-12-31",), 1, "more than ten years"),
        (("2026-12-18", "shpo"), 1, "did you mean 'Shop'?"),
        (("--clear", "2026-12-18"), 2, "--clear takes no date"),
        (("2026-12-18", "empty"), 1, "has no cards"),
    ],
)
def test_a_day_that_cannot_be_set_is_refused_in_one_line(
    stories: Home, failing: Callable[..., str], arguments: tuple[str, ...], code: int, said: str
):
    """Nothing is changed."""
    stories.write_deck("---\ndeck: Empty\n---\n", "empty.md")
    assert said in failing(code, "interview", *arguments)
    assert stories.log() == []


@pytest.mark.parametrize(
    ("set_for", "holds"), every(2, [("2036-11-30", "2036-11-30"), ("2036-12-02", None), ("9999-12-30", None)])
)
def test_a_day_from_another_machine_counts_within_ten_years(
    stories: Home, tmp_path: Path, set_for: str, holds: str | None
):
    """Each day until then is planned at the end of a session, so none lies thousands of years ahead."""
    stories.ok("interview", "2026-12-18")
    (planned,) = stories.log()
    planned |= {"id": "another", "batch": "another", "at": "2026-11-23T13:00:00.000Z"}
    (tmp_path / "log.jsonl").write_text(json.dumps(planned | {"payload": {"day": set_for, "decks": ["shop"]}}))
    stories.ok("merge", str(tmp_path / "log.jsonl"))
    assert [each["day"] for each in stories.json("interview")["interviews"]] == [holds or "2026-12-18"]
    assert "Every grade is saved." in stories.ok("review", typed="\n4\nq\n")


def test_without_a_day_the_command_says_how_to_set_one(stories: Home):
    """Clearing what is not set changes nothing either."""
    assert "sets the day" in stories.ok("interview")
    assert "Nothing to clear" in stories.ok("interview", "--clear")
    assert stories.json("interview") == {
        "interviews": [], "days": [], "unseen": 0, "unrehearsed": 0, "readiness": None, "sweep": None
    }  # fmt: skip
    assert stories.log() == []


def test_after_days_away_the_most_urgent_come_first(stories: Home):
    """What does not fit today is said first."""
    whole_session(stories, day(23), "--new", "6")
    shown = stories.ok("review", "--minutes", "5", typed="q\n", now=day(30))
    assert "6 cards are due, 3 fit today, about 7 minutes" in shown
    assert "6 cards are due, 2 fit today, about 5 minutes" in stories.ok(
        "review", "--limit", "2", typed="q\n", now=day(30)
    )
    assert "fit today" not in stories.ok("review", typed="q\n", now=day(30))
