"""Days, times and events in the words of a person."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from flashcards.schedule import wording
from flashcards.schedule.events import Event
from tests.build import drilled, event, graded
from tests.examples import for_each

# a Monday
TODAY = date(2026, 11, 23).toordinal()
LATE = graded(4)


@for_each(
    ("ahead", "when", "short", "countdown"),
    [
        (-3, "today", "Fri", "today"),
        (0, "today", "Mon", "today"),
        (1, "tomorrow", "Tue", "tomorrow"),
        (2, "Wed", "Wed", "in 2 days"),
        (6, "Sun", "Sun", "in 6 days"),
        (7, "30 Nov", "30 Nov", "in 7 days"),
        (38, "31 Dec", "31 Dec", "in 38 days"),
        (39, "1 Jan", "1 Jan", "in 39 days"),
        (181, "23 May", "23 May", "in 181 days"),
        (182, "May 2027", "May 2027", "in 182 days"),
    ],
)
def test_a_coming_day_is_told_in_as_few_words_as_tell_it(ahead: int, when: str, short: str, countdown: str):
    """A weekday within the week, day and month within half a year, then month and year."""
    day = TODAY + ahead
    assert (wording.when(day, TODAY), wording.short_day(day, TODAY)) == (when, short)
    assert wording.countdown(day, TODAY) == countdown


@for_each(("behind", "said"), [(-1, "today"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (400, "400 days ago")])
def test_a_day_that_passed_is_told_by_how_long_ago(behind: int, said: str):
    """In days, however many."""
    assert wording.ago(TODAY - behind, TODAY) == said


def test_a_day_of_this_year_has_no_year_however_far_it_is():
    """From January on December is still the same year."""
    assert wording.short_day(date(2026, 12, 9).toordinal(), date(2026, 1, 2).toordinal()) == "9 Dec"


def test_days_too_far_ahead_are_named_by_the_nearest_and_how_many_more_there_are():
    """Nothing is said of others where there are none."""
    first = TODAY + 5000
    assert "the interview on Wed 1 Aug 2040 is more" in wording.far_days([first])
    assert "on Wed 1 Aug 2040 (and 1 more) is more" in wording.far_days([first, first + 1])
    assert "on Wed 1 Aug 2040 (and 2 more) is more" in wording.far_days([first, first + 1, first + 2])


def test_a_day_can_be_written_whole():
    """With its weekday, or as a machine reads it; none is none."""
    assert wording.long_day(TODAY) == "Mon 23 Nov 2026"
    assert (wording.iso(TODAY), wording.iso(None)) == ("2026-11-23", None)


@for_each(
    ("seconds", "minutes", "whole", "clock", "over"),
    [
        (0, "0 minutes", 0, "0:00", ""),
        (1, "1 minute", 1, "0:01", ""),
        (60, "1 minute", 1, "1:00", ""),
        (61, "2 minutes", 2, "1:01", ", 1 s over"),
        (125.9, "3 minutes", 3, "2:05", ", 65 s over"),
    ],
)
def test_seconds_are_told_as_minutes_and_as_a_clock(seconds: float, minutes: str, whole: int, clock: str, over: str):
    """Minutes that are begun count; what is over a target of one minute is counted."""
    assert (wording.minutes(seconds), wording.whole_minutes(seconds)) == (minutes, whole)
    assert (wording.clock_time(seconds), wording.over_target(seconds, 60)) == (clock, over)


def test_one_is_no_plural():
    """An s makes one, where no other word is given."""
    assert [wording.counted(number, "card") for number in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]
    assert [wording.counted(number, "story", "stories") for number in (1, 2)] == ["1 story", "2 stories"]


def test_of_many_names_the_first_ones_are_told_and_how_many_are_left() -> None:
    told = [wording.enumerated(list("abcde")[:number], 3) for number in range(6)]
    assert told == ["", "a", "a and b", "a, b and c", "a, b, c and 1 more", "a, b, c and 2 more"]


@for_each(
    ("made", "words"),
    [
        (graded(4), "graded 4"),
        (graded(0), "graded 0"),
        (graded(2, missed=("Task", "Result")), "graded 2, missed Task, Result"),
        (drilled(3), "drilled 3"),
        (event("reset"), "reset"),
        (event("renamed", payload={"to": "d/new"}), "renamed to d/new"),
        (event("renamed", payload={"to": None}), "renamed to no card"),
        (event("planned", "", payload={"day": "2026-12-18"}), "planned the interview on Fri 18 Dec 2026"),
        (event("planned", "", payload={"day": None, "decks": None}), "planned no interview"),
        (
            event("planned", "", payload={"day": "2026-12-18", "decks": ["clinic", 4, "bakery"]}),
            "planned the interview on Fri 18 Dec 2026 for clinic, bakery",
        ),
        (event("planned", "", payload={"day": 4, "decks": {}}), "planned no interview"),
        (LATE, "drilled 4"),
    ],
)
def test_an_event_says_what_it_did(made: Event, words: str):
    """A grade that only drilled is called so."""
    assert wording.describe(made, frozenset({LATE.id})) == words


@for_each(
    ("made", "words"),
    [
        ([graded(4)], "graded 4 on deck/card"),
        ([event("planned", "", payload={"day": "2026-12-18"})], "planned the interview on Fri 18 Dec 2026"),
        ([event("suspended"), event("suspended", "deck/other")], "suspended 2 cards"),
        ([graded(4), LATE, event("reset"), drilled(2)], "graded 1 card, drilled 1 card, reset 1 card"),
        ([graded(4), *[event("planned", "")] * 2], "graded 1 card, 2 planned events"),
        ([event("planned", "")] * 4, "4 planned events"),
        (
            [
                event("planned", "", payload={"day": None, "decks": ["old"]}),
                event("planned", "", payload={"day": "2026-12-18", "decks": ["new"]}),
            ],
            "planned no interview for old; planned the interview on Fri 18 Dec 2026 for new",
        ),
    ],
)
def test_what_was_done_at_one_stroke_is_said_with_what_it_is_about(made: list[Event], words: str):
    """One event by its card, several by how many, days by the days and decks."""
    assert wording.describe_all(made, {}, frozenset({LATE.id})) == words


def test_what_sets_a_text_apart_stays_whole_where_it_fits():
    """It is cut in front, and not behind as well."""
    assert wording.abridged("abcdef", 3, 4) == "…def"


@example("漢字" * 5, 0, 4)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(-1, 40))
def test_a_text_is_abridged_to_any_width(text: str, apart: int, columns: int):
    """It fits, none of it in no columns, and what fits stays as it is."""
    short = wording.abridged(text, min(apart, len(text)), columns, cell_len)
    assert cell_len(short) <= max(0, columns)
    assert short == text or cell_len(text) > columns
