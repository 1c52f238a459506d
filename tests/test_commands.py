"""The commands that show and change a home."""

from __future__ import annotations

import re
import sqlite3

import pytest

from flashcards.cli.group import COMMANDS
from tests.build import deck, story
from tests.conftest import Home
from tests.database import opened_file
from tests.examples import for_each
from tests.screen import Terminal


def test_alone_it_says_where_today_stands(shop: Home):
    """And what to type next."""
    assert "flashcards review" in (shown := shop.ok())
    assert "Today: 3 new, about 7 minutes" in shown
    shop.review(4, 4, 4)
    assert "Today: nothing is left\nDone: 3 told" in (shown := shop.ok())
    assert "Tomorrow: 3 due, about 7 minutes" in shown


def test_alone_in_an_empty_home_it_names_the_two_ways_to_start(home: Home):
    """The shipped deck, or a page of one's own."""
    shown = home.ok()
    assert "flashcards review" in shown
    assert "flashcards add PAGE" in shown


def test_decks_counts_new_due_and_all(shop: Home):
    """due holds only cards that were seen before."""
    shop.ok("review", "--new", "1", typed="\n4\n")
    (row,) = shop.json("decks", now="2026-11-24")
    assert {key: row[key] for key in ("deck", "name", "cards", "new", "due", "suspended", "next_due", "interview")} == {
        "deck": "shop", "name": "Shop", "cards": 3, "new": 2, "due": 1, "suspended": 0,
        "next_due": "2026-11-24", "interview": None,
    }  # fmt: skip


def test_no_path_is_broken_over_lines(shop: Home):
    """However narrow the terminal is, a deck's file and the name of a card can be copied."""
    with Terminal(shop.path, "decks", now=shop.now, columns=200, window=40) as terminal:
        assert terminal.end() == 0
        assert str(shop.path / "decks" / "shop.md") in terminal.text
    shop.ok("suspend", "question-three")
    with Terminal(shop.path, "log", now=shop.now, columns=40) as terminal:
        assert terminal.end() == 0
        assert " question-three" in terminal.text
    shop.ok("rename", "question-three", "what-came-of-it")
    with Terminal(shop.path, "log", now=shop.now, columns=80) as terminal:
        assert terminal.end() == 0
        assert "renamed to what-came-of-it  question-three" in terminal.text
    with Terminal(shop.path, "log", now=shop.now, columns=60) as terminal:
        assert terminal.end() == 0
        assert "renamed to " in terminal.text
        assert terminal.text.count(" what-came-of-it") == 2


def test_list_has_every_key_of_its_shape(shop: Home):
    """A new card has no due day and no repetition."""
    assert shop.card("one") == {
        "card": "shop/question-one", "deck": "shop", "kind": "story", "prompt": "Question one?", "state": "new",
        "due": None, "sm2_due": None, "interval": 0, "ease": 250, "repetition": 0, "lapses": 0, "suspended": False,
        "leech": "",
    }  # fmt: skip


def test_a_theme_becomes_a_card_of_its_own(home: Home):
    """Its answer side is the questions that carry it, each with its Result."""
    home.write_deck(
        deck(
            "Shop",
            "## Q?\n#calm\n\nSituation: x\n\nTask: y\n\nAction: z\n\nResult: 4% more.\n\n",
            end="## Themes\n\n- Calm: Slow down.\n",
        )
    )
    assert home.card("theme/calm")["kind"] == "theme"
    shown = home.ok("show", "theme/calm")
    assert "Q?" in shown
    assert "4% more" in shown


def test_show_prints_the_card_and_its_history(shop: Home):
    """Any unique piece of the id will do."""
    shop.review(3)
    shown = shop.ok("show", "one")
    assert "graded 3" in shown
    assert "Bring it down in 3 weeks" in shown


def test_show_tells_each_event_once_and_what_took_it_back(shop: Home):
    """With times; what stands is not struck through, on a pipe no column says more than it must."""
    shop.review(3, now="2026-11-23T12:00+00:00")
    shop.ok("undo", now="2026-11-23T12:05+00:00")
    shop.ok("review", "--new", "1", typed="\n4\n", now="2026-11-24T08:30+02:00")
    lines = [line.split("  ") for line in shop.ok("show", "one").partition("History\n")[2].splitlines()]
    assert [[cell.strip() for cell in line if cell] for line in lines] == [
        ["when", "what", "undone"],
        ["2026-11-23 12:00", "graded 3", "2026-11-23 12:05"],
        ["2026-11-24 08:30", "graded 4"],
    ]


