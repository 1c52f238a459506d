"""A database that another file takes the place of while it is used: nothing is said to be saved that is not."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.errors import BusyError
from flashcards.schedule.day import Stamp
from flashcards.schedule.events import EventKind, blank_event
from flashcards.store.database import open_database
from flashcards.store.tail import count_events
from tests.conftest import NOON, Home
from tests.screen import Terminal

TODAY = 738_000


def grade_is_refused(terminal: Terminal) -> None:
    """A grade is given, and the session ends with a word that it is not saved."""
    terminal.type("\r")
    terminal.wait("5 effortless")
    terminal.type("4")
    assert terminal.wait("NOT saved")
    assert terminal.end() == 5


def test_a_session_that_runs_on_a_replaced_database_says_that_its_grade_is_not_saved(shop: Home, tmp_path: Path):
    """A grade that went to the old file would never be seen again."""
    shop.review(4)
    shop.ok("backup", str(tmp_path / "copy.db"))
    with Terminal(shop.path, "review", now=NOON) as terminal:
        terminal.wait("Question")
        shop.ok("restore", str(tmp_path / "copy.db"), "--yes")
        grade_is_refused(terminal)
    assert len(shop.log()) == 1


def test_a_session_whose_database_is_written_over_says_that_its_grade_is_not_saved(shop: Home, tmp_path: Path):
    """An old copy in the same file has the same name and place, but not what was newest here."""
    shop.review(4)
    shutil.copyfile(shop.path / "flashcards.db", tmp_path / "old.db")
    shop.review(4)
    with Terminal(shop.path, "review", now=NOON) as terminal:
        terminal.wait("Question")
        # what answers a key has ended all that it reads behind the prompt
        terminal.type("x")
        terminal.wait("does nothing")
        shutil.copyfile(tmp_path / "old.db", shop.path / "flashcards.db")
        grade_is_refused(terminal)
    assert len(shop.log()) == 1


def test_a_copy_that_sqlite_takes_for_the_file_itself_is_noticed(tmp_path: Path):
    """The counter by which SQLite knows a change may be the same in both."""
    path = tmp_path / "flashcards.db"
    opened = open_database(path, tmp_path / "backups")
    with closing(opened):
        reset = blank_event(EventKind.RESET, "d/a")
        opened.record(Stamp(1_000, TODAY, 0), [reset])
        old = bytearray(path.read_bytes())
        opened.record(Stamp(2_000, TODAY, 0), [reset])
        old[24:40] = path.read_bytes()[24:40]
        path.write_bytes(old)
        with pytest.raises(BusyError, match="NOT saved"):
            opened.record(Stamp(3_000, TODAY, 0), [reset])
    with closing(open_database(path, tmp_path / "backups")) as again:
        assert count_events(again.conn) == 1
