"""The database: private, durable, and shared without a lost grade."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import FlashcardsError, SeenElsewhereError
from flashcards.schedule.day import Stamp
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.queue import overdue
from flashcards.store import cache, log, standings, tail
from flashcards.store.counts import Counts, deck_counts
from flashcards.store.database import Database, open_copy, open_database
from flashcards.store.migrations import migrations
from flashcards.store.opening import DATABASE_VERSION
from tests.build import event, graded, retracted
from tests.conftest import Home
from tests.database import opened_file
from tests.examples import examples


@pytest.fixture
def database(tmp_path: Path):
    """A new database with three cards in one deck."""
    opened = open_database(tmp_path / "flashcards.db", tmp_path / "backups")
    with opened.transaction():
        cache.place(opened.conn, {"d": ["d/a", "d/b", "d/c"]})
    yield opened
    opened.close()


def grade(database: Database, card: str, value: int, day: int = 738_000, seen: str | None = None, **options):
    """Record one grade."""
    event = blank_event(EventKind.GRADED, card)._replace(grade=value, seen=seen)
    return database.record(Stamp(1_000, day, 60), [event], **options)[0]


def test_the_files_are_private(shop: Home):
    """Nobody else reads what one is nervous about."""
    shop.review(4)
    for path in (shop.path / "flashcards.db", *(shop.path / "backups").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_is_written_durably(database: Database):
    """DELETE and EXTRA, foreign keys on, and a version that is set."""
    assert database.conn.execute("pragma journal_mode").fetchone() == ("delete",)
    assert database.conn.execute("pragma synchronous").fetchone() == (3,)
    assert database.conn.execute("pragma foreign_keys").fetchone() == (1,)
    assert database.conn.execute("pragma user_version").fetchone() == (DATABASE_VERSION,)


def test_a_new_event_is_later_than_all_that_the_file_knows(database: Database):
    """Also when the clock stands still or goes back."""
    times = [grade(database, "d/a", 4, day=738_000 + number).at for number in range(5)]
    assert times == sorted(set(times))


def test_an_answer_that_was_given_twice_counts_once(database: Database):
    """A retry names the event that it has seen, and that is no longer the last."""
    grade(database, "d/a", 4, seen_matters=True)
    with pytest.raises(SeenElsewhereError):
        grade(database, "d/a", 4, seen_matters=True)
    assert tail.count_events(database.conn) == 1


def test_nothing_of_a_batch_is_stored_when_one_event_of_it_fails(database: Database):
    """All or nothing."""
    good, bad = blank_event(EventKind.RESET, "d/a"), blank_event(EventKind.RESET, "d/b")._replace(grade=object())
    with pytest.raises(FlashcardsError):
        database.record(Stamp(1, 1, 0), [good, bad])
    assert tail.count_events(database.conn) == 0
    assert not database.conn.in_transaction


def test_undo_never_takes_back_a_rename_or_what_another_device_did(database: Database):
    """It goes back to this device's own last thing."""
    first = grade(database, "d/a", 4)
    rename = blank_event(EventKind.RENAMED, "d/a")._replace(payload={"to": "d/x"})
    database.record(Stamp(2_000, 738_000, 60), [rename])
    with database.transaction():
        other = first._replace(id="other", at=9_000, device="elsewhere", batch="other", card="d/b")
        log.insert(database.conn, [other])
        cache.refresh(database.conn, ["d/b"])
    assert [event.id for event in database.undo(Stamp(3_000, 738_000, 60)).events] == [first.id]
    assert database.undo(Stamp(4_000, 738_000, 60)) is None


def test_what_is_cached_is_what_replay_says(database: Database):
    """After every kind of change, a rebuilt schedule equals the kept one."""
    grade(database, "d/a", 3)
    grade(database, "d/b", 5)
    database.record(Stamp(1, 738_001, 0), [blank_event(EventKind.RESET, "d/a")])
    database.record(Stamp(1, 738_001, 0), [blank_event(EventKind.RENAMED, "d/b")._replace(payload={"to": "d/y"})])
    grade(database, "d/y", 4, day=738_002)
    grade(database, "d/b", 2, day=738_009)
    database.undo(Stamp(1, 738_010, 0))
    kept = standings.standings(database.conn)
    with database.transaction():
        cache.rebuild(database.conn)
    assert standings.standings(database.conn) == kept


