"""What only some runs need: the command that brings it here, and ``make install``, which may bring it at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from flashcards import extras
from flashcards.extras import installing
from flashcards.voice.recogniser import not_installed
from tests.test_release import ROOT, lines

# writes down what it was asked for; as Python it makes an environment, as pipx it knows where its programs lie
STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> "$RAN"
case "$*" in
    "-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "environment --value PIPX_BIN_DIR") echo /opt/pipx-bin ;;
esac
"""


def test_a_package_is_brought_into_the_environment_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """By its interpreter's own pip, by uv where it has none, by pipx where pipx made it."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/opt/x/bin/python")
    monkeypatch.setattr(extras, "find_spec", lambda name: ModuleSpec(name, None))
    assert installing("mammoth") == "/opt/x/bin/python -m pip install mammoth"
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert installing("mammoth") == "uv pip install --python /opt/x/bin/python mammoth"
    monkeypatch.setattr(sys, "executable", "/opt/my programs/bin/python")
    assert installing("a", "b") == 'uv pip install --python "/opt/my programs/bin/python" a b'
    (tmp_path / "pipx_metadata.json").touch()
    assert installing("a", "b") == "pipx inject star-flashcards a b"


def test_what_is_named_is_what_the_extra_holds():
    """Of the extra that brings more than one at once."""
    named = " ".join(
        re.split("[>=<]", line)[0] for line in sorted(lines("options.extras_require", "voice"), reverse=True)
    )
    assert installing(*named.split()) in str(not_installed())


@pytest.mark.parametrize("has_pipx", [False, True])
def test_make_install_says_what_it_does_and_takes_extras(tmp_path: Path, has_pipx: bool):
    """A line before each step that takes long, and at the end where the program is."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("python3", *(["pipx"] if has_pipx else [])):
        (tools / name).write_text(STAND_IN)
        (tools / name).chmod(0o755)
    ran = tmp_path / "ran"
    os_path = os.pathsep.join([str(tools), "/usr/bin", "/bin"])
    env = {"HOME": str(tmp_path), "PATH": os_path, "RAN": str(ran), "PYTHON": "python3", "EXTRAS": "calendar,voice"}
    done = subprocess.run(["sh", ROOT / ".ci" / "install"], env=env, capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    assert all(line.endswith(" ...") for line in said[:-1])
    assert "put that folder on your PATH" in said[-1]
    if has_pipx:
        assert len(said) == 2
        assert ran.read_text().startswith("pipx install --force .[calendar,voice]\n")
    else:
        program = tmp_path / ".local" / "share" / "flashcards-program"
        assert len(said) == 3
        assert str(program) in said[0]
        assert ran.read_text().splitlines() == [
            f"python3 -m venv {program}",
            "python -m pip install --disable-pip-version-check .[calendar,voice]",
        ]


def test_make_install_refuses_an_extra_that_there_is_not(tmp_path: Path):
    """Before anything is made."""
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "EXTRAS": "calendar,calender"}
    done = subprocess.run(["sh", ROOT / ".ci" / "install"], env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("there is no extra calender; ")
    assert not list(tmp_path.iterdir())
