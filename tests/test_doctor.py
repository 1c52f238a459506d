"""``doctor``: every finding provoked, told, and mended where it can be."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home, let_times_count
from tests.examples import every
from tests.test_bad_input import without_privileges

TRIGGERS = "select sql from sqlite_master where type = 'trigger'"


def database(home: Home) -> Path:
    """Where a home's database is."""
    return home.path / "flashcards.db"


def change(path: Path, *statements: str) -> None:
    """Do to a database what no command does; its triggers stand again afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        triggers = [sql for (sql,) in conn.execute(TRIGGERS)]
        for change in ("update", "delete"):
            conn.execute(f"drop trigger if exists events_are_never_{change}d")
        for statement in statements:
            conn.execute(statement)
        for sql in triggers:
            conn.execute(sql)


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> Path:
    """A home with a history: grades, an undo, and a good backup of all of it."""
    shop = Home(tmp_path_factory.mktemp("history") / "home")
    shop.write_deck(deck("Shop", *(story(f"Question {word}?") for word in ("one", "two", "three"))))
    with pytest.MonkeyPatch.context() as patch:
        let_times_count(patch)
        shop.review(4, 2, 5)
    shop.ok("undo")
    shop.ok("backup")
    assert shop.json("doctor") == {
        "ok": True,
        "events": 4,
        "cards": 3,
        "problems": [],
        "remarks": [],
        "mendable": [],
        "mended": [],
        "backup": str(next((shop.path / "backups").glob("*T120000.db"))),
    }
    return shop.path


@pytest.fixture
def told(history: Path, home: Home) -> Home:
    """A copy of it, to be damaged."""
    shutil.copytree(history, home.path)
    return home


def report(home: Home, *args: str) -> tuple[int, dict[str, list[str]]]:
    """The exit code, and what is said."""
    result = home.run("doctor", "--json", *args)
    return result.exit_code, json.loads(result.stdout)


def stale_schedule(home: Home) -> None:
    change(database(home), "update schedule set ease = 999, due = null")


def lost_index(home: Home) -> None:
    change(database(home), "drop index interview_events")


def wrong_index(home: Home) -> None:
    """An entry of an index is another than its row: what quick_check does not see."""
    path = database(home)
    with closing(sqlite3.connect(path)) as conn:
        (root,) = conn.execute("select rootpage from sqlite_master where name = 'idx_cards_id'").fetchone()
        (size,) = conn.execute("pragma page_size").fetchone()
    data = bytearray(path.read_bytes())
    place = data.index(b"question-one", (root - 1) * size)
    data[place] ^= 1
    path.write_bytes(data)


def lost_trigger(home: Home) -> None:
    with closing(sqlite3.connect(database(home))) as conn:
        conn.execute("drop trigger events_are_never_deleted")


def lost_retractions(home: Home) -> None:
    change(database(home), "delete from retractions")


def invented_tie(home: Home) -> None:
    change(database(home), "insert into ties values ('x', 1, 2)")


def open_to_all(home: Home) -> None:
    database(home).chmod(0o644)


def open_backup(home: Home) -> None:
    next((home.path / "backups").iterdir()).chmod(0o640)


def damaged_backup(home: Home) -> None:
    os.truncate(home.path / "backups" / "flashcards-2026-11-23.db", 9000)


MENDABLE: list[tuple[Callable[[Home], None], int, str]] = [
    (stale_schedule, 3, "the schedule does not say what the log says"),
    (lost_index, 3, "interview_events is missing"),
    (wrong_index, 3, "missing from index idx_cards_id"),
    (lost_trigger, 3, "events_are_never_deleted is missing"),
    (lost_retractions, 3, "retractions does not say"),
    (invented_tie, 3, "ties does not say"),
    (open_to_all, 1, "others can use"),
    (open_backup, 1, "others can use"),
    (damaged_backup, 3, "is cut short"),
]


def outcome(home: Home, command: str) -> tuple[int, str]:
    """The exit code and what is said, of a process that has ended: nothing of it holds the database open."""
    # what a command leaves is found among the youngest objects, if it is looked for only afterwards
    gc.disable()
    try:
        result = home.run(command, typed="")
        code, said = result.exit_code, result.output
        del result
        gc.collect(0)
    finally:
        gc.enable()
    return code, said


COLUMNS = (
    "repetition", "interval", "ease", "lapses", "due", "reviewed", "previous", "told", "drill", "suspended", "buried",
    "missed", "misses", "seconds", "grade", "introduced", "introductions", "last_event",
)  # fmt: skip


@pytest.mark.parametrize("value", ["cast('x' as blob)", "'x'"])
def test_what_is_of_another_kind_than_we_write_is_damage_and_never_a_fault(told: Home, value: str):
    """In each column of the cached schedule; `doctor --fix` builds it anew."""
    before = told.ok("stats", "--json")
    for column in every(6, COLUMNS):
        change(database(told), f"update schedule set {column} = {value}")
        for command in ("stats", "decks", "review"):
            code, said = outcome(told, command)
            assert code == 0 or (code == 3 and "`flashcards doctor --fix` builds it anew" in said), (column, said)
        assert report(told, "--fix")[1]["ok"], column
    assert told.ok("stats", "--json") == before


def test_bytes_in_place_of_the_text_of_an_id_are_mended(told: Home):
    """The flip of one bit makes the one of the other, and SQLite finds no fault with it."""
    before = told.ok("list", "--json"), told.ok("log", "--json")
    change(database(told), "update cards set id = cast(id as blob) where id = 'shop/question-one'")
    for command in ("stats", "review"):
        assert outcome(told, command)[0] in (0, 3)
    assert report(told)[0] == 3
    assert report(told, "--fix")[1]["ok"]
    assert (told.ok("list", "--json"), told.ok("log", "--json")) == before


def test_bytes_in_place_of_the_text_of_the_schema_are_what_they_say(told: Home):
    """SQLite reads them as the text."""
    schema = "update sqlite_master set sql = cast(sql as blob) where name = 'events'"
    change(database(told), "pragma writable_schema = on", schema)
    assert report(told)[1]["ok"]


@pytest.mark.parametrize(("provoke", "code", "message"), MENDABLE, ids=lambda value: getattr(value, "__name__", ""))
def test_what_can_be_mended_is_told_and_mended(told: Home, provoke, code, message):
    """The problem, that --fix can put it right, and what it did; afterwards all is well, and as before."""
    before = told.ok("list", "--json"), told.ok("log", "--json")
    provoke(told)
    exit_code, found = report(told)
    assert exit_code == code
    assert not found["ok"]
    assert any(message in problem for problem in found["problems"])
    assert found["mendable"] == found["problems"]
    exit_code, found = report(told, "--fix")
    assert (exit_code, found["problems"]) == (0, [])
    assert found["mended"]
    assert told.json("doctor")["ok"]
    assert (told.ok("list", "--json"), told.ok("log", "--json")) == before


def flipped_grade(home: Home) -> None:
    change(database(home), "update events set grade = 5 where grade = 4")


def flipped_seconds(home: Home) -> None:
    change(database(home), "update events set seconds = seconds + 8")


def no_grade(home: Home) -> None:
    change(database(home), "update events set grade = 17 where grade = 4")


def no_list(home: Home) -> None:
    change(database(home), "update events set missed = '{' where grade = 4")


def foreign_table(home: Home) -> None:
    change(database(home), "create table bookmarks (url text)")


def changed_table(home: Home) -> None:
    change(database(home), "alter table schedule add column extra text")


def lost_table(home: Home) -> None:
    change(database(home), "drop table ties", "create view ties as select '' as event, 0 as one, 0 as other")


def lost_device(home: Home) -> None:
    change(database(home), "pragma foreign_keys = off", "delete from devices")


DAMAGE: list[tuple[Callable[[Home], None], str]] = [
    (flipped_grade, "is not what it was when"),
    (flipped_seconds, "is not what it was when"),
    (foreign_table, "the table bookmarks is not of ours"),
    (changed_table, "the table schedule is not as we made it"),
    (lost_table, "the table ties is missing"),
    (lost_device, "name a card or a device that is not there"),
]


@pytest.mark.parametrize(("provoke", "message"), DAMAGE, ids=lambda value: getattr(value, "__name__", ""))
def test_what_cannot_be_mended_is_told_with_the_way_back(told: Home, provoke, message):
    """--fix leaves it alone; the newest good backup is named, and restoring it makes all well."""
    before = told.ok("list", "--json")
    provoke(told)
    exit_code, found = report(told, "--fix")
    assert exit_code == 3
    assert any(message in problem for problem in found["problems"])
    assert found["mended"] == []
    said = told.run("doctor").stdout
    assert f"`flashcards --home {told.path} restore {found['backup']}`" in said
    told.ok("restore", str(found["backup"]), "--yes")
    assert told.json("doctor")["ok"]
    assert told.ok("list", "--json") == before


def test_a_damaged_page_is_told_before_anything_is_used(told: Home):
    """Random bytes in a page; the file is not written to."""
    with database(told).open("r+b") as file:
        file.seek(4096 * 6)
        file.write(os.urandom(4096))
    before = database(told).read_bytes()
    exit_code, found = report(told, "--fix")
    assert exit_code == 3
    assert found["problems"]
    assert found["backup"]
    assert database(told).read_bytes() == before


def test_an_event_that_differs_is_brought_back_from_the_backup_and_the_later_ones_kept(told: Home):
    """Restore the backup, then merge what it replaced, as the message says."""
    flipped_seconds(told)
    told.review(3)
    later = told.log()[-1]
    backup = told.run("doctor", "--json").stdout.split('"backup": "')[1].split('"')[0]
    told.ok("restore", backup, "--yes")
    (replaced,) = (told.path / "backups").glob("replaced-*.db")
    result = told.run("merge", str(replaced))
    assert "differ from what" in result.stderr
    assert told.log()[-1] == later
    # the session's copy of the damaged log lies beside the good one
    assert told.json("doctor", "--fix")["mended"]
    assert told.json("doctor")["ok"]


def test_history_without_a_card_is_a_remark(told: Home):
    """It is kept, and comes back with its card."""
    told.ok("remove", "shop", "--yes")
    exit_code, found = report(told)
    assert (exit_code, found["ok"]) == (0, True)
    assert "2 cards with a history stand in no deck" in found["remarks"][0]


def test_an_undo_of_what_is_not_here_is_a_remark(shop: Home, tmp_path: Path):
    """Part of another machine's log was merged."""
    other = Home(tmp_path / "other")
    other.review(4)
    other.ok("undo")
    shop.ok("merge", "-", typed=other.ok("log", "--json").splitlines()[1])
    exit_code, found = report(shop)
    assert exit_code == 0
    assert any("undone that this log does not have" in remark for remark in found["remarks"])


