"""What a start of the command line imports: as little as it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import Home

VERSION = {
    "cli", "cli.app", "cli.group", "errors", "files", "home", "home.clock", "home.home", "schedule", "schedule.day",
    "terminal", "terminal.plain", "terminal.sanitise",
}  # fmt: skip
LIBRARY = {
    "cli.commands", "content", "content.card_ids", "content.text", "content.text.source", "home.deck_files",
    "home.library", "rehearsal", "rehearsal.agenda", "schedule.day_load", "schedule.events", "schedule.interview",
    "schedule.limits",
    "schedule.wording", "store", "store.counts", "store.database", "store.days", "store.meta", "store.opening",
    "store.readings", "store.readings_file", "store.tail",
}  # fmt: skip
DECKS = VERSION | LIBRARY | {"cli.commands.decks", "cli.output"}
# as far as the first prompt; the day's backup is looked at while that stands
REVIEW = VERSION | LIBRARY | {
    "cli.commands.review", "cli.completion", "cli.faces", "content.cards", "content.deck", "content.deck.pace",
    "inert",
    "home.copies", "home.lookup", "rehearsal.day_copy", "rehearsal.detours", "rehearsal.load", "rehearsal.presenter",
    "rehearsal.recorder",
    "rehearsal.review", "rehearsal.run", "rehearsal.session", "rehearsal.stopwatch", "rehearsal.tape",
    "rehearsal.telling", "schedule.leech", "schedule.neighbours", "schedule.proposal", "schedule.queue", "schedule.sm2",
    "schedule.standing", "store.backups", "store.conflicts", "store.peek", "store.standings", "terminal.line_face",
    "terminal.views",
}  # fmt: skip
# of others what takes long to import, or to define things with
NEEDLESS = {
    "copy", "dataclasses", "difflib", "hashlib", "importlib.metadata", "importlib.resources", "platformdirs", "random",
    "shlex", "shutil", "signal", "struct", "subprocess", "tempfile", "tomllib",
}  # fmt: skip
TO_ITS_END = """
from flashcards.cli import main
try: main()
finally: print('', *sys.modules, file=sys.stderr)
"""
TO_ITS_FIRST_PROMPT = """
from flashcards.cli import main
from flashcards.terminal.line_face import LineFace
LineFace.show = lambda face, view: print('', *sys.modules, file=sys.stderr) or sys.exit(0)
main()
"""


def imported(home: Home, *args: str, code: str = TO_ITS_END) -> set[str]:
    """The modules that a process had imported when a command with no input came so far."""
    code = f"import sys; sys.argv = ['flashcards', *sys.argv[1:]]{code}"
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
    assert not modules & {*NEEDLESS, "sqlite3", "json"}


@pytest.mark.parametrize(
    ("command", "code", "most"), [("decks", TO_ITS_END, DECKS), ("review", TO_ITS_FIRST_PROMPT, REVIEW)]
)
def test_a_table_and_a_prompt_import_what_they_show_and_no_more(shop, command, code, most):
    """Nothing reads decks, replays or writes the log, or draws on a terminal; a module more is named here with it."""
    shop.json("decks")
    modules = imported(shop, command, code=code)
    assert own(modules) <= most
    assert not modules & NEEDLESS
