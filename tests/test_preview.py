"""What stands below a grade is the day on which the card will be shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.commands.list_cards import card_rows
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.rehearsal.load import Load
from flashcards.rehearsal.preview import preview
from flashcards.rehearsal.recorder import Recorder
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.limits import Limits
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.wording import iso, short_day, when
from flashcards.store import readings, standings
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import examples
from tests.screen import WIDTHS, Terminal

BEGIN = date(2026, 11, 23)
# how many days pass, which of the cards that wait is told, the marks and the grade
steps = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 6), st.sampled_from(["", "r", "sta", "star"]), st.integers(0, 5)),
    max_size=20,
)
EIGHT = "08:00+00:00"


@pytest.fixture(scope="module")
def two_decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with seven stories in two decks that was opened once."""
    home = Home(tmp_path_factory.mktemp("decks") / "home")
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(4))))
    home.write_deck(deck("Other", *(story(f"Another {number}?") for number in range(3))), "other.md")
    home.ok("decks")
    return home.path


@contextmanager
def opened(home: Path, folder: Path) -> Iterator[Library]:
    """A copy of a home, opened for writing."""
    shutil.copytree(home, folder)
    with closing(open_library(HomeFolder(folder), Clock(parse_now(f"{BEGIN}T{EIGHT}")), must_write=True)) as library:
        yield library


def due_of(library: Library, card: str) -> str | None:
    """The day that ``list --json`` names."""
    found = card_rows(library, readings.cards(library.readings))
    return next(str(row["due"]) for row in found if row["card"] == card)


def told(library: Library, agenda: Agenda, card: str, marks: str) -> Telling:
    """A card that is revealed whole, with these parts marked."""
    read = readings.card(library.readings, card)
    assert read is not None
    telling = Telling.of(read, standings.standing(library.database.conn, card), False, agenda.today)
    telling = telling._replace(open=len(telling.asked))
    for mark in marks:
        telling, _ = telling.after(mark, "")
    return telling


@given(steps, st.integers(1, 21), st.sampled_from([0, 4, 30]), st.booleans())
@examples(400)
def test_each_preview_is_the_day_that_list_names_after_the_grade(
    two_decks, tmp_path_factory, days, ahead, minutes, one_deck
):
    """Over random weeks towards a day that one deck or two go towards, whatever a day may bring."""
    with opened(two_decks, tmp_path_factory.mktemp("weeks") / "home") as library:
        library.limits = Limits(None, minutes * 60)
        goal = {"day": iso(BEGIN.toordinal() + ahead), "decks": ["shop"] if one_deck else None}
        library.database.record(library.clock.stamp(), [blank_event(EventKind.PLANNED, "")._replace(payload=goal)])
        recorder, day = Recorder(library), BEGIN
        for later, place, marks, grade in days:
            day += timedelta(days=later)
            library.clock = Clock(parse_now(f"{day}T{EIGHT}"))
            agenda = agenda_of(library, library.clock.today)
            waiting = Load((), 3, library.limits).gather(library)(agenda)
            if waiting:
                card = waiting[place % len(waiting)]
                telling = told(library, agenda, card, marks)
                expected = preview(library, agenda, telling)
                recorder.grade(telling, Grade(grade), 100.0, timed=True, short=False)
                assert due_of(library, card) == iso(expected[Grade(grade)])


def test_what_a_session_says_of_each_grade_is_what_list_names_after_it(shop: Home):
    """Three weeks towards a day; a session a day on a pipe."""
    shop.ok("interview", "2026-12-11", now=f"{BEGIN}T{EIGHT}")
    compared = 0
    for ahead in range(0, 18, 2):
        now = f"{BEGIN + timedelta(days=ahead)}T{EIGHT}"
        shown = shop.review(4, 4, 4, now=now)
        today = BEGIN.toordinal() + ahead
        for event in shop.log()[-3:]:
            if event["kind"] == "graded" and event["day"] == iso(today):
                due = date.fromisoformat(shop.card(event["card"], now=now)["due"]).toordinal()
                words = (f"4 all told: {short_day(due, today)}\n", f" {when(due, today)}.\n")
                assert any(word in shown for word in words), (now, words)
                compared += 1
    assert compared > 8


def test_a_day_that_no_grade_changes_is_said_once(shop: Home):
    """Two days before the interview a young card comes back tomorrow, where SM-2 alone would give six days to some."""
    shop.review(4, 4, 4, now="2026-11-16T08:00")
    shown = shop.ok("review", typed="\nq\n", now="2026-11-25T08:00")
    assert "4 all told: Tue\n" in shown
    shop.ok("interview", "2026-11-27", now="2026-11-25T09:00")
    shown = shop.ok("review", typed="\nq\n", now="2026-11-25T10:00")
    assert "5 effortless\nWhatever the grade, it comes back tomorrow.\n" in shown


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_screen_names_the_days_below_the_grades_or_once(shop: Home, columns: int):
    """A new card comes back tomorrow whatever its grade; one that SM-2 knows comes on days of its own."""
    with Terminal(shop.path, "review", now="2026-11-23T08:00", columns=columns) as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type("\r")
        terminal.wait("5 effortless", "Whatever the grade, it comes back tomorrow.")
        terminal.type("\r")
        terminal.wait("Question two?")
        terminal.type("q")
        assert terminal.end() == 0
    shop.ok("review", typed="\n4\nq\n", now="2026-11-24T08:00")
    with Terminal(shop.path, "review", now="2026-11-30T08:00", columns=columns) as terminal:
        terminal.wait("Question one?", "q quit")
        terminal.type("\r")
        shown = terminal.wait("5 effortless", "Tue", "16 Dec")
        assert "Whatever" not in shown


def test_a_preview_counts_the_card_among_those_introduced(shop: Home):
    """A new one as if it had been graded; marks change what is proposed, and the day with it."""
    shop.ok("interview", "2026-12-03", now="2026-11-23T08:00")
    clock = Clock(parse_now("2026-11-23T09:00"))
    with closing(open_library(HomeFolder(shop.path), clock, must_write=True)) as library:
        agenda = agenda_of(library, library.clock.today)
        card = readings.card(library.readings, "shop/question-one")
        assert card is not None
        telling = Telling.of(card, standings.standing(library.database.conn, card.id), False, agenda.today)
        assert {iso(day) for day in preview(library, agenda, telling).values()} == {"2026-11-24"}
        assert set(preview(library, agenda, telling)) == set(Grade)