def test_ids_that_nothing_uses_are_a_remark_and_go(told: Home):
    """They do no harm."""
    change(database(told), "insert into cards (id) values ('a/b')", "insert into devices (id) values ('x')")
    assert "2 ids" in report(told)[1]["remarks"][0]
    assert report(told, "--fix")[1]["mended"] == ["removed 2 ids that nothing used"]
    assert report(told)[1]["remarks"] == []


def test_events_ahead_of_the_clock_are_a_remark(told: Home):
    """The clock was ahead then, or is behind now; what is done now comes after them."""
    told.review(4, now="2030-01-01T12:00+00:00")
    remarks = report(told)[1]["remarks"]
    assert any(remark.startswith("clock: 1 events are more than a day ahead") for remark in remarks)


def test_a_home_without_a_good_backup_gets_one(told: Home):
    """Said, and made by --fix."""
    shutil.rmtree(told.path / "backups")
    assert "there is no good one" in report(told)[1]["remarks"][0]
    assert "made the backup" in report(told, "--fix")[1]["mended"][0]
    assert report(told)[1]["remarks"] == []


def test_a_backup_that_is_long_outrun_is_a_remark(told: Home):
    """Where the log went on for more than a month without one."""
    told.ok("suspend", "question-one", now="2027-03-01T12:00+00:00")
    remarks = told.json("doctor", now="2027-03-01T12:00+00:00")["remarks"]
    assert any("the log has gone on for 97 days since" in remark for remark in remarks)


