"""Whole sessions and commands over a hostile deck on a pseudo-terminal: only our own sequences arrive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import NOON, Home
from tests.examples import IS_WHOLE, every
from tests.hostile import CATALOGUE, OURS, acting_beside_ours, deck
from tests.screen import Terminal

# all of the catalogue, by default on fewer cards
_GROUP = 8 if IS_WHOLE else 20
GROUPS = [list(CATALOGUE.values())[start : start + _GROUP] for start in range(0, len(CATALOGUE), _GROUP)]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Path:
    """The same home with a history."""
    home = hostile_home(tmp_path_factory.mktemp("told") / "home")
    home.ok("review", typed="\n1\n\n4\n")
    (home.path / "config.toml").write_text('[review]\nminutes = "\\u001b[45m\\u009b2J"\n')
    return home.path


@pytest.fixture
def hostile(tmp_path: Path) -> Home:
    """A home of which nothing was told yet."""
    return hostile_home(tmp_path / "home")


def hostile_home(path: Path) -> Home:
    """A deck that holds every text of the catalogue in every place, in a file that is named so too."""
    home = Home(path)
    home.write_deck(deck([" ".join(group) for group in GROUPS]), "zoo\x1b]0;t\x07\u202e\x9b2J\n.md")
    return home


def clean(terminal: Terminal) -> bool:
    """Whether nothing acted, and something was shown at all."""
    assert acting_beside_ours(terminal.raw) == []
    assert terminal.raw
    return terminal.screen.title == ""


def test_a_whole_session_of_a_hostile_deck_sends_nothing_of_it_but_text(hostile: Home):
    """Every card of it: its prompt, its outline part by part, full text, history, help, and the end."""
    shown = len(hostile.json("list"))
    with Terminal(hostile.path, "review", "--new", "99", "--minutes", "0", now=NOON, columns=100, rows=50) as terminal:
        for number in range(1, shown + 1):
            terminal.wait(f"{number} of {shown}", "space next part")
            terminal.type("h \r")
            terminal.settle("5 effortless")
            terminal.type("fi")
            terminal.wait("any key goes back")
            terminal.type("x4")
        terminal.wait("Done for today.")
        terminal.type("q")
        assert terminal.end() == 0
        assert clean(terminal)
    assert len(hostile.log()) == shown


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (200, 60)])
def test_drills_themes_marks_and_a_broken_editor_on_other_sizes(hostile: Home, columns: int, rows: int):
    """What was missed is shown again, by the names of hostile parts; the editor's name comes from outside as well."""
    with Terminal(
        hostile.path, "review", "--new", "1", now=NOON, columns=columns, rows=rows, editor="/no/such\x1b[45m\x9b2J"
    ) as terminal:
        terminal.wait("quit")
        terminal.type("\r")
        terminal.settle("effortless")
        terminal.type("sa")
        terminal.wait("Enter accepts 2")
        terminal.type("e")
        terminal.wait("cannot start the editor")
        terminal.type("\r")
        terminal.settle("effortless")
        terminal.type("0")
        terminal.wait("drill")
        terminal.type("?")
        terminal.wait("any key goes")
        terminal.type("q")
        terminal.wait("drill")
        terminal.type("q")
        assert terminal.end() == 0
        assert clean(terminal)


COMMANDS = [
    ["decks"],
    ["list"],
    ["check"],
    ["show", "story-1/one"],
    ["log"],
    ["stats"],
    ["interview", "2026-12-01"],
    ["interview", "2026-12-01", "no\x1b[45m\x07"],
    ["decks", "--json"],
    ["nonsense\x1b]0;t\x07"],
    ["edit", "\x9b2J"],
    ["--home", "/dev/null/\x1b[45m\x9b2J\u202e", "list"],
    ["review", "--help"],
]


@pytest.mark.parametrize("command", every(3, COMMANDS), ids=lambda command: ascii(" ".join(command)))
def test_no_command_sends_what_acts_to_a_terminal(told: Path, tmp_path: Path, command):
    """Tables, lines, problems, messages and help."""
    shutil.copytree(told, tmp_path / "home")
    with Terminal(tmp_path / "home", *command, now=NOON, columns=100, rows=50, editor="true") as terminal:
        assert terminal.end() in (0, 1, 2, 4)
        assert clean(terminal)


def test_questions_that_name_hostile_things_send_only_text(hostile: Home):
    """A deck to be taken out, and names as they were typed."""
    for command in (["remove", "zoo\x1b]0;t\x07\u202e\x9b2J\n"], ["reset", "story-1/one"]):
        hostile.ok("review", "--limit", "1", typed="\n4\n")
        with Terminal(hostile.path, *command, now=NOON, columns=200, rows=50) as terminal:
            terminal.receive(b"[y/N]")
            terminal.type("n\r")
            assert terminal.end() == 1
            assert clean(terminal)


def test_the_list_of_our_own_sequences_is_what_a_session_of_a_plain_deck_sends(shop: Home):
    """So that a hostile deck cannot pass with one that we never send."""
    with Terminal(shop.path, "review", now=NOON) as terminal:
        terminal.wait("Question one?")
        terminal.type("\r")
        terminal.settle("5 effortless")
        terminal.type("sr")
        terminal.wait("Enter accepts 2")
        terminal.type("q")
        assert terminal.end() == 0
        sent = {found.group() for found in OURS.finditer(terminal.raw.decode())}
    assert {"\x1b[?1049h", "\x1b[?1049l", "\x1b[?25l", "\x1b[?25h", "\x1b[H", "\x1b[K", "\x1b[J", "\x1b[1;31m"} <= sent
    for text in CATALOGUE.values():
        assert not [found for found in OURS.findall(text) if found not in ("\x1b[1;1H", "\r")]
