"""The day's backup: it holds what the sessions graded, however they ended, and never gives way to one with less."""

from __future__ import annotations

import shlex
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.store.retention import superseded
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.database import opened_file
from tests.examples import examples
from tests.screen import Terminal

TODAY = date(2026, 11, 23).toordinal()


@pytest.fixture
def long(home: Home) -> Home:
    """A home with stories enough for a day of many sessions."""
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(9))))
    return home


def copies(home: Home) -> dict[str, int]:
    """How many events each backup holds, by its name."""
    found = {}
    for path in sorted((home.path / "backups").glob("*.db")):
        with opened_file(path) as conn:
            (found[path.name],) = conn.execute("select count(*) from events").fetchone()
    return found


def graded_on_a_terminal(home: Home, ending: str) -> None:
    """Grade one card on a terminal, then type the ending, or kill the process where there is none."""
    with Terminal(home.path, "review", "--new", "9", now=NOON) as terminal:
        terminal.wait("Question")
        terminal.type("\r")
        terminal.settle("5 effortless")
        terminal.type("4")
        terminal.settle("next part")
        if ending:
            terminal.type(ending)
        else:
            terminal.kill(signal.SIGKILL)
        terminal.end()


def test_a_day_of_sessions_survives_the_loss_of_the_database(long: Home):
    """However each ended: what the message says is done, and no grade is missing."""
    for ending in ("q\n", ""):
        long.ok("review", "--new", "9", typed=f"\n4\n{ending}")
        assert copies(long) == {"flashcards-2026-11-23.db": len(long.log())}
    for ending in ("\x1b", "\x03", ""):
        graded_on_a_terminal(long, ending)
    assert copies(long) == {"flashcards-2026-11-23.db": len(long.log()) - 1}, "a killed session copies nothing"
    long.ok("review", "--new", "9", typed="")
    before = long.log()
    assert len(before) == 5
    (long.path / "flashcards.db").unlink()
    refused = long.run("review")
    assert refused.exit_code == 3
    said = shlex.split(refused.stderr.split("`")[1])
    assert said[0] == "flashcards"
    with Terminal(long.path, *said[1:], now=NOON, columns=300) as terminal:
        terminal.wait("[y/N]")
        terminal.type("y\r")
        assert terminal.end() == 0
    assert long.log() == before
    assert long.json("doctor")["ok"]


def test_the_copy_is_made_while_the_closing_screen_stands(shop: Home):
    """Whoever leaves it standing has lost nothing when the machine stops."""
    with Terminal(shop.path, "review", "--new", "1", now=NOON) as terminal:
        terminal.wait("Question one?")
        terminal.type("\r")
        terminal.settle("5 effortless")
        terminal.type("4")
        terminal.wait("any other key")
        terminal.type("u")
        terminal.wait("Took back")
        assert copies(shop) == {"flashcards-2026-11-23.db": 1}


def test_a_mock_round_brings_the_copy_up_to_date_too(shop: Home):
    """Its grades are grades."""
    shop.ok("mock", "-n", "1", typed="\n4\n")
    assert copies(shop) == {"flashcards-2026-11-23.db": 1}


def test_a_session_that_grades_nothing_leaves_the_copy_alone(shop: Home):
    """Nothing is written where nothing is new."""
    shop.review(4)
    path = shop.path / "backups" / "flashcards-2026-11-23.db"
    before = path.stat()
    shop.ok("review", typed="q\n")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_no_copy_gives_way_to_one_with_fewer_events(shop: Home, tmp_path: Path):
    """After going back to an older copy, the day's stays as it is, and the next session's copy lies beside it."""
    shop.review(4)
    old = shutil.copy(shop.path / "flashcards.db", tmp_path / "old.db")
    shop.review(4, 4)
    shop.ok("restore", str(old), "--yes")
    beside = {"flashcards-2026-11-23-2.db": 2, "flashcards-2026-11-23.db": 3, "replaced-2026-11-23T120000.db": 3}
    for grades in ((3,), ()):
        shop.review(*grades)
        assert copies(shop) == beside


