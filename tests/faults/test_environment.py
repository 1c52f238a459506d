"""What surrounds a process: its streams, its limits, its locale, its editor."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path

import pytest

from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every
from tests.faults.player import command, make_home, without

TYPED = "\n4\n\n4\nq\n"


def shell(home: Path, *args: str, redirect: str = "", **options) -> subprocess.CompletedProcess[str]:
    """Run a command as a shell does, with a redirection."""
    run = ["bash", "-c", f'"$@" {redirect}', "bash", *command(home, *args)]
    return subprocess.run(run, capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("redirect", every(2, ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"], 1))
def test_a_process_without_standard_streams_works_and_saves(shop: Home, redirect: str):
    """A closed stream is an empty one, and no file of ours gets its number."""
    done = shell(shop.path, "review", redirect=redirect, input=TYPED)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(shop.log()) == (0 if redirect.startswith("<") else 2)
    assert "All is well" in shop.ok("doctor")


@pytest.mark.parametrize("args", every(2, [("list", "--json"), ("decks",), ("review",)]))
def test_an_output_that_takes_no_more_is_one_line(shop: Home, args: tuple[str, ...]):
    """Exit 4, and it says where."""
    done = shell(shop.path, *args, redirect="> /dev/full", input=TYPED)
    assert done.returncode == 4
    assert done.stderr == "flashcards: standard output: No space left on device\n"


def test_a_reader_that_leaves_in_the_middle_is_no_error(home: Home):
    """Also where there is more to write than a pipe holds."""
    home.write_deck(deck("Shop", *(story(f"Question {number}?") for number in range(800))))
    done = shell(home.path, "list", "--json", redirect="| head -c 1; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("files", every(4, [5, 6, 7, 8, 9]))
def test_few_file_descriptors_lose_nothing(shop: Home, files: int):
    """A session works or says so in one line; the readings, which hold what decks do not, are never thrown away."""
    shop.review(4)
    (shop.path / "decks" / "shop.md").unlink()
    shop.json("list")

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    run = command(shop.path, "doctor")
    done = subprocess.run(run, capture_output=True, text=True, input=TYPED, check=False, preexec_fn=few)
    assert "Traceback" not in done.stderr
    assert len(shop.json("list", "--gone")) == 3
    assert len(shop.log()) == 1


def test_an_old_locale_shows_what_it_can(home: Home):
    """LANG=C without UTF-8: signs that it does not have are escaped."""
    home.write_deck(deck("Läden", story("Wofür übernahmst du Verantwortung – allein?")))
    environment = without("LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING") | {
        "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
    }  # fmt: skip
    for args in every(4, (["review"], ["list"], ["decks", "--json"], ["log"], ["check"])):
        run = command(home.path, *args)
        done = subprocess.run(run, capture_output=True, input=b"\n4\n", env=environment, check=False)
        assert (done.returncode, done.stderr) == (0, b""), args
    assert len(home.log()) == 1


@pytest.mark.parametrize("name", ["touch pwned; true", "$(touch pwned)", "true | touch pwned", "`touch pwned`"])
def test_an_editor_is_never_handed_to_a_shell(shop: Home, tmp_path: Path, monkeypatch, name: str):
    """What looks like a shell's syntax is part of a name or an argument."""
    monkeypatch.setenv("EDITOR", name)
    monkeypatch.chdir(tmp_path)
    shop.run("edit", "shop")
    assert not (tmp_path / "pwned").exists()
    assert not (shop.path / "pwned").exists()


@pytest.mark.parametrize("name", ['x"; drop table events; --', "x'); delete from cards; --", "%", "_"])
def test_names_are_never_sql(shop: Home, failing, name: str):
    """An unknown deck is unknown, whatever it is called; a deck may be called anything that has a letter."""
    shop.review(4)
    failing(1, "review", name)
    make_home(shop.path, 1, f"{name} stories", "other.md")
    assert len(shop.json("list")) == 4
    assert len(shop.log()) == 1


def test_a_deck_of_a_gigabyte_is_refused_by_its_size(shop: Home):
    """It is not read at all, and the other decks are."""
    os.truncate(shop.write_deck("", "large.md"), 1024**3)
    result = shop.run("list", "--json")
    assert result.exit_code == 0
    assert "large.md: it is larger than 256 MB" in result.stderr
    assert len(shop.json("list")) == 3
