"""Which room may import what, and how large a room, a file and a class may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.examples import every, for_each
from tests.hidden import POSIX_ALONE

ROOT = Path(__file__).parent.parent / "flashcards"
# what each room may import of ours beside itself; a module can be named as well as a room
ROOMS: Mapping[str, str] = {
    "errors": "",
    "files": "errors",
    "content/text": "content/languages",
    "content/languages": "",
    "content/deck": "content/text content/languages",
    "content/outline": "content/text content/languages",
    "content": "content/deck content/outline content/text",
    "content/pages": "content/text content/languages content/deck/model content/deck/writer content/page",
    "content/questions": "content/text content/languages content/cards content/pages",
    "content/alignment": "content/text content/languages content/cards",
    "schedule": "",
    "store": "schedule content files errors inert",
    "home": "store schedule content files errors",
    "rehearsal/words": "rehearsal home content errors schedule terminal/views meanwhile",
    "rehearsal/questions": "rehearsal home store schedule content errors terminal/views",
    "rehearsal": "home store schedule content errors terminal/views",
    "terminal": "schedule errors",
    "documents": "files errors deadline extras",
    "seal": "",
    "inert": "",
    "deadline": "",
    "extras": "",
    "meanwhile": "",
    "sheets": "schedule content html/document html/markup seal",
    "html": "schedule content files errors",
    "anki": "schedule content files errors seal inert deadline",
    "sync": "anki store home schedule files errors extras",
    "voice": "errors extras meanwhile",
    "cli/commands": "*",
    "cli": "*",
    "__main__": "cli",
}
# packages of others, each behind the one room that may import it
PACKAGES = {
    "rich": "terminal", "genanki": "anki", "sqlite_utils": "store", "click": "cli", "mammoth": "documents",
    "pypdf": "documents", "icalendar": "sheets", "tomlkit": "cli", "backports": "anki", "compression": "anki",
    "snowballstemmer": "content", "rapidfuzz": "content", "num2words": "content", "yaml": "content/pages",
    "faster_whisper": "voice", "sounddevice": "voice", "zlib_ng": "anki",
    "anki": "sync",
}  # fmt: skip
PURE = ("content", "schedule")
# whose modules each have tests that name them; the others are tested by what is seen of them
NAMED_BY_TESTS = ("content/deck/", "schedule/", "store/", "rehearsal/")
IMPURE = {"time", "random", "os", "pathlib", "sqlite3", "subprocess", "socket", "secrets", "uuid", "tempfile"}
MOST_MODULES, MOST_LINES, MOST_CLASS_LINES = 30, 350, 200
# what takes long to import, and is not needed to show decks that did not change
HEAVY = [
    "rich", "genanki", "sqlite_utils", "anki", "snowballstemmer", "difflib", "hashlib", "tomllib",
    "flashcards.content.deck.model", "flashcards.content.deck.reader", "flashcards.content.outline.outline",
]  # fmt: skip


def path_of(name: str) -> str:
    """A module's place below the package: ``flashcards.content.deck.model`` is ``content/deck/model``."""
    return name.removeprefix("flashcards").removeprefix(".").replace(".", "/")


def room_of(path: str) -> str:
    """The innermost room of the table in which a module stands."""
    return next(room for room in sorted(ROOMS, key=len, reverse=True) if f"{path}/".startswith(f"{room}/"))


# an import of ours, over as many lines as its parentheses: to read tests whole takes longer than any test here
IMPORTING = re.compile(
    r"^[ \t]*(?:from flashcards[\w.]* import (?:\([^)]*\)|[^(\n]+)|import flashcards[\w.]*)", re.MULTILINE
)
SAYING = ("say", "warn")
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().removesuffix("/__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
    if path.parent != ROOT or path.name != "__init__.py"
}


class Call(NamedTuple):
    """A call: what is called as it is written, in which line, its keywords, and the texts in it where it says them."""

    name: str
    line: int
    keywords: frozenset[str | None]
    said: tuple[str, ...]


class Source(NamedTuple):
    """What a file holds: modules imported anywhere, and plainly at its top, the lines of each class, and every call."""

    imports: list[str]
    at_top: set[str]
    class_lines: list[tuple[str, int]]
    calls: list[Call]