def test_what_was_undone_by_a_merge_that_was_undone_stands(shop: Home, tmp_path):
    """The history says what the schedule rests on."""
    shop.review(4)
    other = Home(tmp_path / "other")
    other.write_deck((shop.path / "decks" / "shop.md").read_text())
    (tmp_path / "log").write_text(shop.ok("log", "--json"))
    other.ok("merge", str(tmp_path / "log"))
    shop.ok("undo", now="2026-11-23T13:00+00:00")
    (tmp_path / "log").write_text(shop.ok("log", "--json"))
    other.ok("merge", str(tmp_path / "log"), now="2026-11-23T14:00+00:00")
    assert "2026-11-23 13:00" in other.ok("show", "one")
    other.ok("undo", now="2026-11-23T15:00+00:00")
    shown = other.ok("show", "one")
    assert "graded 4" in shown
    assert "13:00" not in shown
    assert other.card("one")["repetition"] == 1


def test_on_a_terminal_what_was_undone_is_struck_through(shop: Home):
    """And only that."""
    shop.review(3)
    shop.ok("undo")
    shop.review(4)
    with Terminal(shop.path, "show", "one", now=shop.now) as terminal:
        assert terminal.end() == 0
        struck = [cell for line in terminal.screen.buffer.values() for cell in line.values() if cell.strikethrough]
    assert "".join(cell.data for cell in struck) == "graded 3"


def test_log_prints_one_object_a_line(shop: Home):
    """With everything that another machine needs."""
    shop.review(4)
    (event,) = shop.log()
    assert set(event) == {
        "id", "at", "day", "offset", "device", "card", "kind", "grade", "missed", "seconds", "retracts", "batch",
        "seen", "payload",
    }  # fmt: skip
    assert event["at"] == "2026-11-23T12:00:00.000Z"


def test_reset_then_undo_brings_back_every_byte(shop: Home):
    """list --json is what it was."""
    shop.review(4, 3, 5, 4)
    before = shop.ok("list", "--json")
    assert "Reset 3 cards" in shop.ok("reset", "shop", "--yes")
    assert shop.ok("list", "--json") != before
    assert {row["state"] for row in shop.json("list")} == {"new"}
    assert "reset 3 cards" in shop.ok("undo")
    assert shop.ok("list", "--json") == before


def test_reset_of_one_card_leaves_the_others(shop: Home):
    """One event a card."""
    shop.review(4, 4, 4)
    shop.ok("reset", "one", "--yes")
    assert [row["state"] for row in shop.json("list")] == ["new", "later", "later"]


def test_undo_goes_back_step_by_step_and_then_says_so(shop: Home, failing):
    """Each undo takes the last thing that still stands."""
    shop.review(4, 5)
    assert "graded 5 on shop/question-two" in shop.ok("undo")
    assert "graded 4 on shop/question-one" in shop.ok("undo")
    assert "nothing to undo" in failing(1, "undo")


def test_reset_of_what_is_new_says_so_and_writes_nothing(shop: Home):
    """There is nothing to forget."""
    assert "Nothing to reset" in shop.ok("reset", "shop", "--yes")
    assert shop.log() == []


def test_remove_keeps_the_history_for_the_day_the_file_comes_back(shop: Home):
    """The deck is gone from sight, its file is in removed/, and its log stays."""
    shop.review(4)
    before = shop.ok("list", "--json")
    shop.ok("remove", "Shop", "--yes")
    assert shop.json("list") == []
    (shop.path / "removed" / "shop.md").rename(shop.path / "decks" / "shop.md")
    assert shop.ok("list", "--json") == before


def test_what_was_done_is_said_with_what_it_is_about(shop: Home):
    """By `undo` and by `log`: the day, the deck, and of what was taken back what it was."""
    shop.ok("interview", "2026-12-18", "shop")
    assert shop.ok("undo") == "Took back: planned the interview on Fri 18 Dec 2026 for shop.\n"
    shop.ok("suspend", "question-one")
    assert shop.ok("undo") == "Took back: suspended shop/question-one.\n"
    assert [line.split("  ")[1] for line in shop.ok("log").splitlines()[-4:]] == [
        "planned the interview on Fri 18 Dec 2026 for shop",
        "retracted: planned the interview on Fri 18 Dec 2026 for shop",
        "suspended",
        "retracted: suspended",
    ]


def test_doctor_finds_a_schedule_that_does_not_follow_from_the_log_and_mends_it(shop: Home):
    """The cache can always be built anew."""
    shop.review(4, 4)
    before = shop.ok("list", "--json")
    with opened_file(shop.path / "flashcards.db") as conn:
        conn.execute("update schedule set ease = 999, due = null")
    result = shop.run("doctor", "--json")
    assert result.exit_code == 3
    assert '"ok": false' in result.stdout
    shop.ok("doctor", "--fix")
    assert shop.ok("list", "--json") == before
    assert shop.json("doctor")["ok"]


