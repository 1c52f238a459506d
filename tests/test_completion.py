"""What a shell offers behind a command that is half typed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from flashcards.cli import cli
from tests.build import THREE, deck, story
from tests.conftest import Home
from tests.examples import for_each


def offered(home: Home, *typed: str, shell: str = "zsh") -> list[str]:
    """What completes the last of these words, in the words of the script that click gives a shell."""
    line = " ".join(["flashcards", "--home", str(home.path), *typed])
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(typed) + 2), "_FLASHCARDS_COMPLETE": f"{shell}_complete"}
    result = CliRunner().invoke(cli, [], prog_name="flashcards", env=words)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    return lines[1::3] if shell == "zsh" else [each.partition(",")[2] for each in lines]


def described(home: Home, *typed: str) -> dict[str, str]:
    """What is offered to zsh, each with its description."""
    line = " ".join(["flashcards", "--home", str(home.path), *typed])
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(typed) + 2), "_FLASHCARDS_COMPLETE": "zsh_complete"}
    lines = CliRunner().invoke(cli, [], prog_name="flashcards", env=words).output.splitlines()
    return dict(zip(lines[1::3], lines[2::3], strict=True))


@pytest.fixture
def two(made) -> Home:
    """Two decks that were read."""
    return made(read_two)


def read_two(home: Home) -> None:
    home.write_deck(THREE)
    home.write_deck(deck("Shelf", story("Why this?")), "shelf.md")
    home.ok("list")


COMPLETIONS = [
    (["review", ""], ["shelf", "shop"]),
    (["review", "sho"], ["shop"]),
    (["list", "shelf", "s"], ["shop"]),
    (["export", "x"], []),
    (["show", "shop/question-t"], ["shop/question-two", "shop/question-three"]),
    (["show", "two"], ["question-two"]),
    (["show", "question-t"], ["question-two", "question-three"]),
    (["show", "wh"], ["why-this"]),
    (["edit", "she"], ["shelf", "shelf/why-this"]),
    (["reset", ""], ["shelf", "shop"]),
    (["sho"], ["show"]),
]


@for_each(("typed", "completed"), COMPLETIONS)
def test_decks_and_cards_are_completed(two: Home, typed, completed):
    """By what they begin with, a card by its short name or id, or any piece of its name. A deck comes once a line."""
    assert offered(two, *typed) == completed


def test_each_is_offered_with_what_it_asks(two: Home):
    """A deck with its name, a card with its question, from what sets it apart where it is long, as one line."""
    assert described(two, "review", "") == {"shelf": "Shelf", "shop": "Shop"}
    assert described(two, "show", "question") == {
        "question-one": "Question one?",
        "question-two": "Question two?",
        "question-three": "Question three?",
    }
    formula = "Tell me about a time you had to stand in front of a very full room of strangers and"
    two.write_deck(deck("Long", *(story(f"{formula} {what} {{#{what}}}") for what in ("sing", "dance"))), "long.md")
    two.ok("list")
    assert described(two, "show", "long/") == {
        "long/sing": "…to stand in front of a very full room of strangers and sing",
        "long/dance": "…stand in front of a very full room of strangers and dance",
    }


def test_every_shell_is_given_the_same(two: Home):
    """bash has another script."""
    assert offered(two, "review", "sh", shell="bash") == ["shelf", "shop"]


def test_where_nothing_was_read_nothing_is_offered_and_nothing_is_made(home: Home):
    """Nor where the readings are damaged."""
    assert offered(home, "review", "") == []
    assert not home.path.exists()
    home.path.mkdir()
    (home.path / "readings.db").write_bytes(b"noise " * 99)
    assert offered(home, "show", "") == []


@for_each("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(shell):
    """As the README says."""
    result = CliRunner().invoke(cli, [], prog_name="flashcards", env={"_FLASHCARDS_COMPLETE": f"{shell}_source"})
    assert result.exit_code == 0
    assert "_FLASHCARDS_COMPLETE" in result.output
