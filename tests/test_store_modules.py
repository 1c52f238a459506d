"""The modules of the store by themselves: what they say of one small database."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from flashcards.errors import ContentError, DamagedError, SeenElsewhereError
from flashcards.files import data_folder
from flashcards.schedule.day import LATEST_ADMITTED, Stamp
from flashcards.schedule.events import EventKind, blank_event
from flashcards.schedule.replay import Name
from flashcards.store import (
    backups,
    cache,
    conflicts,
    days,
    doctor,
    environment,
    merge,
    meta,
    names,
    outlines,
    peek,
    readings,
    readings_file,
    recording,
    restore,
    rows,
    standings,
    tail,
    untrusted,
    verify,
)
from flashcards.store.database import Database, open_database
from flashcards.store.opening import DATABASE_VERSION
from tests.build import graded
from tests.database import opened_file

DAY = 738_000
# where SQLite counts in a file how often it was written
_CHANGES = slice(24, 28)


@pytest.fixture
def database(tmp_path: Path):
    """A new database with two cards, one of them graded once."""
    opened = open_database(tmp_path / "flashcards.db", tmp_path / "backups")
    with opened.transaction():
        cache.place(opened.conn, {"d": ["d/a", "d/b"]})
    event = blank_event(EventKind.GRADED, "d/a")._replace(grade=4, seconds=30.0)
    opened.record(Stamp(1_000, DAY, 60), [event])
    yield opened
    opened.close()


def test_what_is_remembered_by_name_can_be_forgotten(database: Database):
    """The last value counts."""
    for value in ("1", "2"):
        meta.put(database.conn, "key", value)
    assert meta.get(database.conn, "key") == "2"
    meta.forget(database.conn, "key")
    assert meta.get(database.conn, "key") is None


def test_a_transaction_within_another_is_a_part_of_it(database: Database):
    """What fails after it takes it back as well."""

    def cut_off() -> None:
        with database.transaction():
            with database.transaction():
                meta.put(database.conn, "pulled", "1")
            raise ContentError("no")

    with pytest.raises(ContentError):
        cut_off()
    assert meta.get(database.conn, "pulled") is None


def test_a_study_day_counts_its_grades_and_its_seconds(database: Database):
    """The day before holds none; of stories told whole a theme is none."""
    assert (days.so_far(database.conn, DAY).graded, days.so_far(database.conn, DAY - 1).graded) == (1, 0)
    assert days.seconds_on(database.conn, DAY) == 30
    assert days.told_whole(database.conn, DAY, DAY + 1) == (1, 1)
    theme = blank_event(EventKind.GRADED, "d/theme/calm")._replace(grade=4, seconds=7.0)
    database.record(Stamp(2_000, DAY, 60), [theme])
    assert days.so_far(database.conn, DAY).graded == 2
    assert days.told_whole(database.conn, DAY, DAY + 1) == (1, 1)


@pytest.mark.parametrize("spoilt", ["grade = 17", "grade = 'x'", "seconds = 'long'", "at = 'soon'", "missed = '{'"])
def test_a_study_day_counts_nothing_of_a_row_that_is_set_aside(database: Database, spoilt: str):
    """Neither its grade nor its seconds nor its time; all else of the day counts."""
    event = blank_event(EventKind.GRADED, "d/b")._replace(grade=4, seconds=7.0)
    database.record(Stamp(2_000, DAY, 60), [event])
    database.conn.execute("drop trigger events_are_never_updated")
    database.conn.execute(f"update events set {spoilt} where key = 1")
    so_far = days.so_far(database.conn, DAY)
    assert (so_far.graded, so_far.seconds, so_far.newest, so_far.begun) == (1, 7.0, 2_000, True)
    assert days.seconds_on(database.conn, DAY) == 7.0
    assert days.told_whole(database.conn, DAY, DAY + 1) == (1, 1)
    database.conn.execute(f"update events set {spoilt}")
    assert days.so_far(database.conn, DAY).graded == 0
    assert days.told_whole(database.conn, DAY, DAY + 1) == (0, 0)


def test_a_copy_holds_what_its_database_holds_and_is_sound(database: Database, tmp_path: Path):
    """Made, proven, found beside the database, and the first to go back to."""
    copy = tmp_path / "backups" / "flashcards-2026-11-23.db"
    backups.make_backup(database.conn, copy)
    assert len(untrusted.proven(copy).events) == 1
    assert backups.backups(copy.parent)[0] == copy
    assert environment.private_files(database.path, copy.parent)[0] == database.path
    beside = tmp_path / "flashcards (1).db"
    backups.make_backup(database.conn, beside)
    assert conflicts.unmerged_copies(database.conn, database.path) == [beside]
    conflicts.set_merged(database.conn, beside)
    assert conflicts.unmerged_copies(database.conn, database.path) == []


def test_a_write_that_was_cut_off_is_taken_back_before_a_copy(database: Database, tmp_path: Path):
    """As Ctrl-C may leave one: SQLite would let the copy wait for ever."""
    database.conn.execute("begin immediate")
    database.conn.execute("insert into meta values ('cut off', '1')")
    backups.make_backup(database.conn, tmp_path / "copy.db")
    assert not database.conn.in_transaction
    with opened_file(tmp_path / "copy.db") as copy:
        assert copy.execute("select count(*) from meta where key = 'cut off'").fetchone() == (0,)


def test_a_sound_database_has_nothing_to_find(database: Database):
    """Neither damage nor a schedule that its log does not say."""
    assert verify.damage(database.conn) == []
    events, aside = rows.checked(database.conn)
    assert (len(events), aside, verify.stale_cards(database.conn, events)) == (1, [], [])
    assert not [each for each in doctor.examine(database.conn, 10_000, None).findings if each.damage]
    assert doctor.damage_of(database.path, DATABASE_VERSION) == []


def test_a_merge_asks_which_events_are_new(database: Database):
    """What is known is counted, and nothing is written."""
    (known,), _ = rows.checked(database.conn)
    found = merge.union(database.conn, [known, graded(5, card="d/b")])
    assert (len(found.new), found.known) == (1, 1)
    assert merge.merges(database.conn) == []


def test_a_file_that_was_read_is_known_by_its_path(tmp_path: Path):
    """Until it is forgotten."""
    conn = readings_file.open_readings(tmp_path / "readings.db", writable=True)
    file = readings.KnownFile("shop.md", "shop", "Shop", 10, 20, "digest", 120, 140, ("a problem",))
    readings.remember_file(conn, file)
    assert readings.known_files(conn) == {"shop.md": file}
    readings.forget_file(conn, "shop.md")
    assert readings.known_files(conn) == {}
    conn.close()


def test_new_readings_are_one_write_and_what_is_as_before_is_none(tmp_path: Path):
    """Each write waits for the disk."""
    path = tmp_path / "readings.db"
    with closing(readings_file.open_readings(path, writable=True)) as conn:
        readings.set_unclear(conn, [])
        assert int.from_bytes(path.read_bytes()[_CHANGES]) == 1
        unclear = [("shop/one", ["shop/two", "shop/three"])]
        for wanted in (unclear, unclear, []):
            readings.set_unclear(conn, wanted)
            assert readings.get_unclear(conn) == wanted
        assert int.from_bytes(path.read_bytes()[_CHANGES]) == 3


def test_the_way_back_names_the_home_where_it_is_not_the_default_one(tmp_path: Path):
    """Whoever copies the command goes back in the home that the message is about."""
    default = data_folder() / "backups" / "copy.db"
    other = tmp_path / "my home" / "backups" / "copy.db"
    assert backups.restoring(default) == f"`flashcards restore {shlex.quote(str(default))}`"
    assert backups.restoring(other) == f"`flashcards --home '{tmp_path}/my home' restore '{other}'`"


def test_a_log_takes_in_what_leaves_time_for_later_events(database: Database):
    """To the millisecond; what leaves none is counted, and stays out."""
    last, late = (graded(4, card="d/b", at=LATEST_ADMITTED - left) for left in (1, 0))
    found = merge.union(database.conn, [last, late])
    assert (found.new, found.late) == ((last,), 1)


def test_what_was_written_last_on_this_device_is_taken_back_first(database: Database):
    """One batch at a time, until nothing is left."""
    stamp = Stamp(2_000, DAY, 60)
    with database.transaction():
        (second,) = recording.record(database.conn, stamp, [blank_event(EventKind.SUSPENDED, "d/b")], False)
        last = recording.last_thing(database.conn)
        assert last is not None
        assert last.events == (second,)
        recording.undo(database.conn, stamp)
        assert not standings.standing(database.conn, "d/b").suspended
        recording.undo(database.conn, stamp)
        assert standings.standing(database.conn, "d/a").is_new
        assert recording.undo(database.conn, stamp) is None


@pytest.mark.parametrize(
    ("event", "error"),
    [
        (blank_event(EventKind.GRADED, "d/a")._replace(grade=4, seen="another event"), SeenElsewhereError),
        (blank_event(EventKind.GRADED, "d/a\x1b")._replace(grade=4), ContentError),
    ],
)
def test_what_no_log_may_hold_is_refused_before_it_is_written(database: Database, event, error):
    """A grade of a card that was changed elsewhere, and one of an id that no reader takes."""
    with pytest.raises(error), database.transaction():
        recording.record(database.conn, Stamp(2_000, DAY, 60), [event], seen_matters=error is SeenElsewhereError)
    assert len(rows.checked(database.conn)[0]) == 1


def test_a_copy_that_is_looked_into_can_do_nothing(database: Database, tmp_path: Path):
    """Its events are read, nothing is written, and a file that holds no log is refused."""
    copy = tmp_path / "backups" / "flashcards-2026-11-23.db"
    backups.make_backup(database.conn, copy)
    with peek.peeked(copy) as conn:
        assert conn.execute("select count(*) from events").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError):
            conn.execute("delete from events")
    with opened_file(copy) as writable:
        writable.execute("alter table events rename to others")
    with pytest.raises(DamagedError, match="the table events is missing"), peek.peeked(copy):
        pass


def test_a_restore_puts_a_proven_copy_in_place_and_keeps_what_was_there(database: Database, tmp_path: Path):
    """The device keeps its name, and what waited beside the database is gone."""
    copy = tmp_path / "copy.db"
    backups.make_backup(database.conn, copy)
    device = meta.device(database.conn)
    database.record(Stamp(2_000, DAY, 60), [blank_event(EventKind.SUSPENDED, "d/b")])
    database.close()
    with restore.prepared(copy, database.path) as found:
        assert len(found.contents.events) == 1
        kept = restore.replace(found, tmp_path / "backups", datetime(2026, 11, 23, 12))
    assert not found.draft.exists()
    assert kept
    assert len(untrusted.proven(kept).events) == 2
    again = open_database(database.path, tmp_path / "backups")
    assert (len(rows.checked(again.conn)[0]), meta.device(again.conn)) == (1, device)
    again.close()


def test_a_draft_outline_is_kept_by_its_deck_until_another_engine_makes_it(tmp_path: Path, monkeypatch):
    """Line by line, an empty one too."""
    conn = readings_file.open_readings(tmp_path / "readings.db", writable=True)
    drafts = {"one": ("12% lost", "3 weeks"), "two": ()}
    outlines.keep(conn, "shop", drafts)
    assert outlines.kept(conn, "shop", ["one", "two", "three"]) == drafts
    assert outlines.kept(conn, "other", ["one"]) == {}
    outlines.forget(conn, "shop", ["two"])
    assert outlines.kept(conn, "shop", ["one", "two"]) == {"one": drafts["one"]}
    monkeypatch.setattr("flashcards.content.outline.ENGINE_VERSION", "another")
    assert outlines.kept(conn, "shop", ["one"]) == {}
    outlines.keep(conn, "shop", {"three": ("4% at the end",)})
    outlines.forget_deck(conn, "shop")
    assert outlines.kept(conn, "shop", ["three"]) == {}
    conn.close()


def test_a_history_is_called_by_the_id_that_a_deck_shows(database: Database):
    """The last that it was given, of those; without any the present one. Other cards have no row."""
    conn = database.conn
    for old, new in (("d/a", "d/c"), ("d/c", "d/e")):
        name = names.name_of(conn, old)
        payload = {"to": new, "note": name.origin}
        event = blank_event(EventKind.RENAMED, name.present)._replace(payload=payload)
        database.record(Stamp(2_000, DAY, 60), [event])
    assert names.called(conn) == {"d/c": "d/a", "d/e": "d/a"}
    assert [[(each.card, each.is_shown) for each in history] for history in names.histories(conn)] == [
        [("d/a", True), ("d/c", False), ("d/e", False)]
    ]
    assert names.name_of(conn, "d/a") == Name("d/e", "d/a", 0)
    assert names.name_of(conn, "d/b") == Name("d/b", "d/b", 0)
    assert names.held(conn).keys() == {"d/a", "d/c", "d/e"}
    key = tail.newest_key(conn)
    for card in ("d/a", "d/c", "d/b"):
        database.record(Stamp(3_000, DAY, 60), [blank_event(EventKind.BURIED, card)])
    # what came under an id that no deck shows may be of any card that one shows
    assert tail.arrived_since(conn, key) == [("buried", "d/a"), ("buried", ""), ("buried", "d/b")]
    with database.transaction():
        assert cache.place(conn, {"d": ["d/b", "d/c"]}) == {"d/a", "d/c"}
    assert names.called(conn) == {"d/a": "d/c", "d/e": "d/c"}
    with database.transaction():
        cache.place(conn, {"d": []})
    assert names.called(conn) == {"d/a": "d/e", "d/c": "d/e"}
    assert {standings.standing(conn, card).told for card in ("d/a", "d/c", "d/e")} == {1}
