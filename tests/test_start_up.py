"""What a start of the command line imports: as little as it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import Home

VERSION = {"cli", "cli.app", "cli.group", "errors", "files", "home", "home.clock", "home.home", "schedule",
           "schedule.day", "terminal", "terminal.plain", "terminal.sanitise"}  # fmt: skip


def imported(home: Home, *args: str) -> set[str]:
    """The modules that a process imported by the time it had run a command with no input."""
    code = (
        "import sys; sys.argv = ['flashcards', *sys.argv[1:]]\n"
        "from flashcards.cli import main\n"
        "try: main()\n"
        "finally: print('', *sys.modules, file=sys.stderr)"
    )
    run = [sys.executable, "-c", code, "--home", str(home.path), *args]
    result = subprocess.run(run, capture_output=True, text=True, input="", check=True)
    return set(result.stderr.splitlines()[-1].split())


def own(modules: set[str]) -> set[str]:
    """Those of ours, below the package."""
    return {name.removeprefix("flashcards.") for name in modules if name.startswith("flashcards.")}


def test_the_version_is_told_without_a_home(shop):
    """No database, no schedule, and no metadata is read for it."""
    modules = imported(shop, "--version")
    assert own(modules) <= VERSION
    assert not modules & {"sqlite3", "importlib.metadata", "json"}


@pytest.mark.parametrize("command", ["decks", "review"])
def test_a_table_and_a_prompt_import_no_more_rooms_than_they_show(shop, command):
    """Nothing of pages, outlines and editors, no other command, and what draws on a pipe alone."""
    shop.json("decks")
    modules = own(imported(shop, command))
    assert {name for name in modules if name.startswith("cli.commands.")} == {f"cli.commands.{command}"}
    rooms = ("content.pages", "content.outline", "content.languages", "html", "anki", "documents", "cli.editor")
    assert not {name for name in modules if name.startswith(rooms)}
    assert {name for name in modules if name.startswith("terminal.")} <= {
        "terminal.plain", "terminal.sanitise", "terminal.views", "terminal.line_face"
    }  # fmt: skip
    assert not {"schedule.forecast", "schedule.neighbours", "home.links"} & modules or command == "review"
