"""What killed processes leave, files of which only half is there, and journals of files that have gone."""

from __future__ import annotations

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.errors import AccessError
from flashcards.files import drafted, make_folder, sweep, write_whole
from flashcards.home.home import Home as HomeFolder
from flashcards.store import readings, tail
from flashcards.store.daily import refresh_daily
from flashcards.store.database import open_database
from flashcards.store.migrations import migrations
from flashcards.store.opening import DATABASE_VERSION
from tests.build import deck, story
from tests.conftest import Home
from tests.database import opened_file
from tests.faults.player import opened

# runs a command and dies in the moment before a finished file would take its place
KILLED = """
import os, pathlib, signal, sys
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from flashcards.cli import main
main()
"""


def killed(home: Home, *args: str) -> None:
    """Run a command that is killed before it puts its file in place."""
    run = [sys.executable, "-c", KILLED, "--home", str(home.path), "--now", home.now, *args]
    assert subprocess.run(run, capture_output=True, check=False).returncode == -signal.SIGKILL


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def test_a_killed_export_leaves_the_package_that_was_there(shop: Home, tmp_path: Path):
    """Its draft stays, under a name that tells it: nothing is ever swept in a folder of the user's."""
    target = tmp_path / "out" / "shop.apkg"
    target.parent.mkdir()
    shop.ok("export", "-o", str(target))
    before = target.read_bytes()
    shop.write_deck(deck("Shop", story("Another question?")))
    killed(shop, "export", "-o", str(target))
    assert target.read_bytes() == before
    assert len(names(target.parent)) == 2
    shop.ok("export", "-o", str(target))
    assert target.read_bytes() != before
    left, package = names(target.parent)
    assert package == "shop.apkg"
    assert left.startswith(".shop.apkg.flashcards-draft-")


def test_a_killed_add_leaves_no_deck_and_the_next_start_sweeps(home: Home, tmp_path: Path):
    """The deck is there whole or not at all."""
    page = tmp_path / "page.md"
    page.write_text("# Stories\n\nQ1: What did you do?\n\nSituation: a\nTask: b\nAction: c\nResult: d\n")
    killed(home, "add", str(page))
    (draft,) = names(home.path / "decks")
    assert draft.startswith(".stories.md.")
    assert home.json("list") == []
    assert names(home.path / "decks") == []
    home.ok("add", str(page))
    assert names(home.path / "decks") == ["stories.md"]


MARK = "flashcards-draft-0123456789abcdef"
NOT_OURS = [
    ".bashrc.2024.new", ".x.apkg.99999999.new", f"x.{MARK}", f".x.{MARK}.txt", f".{MARK}", ".x.flashcards-draft-",
    ".x.flashcards-draft-0123456789abcdeg", ".x.flashcards-draft-0123456789ABCDEF",
]  # fmt: skip


def test_only_what_is_provably_a_dead_draft_of_ours_is_swept(tmp_path: Path):
    """A draft that somebody works on stays, also one of another process; so does all that merely looks like one."""
    others = {tmp_path / name for name in NOT_OURS}
    for path in (*others, tmp_path / f".x.md.{MARK}", tmp_path / f".x.md.{MARK}-journal"):
        path.touch()
    link, folder = tmp_path / f".link.{MARK}", tmp_path / f".folder.{MARK}"
    link.symlink_to(tmp_path / NOT_OURS[0])
    folder.mkdir()
    with drafted(tmp_path / "x.md") as own:
        own.with_name(f"{own.name}-journal").touch()
        swept = f"from flashcards.files import sweep; from pathlib import Path; sweep(Path({str(tmp_path)!r}))"
        subprocess.run([sys.executable, "-c", swept], check=True)
        sweep(tmp_path)
        assert set(tmp_path.iterdir()) == {*others, link, folder, own, own.with_name(f"{own.name}-journal")}
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {*others, link, folder}
    sweep(tmp_path / "nowhere")


def test_no_file_of_the_users_is_swept_where_they_want_an_output(shop: Home, tmp_path: Path):
    """A page of statistics, a package and a backup beside files of any name leave these alone."""
    folder = tmp_path / "user"
    folder.mkdir()
    for name in (*NOT_OURS, f".draft.{MARK}"):
        (folder / name).write_text("mine")
    shop.review(4)
    shop.ok("stats", "--html", str(folder / "s.html"))
    shop.ok("export", "-o", str(folder / "s.apkg"))
    shop.ok("backup", str(folder / "s.db"))
    assert {*NOT_OURS, f".draft.{MARK}", "s.html", "s.apkg", "s.db"} == set(names(folder))


