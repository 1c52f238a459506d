"""Backups: which are made, and the way back to one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import NOON, Home
from tests.database import opened_file
from tests.examples import every
from tests.screen import Terminal
from tests.test_bad_input import damaged

LATER = "2026-11-25T12:00+00:00"


def database(home: Home) -> Path:
    """Where a home's database is."""
    return home.path / "flashcards.db"


def backups(home: Home) -> list[str]:
    """The names of what is in its backups."""
    return sorted(path.name for path in (home.path / "backups").iterdir())


def test_a_backup_is_made_before_a_reset(shop: Home):
    """It holds what was there."""
    shop.review(4)
    shop.ok("reset", "shop", "--yes")
    assert backups(shop) == ["flashcards-2026-11-23.db", "flashcards-2026-11-23T120000-before-reset.db"]
    (path,) = (shop.path / "backups").glob("*-before-reset.db")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with opened_file(path) as conn:
        assert conn.execute("select kind from events").fetchall() == [("graded",)]


def test_what_was_backed_up_comes_back(shop: Home, tmp_path: Path):
    """`backup FILE`, more grades, a reset, `restore FILE`: list, decks, log and doctor are as they were."""
    shop.review(4, 2, 5)
    before = [shop.ok(*args, now=LATER) for args in (("list", "--json"), ("decks", "--json"), ("log", "--json"))]
    copy = tmp_path / "copy.db"
    assert "3 events" in shop.ok("backup", str(copy))
    shop.review(1, now=LATER)
    shop.ok("reset", "shop", "--yes", now=LATER)
    said = shop.ok("restore", str(copy), "--yes", now=LATER)
    assert "3 events, the last of 2026-11-23" in said
    after = [shop.ok(*args, now=LATER) for args in (("list", "--json"), ("decks", "--json"), ("log", "--json"))]
    assert after == before
    assert shop.json("doctor", now=LATER)["ok"]
    assert stat.S_IMODE(database(shop).stat().st_mode) == 0o600


def test_what_a_restore_replaces_is_kept_and_can_be_merged(shop: Home, tmp_path: Path):
    """Nothing that was graded is lost by going back."""
    shop.review(4)
    copy = tmp_path / "copy.db"
    shop.ok("backup", str(copy))
    shop.review(5, 5, now=LATER)
    log = shop.ok("log", "--json")
    shop.ok("restore", str(copy), "--yes")
    (replaced,) = (shop.path / "backups").glob("replaced-2026-11-23T120000.db")
    assert stat.S_IMODE(replaced.stat().st_mode) == 0o600
    shop.ok("merge", str(replaced))
    assert shop.ok("log", "--json") == log


def test_a_restored_home_takes_the_decks_as_they_are_now(shop: Home, tmp_path: Path):
    """The decks are no part of the backup."""
    shop.review(4)
    shop.ok("backup", str(tmp_path / "copy.db"))
    path = shop.path / "decks" / "shop.md"
    path.write_text(path.read_text() + "\n## Question four?\n\nText: new\n")
    assert len(shop.json("list")) == 4
    shop.ok("restore", str(tmp_path / "copy.db"), "--yes")
    assert len(shop.json("list")) == 4
    assert shop.json("decks")[0]["new"] == 3


def test_undo_goes_on_on_the_device_after_a_restore(shop: Home, tmp_path: Path):
    """The machine keeps its name, whatever copy it takes over."""
    other = Home(tmp_path / "other")
    other.review(5)
    shop.review(4)
    device = shop.log()[0]["device"]
    shop.ok("restore", str(database(other)), "--yes")
    shop.review(3)
    assert shop.log()[-1]["device"] == device