@cache
def source(path: Path) -> Source:
    """A file, read once: its syntax tree is large, and is not kept."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(module))
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    return Source(
        imported(nodes),
        {each.name for node in module.body if isinstance(node, ast.Import) for each in node.names},
        [(node.name, (node.end_lineno or 0) - node.lineno) for node in classes],
        [call_of(node) for node in nodes if isinstance(node, ast.Call)],
    )


def imported(nodes: Iterable[ast.AST]) -> list[str]:
    """Every module that is imported; of ``from x import y`` the module y where it is one."""
    found = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [name if path_of(name) in MODULES else node.module for name in inner]
    return sorted(set(found))


def call_of(node: ast.Call) -> Call:
    """One call."""
    name = ast.unparse(node.func)
    said = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)] if name in SAYING else []
    keywords = frozenset(keyword.arg for keyword in node.keywords)
    return Call(name, node.lineno, keywords, tuple(text for text in said if isinstance(text, str)))


def own_imports(path: Path) -> list[str]:
    """The places of the modules of ours that a file imports."""
    return [path_of(name) for name in source(path).imports if name.split(".")[0] == "flashcards"]


def modules_of(room: str) -> list[Path]:
    """The files of a room and of the rooms in it."""
    return [path for name, path in MODULES.items() if f"{name}/".startswith(f"{room}/")]


def test_a_room_imports_only_the_rooms_that_its_row_names():
    """The rows are the whole of what holds between rooms; a folder without a row fails here too."""
    for module, path in MODULES.items():
        room = room_of(module)
        allowed = [room, *ROOMS[room].split()]
        if "*" not in allowed:
            for needed in own_imports(path):
                assert any(f"{needed}/".startswith(f"{each}/") for each in allowed), f"{module} imports {needed}"


def test_no_module_stands_in_a_circle():
    """Not even by imports inside of functions."""
    arrows = {name: [each for each in own_imports(path) if each in MODULES] for name, path in MODULES.items()}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_command_imports_another():
    """What two of them share stands beside them, in ``cli``."""
    for path in modules_of("cli/commands"):
        assert not [each for each in own_imports(path) if each.startswith("cli/commands")], path


def test_the_map_for_newcomers_names_every_room():
    """CONTRIBUTING's table and the table above hold the same folders."""
    text = (ROOT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    mapped = set(re.findall(r"^\| `flashcards/([\w/]+)/` \|", text, re.MULTILINE))
    folders = {path.parent.relative_to(ROOT).as_posix() for path in MODULES.values()} - {".", "cli/commands"}
    assert mapped == folders


def test_each_module_has_tests_that_name_it():
    """So that who changes one knows where its behaviour is stated."""
    tests = [path for path in Path(__file__).parent.rglob("test_*.py") if path != Path(__file__)]
    lines = {line.strip() for path in tests for line in IMPORTING.findall(path.read_text(encoding="utf-8"))}
    named = {path_of(name) for name in imported(ast.walk(ast.parse("\n".join(lines))))}
    of_code = [name for name, path in MODULES.items() if path.name != "__init__.py"]
    assert not [name for name in of_code if name.startswith(NAMED_BY_TESTS) and name not in named]


def test_rooms_files_and_classes_stay_small():
    """So that a stranger finds what he looks for, and reads it at one go."""
    for folder in {path.parent for path in MODULES.values()}:
        assert len(list(folder.glob("*.py"))) <= MOST_MODULES, folder
    for path in MODULES.values():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, path
        for name, lines in source(path).class_lines:
            assert lines < MOST_CLASS_LINES, f"{path}: {name}"


@for_each("room", PURE)
def test_the_pure_rooms_import_text_libraries_alone(room):
    """No I/O, no clock, no chance."""
    allowed = {name for name, home in PACKAGES.items() if home.startswith(room)} | {"flashcards"}
    for path in modules_of(room):
        for name in source(path).imports:
            top = name.split(".")[0]
            assert top not in IMPURE, f"{path} imports {name}"
            assert top in sys.stdlib_module_names or top in allowed, f"{path} imports {name}"


def test_pages_are_made_of_values_alone():
    """HTML is written from the statistics; it reads no file, no clock and no other room."""
    allowed = ("base64", "hashlib", "html", "re", "collections", "dataclasses", "__future__")
    for path in modules_of("html"):
        for name in source(path).imports:
            assert name.split(".")[0] in allowed or name.startswith(("flashcards.html", "flashcards.schedule")), path


@for_each("package", PACKAGES)
def test_each_package_lives_behind_one_room(package):
    """So that it can be replaced there; click is what commands are made of, and nothing below them knows of options."""
    homes = modules_of(PACKAGES[package])
    for path in set(MODULES.values()) - set(homes):
        assert package not in {name.split(".")[0] for name in source(path).imports}, path


def test_no_module_imports_at_its_top_what_posix_alone_has():
    """Else it could not be imported elsewhere."""
    for path in MODULES.values():
        assert not source(path).at_top & set(POSIX_ALONE), path


# what `decks` and a first prompt import is held whole in test_start_up
@pytest.mark.parametrize("command", every(2, ["list", "decks", "mock", "review", "stats"]))
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


# outside `terminal`: JSON that passed the sanitiser, and questions that did
PRINTERS = {"cli/output.py", "cli/confirm.py"}
PRINTING = re.compile(
    r"(.*\.)?print|pprint|input|click\.(s?echo|echo_via_pager|prompt|confirm)|(sys\.)?_*(stdout|stderr)_*\.write(lines)?"
)


def test_only_the_edge_prints():
    """What comes from outside reaches a terminal by one way, on which nothing of it stays active."""
    paths = [path for path in ROOT.rglob("*.py") if path.parent.name != "terminal"]
    found = {path for path in paths for call in source(path).calls if PRINTING.fullmatch(call.name)}
    assert {path.relative_to(ROOT).as_posix() for path in found} == PRINTERS


def test_a_line_that_is_said_is_one_line():
    """``say`` takes each line by itself: a line break within one would be shown as a sign."""
    for path in ROOT.rglob("*.py"):
        for call in source(path).calls:
            assert not [text for text in call.said if "\n" in text], f"{path}:{call.line}"


EVALUATING = re.compile(r"eval|exec|compile|__import__|os\.(system|popen|exec\w+|spawn\w+)|.*\.extractall")
SAFE_YAML = ("yaml.MarkedYAMLError",)  # the loader is a BaseLoader's own; nothing calls yaml.load
NEVER_READ = frozenset({"pickle", "marshal", "shelve", "dill", "jsonpickle"})


def test_nothing_evaluates_what_it_reads():
    """No pickle, no eval, no shell, no archive unpacked by its own names; YAML makes texts, lists and mappings only."""
    for path in ROOT.rglob("*.py"):
        for call in source(path).calls:
            assert not EVALUATING.fullmatch(call.name), f"{path}:{call.line}: {call.name}"
            assert "shell" not in call.keywords, f"{path}:{call.line}"
            assert not call.name.startswith("yaml.") or call.name in SAFE_YAML, path
        assert not NEVER_READ.intersection(name.split(".")[0] for name in source(path).imports), path
