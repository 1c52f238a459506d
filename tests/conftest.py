"""A home, a clock and a way to run commands."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import tests.examples  # noqa: F401  the profile stands before any property is read
from flashcards.cli import cli
from tests.build import THREE

# whoever ignores these hands that down to every process that a test starts
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

# what reaches the disk is tried in tests/faults; elsewhere writing to memory takes half the time
MEMORY = Path("/dev/shm")
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 1 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

DATA = Path(__file__).parent / "data"
NOON = "2026-11-23T12:00+00:00"


# folders of tests that have a run of their own, each with its mark
APART = {"real_anki": "anki", "sync": "sync"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What a run leaves out is not even read: what these tests import, and their many cases, take seconds."""
    mark = APART.get(collection_path.name)
    return True if mark and f"not {mark}" in config.option.markexpr else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: while it grows, garbage is not looked for, and later more seldom than usual.

    Frozen it would cost less yet, but under older versions of Hypothesis properties are flaky then.
    """
    gc.disable()
    yield
    gc.set_threshold(20_000)
    gc.enable()


@dataclass
class Home:
    """A home of the test's own; every command runs in it at a fixed time."""

    path: Path
    now: str = NOON

    def run(self, *args: str, typed: str | bytes | None = None, now: str | None = None) -> Result:
        """Run a command and return what it did; ``typed`` is its standard input."""
        return CliRunner().invoke(cli, ["--home", str(self.path), "--now", now or self.now, *args], input=typed)

    def ok(self, *args: str, typed: str | None = None, now: str | None = None) -> str:
        """Run a command that has to succeed, and return its standard output."""
        result = self.run(*args, typed=typed, now=now)
        assert result.exit_code == 0, result.output
        return result.stdout

    def json(self, *args: str, now: str | None = None) -> Any:
        """Run a command with --json and return what it printed."""
        return json.loads(self.ok(*args, "--json", now=now))

    def log(self) -> list[dict[str, Any]]:
        """The events."""
        return [json.loads(line) for line in self.ok("log", "--json").splitlines()]

    def card(self, piece: str, now: str | None = None) -> dict[str, Any]:
        """The one card of ``list --json`` whose id ends so."""
        (found,) = [row for row in self.json("list", now=now) if row["card"].endswith(piece)]
        return found

    def write_deck(self, text: str, name: str = "shop.md") -> Path:
        """Put a deck file into the home."""
        path = self.path / "decks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def review(self, *grades: int, now: str | None = None) -> str:
        """A piped session: reveal and grade, as often as there are grades."""
        return self.ok("review", typed="".join(f"\n{grade}\n" for grade in grades), now=now)


@pytest.fixture(scope="session", autouse=True)
def schema_of_new_databases() -> Iterator[None]:
    """It is copied, wherever a test is not about the migrations themselves."""
    from tests.database import schema_copied

    with schema_copied():
        yield


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory, folders: Iterator[int]) -> Path:
    """A folder of the test's own; pytest's looks for a free name among those of all tests before it."""
    return tmp_path_factory.mktemp(f"test{next(folders)}", numbered=False)


@pytest.fixture(scope="session")
def folders() -> Iterator[int]:
    """The numbers of the tests' folders."""
    return count()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path / "home")


@pytest.fixture
def made(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[Home], object]], Home]:
    """Makes the home what a function makes of an empty one, which it does once; the others are copies."""
    folder = tmp_path_factory.getbasetemp() / "made"

    def copied(make: Callable[[Home], object]) -> Home:
        first = folder / make.__module__ / make.__qualname__
        if not first.exists():
            make(Home(first, home.now))
        shutil.copytree(first, home.path, dirs_exist_ok=True)
        return home

    return copied


@pytest.fixture
def shop(home: Home) -> Home:
    """A home with one deck of three stories."""
    home.write_deck(THREE)
    return home


@pytest.fixture
def failing(home: Home) -> Callable[..., str]:
    """Runs a command that has to fail with one line and that exit code, and returns the line."""

    def run(code: int, *args: str, **options: Any) -> str:
        result = home.run(*args, **options)
        assert result.exit_code == code, result.output
        lines = [line for line in result.stderr.splitlines() if line.startswith("flashcards: ")]
        assert len(lines) == 1, result.stderr
        assert "Traceback" not in result.output
        return lines[0]

    return run


def let_times_count(patch: pytest.MonkeyPatch) -> None:
    """Times count on a pipe as they do on a terminal, and each look at the clock is half a minute after the last."""
    ticks = count(0, 30)
    patch.setattr("flashcards.home.clock.Clock.stopwatch", lambda self: float(next(ticks)))
    patch.setattr("flashcards.terminal.line_face.LineFace.is_timed", True)
