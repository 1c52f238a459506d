"""Many notes are the same whoever makes them: this process, a second one, or both since the second one ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from flashcards.anki import beside
from flashcards.anki.beside import HEAD_END, NOTES_APART, made, notes_of
from flashcards.anki.markup import items
from tests.examples import for_each

START = subprocess.Popen
# one is longer than what a pipe may hold
NOTES = [
    items([f"{number}% of <it>", "12 weeks…"], None).encode() * (2_000 if number == 9 else 1) for number in range(80)
]
TEXTS = [NOTES_APART.join(b"story" + HEAD_END + note for note in NOTES[place : place + 2]) for place in range(0, 80, 2)]
# what the second process does: as it is meant to, and otherwise
ANSWERS = "import sys; sys.stdout.buffer.write("
SECONDS: dict[str, Sequence[str]] = {
    "one that ends at once": ("-c", ""),
    "one that ends within an answer": ("-c", f"{ANSWERS}bytes((0, 0, 0, 9)) + b'short')"),
    "one that ends within a size": ("-c", f"{ANSWERS}bytes(2))"),
    "one that prints first": (
        "-c",
        f"{ANSWERS}b'Welcome to my Python, and many more words'); sys.stdout.flush(); sys.stdin.read()",
    ),
    "one that never answers": ("-c", "import sys; sys.stdin.read()"),
}


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process is started after two texts, whatever the machine."""
    monkeypatch.setattr(beside, "_WHILE_IT_STARTS", 2)
    monkeypatch.setattr(beside.os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("soon")
def test_a_second_process_makes_the_same(monkeypatch: pytest.MonkeyPatch):
    """All but the first texts are its work."""
    here: list[bytes] = []
    expected = list(map(made, TEXTS))
    monkeypatch.setattr(beside, "made", lambda text: here.append(text) or made(text))
    assert list(notes_of(TEXTS)) == expected
    assert here == TEXTS[:5]


@pytest.mark.usefixtures("soon")
@for_each("how", SECONDS)
def test_one_that_fails_is_done_without(monkeypatch: pytest.MonkeyPatch, how: str):
    """Wherever it stops."""
    monkeypatch.setattr(beside, "_MOST_SECONDS", 0.2)
    command = [sys.executable, "-I", *SECONDS[how]]
    monkeypatch.setattr(beside.subprocess, "Popen", lambda _, **given: START(command, **given))
    assert list(notes_of(TEXTS)) == list(map(made, TEXTS))


@pytest.mark.usefixtures("soon")
def test_one_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch):
    """As where there is one processor alone."""
    monkeypatch.setattr(beside.sys, "executable", "/nowhere/python")
    assert list(notes_of(TEXTS)) == list(map(made, TEXTS))
    monkeypatch.undo()
    monkeypatch.setattr(beside, "_WHILE_IT_STARTS", 2)
    monkeypatch.setattr(beside.os, "cpu_count", lambda: None)
    monkeypatch.setattr(beside, "_started", lambda: pytest.fail("a process for one processor"))
    assert list(notes_of(TEXTS)) == list(map(made, TEXTS))


@pytest.mark.usefixtures("soon")
def test_one_that_is_no_longer_wanted_ends(monkeypatch: pytest.MonkeyPatch):
    """Where an export fails within a note."""
    started: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(beside.subprocess, "Popen", lambda *a, **b: started.append(START(*a, **b)) or started[-1])
    making = notes_of(TEXTS)
    for _ in range(8):
        next(making)
    making.close()
    assert [process.poll() is not None for process in started] == [True]