@pytest.mark.parametrize("kind", ["empty", "noise", "cut", "foreign", "newer", "gone"])
def test_a_damaged_database_is_mended_by_the_command_that_the_message_names(shop: Home, kind):
    """The file that was refused is kept as it was."""
    shop.review(4, 5)
    shop.ok("backup")
    before = shop.ok("list", "--json")
    damaged(database(shop), kind)
    was = database(shop).read_bytes() if kind != "gone" else b""
    error = shop.run("list").stderr
    command = error.split("`flashcards ")[1].split("`")[0].split()
    assert command[:3] == ["--home", str(shop.path), "restore"]
    shop.ok(*command, "--yes")
    assert shop.ok("list", "--json") == before
    assert shop.json("doctor")["ok"]
    replaced = list((shop.path / "backups").glob("replaced-*.db"))
    assert [path.read_bytes() for path in replaced] == ([was] if kind != "gone" else [])


def test_the_backup_that_is_named_is_a_good_one(shop: Home, failing):
    """Checked, replay included; the newest by its events, and not by its name."""
    shop.review(4)
    good = shop.path / "backups" / "flashcards-2026-11-23.db"
    shop.ok("backup")
    (later,) = (shop.path / "backups").glob("flashcards-2026-11-23T*.db")
    with opened_file(later) as conn:
        conn.execute("update schedule set ease = 131 where due is not null")
    early = shop.path / "backups" / "flashcards-2099-01-01.db"
    with opened_file(early) as conn, opened_file(good) as source:
        source.backup(conn)
    os.truncate(shop.path / "backups" / "flashcards-2099-01-01.db", 5000)
    os.truncate(database(shop), 0)
    shop.ok("restore", str(good), "--yes")
    os.truncate(database(shop), 0)
    line = failing(3, "review")
    assert f"`flashcards --home {shop.path} restore {good}`" in line


def test_a_copy_that_does_not_pass_is_refused_and_the_sound_home_stays(shop: Home, failing, tmp_path: Path):
    """Damaged pages, a schedule that the log does not say, another program's file: exit 3, nothing changed."""
    shop.review(4)
    shop.review(5)
    (good,) = (shop.path / "backups").iterdir()
    before = database(shop).read_bytes()
    for kind in ("empty", "noise", "cut", "foreign", "newer"):
        bad = tmp_path / f"{kind}.db"
        shutil.copy(good, bad)
        damaged(bad, kind)
        line = failing(3, "restore", str(bad), "--yes")
        assert str(bad) in line
        assert "nothing was changed" in line
    stale = tmp_path / "stale.db"
    shutil.copy(good, stale)
    with opened_file(stale) as conn:
        conn.execute("update schedule set due = due + 100")
    assert "not what its log says" in failing(3, "restore", str(stale), "--yes")
    assert "no such file" in failing(4, "restore", str(tmp_path / "nothing.db"), "--yes")
    assert "itself" in failing(1, "restore", str(database(shop)), "--yes")
    assert "--yes" in failing(1, "restore", str(good))
    assert database(shop).read_bytes() == before
    assert not list(shop.path.glob(".*"))


def test_an_older_schema_is_brought_up_to_date_by_a_restore(shop: Home, tmp_path: Path):
    """As opening it would."""
    from flashcards.store.migrations import build

    shop.review(4)
    before = shop.ok("list", "--json")
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as conn:
        build(conn, 1)
        conn.execute("attach ? as new", (str(database(shop)),))
        for table in ("meta", "cards", "devices", "events", "retractions"):
            conn.execute(f"insert into {table} select * from new.{table}")
        conn.execute("pragma user_version = 1")
    shop.ok("restore", str(old), "--yes")
    assert shop.ok("list", "--json") == before
    assert shop.json("doctor")["ok"]


def test_a_journal_of_the_replaced_database_goes_with_it(shop: Home):
    """It would be rolled back into the new one."""
    shop.review(4)
    shop.ok("backup")
    (good,) = (shop.path / "backups").glob("flashcards-2026-11-23T*.db")
    os.truncate(database(shop), 3000)
    journal = shop.path / "flashcards.db-journal"
    journal.write_bytes(b"what was half written")
    shop.ok("restore", str(good), "--yes")
    assert not journal.exists()
    (replaced,) = (shop.path / "backups").glob("replaced-*.db")
    assert replaced.stat().st_size == 3000
    assert replaced.with_name(replaced.name + "-journal").read_bytes() == b"what was half written"
    assert shop.json("doctor")["ok"]


