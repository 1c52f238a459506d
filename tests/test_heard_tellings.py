"""``flashcards show --telling``: what was heard of a telling that stands in a file, and nothing of it in the log."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Home
from tests.examples import for_each

DECK = """# Harbour

## Tell me about a hard call.
#calm

Situation: The ferry lost its bow door seal on a Friday with 240 passengers aboard.
Task: As first engineer I had to decide whether we sailed.
Action: I pumped the vehicle deck dry and sent a diver below.
Result: We left 45 minutes late. The company now keeps two spare seals in every port.

## Themes

- Calm: keeps a clear head
"""
WITHOUT_TASK = (
    "It was a Friday, the bow door seal of the ferry went, with two hundred and four passengers aboard. "
    "I got the vehicle deck pumped dry and a diver went below. "
    "We left forty-five minutes late, and there are two spare seals in every port now."
)


@pytest.fixture
def harbour(home: Home) -> Home:
    home.write_deck(DECK, "harbour.md")
    return home


def test_json_says_what_was_heard(harbour: Home, tmp_path):
    """Each part with its cues, each figure, whether it was another story, and the grade that follows."""
    file = tmp_path / "telling.txt"
    file.write_text(WITHOUT_TASK, encoding="utf-8")
    found = harbour.json("show", "call", "--telling", str(file))
    assert {part["name"]: part["heard"] for part in found["parts"]} == {
        "Situation": "told",
        "Task": "missed",
        "Action": "told",
        "Result": "told",
    }
    assert all(isinstance(cue, bool) for part in found["parts"] for cue in part["cues"])
    assert {"figure": "240", "heard": "wrong", "said": "two hundred and four"} in found["figures"]
    assert (found["different"], found["grade"]) == (False, 3)
    assert harbour.log() == []


def test_a_reader_sees_the_parts_and_what_was_said_wrong(harbour: Home):
    """From standard input as well."""
    shown = harbour.ok("show", "call", "--telling", "-", typed=WITHOUT_TASK)
    assert "Task: missed" in shown
    assert "240, you said two hundred and four" in shown
    assert shown.splitlines()[-1] == "That would be 3 one gap; nothing was logged."


def test_a_reader_is_told_what_came_in_another_order_and_which_figures_were_left_out(harbour: Home):
    """Figures of a part that was missed are none that were left out of one that was told."""
    situation, action, result = WITHOUT_TASK.split(". ")
    shown = harbour.ok("show", "call", "--telling", "-", typed=f"{result} {situation}. {action}.")
    assert "Told in the order Result, Situation, Action." in shown
    begun = f"{situation.partition(', with')[0]}. {action}."
    shown = harbour.ok("show", "call", "--telling", "-", typed=begun)
    assert "Figures not said: 240." in shown


@pytest.mark.parametrize(
    ("telling", "word"),
    [
        ("I once sold a bicycle to a man who wanted a horse, and he came back for a bell.", "another story"),
        (
            "Ich habe einmal ein Fahrrad an einen Mann verkauft, der ein Pferd haben wollte, und er kam wieder.",
            "in German, the story in English",
        ),
    ],
)
def test_another_story_is_said_to_be_one(harbour: Home, telling, word):
    """Then nothing counts as told."""
    shown = harbour.ok("show", "call", "--telling", "-", typed=telling)
    assert word in shown
    assert "0 blank" in shown
    assert "you said" not in shown


@for_each(
    ("card", "typed", "code", "word"),
    [
        ("call", b"", 1, "holds no telling"),
        ("call", b"... \x1b[2J", 0, "another story"),
        ("call", b"\xff\xfe\x00", 1, "UTF-8"),
        ("call", b"a " * 3_000_000, 1, "longer than any telling"),
        ("theme/calm", b"Calm as ever.", 1, "is a theme"),
    ],
)
def test_bad_tellings_are_one_line(harbour: Home, card, typed, code, word):
    """And nothing is lost."""
    result = harbour.run("show", card, "--telling", "-", typed=typed)
    assert result.exit_code == code, result.output
    assert word in result.output
    assert "\x1b" not in result.output


def test_a_missing_file_is_said(harbour: Home):
    """With its name."""
    result = harbour.run("show", "call", "--telling", "nowhere.txt")
    assert result.exit_code == 4
    assert "nowhere.txt" in result.stderr


def test_json_alone_is_refused(harbour: Home):
    """It is about a telling."""
    assert harbour.run("show", "call", "--json").exit_code == 2


def test_a_telling_of_a_hundred_thousand_words_is_judged(harbour: Home):
    """It says the same as once."""
    found = json.loads(harbour.ok("show", "call", "--telling", "-", "--json", typed=f"{WITHOUT_TASK} " * 200))
    assert found["parts"][1]["heard"] == "missed"


def test_past_a_second_a_terminal_shows_that_a_telling_is_being_held_against_its_story(harbour: Home, monkeypatch):
    """By the bar that other long commands have; on a pipe there is none."""
    labels: list[str] = []

    def shown(items, label):
        labels.append(label)
        return items

    monkeypatch.setattr("flashcards.terminal.progress.progressing", shown)
    harbour.ok("show", "call", "--telling", "-", typed=WITHOUT_TASK)
    assert labels == ["hearing it"]
