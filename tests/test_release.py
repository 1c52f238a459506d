"""What is released is whole, and says what it needs."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import Home

ROOT = Path(__file__).parent.parent
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")


def lines(section: str, option: str) -> list[str]:
    """The lines of an option."""
    return SETUP[section][option].split("\n")[1:]


def test_every_package_is_listed():
    """One that is missing in setup.cfg would be missing in the wheel, and nowhere else."""
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "flashcards").rglob("*.py")}
    assert sorted(lines("options", "packages")) == sorted(
        {".".join(each.parts) for each in folders} | {"flashcards.decks"}
    )


def test_version_is_the_one_of_the_metadata(home: Home):
    """And nothing is opened for it."""
    assert home.ok("--version") == f"flashcards, version {SETUP['metadata']['version']}\n"
    assert not home.path.exists()


def test_the_licence_is_there_and_named():
    """MIT, in a file that goes into the wheel."""
    assert (ROOT / SETUP["metadata"]["license_files"]).read_text(encoding="utf-8").startswith("MIT License")
    assert SETUP["metadata"]["license"] == "MIT"


def test_every_dependency_has_a_lower_bound_that_is_tested():
    """`make test-lowest` installs exactly these."""
    run = subprocess.run([sys.executable, str(ROOT / ".ci" / "lowest")], capture_output=True, text=True, check=True)
    required = [*lines("options", "install_requires"), *lines("options.extras_require", "test")]
    assert run.stdout.splitlines() == [line.replace(">=", "==") for line in required]
    bounded = [*required, *(line for extra in ("fuzz", "lint") for line in lines("options.extras_require", extra))]
    assert all(re.fullmatch(r"[\w.-]+>=[\d.]+(;\S+)?", line) for line in bounded)


def test_every_python_that_is_named_is_one_that_is_allowed():
    """From the lowest on; `make test-versions` runs each that the machine has."""
    found = [line.rpartition(" ")[2] for line in lines("metadata", "classifiers")]
    versions = [tuple(map(int, each.split("."))) for each in found if re.fullmatch(r"3\.\d+", each)]
    lowest = SETUP["options"]["python_requires"].removeprefix(">=")
    assert versions == sorted(versions)
    assert versions[0] == tuple(map(int, lowest.split(".")))
    assert sys.version_info[:2] in versions
