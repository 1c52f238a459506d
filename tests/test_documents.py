"""The documents say what the code does."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from flashcards.cli import cli
from flashcards.cli.group import COMMANDS
from flashcards.content.deck.reader import read_deck
from tests.conftest import NOON, Home
from tests.examples import for_each
from tests.reference import reference

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = [README, *sorted(path for path in DOCS.glob("*.md") if path.name != "my-stories.md")]
MOST_README_LINES = 150
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")

pages = for_each("page", PAGES)


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).strip().replace(" ", "-")


def headings(page: Path, level: int) -> list[str]:
    """The headings of a level, in their order."""
    return re.findall(rf"^{'#' * level} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def links(page: Path) -> list[tuple[str, str]]:
    """Every link that leads to no other site: the file, "" for the page itself, and the anchor."""
    found = re.findall(r"\]\(([^)\s#]*)(?:#([^)\s]*))?\)", page.read_text(encoding="utf-8"))
    return [(file, anchor) for file, anchor in found if "://" not in file]


def shown(page: Path) -> Iterator[str]:
    """Every command that a page shows on a line of its own."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if re.match(r"    (?:flashcards|make|printf|ssh|pip|eval|_FLASHCARDS)\b", line):
            yield line.strip()


def test_the_readme_can_be_read_at_one_go():
    """What is longer stands in docs/."""
    assert len(README.read_text(encoding="utf-8").splitlines()) <= MOST_README_LINES


@pages
def test_links_lead_somewhere(page: Path):
    """To a file of the repository, and to a heading of it."""
    for file, anchor in links(page):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), file
        if anchor:
            assert anchor in {slug(each) for level in (2, 3) for each in headings(target, level)}, (file, anchor)


@pages
def test_a_page_of_docs_begins_with_a_table_of_its_contents(page: Path):
    """Each section in its order; the README names every page."""
    if page == README:
        named = {file for file, _ in links(page)}
        assert {f"docs/{each.name}" for each in PAGES if each != README} <= named
        return
    contents = page.read_text(encoding="utf-8").partition("\n## ")[0]
    anchors = re.findall(r"^- \[[^]]+\]\(#([^)]+)\)", contents, re.MULTILINE)
    assert anchors == [slug(each) for each in headings(page, 2)]


@pytest.fixture
def clinic(made, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with the example page, an interview day and a history, and a current folder with what the pages name."""
    here = tmp_path / "here"
    (here / "docs").mkdir(parents=True)
    (here / "docs" / "my-stories.md").write_text((DOCS / "my-stories.md").read_text(encoding="utf-8"))
    (here / "notes.csv").write_text("Ask,Say\nWhat did you learn?,Situation: We lost 3 days. Result: None since.\n")
    programs = tmp_path / "programs"
    programs.mkdir()
    command = f'exec {sys.executable} -m flashcards --home {home.path} --now {NOON} "$@"'
    for name, text in (("flashcards", command), ("ssh", 'shift; exec "$@"')):
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(here)
    return made(practise)


def practise(home: Home) -> None:
    home.ok("add", str(DOCS / "my-stories.md"), now="2026-11-20T12:00")
    home.ok("interview", "2026-12-18", now="2026-11-20T12:00")
    home.review(4, 4, 4, now="2026-11-21T12:00")


def command_called(name: str) -> click.Command:
    """A command, as the command line finds it."""
    command = cli.get_command(cli.make_context("flashcards", ["--help"], resilient_parsing=True), name)
    assert command
    return command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_shown_runs(page: Path, clinic: Home):
    """From top to bottom, as somebody would who follows the page."""
    for line in shown(page):
        words = shlex.split(line, comments=True)
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE), line
        elif words[0] in ("eval", "_FLASHCARDS_COMPLETE=fish_source"):
            # what a shell gets, each by itself, is asked for in the tests of completion
            assert re.search(r"_FLASHCARDS_COMPLETE=(bash|fish)_source flashcards", line)
        elif words[0] == "pip":
            # which extras there are is asked below
            assert words[1] == "install"
        elif words[:2] == ["flashcards", "sync"]:
            # it needs a server, which the tests of sync start; here its options are read
            assert command_called("sync").make_context("sync", words[2:])
        elif "|" in words:
            before, _, after = line.rpartition("|")
            printed = subprocess.run(["/bin/sh", "-c", before], check=True, capture_output=True, timeout=60)
            clinic.ok(*shlex.split(after)[1:], typed=printed.stdout.decode())
        else:
            clinic.ok(*words[1:], typed="")


@pages
def test_what_a_sentence_calls_a_command_is_one(page: Path):
    """With options that it has; an extra that is to be installed is one of ours."""
    text = page.read_text(encoding="utf-8")
    for span in re.findall(r"`flashcards ([^`]+)`", text):
        name, *rest = span.split()
        if name == "COMMAND":
            continue
        assert name in COMMANDS, span
        known = {
            option
            for parameter in command_called(name).params
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word for word in rest if word.startswith("--") and page.stem != "reference"} <= known | {"--help"}, span
    for extra in re.findall(r"star-flashcards\[(\w+)\]", text):
        assert extra in SETUP["options.extras_require"]


def test_the_command_reference_is_current():
    """`make reference` makes it anew."""
    assert (DOCS / "reference.md").read_text(encoding="utf-8") == reference()


def test_the_deck_in_the_docs_reads_without_a_problem():
    """A newcomer who copies it gets what it says: the beginning of the deck that is shipped, long lines cut."""
    page = (DOCS / "decks.md").read_text(encoding="utf-8")
    block = page.partition("## An example")[2].partition("\n    ---\n")[2].partition("\n## ")[0]
    text = "---\n" + "\n".join(line.removeprefix("    ") for line in block.splitlines())
    reading = read_deck(text, "docs")
    assert reading.problems == ()
    assert [question.id for question in reading.deck.questions] == ["search"]
    shipped = iter((ROOT / "decks" / "leading-ml-projects.md").read_text(encoding="utf-8").splitlines())
    for line in filter(None, text.splitlines()):
        assert any(each.startswith(line.removesuffix(" ...")) for each in shipped), line


def test_every_dependency_has_its_reason():
    """CONTRIBUTING says in one line why each is there."""
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    extras = SETUP["options.extras_require"].values()
    for line in "".join((SETUP["options"]["install_requires"], *extras)).split():
        assert line.partition(">=")[0] in reasons