def test_a_draft_outlasts_a_sweep_while_sqlite_builds_a_database_in_it(tmp_path: Path):
    """SQLite's locks and ours do not meet, and closing its handle does not give ours up."""
    with drafted(tmp_path / "x.db") as draft:
        with closing(sqlite3.connect(draft, isolation_level=None)) as conn:
            conn.execute("create table x (y)")
            sweep(tmp_path)
        sweep(tmp_path)
        assert draft.exists()
        draft.replace(tmp_path / "x.db")
    assert names(tmp_path) == ["x.db"]


def test_a_file_that_cannot_be_written_leaves_the_one_before(tmp_path: Path):
    """One error that names it."""
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(AccessError, match="folder"):
        write_whole(target, b"x")
    assert names(tmp_path) == ["folder"]


def test_folders_are_made_down_to_the_last(tmp_path: Path):
    """Only the last is private; one that is there stays as it is."""
    make_folder(tmp_path / "a" / "b", 0o700)
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_disk_that_runs_full_during_the_backup_keeps_the_old_ones(shop: Home):
    """No half of a backup is left, and the session goes on."""
    shop.review(4)
    folder = HomeFolder(shop.path).backups
    before = names(folder)
    with closing(opened(shop.path)) as library:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            with pytest.raises(AccessError):
                refresh_daily(library.database.conn, folder, 740_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(folder) == before


def test_a_session_whose_backup_fails_says_so_and_goes_on(shop: Home):
    """The grades are saved all the same."""
    shop.ok("decks")
    shutil.rmtree(shop.path / "backups", ignore_errors=True)
    (shop.path / "backups").write_text("not a folder")
    assert "No backup today" in shop.review(4, 4)
    assert len(shop.log()) == 2


def test_a_journal_without_its_database_is_not_played_into_a_new_one(shop: Home, failing):
    """Exit 3: the database may come back, or the journal be moved away."""
    shop.ok("decks")
    (shop.path / "flashcards.db").rename(shop.path / "elsewhere.db")
    (shop.path / "flashcards.db-journal").write_bytes(b"pages of the other file")
    assert "flashcards.db-journal" in failing(3, "decks")
    (shop.path / "elsewhere.db").rename(shop.path / "flashcards.db")
    assert len(shop.json("list")) == 3


def test_damaged_readings_are_made_anew_without_their_old_journal(shop: Home):
    """They say what the decks say."""
    before = shop.json("list")
    (shop.path / "readings.db").write_bytes(b"")
    (shop.path / "readings.db-journal").write_bytes(b"pages of the old file")
    assert shop.json("list") == before
    assert "readings.db-journal" not in names(shop.path)


def test_a_reading_that_stops_in_the_middle_is_done_again(shop: Home, monkeypatch):
    """All of a deck's cards are there, or those from before."""
    before = shop.json("list")
    shop.write_deck(deck("Shop", *(story(f"New question {number}?") for number in range(300))))
    cards = readings.remember_cards

    def stops(conn, deck, found):
        cards(conn, deck, list(found)[:250])
        raise KeyboardInterrupt

    monkeypatch.setattr(readings, "remember_cards", stops)
    assert shop.run("list").exit_code == 130
    monkeypatch.setattr(readings, "remember_cards", cards)
    with opened_file(shop.path / "readings.db") as conn:
        assert conn.execute("select count(*) from cards where deck is not null").fetchone() == (len(before),)
    assert len(shop.json("list")) == 300


def test_an_older_schema_is_backed_up_and_brought_forward(shop: Home, tmp_path: Path):
    """Every event is there afterwards; where the process dies in between, all is done again."""
    from sqlite_utils import Database as Tables

    shop.review(2, 4)
    path = tmp_path / "old" / "flashcards.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        migrations.apply(Tables(conn), stop_before="interview_days")
        conn.execute("attach ? as now", (str(shop.path / "flashcards.db"),))
        for table in ("cards", "devices", "events", "retractions"):
            conn.execute(f"insert into main.{table} select * from now.{table}")
        conn.execute("insert or replace into main.meta select * from now.meta")
        conn.execute("pragma user_version = 1")
    for _ in range(2):
        with closing(open_database(path, tmp_path / "backups").conn) as conn:
            assert conn.execute("pragma user_version").fetchone() == (DATABASE_VERSION,)
            assert tail.count_events(conn) == len(shop.log())
            # as a process leaves it that dies before the version is noted
            conn.execute("pragma user_version = 1")
    assert any("before-version" in name for name in names(tmp_path / "backups"))
