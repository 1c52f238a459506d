"""Days as people write them, and how ``flashcards interview`` takes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.schedule.named_days import days_meant
from flashcards.schedule.wording import long_day
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import for_each

# a Monday
TODAY = date(2026, 11, 23)
READ = [
    ("2026-12-18", "2026-12-18"),
    ("2026/12/18", "2026-12-18"),
    ("18.12.2026", "2026-12-18"),
    ("18. 12. 2026", "2026-12-18"),
    ("18.12.26", "2026-12-18"),
    ("18.12.", "2026-12-18"),
    ("18.12", "2026-12-18"),
    ("4.12.2026", "2026-12-04"),
    ("18/12/2026", "2026-12-18"),
    ("12/18/2026", "2026-12-18"),
    ("18-12-2026", "2026-12-18"),
    ("12/12", "2026-12-12"),
    ("18 December", "2026-12-18"),
    ("18 dec", "2026-12-18"),
    ("18. December 2027", "2027-12-18"),
    ("December 18, 2026", "2026-12-18"),
    ("Dec. 18th", "2026-12-18"),
    ("the 18th", ""),
    ("18th of December", "2026-12-18"),
    ("Fri 18 Dec 2026", "2026-12-18"),
    ("on Friday, 18 December", "2026-12-18"),
    ("Thu 18 Dec 2026", ""),
    ("Noday 18 Dec 2026", ""),
    ("23 November", "2026-11-23"),
    ("22 November", "2027-11-22"),
    ("29 February", "2028-02-29"),
    ("30 February", ""),
    ("29 February 2027", ""),
    ("31.6.", ""),
    ("1 Ju", ""),
    ("1 Jul", "2027-07-01"),
    ("in 3 weeks", "2026-12-14"),
    ("in a week", "2026-11-30"),
    ("in 10 days", "2026-12-03"),
    ("in 1 month", "2026-12-23"),
    ("in 9999 months", "2860-02-23"),
    ("friday", "2026-11-27"),
    ("Fri", "2026-11-27"),
    ("this friday", "2026-11-27"),
    ("next monday", "2026-11-30"),
    ("today", "2026-11-23"),
    ("tomorrow", "2026-11-24"),
    ("shop", ""),
    ("in 99999 weeks", ""),
    ("5", ""),
    ("2026", ""),
    ("", ""),
    ("2026-13-01", ""),
    ("18/12/0000", ""),
    ("٤.12.2026", ""),
]
TWO = [
    ("04/12/2026", "2026-04-12", "2026-12-04"),
    ("4-12", "2026-12-04", "2027-04-12"),
    ("monday", "2026-11-23", "2026-11-30"),
    ("next friday", "2026-11-27", "2026-12-04"),
]


@for_each(("text", "day"), READ)
def test_a_day_is_read_as_people_write_it(text: str, day: str):
    """A day without a year is the next; what is no day is none."""
    assert [date.fromordinal(each).isoformat() for each in days_meant(text, TODAY.toordinal())] == (
        [day] if day else []
    )


@for_each(("text", "one", "other"), TWO)
def test_what_could_mean_two_days_means_both(text: str, one: str, other: str):
    """Nothing is guessed."""
    assert [date.fromordinal(each).isoformat() for each in days_meant(text, TODAY.toordinal())] == [one, other]


def test_a_month_on_from_its_last_day_is_the_last_of_the_next():
    """The 31st of January and one month."""
    found = days_meant("in 1 month", date(2027, 1, 31).toordinal())
    assert found == (date(2027, 2, 28).toordinal(),)


def test_what_lies_behind_the_last_day_of_the_calendar_is_no_day():
    """However it is counted."""
    last = date.max.toordinal()
    for text in ("in 2 weeks", "in 8 days", "in 1 month"):
        assert days_meant(text, last - 7) == ()
    assert days_meant("in 1 week", last - 7) == (last,)


def test_a_leap_day_may_be_eight_years_ahead():
    """The year 2100 has none."""
    found = days_meant("29 February", date(2096, 3, 1).toordinal())
    assert found == (date(2104, 2, 29).toordinal(),)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 3000))
def test_what_is_repeated_back_reads_as_the_same_day(today: date, ahead: int):
    """As are ISO dates, and days written out, whatever today is."""
    day = today + timedelta(days=ahead)
    for text in (long_day(day.toordinal()), day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%d.%m.%Y}"):
        assert days_meant(text, today.toordinal()) == (day.toordinal(),)


@given(st.text(max_size=20), st.dates())
def test_any_text_is_read_or_is_no_date(text: str, today: date):
    """Nothing else happens, at the ends of the calendar neither."""
    assert all(1 <= day <= date.max.toordinal() + 14 for day in days_meant(text, today.toordinal()))


@pytest.mark.parametrize("text", ["18 December", "18.12.2026", "in 25 days", "Fri 18 Dec 2026"])
def test_the_day_is_repeated_back_with_its_weekday(shop: Home, text: str):
    """However it was written."""
    assert "Interview in 25 days, Fri 18 Dec 2026" in shop.ok("interview", text)
    assert shop.json("decks")[0]["interview"] == "2026-12-18"


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_a_date_that_could_be_two_days_is_refused_with_both(shop: Home, failing, text: str, one: str, other: str):
    """Exit 2, and no day is set."""
    said = failing(2, "interview", text)
    for day in (one, other):
        assert day in said
        assert long_day(date.fromisoformat(day).toordinal()) in said
    assert shop.json("decks")[0]["interview"] is None


def test_several_words_of_a_date_stand_in_quotes(shop: Home, failing):
    """The whole command is said as it would be right."""
    assert '`flashcards interview "in 3 weeks" shop`' in failing(2, "interview", "in", "3", "weeks", "shop")
    assert '`flashcards interview "18 December"`' in failing(2, "interview", "18", "December")


def test_a_deck_that_is_called_as_a_day_is_a_doubt(home: Home, failing):
    """Exit 1, with how to name either; under its id or beside a date it is the deck."""
    home.write_deck(deck("Friday", story("Question?")), "week.md")
    said = failing(1, "interview", "Friday")
    assert "2026-11-27" in said
    assert "'Friday'" in said
    home.ok("interview", "2026-11-27", "Friday")
    assert home.json("decks")[0]["interview"] == "2026-11-27"
    assert "Cleared" in home.ok("interview", "--clear", "Friday")


@pytest.mark.parametrize("text", ["2026-02-30", "30 February", "31.11.", "2026"])
def test_a_day_that_does_not_exist_is_refused(shop: Home, failing, text: str):
    """Exit 2, with how a day is written."""
    assert '"18 December"' in failing(2, "interview", text)


def test_a_deck_whose_name_begins_with_a_figure_is_a_deck(home: Home):
    """It reads as no date."""
    home.write_deck(deck("2024 stories", story("Question?")))
    home.ok("interview", "friday", "2024 stories")
    for name in ("2024 stories", "2024"):
        assert "Interview in 4 days" in home.ok("interview", name)