def test_cards_that_renames_tie_together_are_replayed_together_once(database: Database):
    """However many of them changed: a chain of renames takes work that grows with its length."""
    names = [f"d/{place}" for place in range(40)]
    chain = [event(EventKind.RENAMED, old, payload={"to": new}) for old, new in pairwise(names)]
    told = [graded(4, card=name, day=738_000) for name in names]
    statements: list[str] = []
    database.merge(Stamp(1_000, 738_000, 0), [*told, *chain], "other")
    with database.transaction():
        database.conn.set_trace_callback(statements.append)
        cache.refresh(database.conn, names)
        database.conn.set_trace_callback(None)
    assert sum("recursive linked" in statement for statement in statements) == 2
    kept = standings.standings(database.conn)
    with database.transaction():
        cache.rebuild(database.conn)
    assert standings.standings(database.conn) == kept


def test_an_undo_that_names_another_card_leaves_that_card_as_it_stands(database: Database):
    """As another machine's log may hold it."""
    first, second = graded(4, card="d/a", day=738_000), graded(5, card="d/b", day=738_000)
    undo = retracted(second)._replace(card="d/a")
    database.merge(Stamp(1_000, 738_000, 0), [first, second, undo], "other")
    grade(database, "d/b", 2, day=738_001)
    assert standings.standing(database.conn, "d/a").told == 1
    assert standings.standing(database.conn, "d/b").told == 1


def test_a_copy_in_memory_shows_the_same(database: Database, tmp_path: Path):
    """What a home that cannot be written is shown from."""
    grade(database, "d/a", 4)
    copy = open_copy(database.path, tmp_path / "backups")
    assert standings.standings(copy.conn) == standings.standings(database.conn)
    copy.close()


@examples(60)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 90)), min_size=1, max_size=12))
def test_due_cards_come_in_the_order_that_the_queue_defines(rows):
    """SQLite sorts as standings.queue.overdue says."""
    conn = open_copy(Path("/nonexistent/flashcards.db"), Path("/nonexistent")).conn
    cards = [f"d/{number:02}" for number in range(len(rows))]
    today = 738_100
    cache.place(conn, {"d": cards})
    for card, (interval, days) in zip(cards, rows, strict=True):
        standing = standings.standing(conn, card)
        memory = standing.memory._replace(interval=interval)
        cache.put(conn, [standing._replace(memory=memory, due=today - days)])
    late = {card: overdue(today - days, interval, today) for card, (interval, days) in zip(cards, rows, strict=True)}
    found = standings.due_cards(conn, today, (), 99)
    assert sorted(found) == cards
    assert [late[card] for card in found] == sorted(late.values(), reverse=True)
    conn.close()


CARDS = st.tuples(
    st.sampled_from(["a", "b", "c"]),
    st.none() | st.integers(-3, 3),
    st.booleans(),
    st.none() | st.integers(-1, 1),
)


