"""The modules of the store by themselves: what they say of one small database."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from flashcards.files import data_folder
from flashcards.schedule.day import Stamp
from flashcards.schedule.events import EventKind, blank_event
from flashcards.store import (
    backups,
    cache,
    conflicts,
    days,
    doctor,
    environment,
    merge,
    meta,
    readings,
    readings_file,
    rows,
    untrusted,
    verify,
)
from flashcards.store.database import Database, open_database
from flashcards.store.opening import DATABASE_VERSION
from tests.build import graded

DAY = 738_000


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


def test_a_study_day_counts_its_grades_and_its_seconds(database: Database):
    """The day before holds none."""
    assert (days.so_far(database.conn, DAY).graded, days.so_far(database.conn, DAY - 1).graded) == (1, 0)
    assert days.seconds_on(database.conn, DAY) == 30
    assert days.told_whole(database.conn, DAY, DAY + 1) == (1, 1)


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


def test_the_way_back_names_the_home_where_it_is_not_the_default_one(tmp_path: Path):
    """Whoever copies the command goes back in the home that the message is about."""
    default = data_folder() / "backups" / "copy.db"
    other = tmp_path / "my home" / "backups" / "copy.db"
    assert backups.restoring(default) == f"`flashcards restore {shlex.quote(str(default))}`"
    assert backups.restoring(other) == f"`flashcards --home '{tmp_path}/my home' restore '{other}'`"