def test_a_newer_backup_that_holds_more_is_a_remark(told: Home, tmp_path: Path):
    """After going back by hand, say."""
    shutil.copy(database(told), tmp_path / "before.db")
    told.review(5)
    told.ok("backup")
    shutil.copy(tmp_path / "before.db", database(told))
    assert any("holds 1 events that the log does not" in remark for remark in report(told)[1]["remarks"])


def test_a_database_of_somebody_else_is_told(told: Home, monkeypatch):
    """It may be changed or withheld."""
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    assert any("belongs to another user" in problem for problem in report(told)[1]["problems"])


def test_a_home_that_cannot_be_written_is_examined_all_the_same(told: Home):
    """And not mended."""
    for path in [told.path, *told.path.rglob("*")]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    examined = without_privileges(told.path, "doctor")
    mended = without_privileges(told.path, "doctor", "--fix")
    for path in [told.path, *told.path.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert (examined.returncode, mended.returncode) == (0, 4), examined.stdout + examined.stderr
    assert "All is well" in examined.stdout
    assert stat.S_IMODE(database(told).stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [no_grade, no_list])
def test_a_row_that_is_no_event_is_set_aside_counted_and_named(told: Home, damage):
    """The log is read without it, and all goes on."""
    events = len(told.log())
    damage(told)
    found = told.json("doctor")
    assert found["ok"]
    assert any("set aside" in remark for remark in found["remarks"])
    assert len(told.log()) == events - 1
    assert json.loads(told.ok("log", "--json", "--set-aside"))["row"]


def test_damage_that_is_met_on_the_way_names_the_backup(told: Home, failing):
    """Whatever the command."""
    with database(told).open("r+b") as file:
        file.seek(4096)
        file.write(bytes(database(told).stat().st_size - 4096))
    told.write_deck(deck("Shop", story("Another?")))
    line = failing(3, "list")
    assert f"`flashcards --home {told.path} restore " in line


def test_everything_that_is_found_is_shown_with_what_can_be_done(told: Home):
    """As lines for a reader."""
    stale_schedule(told)
    open_to_all(told)
    lines = told.run("doctor").stdout.splitlines()
    assert lines[-1].startswith("`flashcards doctor --fix` can put right 4 of 4")
    lines = told.run("doctor", "--fix").stdout.splitlines()
    assert lines[0] == "Mended: built the schedule anew from 4 events."
    assert lines[-1].startswith("All is well: 4 events, 3 cards")