def test_a_backup_replaces_a_backup_and_nothing_else(shop: Home, failing, tmp_path: Path):
    """Somebody's letter stays; so do folders, and what is not there is not made."""
    shop.review(4)
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Sir")
    assert "no backup of ours" in failing(1, "backup", str(letter))
    assert letter.read_text() == "Dear Sir"
    assert "folder" in failing(4, "backup", str(tmp_path))
    assert "no folder" in failing(4, "backup", str(tmp_path / "nowhere" / "x.db"))
    assert "itself" in failing(1, "backup", str(database(shop)))
    copy = tmp_path / "copy.db"
    shop.ok("backup", str(copy))
    shop.review(5)
    shop.ok("backup", str(copy))
    with opened_file(copy) as conn:
        assert conn.execute("select count(*) from events").fetchone() == (2,)


def test_a_disk_that_is_full_leaves_old_backups_and_no_pieces(shop: Home, tmp_path: Path):
    """Exit 4; the partial copy is removed."""
    shop.review(4)
    before = backups(shop)
    command = f"ulimit -f 20; {sys.executable} -m flashcards --home {shop.path} --now {NOON} backup"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert result.returncode == 4
    assert "backup" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert backups(shop) == before


def test_a_restore_asks_in_a_terminal(shop: Home, tmp_path: Path):
    """It says what is there and what would come; no is no."""
    shop.review(4)
    shop.ok("backup", str(tmp_path / "copy.db"))
    shop.review(5)
    for answer, events in (("n", 2), ("y", 1)):
        with Terminal(shop.path, "restore", str(tmp_path / "copy.db"), now=NOON, columns=400) as terminal:
            terminal.wait("1 event, the last of 2026-11-23", "2 events, the last of 2026-11-23", "[y/N]")
            terminal.type(f"{answer}\r")
            terminal.end()
        assert len(shop.log()) == events


def test_a_restore_that_is_killed_leaves_one_or_the_other(shop: Home, tmp_path: Path):
    """At whatever moment: the database opens, and holds what it held before or what was restored."""
    shop.review(4)
    copy = tmp_path / "copy.db"
    shop.ok("backup", str(copy))
    shop.review(5, 5)
    full = database(shop).read_bytes()
    for stop in every(2, ("os.link", "os.fsync", "pathlib.Path.replace", "pathlib.Path.unlink"), first=1):
        code = (
            "import os, pathlib, signal, sys\n"
            f"def stop(*args, **more): os.kill(os.getpid(), signal.SIGKILL)\n"
            f"sys.argv = ['flashcards', '--home', {str(shop.path)!r}, '--now', {NOON!r}]\n"
            f"sys.argv += ['restore', {str(copy)!r}, '--yes']\n"
            f"import flashcards.store.restore\n{stop} = stop\n"
            "from flashcards.cli import main\nmain()\n"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert result.returncode == -signal.SIGKILL, stop
        # nothing is unlinked before the copy is in place
        done = stop == "pathlib.Path.unlink"
        assert (database(shop).read_bytes() == full) is not done, stop
        assert len(shop.log()) == (1 if done else 3), stop
        assert shop.json("doctor")["ok"], stop
    assert not list(shop.path.glob(".*"))


def test_the_newest_backup_replays_to_what_the_database_says(shop: Home, tmp_path: Path):
    """A backup that was never restored is none: take the newest, restore it elsewhere, compare."""
    for number in range(12):
        shop.review(4, 3, 5, now=str(date(2026, 11, 1) + timedelta(days=2 * number)))
    shop.ok("backup", now=LATER)
    newest = shop.path / "backups" / "flashcards-2026-11-25T120000.db"
    elsewhere = Home(tmp_path / "elsewhere", LATER)
    shutil.copytree(shop.path / "decks", elsewhere.path / "decks")
    elsewhere.ok("restore", str(newest), "--yes")
    assert elsewhere.ok("list", "--json") == shop.ok("list", "--json", now=LATER)
    assert [json.loads(line)["id"] for line in elsewhere.ok("log", "--json").splitlines()] == [
        each["id"] for each in shop.log()
    ]