def test_a_schedule_that_cannot_be_read_is_built_anew(shop: Home, failing):
    """The command that meets it says so in one line; doctor mends it."""
    shop.review(2, 4)
    with opened_file(shop.path / "flashcards.db") as conn:
        conn.execute("update schedule set missed = '{['")
    assert "doctor --fix" in failing(3, "review", typed="\n4\n")
    failing_report = shop.run("doctor")
    assert failing_report.exit_code == 3
    shop.ok("doctor", "--fix")
    assert shop.card("one")["repetition"] == 0


def test_the_log_refuses_to_be_changed(shop: Home):
    """Append-only is held by the database itself."""
    shop.review(4)
    conn = sqlite3.connect(shop.path / "flashcards.db")
    for statement in ("update events set grade = 5", "delete from events"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            conn.execute(statement)
    conn.close()


def test_a_setting_in_the_home_is_the_default_and_an_unknown_one_is_named(shop: Home):
    """[review] new = 1."""
    (shop.path / "config.toml").write_text("[review]\nnew = 1\nspeed = 3\n")
    result = shop.run("review", typed="\n4\n\n4\n")
    assert len(shop.log()) == 1
    assert "no setting 'speed'" in result.stderr


def test_an_answer_that_was_edited_keeps_its_history(shop: Home):
    """The answer's text is not in the card's id."""
    shop.review(4)
    shop.write_deck(
        deck("Shop", *(story(f"Question {word}?", situation="All new.") for word in ("one", "two", "three")))
    )
    assert shop.card("one")["repetition"] == 1


def test_a_deck_that_breaks_keeps_its_last_good_cards(shop: Home):
    """The error is told with its place, and nothing is retired."""
    assert len(shop.json("list")) == 3
    path = shop.write_deck("---\ndeck: Shop\n")
    result = shop.run("list", "--json")
    assert f"{path}:1:1: error front-matter-not-closed" in result.stderr
    assert len(shop.json("list")) == 3


def test_a_question_with_an_error_keeps_its_last_good_card(shop: Home):
    """Only that question is held back."""
    assert len(shop.json("list")) == 3
    broken = story("Question one?") + "Result: again\n\n"
    shop.write_deck(deck("Shop", broken, story("Question two?")))
    result = shop.run("list", "--json")
    assert "part-twice" in result.stderr
    assert {row["card"] for row in shop.json("list")} == {"shop/question-one", "shop/question-two"}


def test_a_deck_that_suddenly_holds_nothing_never_retires_its_cards(shop: Home):
    """That takes deleting the file."""
    assert len(shop.json("list")) == 3
    path = shop.write_deck("---\ndeck: Shop\n---\n")
    assert len(shop.json("list")) == 3
    path.unlink()
    assert shop.json("list") == []


def test_two_files_with_one_deck_name_are_told_apart(shop: Home):
    """An error on the later path."""
    shop.write_deck(deck("Shop", story("Other?")), "zoo.md")
    result = shop.run("decks", "--json")
    assert "zoo.md:1:1: error duplicate-deck" in result.stderr
    assert len(shop.json("list")) == 3


@for_each(
    ("word", "command"), [("reviw", "review"), ("Undo", "undo"), ("study", "review"), ("imports", "add"), ("zzz", "")]
)
def test_a_command_that_is_none_leads_to_the_one_that_was_meant(failing, word: str, command: str):
    """Its nearest, or what it is called elsewhere; nothing where nothing is near."""
    line = failing(2, word)
    assert (f"did you mean `flashcards {command}`?" in line) == (command != "")
    assert repr(word) in line


def test_help_groups_the_commands_and_h_asks_for_it(home: Home):
    """Each command stands in one group; of a command as well as of all."""
    shown = home.ok("-h")
    assert shown == home.ok("--help")
    assert [title in shown for title in ("Every day:", "Your stories:", "Safe keeping:")] == [True] * 3
    assert all(shown.count(f"\n  {name} ") == 1 for name in COMMANDS)
    assert home.ok("review", "-h") == home.ok("review", "--help")


def test_what_a_command_does_fits_beside_its_name(home: Home, monkeypatch: pytest.MonkeyPatch):
    """In one line at 80 columns, and at 60 nothing of it is cut."""
    for columns in ("60", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        for args in ([], ["anki"]):
            assert "..." not in home.ok(*args, "--help").replace("[ARGS]...", "")
    assert len(re.findall(r"^ +\S.*[.]$", home.ok("--help").partition("Every day:")[2], re.MULTILINE)) == len(COMMANDS)
