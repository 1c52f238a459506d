"""How a study day stands: one value, asked by every command, brought up to date by what was done."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.rehearsal.agenda import Agenda, agenda_of, renewed
from flashcards.schedule.events import EventKind, blank_event
from tests.build import deck, story
from tests.conftest import NOON, Home

MOST_STATEMENTS = 20
TODAY = parse_now(NOON).toordinal()
# what is set on a connection, and asks nothing
SETTINGS = ("pragma",)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every statement that is run from now on, with the file that it is run on and its parameters filled in."""
    seen: list[tuple[str, str]] = []
    connect = sqlite3.connect

    def traced(database: str | Path, **options: object) -> sqlite3.Connection:
        conn = connect(database, **options)
        conn.set_trace_callback(lambda sql: seen.append((str(database), sql)))
        return conn

    monkeypatch.setattr(sqlite3, "connect", traced)
    return seen


def plain(home: Home) -> None:
    """Nothing but decks."""


def practised(home: Home) -> None:
    """Some cards due, some drills left, an interview ahead."""
    home.review(4, 2, 4, now="2026-11-20T12:00+00:00")
    home.ok("interview", "2026-12-18")
    home.ok("review", typed="\n2\n")


def before_the_day(home: Home) -> None:
    """The last rehearsals before an interview have begun."""
    home.review(4, 4, 4, 4, now="2026-11-20T12:00+00:00")
    home.ok("interview", "2026-11-25", now="2026-11-20T13:00+00:00")


HOMES: list[Callable[[Home], None]] = [plain, practised, before_the_day]


@pytest.mark.parametrize("stories", [3, 60])
@pytest.mark.parametrize("prepare", HOMES)
def test_a_start_of_review_runs_few_statements_and_none_twice(home, prepare, stories, statements):
    """However many cards there are, from the opening of the home to the end of the input; settings do not count."""
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(stories))))
    prepare(home)
    home.ok("review", typed="")
    statements.clear()
    home.ok("review", typed="")
    asked = [each for each in statements if not each[1].startswith(SETTINGS)]
    assert [each for each, times in Counter(asked).items() if times > 1] == []
    assert len(asked) <= MOST_STATEMENTS, asked


@pytest.mark.parametrize("command", [(), ("list",), ("interview",)])
@pytest.mark.parametrize("prepare", HOMES)
def test_what_shows_the_plan_runs_no_statement_twice(shop, prepare, command, statements):
    """What was read once is not read again."""
    prepare(shop)
    shop.ok(*command)
    statements.clear()
    shop.ok(*command)
    assert [each for each, times in Counter(statements).items() if times > 1] == []


@pytest.fixture
def library(shop: Home) -> Iterator[Library]:
    """A home with a second deck, opened for writing; every card of the first was graded once."""
    shop.write_deck(deck("Other", story("Another question?")), "other.md")
    shop.review(4, 4, 4, now="2026-11-20T12:00+00:00")
    shop.ok("interview", "2026-11-25", now="2026-11-20T13:00+00:00")
    with closing(open_library(HomeFolder(shop.path), Clock(parse_now(NOON)), must_write=True)) as library:
        yield library


def known(agenda: Agenda) -> Agenda:
    """The agenda without what only says how far it was read."""
    return agenda._replace(so_far=agenda.so_far._replace(key=0))


@pytest.mark.parametrize("kind", [*EventKind, "asked"])
def test_an_agenda_that_is_renewed_is_the_one_that_is_built_anew(library, kind):
    """Whatever happened to a card since, or to the day of the interview."""
    before = agenda_of(library, TODAY)
    draft = blank_event(EventKind.GRADED, "shop/question-one")
    draft = draft._replace(kind=kind, grade=4 if kind in ("graded", "drilled") else None, seconds=30.0)
    if kind == EventKind.PLANNED:
        draft = draft._replace(card="", payload={"day": "2026-12-18", "decks": None})
    elif kind == EventKind.RENAMED:
        draft = draft._replace(payload={"to": "other/another-question"})
    elif kind == EventKind.RETRACTED:
        draft = draft._replace(card="", retracts=("an event that is not here",))
    library.database.record(library.clock.stamp(), [draft])
    now = renewed(library, before, TODAY)
    assert known(now) == known(agenda_of(library, TODAY))
    if kind != EventKind.RETRACTED:
        library.database.undo(library.clock.stamp())
        assert known(renewed(library, now, TODAY)) == known(agenda_of(library, TODAY))


def test_an_agenda_is_built_anew_on_another_day(library):
    """Its counts and its days are those of the study day."""
    later = TODAY + 3
    assert renewed(library, agenda_of(library, TODAY), later) == agenda_of(library, later)


def test_an_agenda_to_which_nothing_happened_stays_the_same_value(library):
    """It is not even copied."""
    agenda = agenda_of(library, TODAY)
    assert renewed(library, agenda, TODAY) is agenda
