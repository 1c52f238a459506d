"""Due dates and answers handed to old and new Ankis."""

from __future__ import annotations

import contextlib
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.real_anki.conftest import after
from tests.real_anki.profile import Profile

pytestmark = pytest.mark.anki
WORDS = ("one", "two", "three", "four", "five")


def test_a_schedule_arrives_with_its_answers(home: Home, profile: Profile, package: Path):
    """Each due date by SM-2, interval, ease, lapses, suspension and every answer; a second import changes nothing."""
    home.write_deck(deck("Shop", *(story(f"Question {word}?") for word in WORDS)))
    for day, grades in ((-20, (5, 4, 3, 2)), (-19, (4, 2)), (-12, (4, 3, 1)), (-1, (3,))):
        home.review(*grades, now=after(day))
    home.ok("suspend", "question-two", now=after(0))
    said = home.run("export", "--schedule", "-o", str(package), now=after(0))
    assert "Import any learning progress" in said.stderr
    assert profile.take(package, with_scheduling=True) == (5, 0, 0, 0)
    events = [event for event in home.log() if event["kind"] in ("graded", "drilled")]
    for card in home.json("list", now=after(0)):
        there = profile.schedule(f'"Card id:{card["card"]}"')
        if card["state"] == "new":
            assert (there["type"], there["answers"]) == (0, [])
            continue
        assert there["due"] == card["sm2_due"]
        assert (there["interval"], there["factor"]) == (card["interval"], card["ease"] * 10)
        assert there["lapses"] == card["lapses"]
        assert (there["queue"] == -1) == card["suspended"]
        given = [event for event in events if event["card"] == card["card"]]
        assert [ease for ease, _ in there["answers"]] == [max(1, event["grade"] - 1) for event in given]
        assert [kind == 3 for _, kind in there["answers"]] == [event["kind"] == "drilled" for event in given]
    assert profile.take(package, with_scheduling=True)[1] == 0


def test_fsrs_reckons_from_our_answers(home: Home, profile: Profile, package: Path, tmp_path: Path):
    """With FSRS on, the dates that were handed over stay, and the next intervals come from our answers."""
    home.write_deck(deck("Shop", story("Question one?")))
    for day, grade in ((-16, 5), (-15, 4), (-9, 4)):
        home.review(grade, now=after(day))
    home.ok("export", "--schedule", "-o", str(package), now=after(0))
    profile.take(package, with_scheduling=True)
    before = profile.schedule("is:review")
    if not profile.switch_on_fsrs():
        return
    assert profile.schedule("is:review")["due"] == before["due"]
    with Profile(profile.version, tmp_path / "bare") as bare:
        bare.take(without_answers(package), with_scheduling=True)
        bare.switch_on_fsrs()
        untold = bare.days_after("is:review")
    told = profile.days_after("is:review")
    assert all(days > without for days, without in zip(told, untold, strict=True))


def without_answers(package: Path) -> Path:
    """The same package, its review log left out."""
    database, bare = package.with_suffix(".anki2"), package.with_name("bare.apkg")
    with zipfile.ZipFile(package) as archive:
        database.write_bytes(archive.read("collection.anki2"))
    with contextlib.closing(sqlite3.connect(database)) as conn, conn:
        conn.execute("delete from revlog")
    with zipfile.ZipFile(bare, "w") as archive:
        archive.write(database, "collection.anki2")
        archive.writestr("media", "{}")
    return bare
