"""Merges that are taken back, and what brings them again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.database import opened_file

LATER = "2026-11-24T12:00+00:00"
WORDS = ("one", "two", "three")


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Home, Home, Home]:
    """Three machines with the same deck."""
    made = tuple(Home(tmp_path / name) for name in WORDS)
    for home in made:
        home.write_deck(deck("Shop", *(story(f"Question {word}?") for word in WORDS)))
    return made[0], made[1], made[2]


def database(home: Home) -> str:
    """Where a home's database is."""
    return str(home.path / "flashcards.db")


def graded(home: Home) -> list[str]:
    """The cards that have a grade which stands."""
    return [row["card"] for row in home.json("list") if row["state"] != "new"]


def test_two_merges_are_taken_back_one_after_the_other(homes: tuple[Home, Home, Home]):
    """The last one first; each is named and takes exactly what came with it, and each can be made again."""
    here, second, third = homes
    here.review(4)
    second.review(5, 4)
    third.review(3)
    ours = here.ok("list", "--json")
    here.ok("merge", database(second))
    with_second = here.ok("list", "--json")
    here.ok("merge", database(third))
    with_both = here.ok("list", "--json")
    assert "the merge of flashcards.db, 1 event" in here.ok("undo")
    assert here.ok("list", "--json") == with_second
    assert "the merge of flashcards.db, 2 events" in here.ok("undo")
    assert here.ok("list", "--json") == ours
    for home, said in (
        (second, "2 events that an undo had taken back stand again, on question-one and question-two."),
        (third, "1 event that an undo had taken back stands again, on question-one."),
    ):
        assert said in here.ok("merge", database(home)).splitlines()
    assert here.ok("list", "--json") == with_both
    assert here.json("doctor")["ok"]


def test_what_was_done_after_a_merge_is_taken_back_before_it(homes: tuple[Home, Home, Home]):
    """Whatever stands of the merge."""
    here, second, _ = homes
    second.review(5)
    here.ok("merge", database(second))
    here.ok("suspend", "question-two")
    assert here.ok("undo") == "Took back: suspended shop/question-two.\n"
    assert here.ok("undo") == "Took back: the merge of flashcards.db, 1 event.\n"


def test_of_many_cards_that_a_merge_brings_again_the_first_are_named(homes: tuple[Home, Home, Home]):
    """And of a day that was set none."""
    here, second, third = homes
    many = deck("Shop", *(story(f"Question {word}?") for word in (*WORDS, "four", "five", "six", "seven")))
    for home in (here, second):
        home.write_deck(many)
    second.ok("suspend", *(row["card"] for row in second.json("list")))
    third.ok("interview", "2026-12-18")
    for home, said in (
        (
            second,
            "stand again, on question-one, question-two, question-three, question-four, question-five and 2 more.",
        ),
        (third, "1 event that an undo had taken back stands again."),
    ):
        here.ok("merge", database(home))
        here.ok("undo")
        assert said in here.ok("merge", database(home))


def test_a_merge_comes_back_only_where_all_that_another_device_took_back_is_asked_for(homes: tuple[Home, Home, Home]):
    """Its events without its undo are not what was merged."""
    here, second, _ = homes
    here.review(4)
    second.ok("merge", database(here))
    second.ok("undo")
    second.review(5, now=LATER)
    here.ok("merge", database(second), now=LATER)
    merged = here.ok("list", "--json", now=LATER)
    here.ok("undo", now=LATER)
    undone = here.ok("list", "--json", now=LATER)
    assert undone != merged
    without_undo = "\n".join(json.dumps(row) for row in second.log() if row["kind"] != "retracted")
    here.ok("merge", "-", typed=without_undo, now=LATER)
    assert here.ok("list", "--json", now=LATER) == undone
    here.ok("merge", database(second), now=LATER)
    assert here.ok("list", "--json", now=LATER) == merged


def test_an_own_grade_that_came_in_and_was_taken_back_is_not_brought_by_another_merge(
    homes: tuple[Home, Home, Home], tmp_path: Path
):
    """Only by one that holds it."""
    here, second, _ = homes
    here.review(4)
    old, full = str(tmp_path / "old.db"), str(tmp_path / "full.db")
    here.ok("backup", old)
    here.review(5)
    here.ok("backup", full)
    here.ok("restore", old, "--yes")
    here.ok("merge", full)
    assert len(graded(here)) == 2
    assert "the merge of full.db, 1 event" in here.ok("undo")
    assert len(graded(here)) == 1
    second.ok("suspend", "shop/question-three")
    here.ok("merge", database(second))
    assert len(graded(here)) == 1
    here.ok("merge", full)
    assert len(graded(here)) == 2


@pytest.mark.parametrize("key", [-1, 2**63, 0.5, "1", None])
def test_a_merge_that_cannot_have_been_is_none(homes: tuple[Home, Home, Home], key: object):
    """The rows of a merge are counted from 0 to what SQLite can count; doctor says that it cannot read others."""
    here, second, _ = homes
    second.review(5)
    here.ok("merge", database(second))
    with opened_file(here.path / "flashcards.db") as conn:
        (text,) = conn.execute("select value from meta where key = 'merges'").fetchone()
        (merge,) = json.loads(text)
        for value, is_sound in ((2**63 - 1, True), (key, False)):
            conn.execute("update meta set value = ? where key = 'merges'", (json.dumps([{**merge, "last": value}]),))
            conn.commit()
            said = here.ok("doctor")
            assert ("not all that is remembered of merges can be read" in said) is not is_sound
