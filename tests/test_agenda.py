"""How a study day stands: one value, asked by every command, brought up to date by what was done."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home as HomeFolder
from flashcards.home.library import Library, open_library
from flashcards.rehearsal.agenda import Agenda, agenda_of, counts_shown, drawn_forward, renewed
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.limits import Limits, Usual
from flashcards.schedule.plan import shown_on
from flashcards.schedule.wording import iso
from flashcards.store import cache, log, standings
from flashcards.store.counts import Counts
from tests.build import THREE, deck, event, story
from tests.conftest import NOON, Home
from tests.examples import every, examples

MOST_STATEMENTS = 20
TODAY = parse_now(NOON).toordinal()
CARDS = ("shop/question-one", "shop/question-two", "other/question-three", "other/question-four")
DEEDS = (
    EventKind.GRADED, EventKind.GRADED, EventKind.GRADED, EventKind.RESET, EventKind.BURIED, EventKind.SUSPENDED,
    EventKind.UNSUSPENDED,
)  # fmt: skip
PAYLOADS = {
    EventKind.PLANNED: {"day": "2026-12-18", "decks": None},
    EventKind.RENAMED: {"to": "other/another-question"},
    EventKind.EXPORTED: {"guid": "g", "name": "shop/question-one", "digest": "d", "time": 1},
    EventKind.ASKED: {"question": "Why?", "interview": None},
    EventKind.CHOSEN: {"question": "Why?", "hit": False, "seconds": 4.0},
}
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


def before_two_days(home: Home) -> None:
    """The last rehearsals of one deck have begun, those of another are still ahead."""
    before_the_day(home)
    home.write_deck(deck("Other", *(story(f"Another question {number}?") for number in range(3))), "other.md")
    home.ok("review", "other", typed="\n4\n\n4\n", now="2026-11-20T14:00+00:00")
    home.ok("interview", "2026-12-01", "other", now="2026-11-20T15:00+00:00")


def after_the_day(home: Home) -> None:
    """An interview has passed, at which a story went badly; the next one is set."""
    practised(home)
    home.ok("asked", "Why us?", "--told", "shop/question-1", "--went", "1")


HOMES: list[Callable[[Home], None]] = [plain, practised, before_the_day, before_two_days, after_the_day]
SHOWING = [
    (), ("decks",), ("list",), ("interview",), ("interview", "shop"), ("stats",), ("stats", "shop"), ("log",),
    ("mock",),
]  # fmt: skip


@pytest.mark.parametrize("stories", [3, 60])
@pytest.mark.parametrize("prepare", every(2, HOMES, 1))
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


@pytest.mark.parametrize("prepare", every(5, HOMES, 3))
def test_what_shows_how_a_home_stands_runs_no_statement_twice_and_no_more_for_more_cards(home, prepare, statements):
    """What was read once is not read again; rows may be more, questions are not."""
    home.write_deck(numbered_stories(10))
    prepare(home)
    ran = {}
    for stories in (10, 40):
        home.write_deck(numbered_stories(stories))
        home.ok("decks")
        for command in SHOWING:
            statements.clear()
            home.ok(*command, typed="")
            assert [each for each, times in Counter(statements).items() if times > 1] == [], command
            # a mock round looks at cards by chance, until it has enough
            if command != ("mock",):
                assert ran.setdefault(command, len(statements)) == len(statements), command


def numbered_stories(count: int) -> str:
    """A deck of stories of which no two are the same."""
    texts = (story(f"Question {number}?", situation=f"It was number {number}.") for number in range(count))
    return deck("Shop", *texts)


@pytest.fixture
def library(made) -> Iterator[Library]:
    """A home with a second deck, opened for writing; every card of the first was graded once."""
    with closing(open_library(HomeFolder(made(tell).path), Clock(parse_now(NOON)), must_write=True)) as library:
        yield library


def tell(home: Home) -> None:
    home.write_deck(THREE)
    home.write_deck(deck("Other", story("Another question?")), "other.md")
    home.review(4, 4, 4, now="2026-11-20T12:00+00:00")
    home.ok("interview", "2026-11-25", now="2026-11-20T13:00+00:00")


@pytest.fixture(scope="module")
def two_decks(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with two decks of two stories that was opened once."""
    home = Home(tmp_path_factory.mktemp("agenda") / "home")
    home.write_deck(deck("Shop", story("Question one?"), story("Question two?")))
    home.write_deck(deck("Other", story("Question three?"), story("Question four?")), "other.md")
    home.ok("decks")
    return home


deeds = st.builds(
    lambda kind, card, grade, days_ago: event(
        kind, card, TODAY - days_ago, grade=grade if kind == EventKind.GRADED else None
    ),
    st.sampled_from(DEEDS),
    st.sampled_from(CARDS),
    st.integers(0, 5),
    st.integers(0, 8),
)