@examples(80)
@given(st.lists(CARDS, max_size=14))
def test_counts_are_what_counting_every_card_gives(rows):
    """New, due and suspended of each deck; a suspended card is neither new nor due, nor is one buried for the day."""
    conn = open_copy(Path("/nonexistent/flashcards.db"), Path("/nonexistent")).conn
    today = 738_100
    cards = {f"{deck}/{number}": row for number, row in enumerate(rows) for deck in row[:1]}
    cache.place(conn, {deck: [card for card in cards if card.startswith(deck)] for deck in "abc"})
    for card, (_, due, suspended, buried) in cards.items():
        days = {"due": None if due is None else today + due, "buried": None if buried is None else today + buried}
        cache.put(conn, [standings.standing(conn, card)._replace(suspended=suspended, **days)])
    expected = {}
    for deck in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == deck]
        awake = [due for _, due, suspended, _ in own if not suspended]
        active = [due for _, due, suspended, buried in own if not suspended and (buried is None or buried < 0)]
        expected[deck] = Counts(
            cards=len(own),
            new=sum(1 for due in active if due is None),
            due=sum(1 for due in active if due is not None and due <= 0),
            suspended=sum(1 for _, _, suspended, _ in own if suspended),
            next_due=min((today + due for due in awake if due is not None), default=None),
            unseen=awake.count(None),
            coming=min((today + due for due in awake if due is not None and due > 0), default=None),
            coming_cards=awake.count(min((due for due in awake if due is not None and due > 0), default=99)),
        )
    assert deck_counts(conn, today) == expected
    assert deck_counts(conn, today, ["a", "c"]) == {deck: expected[deck] for deck in "ac" if deck in expected}
    conn.close()


WRITER = """
import sys
from itertools import pairwise
from pathlib import Path
from flashcards.schedule.events import EventKind
from flashcards.schedule.events import blank_event
from flashcards.schedule.day import Stamp
from flashcards.store.database import open_database
database = open_database(Path(sys.argv[1]), Path(sys.argv[1]).parent / "backups")
for number in range(60):
    event = blank_event(EventKind.GRADED, f"d/{sys.argv[2]}{number}")._replace(grade=4)
    database.record(Stamp(1, 738_000, 0), [event])
"""


def test_two_processes_that_grade_at_once_both_have_every_grade_stored(database: Database):
    """They wait for one another."""
    run = [sys.executable, "-c", WRITER, str(database.path)]
    writers = [subprocess.Popen([*run, name], stderr=subprocess.PIPE) for name in ("x", "y")]
    assert [writer.communicate()[1] for writer in writers] == [b"", b""]
    assert tail.count_events(database.conn) == 120
    times = [event.at for event in log.all_events(database.conn)]
    assert len(set(times)) == 120


def test_an_older_schema_is_backed_up_and_brought_up_to_date(tmp_path: Path):
    """Every event is kept, and the schedule replayed; a crash before the end is made good by the next start."""
    path = tmp_path / "flashcards.db"
    conn = sqlite3.connect(path, isolation_level=None)
    migrations.apply(sqlite_utils.Database(conn), stop_before="interview_days")
    log.insert(conn, [graded(4, day=100, card="d/a"), graded(4, day=101, card="d/a")])
    conn.execute("pragma user_version = 1")
    conn.close()
    for _ in range(2):
        opened = open_database(path, tmp_path / "backups")
        assert opened.conn.execute("pragma user_version").fetchone() == (DATABASE_VERSION,)
        assert standings.standing(opened.conn, "d/a").previous == 100
        assert tail.count_events(opened.conn) == 2
        # as a crash between the steps and the replay would leave it
        opened.conn.execute("update schedule set previous = null")
        opened.conn.execute("pragma user_version = 1")
        opened.close()
    assert [backup.name for backup in (tmp_path / "backups").iterdir()] == [
        f"flashcards-before-version-{DATABASE_VERSION}.db"
    ]


FAR = 1_000_000
HOSTILE_DECK = "x') or ('1' = '1"


def test_a_deck_slug_is_a_value_and_never_a_condition(shop: Home):
    """One that would end a text in SQL, as a tampered file can hold it, names no card of another deck."""
    shop.review(4)
    hostile = [HOSTILE_DECK]
    with opened_file(shop.path / "flashcards.db") as conn:
        assert deck_counts(conn, FAR, hostile) == {}
        assert deck_counts(conn, FAR, ["shop", HOSTILE_DECK]) == deck_counts(conn, FAR, ["shop"]) != {}
        assert standings.due_cards(conn, FAR, hostile, 9) == []
        assert standings.new_cards(conn, FAR, hostile, 9) == [[]]
        for found in (standings.shown, standings.introduced):
            assert found(conn, hostile) == []