@pytest.mark.parametrize("change", ["seconds = 99", "grade = 5", "missed = x'ff'"])
def test_a_copy_stays_while_the_log_says_otherwise_of_its_events(shop: Home, change):
    """Events never change: one of the two is damaged, and nobody knows yet which."""
    shop.review(4)
    good = (shop.path / "backups" / "flashcards-2026-11-23.db").read_bytes()
    with opened_file(shop.path / "flashcards.db") as conn:
        conn.execute("drop trigger events_are_never_updated")
        conn.execute(f"update events set {change}")
    shop.run("review", typed="\n4\n")
    assert (shop.path / "backups" / "flashcards-2026-11-23.db").read_bytes() == good


def test_a_copy_that_cannot_be_read_is_left_for_doctor(shop: Home):
    """The new one lies beside it."""
    shop.review(4)
    path = shop.path / "backups" / "flashcards-2026-11-23.db"
    path.write_bytes(b"SQLite format 3\x00 and no more")
    shop.review(4)
    assert path.read_bytes() == b"SQLite format 3\x00 and no more"
    beside = path.with_name("flashcards-2026-11-23-2.db")
    with opened_file(beside) as conn:
        assert conn.execute("select count(*) from events").fetchone() == (2,)


def test_backup_never_puts_less_in_the_place_of_more(shop: Home, failing, tmp_path: Path):
    """What a copy holds and the log does not is not overwritten by a backup under the same name."""
    shop.review(4)
    old = shutil.copy(shop.path / "flashcards.db", tmp_path / "old.db")
    shop.review(4, 4)
    copy = tmp_path / "copy.db"
    shop.ok("backup", str(copy))
    shop.ok("restore", str(old), "--yes")
    held = copy.read_bytes()
    line = failing(1, "backup", str(copy))
    assert "2 events that the log does not" in line
    assert f"`flashcards merge {copy}`" in line
    assert copy.read_bytes() == held
    shop.ok("merge", str(copy))
    shop.ok("backup", str(copy))


def test_many_copies_on_one_day_push_out_no_other_day():
    """Fifteen by hand and eleven before a merge: all ten days stay, and ten of each kind."""
    days = [f"flashcards-2026-11-{day:02}.db" for day in range(14, 24)]
    by_hand = [f"flashcards-2026-11-23T1200{number:02}.db" for number in range(15)]
    merges = [f"flashcards-2026-11-23T1300{number:02}-before-merge.db" for number in range(11)]
    replaced = [f"replaced-2026-11-23T1400{number:02}.db" for number in range(12)]
    gone = superseded([*days, *by_hand, *merges, *replaced], TODAY)
    assert gone == [*by_hand[:5], *merges[:1], *replaced[:2]]


@examples(60)
@given(
    st.lists(
        st.builds(
            "{}-{}{}.db".format,
            st.sampled_from(["flashcards", "replaced"]),
            st.dates(date(2026, 8, 1), date(2026, 11, 23)).map(date.isoformat),
            st.sampled_from(["", "T120000", "T130000", "T120000-before-merge", "T130000-before-reset", "T120000-2"]),
        ),
        max_size=60,
    )
)
def test_the_newest_of_each_of_the_last_ten_days_is_kept(names):
    """Of backups and of what was replaced, each for itself; sweeping again takes nothing."""
    gone = superseded(names, TODAY)
    left = set(names) - set(gone)
    for kind in ("flashcards", "replaced"):
        dated = sorted({name.removeprefix(f"{kind}-")[:10] for name in names if name.startswith(kind)})
        kept = {name.removeprefix(f"{kind}-")[:10] for name in left if name.startswith(kind)}
        assert set(dated[-10:]) <= kept
    assert superseded(left, TODAY) == []


def test_what_was_replaced_goes_with_its_journal(shop: Home):
    """Both are let go of together."""
    shop.review(4)
    folder = shop.path / "backups"
    for number in range(12):
        (folder / f"replaced-2026-11-22T1200{number:02}.db").write_bytes(b"x")
        (folder / f"replaced-2026-11-22T1200{number:02}.db-journal").write_bytes(b"x")
    shop.ok("backup")
    left = sorted(path.name for path in folder.glob("replaced-*"))
    assert left[0] == "replaced-2026-11-22T120002.db"
    assert len(left) == 20
