"""Which folder may import what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "flashcards"
PURE = ("content", "schedule")
EDGES = ("store", "terminal", "anki", "html")
# what takes long to import, and is not needed to show decks that did not change
HEAVY = [
    "rich", "genanki", "sqlite_utils", "anki", "difflib", "hashlib", "tomllib",
    "flashcards.content.deck.model", "flashcards.content.deck.reader", "flashcards.content.outline.outline",
]  # fmt: skip


def imports(folder: str) -> Iterator[tuple[Path, str]]:
    """Every module that a folder's files import, wherever in the file."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path, node.module or ""


@pytest.mark.parametrize("folder", PURE)
def test_the_pure_folders_import_the_standard_library_and_themselves(folder):
    """No I/O, no clock, no chance, no package."""
    forbidden = {"time", "random", "os", "pathlib", "sqlite3", "subprocess", "socket", "secrets", "uuid", "tempfile"}
    for path, name in imports(folder):
        top = name.split(".")[0]
        assert top not in forbidden, f"{path} imports {name}"
        assert top in sys.stdlib_module_names or name.startswith(f"flashcards.{folder}"), f"{path} imports {name}"


@pytest.mark.parametrize("folder", EDGES)
def test_the_edges_never_import_one_another_or_the_commands(folder):
    """Commands tie them together."""
    others = {f"flashcards.{other}" for other in (*EDGES, "cli") if other != folder}
    for path, name in imports(folder):
        assert not any(name.startswith(other) for other in others), f"{path} imports {name}"


def test_pages_are_made_of_values_alone():
    """HTML is written from the statistics; it reads no file, no clock and no other folder."""
    allowed = ("base64", "hashlib", "html", "re", "collections", "dataclasses", "__future__")
    for path, name in imports("html"):
        assert name.split(".")[0] in allowed or name.startswith(("flashcards.html", "flashcards.schedule")), path


@pytest.mark.parametrize(("package", "home"), [("rich", "terminal"), ("genanki", "anki"), ("sqlite_utils", "store")])
def test_each_package_lives_behind_one_folder(package, home):
    """So that it can be replaced there."""
    for folder in (*PURE, *EDGES, "cli"):
        if folder != home:
            assert all(name.split(".")[0] != package for _, name in imports(folder)), folder


def test_click_stays_in_the_commands():
    """Nothing below them knows of options."""
    for folder in (*PURE, *EDGES):
        assert all(name.split(".")[0] != "click" for _, name in imports(folder)), folder


@pytest.mark.parametrize("command", ["decks", "list", "review", "mock", "stats"])
def test_commands_on_a_pipe_import_no_heavy_package_and_no_deck_reader(shop, command):
    """Start-up is what a command needs, and no more."""
    shop.json("decks")
    code = (
        "import sys; sys.argv = ['flashcards', '--home', sys.argv[1], sys.argv[2]]\n"
        "from flashcards.cli import main\n"
        "try: main()\n"
        f"finally: print([m for m in {HEAVY} if m in sys.modules])"
    )
    run = [sys.executable, "-c", code, str(shop.path), command]
    result = subprocess.run(run, capture_output=True, text=True, input="", check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, with what is called as it is written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


# outside `terminal`: JSON that passed the sanitiser, and questions that did
PRINTERS = {"cli/output.py", "cli/confirm.py"}
PRINTING = re.compile(
    r"(.*\.)?print|pprint|input|click\.(s?echo|echo_via_pager|prompt|confirm)|(sys\.)?_*(stdout|stderr)_*\.write(lines)?"
)


def test_only_the_edge_prints():
    """What comes from outside reaches a terminal by one way, on which nothing of it stays active."""
    paths = [path for path in ROOT.rglob("*.py") if path.parent.name != "terminal"]
    found = {path for path in paths for name, _ in calls(path) if PRINTING.fullmatch(name)}
    assert {path.relative_to(ROOT).as_posix() for path in found} == PRINTERS


def test_a_line_that_is_said_is_one_line():
    """``say`` takes each line by itself: a line break within one would be shown as a sign."""
    for path in ROOT.rglob("*.py"):
        for name, call in calls(path):
            if name in ("say", "warn"):
                texts = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
                assert not [text for text in texts if isinstance(text, str) and "\n" in text], f"{path}:{call.lineno}"


EVALUATING = re.compile(r"eval|exec|compile|__import__|os\.(system|popen|exec\w+|spawn\w+)|.*\.extractall")
NEVER_READ = frozenset({"pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle"})


def test_nothing_evaluates_what_it_reads():
    """No pickle, no YAML, no eval, no shell, no archive unpacked by its own names."""
    for path in ROOT.rglob("*.py"):
        for name, call in calls(path):
            assert not EVALUATING.fullmatch(name), f"{path}:{call.lineno}: {name}"
            assert "shell" not in {keyword.arg for keyword in call.keywords}, f"{path}:{call.lineno}"
    for path, name in imports("."):
        assert name.split(".")[0] not in NEVER_READ, f"{path} imports {name}"
