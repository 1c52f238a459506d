"""Drafts are computed once per text and version of the engine, when they are first asked for, and kept."""

from __future__ import annotations

import sqlite3

import pytest

import flashcards.content.outline
from flashcards.content.outline import outline
from tests.build import deck, story
from tests.conftest import Home
from tests.database import opened_file

ONE, TWO = story("One?"), story("Two?", situation="A fire burnt 3 of our 7 halls.")


@pytest.fixture
def drafted(monkeypatch) -> list[str]:
    """The texts that the engine was asked about, in order."""
    asked: list[str] = []
    engine = outline.draft_outline

    def draft(text: str, part: str = "") -> tuple[str, ...]:
        asked.append(text)
        return engine(text, part)

    monkeypatch.setattr(outline, "draft_outline", draft)
    return asked


def rows(home: Home) -> list[tuple[str, str]]:
    """What is kept: decks and cues."""
    with opened_file(home.path / "readings.db") as conn:
        return conn.execute("select deck, cues from outlines order by deck, cues").fetchall()


def export(home: Home) -> bytes:
    """An export of everything."""
    target = home.path / "all.apkg"
    home.ok("export", "-o", str(target))
    return target.read_bytes()


def test_no_draft_is_computed_while_a_deck_is_read_or_a_prompt_is_shown(home: Home, drafted):
    """Only what shows one pays for it."""
    home.write_deck(deck("Shop", ONE))
    home.ok("decks")
    home.ok("list")
    home.ok("review", typed="")
    assert (drafted, rows(home)) == ([], [])


@pytest.mark.parametrize("first", ["export", "show", "review"])
def test_what_one_command_computed_no_other_computes_again(home: Home, drafted, first: str):
    """The export, the review and the card shown whole have one store of drafts."""
    home.write_deck(deck("Shop", ONE))
    commands = {
        "export": lambda: export(home),
        "show": lambda: home.ok("show", "one"),
        "review": lambda: home.ok("review", typed="\n"),
    }
    commands[first]()
    assert len(drafted) == 4
    for command in commands.values():
        command()
    assert len(drafted) == 4


def test_a_kept_draft_reads_as_the_computed_one(home: Home):
    """In every form in which it is shown."""
    home.write_deck(deck("Shop", ONE, TWO))
    first, shown = export(home), home.ok("show", "one")
    assert (export(home), home.ok("show", "one")) == (first, shown)
    assert "12%" in shown


def test_a_part_that_changes_is_drafted_again_and_its_old_draft_goes(home: Home, drafted):
    """And no other part is."""
    home.write_deck(deck("Shop", ONE, TWO))
    export(home)
    before = rows(home)
    drafted.clear()
    home.write_deck(deck("Shop", ONE, TWO.replace("7 halls", "8 halls")))
    export(home)
    assert drafted == ["A fire burnt 3 of our 8 halls."]
    assert len(rows(home)) == len(before)
    assert not any("7 halls" in cues for _, cues in rows(home))


def test_a_part_that_got_bullets_keeps_no_draft(home: Home):
    """What is written by hand is never taken from the store."""
    home.write_deck(deck("Shop", TWO))
    export(home)
    home.write_deck(deck("Shop", TWO.replace("halls.", "halls.\n- halls: 3 of 7")))
    assert "- halls: 3 of 7" in home.ok("show", "two")
    assert len(rows(home)) == 3


def test_drafts_go_with_their_deck(home: Home):
    """Removed, renamed or deleted."""
    path = home.write_deck(deck("Shop", ONE))
    home.write_deck(deck("Mill", TWO), "mill.md")
    export(home)
    assert {name for name, _ in rows(home)} == {"shop", "mill"}
    home.ok("remove", "mill", "--yes")
    home.ok("decks")
    assert {name for name, _ in rows(home)} == {"shop"}
    path.write_text(deck("Store", ONE))
    home.ok("decks")
    assert rows(home) == []


def test_another_engine_drafts_everything_anew(home: Home, drafted, monkeypatch):
    """And nothing of the other one stays."""
    home.write_deck(deck("Shop", ONE, TWO))
    export(home)
    home.write_deck(deck("Shop", ONE, TWO))
    monkeypatch.setattr(flashcards.content.outline, "ENGINE_VERSION", 0)
    drafted.clear()
    home.ok("show", "one")
    assert len(drafted) == 4
    assert len(rows(home)) == 4


def test_a_home_that_cannot_be_written_shows_drafts_all_the_same(home: Home, monkeypatch):
    """They are computed each time."""
    home.write_deck(deck("Shop", ONE))
    home.ok("decks")
    monkeypatch.setattr("flashcards.home.home.Home.is_writable", lambda self: False)
    assert "12%" in home.ok("show", "one")
    assert rows(home) == []


def test_drafts_are_shown_while_another_process_holds_the_file(home: Home, monkeypatch):
    """A cache is nothing to wait for, or to fail for."""
    home.write_deck(deck("Shop", ONE))
    home.ok("decks")
    monkeypatch.setattr("flashcards.store.opening.BUSY_TIMEOUT_SECONDS", 0.01)
    other = sqlite3.connect(home.path / "readings.db", isolation_level=None)
    other.execute("begin immediate")
    assert "12%" in home.ok("show", "one")
    other.close()
    assert rows(home) == []


def test_the_readings_of_versions_before_are_taken_over(home: Home):
    """With the texts of cards that stand in no deck any more."""
    home.write_deck(deck("Shop", ONE))
    home.ok("decks")
    with opened_file(home.path / "readings.db") as conn:
        conn.executescript("drop table outlines; alter table cards add column edited integer; pragma user_version = 3;")
    assert "12%" in home.ok("show", "one")
    assert len(rows(home)) == 4


def test_an_example_of_a_theme_is_drafted_once_too(home: Home, drafted):
    """Its Result, in the line of its question."""
    tagged = story("One?", extra="#calm\n")
    home.write_deck(deck("Shop", tagged, end="## Themes\n\n- Calm {#calm}: Stay so.\n"))
    export(home)
    count = len(drafted)
    export(home)
    assert len(drafted) == count == 5