@given(st.lists(deeds, max_size=9), st.sampled_from([None, 1, 2, 3, 9, 30]), st.sampled_from([None, 2, 12]))
@examples(200)
def test_a_deck_counts_a_card_as_due_on_the_day_on_which_it_is_shown(two_decks, done, day, own_day):
    """Whatever was done, with an interview day for all decks, for one, or none: as its cards say one by one."""
    planned = [
        event(EventKind.PLANNED, "", TODAY, payload={"day": iso(TODAY + ahead), "decks": decks})
        for ahead, decks in ((day, None), (own_day, ["other"]))
        if ahead is not None
    ]
    with closing(open_library(HomeFolder(two_decks.path), Clock(parse_now(NOON)), must_write=True)) as library:
        conn = library.database.conn
        conn.execute("begin")
        log.insert(conn, [*sorted(done, key=lambda each: each.day), *planned])
        cache.rebuild(conn)
        agenda = agenda_of(library, TODAY)
        assert counts_shown(library, agenda) == _counted_one_by_one(library, agenda)
        conn.execute("rollback")


def _counted_one_by_one(library: Library, agenda: Agenda) -> dict[str, Counts]:
    """The counts with what is due, and the next day, as each card has them."""
    days = drawn_forward(library, agenda)
    found = {}
    for slug, counts in agenda.counts.items():
        seen = standings.introduced(library.database.conn, [slug])
        shown = [(shown_on(each, days) or TODAY, each.is_active(TODAY)) for each in seen]
        due = sum(1 for day, is_active in shown if day <= TODAY and is_active)
        found[slug] = counts._replace(due=due, next_due=min((day for day, _ in shown), default=None))
    return found


def known(agenda: Agenda) -> Agenda:
    """The agenda without what only says how far it was read."""
    return agenda._replace(so_far=agenda.so_far._replace(key=0))


@pytest.mark.parametrize("kind", [*EventKind, "of a later version"])
def test_an_agenda_that_is_renewed_is_the_one_that_is_built_anew(library, kind):
    """Whatever happened to a card since, or to the day of the interview."""
    before = agenda_of(library, TODAY)
    draft = blank_event(EventKind.GRADED, "shop/question-one")
    grade = {"graded": 4, "drilled": 4, "asked": 2}.get(kind)
    draft = draft._replace(kind=kind, grade=grade, seconds=30.0, payload=PAYLOADS.get(kind, {}))
    if kind == EventKind.PLANNED:
        draft = draft._replace(card="")
    elif kind == EventKind.RETRACTED:
        draft = draft._replace(card="", retracts=("an event that is not here",))
    library.database.record(library.clock.stamp(), [draft])
    now = renewed(library, before, TODAY)
    assert known(now) == known(agenda_of(library, TODAY))
    if kind != EventKind.RETRACTED:
        library.database.undo(library.clock.stamp())
        assert known(renewed(library, now, TODAY)) == known(agenda_of(library, TODAY))


def test_what_is_introduced_towards_one_interview_takes_its_share_of_the_evenings_before_another(tmp_path):
    """Eight stories, at four cards a day, begin their last rehearsals with the third new story of another deck."""
    home = Home(tmp_path / "home")
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(8))))
    home.write_deck(deck("Other", *(story(f"Another {number}?") for number in range(3))), "other.md")
    home.ok("review", "shop", "--new", "8", "--minutes", "0", typed="\n4\n" * 8, now="2026-11-20T18:00")
    home.ok("interview", iso(TODAY + 4), "shop")
    home.ok("interview", iso(TODAY + 8), "other")
    with closing(open_library(HomeFolder(home.path), Clock(parse_now(NOON)), must_write=True)) as library:
        library.limits = Limits(cards=4)
        agenda, begun = agenda_of(library, TODAY), []
        for card in standings.new_cards(library.database.conn, TODAY, ["other"], 3)[0]:
            graded = blank_event(EventKind.GRADED, card)._replace(grade=4, seconds=30.0)
            library.database.record(library.clock.stamp(), [graded])
            agenda = renewed(library, agenda, TODAY)
            begun.append(agenda.has_begun(agenda.groups()[0]))
            assert agenda == agenda_of(library, TODAY)
        assert begun == [False, False, True]


def test_where_an_interview_is_set_an_agenda_knows_what_evenings_brought(shop: Home):
    """The cards told on each day of four weeks, without what was taken back, and without today."""
    shop.ok("review", "--new", "4", typed="\n4\n" * 4, now="2026-10-01T18:00")
    shop.ok("review", typed="\n4\n" * 3, now="2026-11-20T18:00")
    shop.ok("undo", now="2026-11-20T19:00")
    shop.ok("review", "--ahead", "9", typed="\n4\n", now="2026-11-23T08:00")
    clock, evening = Clock(parse_now("2026-11-23T12:00")), date(2026, 11, 20).toordinal()
    for brought, usual in (({}, 0.0), ({evening: 2}, 2.0)):
        with closing(open_library(HomeFolder(shop.path), clock, must_write=True)) as library:
            agenda = agenda_of(library, clock.today)
            assert (agenda.so_far.evenings, agenda.evening_of(agenda.groups()[0])) == (brought, (None, Usual(usual)))
        shop.ok("interview", "2026-11-28", now="2026-11-23T12:00")


def test_an_agenda_is_built_anew_on_another_day(library):
    """Its counts and its days are those of the study day."""
    later = TODAY + 3
    assert renewed(library, agenda_of(library, TODAY), later) == agenda_of(library, later)


def test_an_agenda_to_which_nothing_happened_stays_the_same_value(library):
    """It is not even copied."""
    agenda = agenda_of(library, TODAY)
    assert renewed(library, agenda, TODAY) is agenda
