"""Manners of a terminal: job control, terminals that know only lines, systems that know no terminal, and windows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from flashcards.rehearsal.stopwatch import Stopwatch, stopped
from flashcards.terminal.wrapping import broken
from tests import test_review
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import every, for_each
from tests.hidden import POSIX_ALONE
from tests.screen import Shell, Terminal

ROOT = Path(__file__).parent.parent
HIDING = (
    f"import sys; sys.modules.update(dict.fromkeys({POSIX_ALONE})); sys.argv[0] = 'flashcards'; "
    "from flashcards.cli import main; main()"
)


def command(home: Home, *args: str, code: str = "") -> str:
    """A command as it is typed into a shell."""
    run = [sys.executable, *(["-c", f'"{code}"'] if code else ["-m", "flashcards"])]
    return " ".join([*run, "--home", str(home.path), "--now", NOON, *args])


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_screen_back(shop: Home):
    """With its settings and its own screen; what was shown is drawn anew, and keys are keys again."""
    with Shell() as shell:
        shell.type(command(shop, "review") + "\r")
        shell.wait("Question one?", "space")
        shell.type("\x1a")
        shell.receive(b"\x1b[?1049l")
        shell.wait("Stopped")
        shell.screen.reset()
        shell.type("echo the shell ech''oes\r")
        shell.wait("the shell echoes")
        shell.type("fg\r")
        shell.wait("Question one?", "space")
        assert shell.raw.count(b"\x1b[?1049h") == 2
        shell.type("\r")
        shell.wait("5 effortless")
        shell.type("\x1a")
        shell.wait("Stopped")
        shell.type("fg\r")
        shell.settle("5 effortless")
        shell.type("4")
        shell.wait("Question two?")
        shell.type("q")
        shell.wait("1 told")
    assert [event["grade"] for event in shop.log()] == [4]


def test_the_end_and_a_page_of_keys_stop_and_come_back_too(shop: Home):
    """Wherever a key is awaited."""
    with Shell() as shell:
        shell.type(command(shop, "review", "--new", "1") + "\r")
        shell.wait("Question one?")
        shell.type("?")
        shell.wait("any key goes back")
        shell.type("\x1a")
        shell.wait("Stopped")
        shell.screen.reset()
        shell.type("fg\r")
        shell.wait("any key goes back")
        shell.type("q")
        shell.wait("Question one?")


WAITING = [("mock", "Question one?"), ("warm-up", "Question one?"), ("", "any other key leaves")]


@pytest.mark.parametrize(("name", "prompt"), every(2, WAITING))
def test_whatever_waits_for_a_key_stops_and_comes_back(home: Home, name: str, prompt: str):
    """A mock round, a warm-up and the first screen as a review does."""
    home.write_deck(deck("Shop", story("Question one?")))
    home.review(4)
    with Shell() as shell:
        shell.type(command(home, name) + "\r")
        shell.wait(prompt)
        shell.type("\x1a")
        shell.wait("Stopped")
        shell.screen.reset()
        shell.type("fg\r")
        shell.wait(prompt)
        shell.screen.reset()
        shell.type("\x1b")
        shell.wait("#")


def test_ctrl_z_without_a_shell_draws_anew_and_goes_on(shop: Home):
    """Nobody could go on with a process that stopped there."""
    with Terminal(shop.path, "review", now=NOON) as terminal:
        terminal.wait("Question one?", "space")
        terminal.type("\x1a")
        terminal.receive(b"\x1b[?1049l")
        terminal.settle("Question one?")
        terminal.type("q")
        assert terminal.end() == 0


def test_the_time_away_is_no_time_of_telling():
    """The clock of a telling stands still meanwhile, and stays paused where it was."""
    now = [0.0]

    class Away:
        def stop(self) -> None:
            now[0] += 3600

    for paused in (False, True):
        now[0] = 0.0
        watch = Stopwatch(lambda: now[0])
        now[0] = 5.0
        if paused:
            watch.pause()
        stopped(Away(), watch)
        now[0] += 2
        assert (watch.seconds, watch.is_paused) == (5.0 if paused else 7.0, paused)


@pytest.mark.parametrize(("place", "term"), [(0, "dumb"), (1, "unknown"), (2, "")])
def test_a_terminal_that_knows_only_lines_is_sent_no_control_sequence(shop: Home, place: int, term: str):
    """Keys are read a line, the time counts, and all else is lines too."""
    with Terminal(shop.path, "review", now=NOON, term=term) as terminal:
        terminal.wait("Question one?", "Keys, one a line")
        terminal.type("\n")
        terminal.wait("4 all told")
        terminal.type("r\n4\n")
        terminal.wait("Question two?")
        terminal.type("q\n")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.raw
    assert [(event["grade"], "untimed" in event["payload"]) for event in shop.log()] == [(4, False)]
    for args in every(3, (["stats"], ["list"], ["decks"], ["--help"], ["interview"], ["show", "one"]), place):
        with Terminal(shop.path, *args, now=NOON, term=term) as terminal:
            assert terminal.end() == 0
            assert b"\x1b" not in terminal.raw


def test_on_a_system_that_knows_no_terminal_keys_are_read_a_line(shop: Home):
    """As on Windows: a session from prompt to end, on a terminal."""
    with Shell() as shell:
        shell.type(command(shop, "review", code=HIDING) + "\r")
        shell.wait("Question one?", "Keys, one a line")
        shell.type("\r4\r")
        shell.wait("Question two?")
        shell.type("q\r")
        shell.wait("1 told")
        assert b"\x1b[?1049h" not in shell.raw


def test_whole_sessions_need_nothing_that_posix_alone_has():
    """The tests of whole sessions, by default one in sixteen, run where termios, fcntl and their like are hidden."""
    tests = [name for name in vars(test_review) if name.startswith("test_")]
    suite = [f"tests/test_review.py::{name}" for name in every(16, tests)]
    run = [sys.executable, "-m", "pytest", "-q", "-p", "tests.hidden", "-p", "no:cacheprovider", "-p", "no:xdist"]
    result = subprocess.run([*run, *suite], capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.returncode == 0, result.stdout


def test_a_system_without_locks_says_so_in_doctor(shop: Home):
    """As a remark: nothing is wrong with the home."""
    args = ["--home", str(shop.path), "--now", NOON, "doctor"]
    result = subprocess.run([sys.executable, "-c", HIDING, *args], capture_output=True, text=True, check=True)
    assert "system: drafts are not locked on this system" in result.stdout
    assert "All is well" in result.stdout
    assert "system:" not in shop.ok("doctor")


MESSAGES = [
    ("one two three", 8, ["one two", "three"]),
    ("  - a bullet that goes on", 14, ["  - a bullet", "    that goes", "    on"]),
    ("see /a/path/that/is/wide then", 10, ["see", "/a/path/that/is/wide", "then"]),
    ("   1  a question that goes on", 20, ["   1  a question", "      that goes on"]),
    ("see /home/ü/gespräch.md then", 10, ["see", "/home/ü/gespräch.md", "then"]),
    ("say `~/gespräche/größe` then", 10, ["say", "`~/gespräche/größe`", "then"]),
    ("short", 5, ["short"]),
    ("", 20, [""]),
    ("问题描述很长而且没有空格", 10, ["问题描述很", "长而且没有", "空格"]),
]


@for_each(("line", "width", "lines"), MESSAGES)
def test_a_line_is_broken_at_words(line: str, width: int, lines: list[str]):
    """Those that follow stand below its text."""
    assert broken(line, width) == lines


@given(st.text(st.characters(exclude_categories=("C", "Z", "M")) | st.just(" "), max_size=80), st.integers(20, 60))
def test_a_broken_line_keeps_every_word_and_the_width(line: str, width: int):
    """But for a word of ASCII that is wider by itself."""
    lines = broken(line, width)
    assert "".join("".join(lines).split()) == "".join(line.split())
    for each in lines:
        assert cell_len(each) <= width or len(each.split()) == 1


def test_messages_on_a_terminal_break_at_words_at_every_width(home: Home, tmp_path: Path):
    """No word of them is cut in two by the edge of the window."""
    page = tmp_path / "stories.md"
    page.write_text(deck("Shop", story("What about improvement, and about development of others?")))
    for columns in (40, 60, 80):
        with Terminal(home.path, "add", str(page), "--dry-run", now=NOON, columns=columns) as terminal:
            assert terminal.end() == 0
            words = set(re.findall(r"\w+", terminal.text))
        assert {"improvement", "development", "others"} <= words


@pytest.mark.parametrize("columns", every(3, [40, 60, 80, 200]))
def test_help_is_as_wide_as_the_window(home: Home, columns: int):
    """No line is broken by its edge, and a wide one is made use of."""
    longest = 0
    for args in (["--help"], ["review", "-h"], ["add", "-h"], ["export", "-h"], ["interview", "-h"]):
        with Terminal(home.path, *args, now=NOON, columns=400, rows=90, window=columns) as terminal:
            assert terminal.end() == 0
            longest = max(longest, *(len(line) for line in terminal.text.splitlines()))
    assert 0.8 * min(columns, 100) < longest < columns


def test_ctrl_c_in_make_review_ends_without_an_error(shop: Home, tmp_path: Path):
    """With its summary, and for the shell as any command that Ctrl-C ended; a real failure is still told."""
    program = tmp_path / "bin" / "flashcards"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {command(shop)} "$@"\n')
    program.chmod(0o755)
    make = f"make -C {ROOT} -o {tmp_path}/installed REVIEW={tmp_path} --no-print-directory review"
    with Shell() as shell:
        shell.type(f"{make}\r")
        shell.wait("Question one?")
        shell.type("\x03")
        shell.wait("Nothing was graded.")
        shell.type("echo en''ded $?\r")
        shell.wait("ended 130")
        assert "***" not in shell.text
        assert "Error" not in shell.text
        shell.type(f"{make} ARGS=nowhere; echo ended $?\r")
        shell.wait("there is no deck 'nowhere'", "Error 1", "ended 2")


def test_a_wrong_answer_is_told_what_to_type(home: Home):
    """And is asked again."""
    with Terminal(home.path, "add", str(ROOT / "docs" / "my-stories.md"), now=NOON, columns=80) as terminal:
        terminal.wait("[y/N]:")
        terminal.type("j\r")
        terminal.wait("Type y for yes or n for no, and Enter; Enter alone is no.")
        terminal.type("\r")
        assert terminal.end() == 0
        assert terminal.text.count("[y/N]") == 2


def test_a_question_on_a_terminal_breaks_at_words_too(home: Home):
    """And takes its answer behind them."""
    with Terminal(home.path, "add", str(ROOT / "docs" / "my-stories.md"), now=NOON, columns=60) as terminal:
        terminal.wait("(keep, drop,", "reword)? [y/N]:")
        terminal.type("n\r")
        assert terminal.end() == 0
