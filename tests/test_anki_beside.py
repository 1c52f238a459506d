"""Many notes are the same whoever makes them: this process, a second one, or both since the second one ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from threading import Event

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
SAYS = "import sys; sys.stdout.buffer.write("
HELLO = "bytes((0, 0, 0, 7)) + b'started'"
SECONDS: dict[str, Sequence[str]] = {
    "one that ends at once": ("-c", ""),
    "one that ends within an answer": ("-c", f"{SAYS}{HELLO} + bytes((0, 0, 0, 9)) + b'short')"),
    "one that ends within a size": ("-c", f"{SAYS}{HELLO} + bytes(2))"),
    "one that prints first": (
        "-c",
        f"{SAYS}b'Welcome to my Python, and many more words'); sys.stdout.flush(); sys.stdin.read()",
    ),
    "one that never answers": ("-c", f"{SAYS}{HELLO}); sys.stdout.flush(); sys.stdin.read()"),
}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Event:
    """There are two processors, whatever the machine; set once the second process has said that it is there."""
    event = Event()
    monkeypatch.setattr(beside, "Event", lambda: event)
    monkeypatch.setattr(beside.os, "cpu_count", lambda: 2)
    return event


def waited_for(started: Event, seconds: int = 60) -> Iterator[bytes]:
    """The texts, all but the first when the second process has started."""
    yield TEXTS[0]
    started.wait(seconds)
    yield from TEXTS[1:]


def test_a_second_process_makes_the_same(monkeypatch: pytest.MonkeyPatch, started: Event):
    """All but the first text are its work."""
    here: list[bytes] = []
    expected = list(map(made, TEXTS))
    monkeypatch.setattr(beside, "made", lambda text: here.append(text) or made(text))
    assert list(notes_of(waited_for(started))) == expected
    assert here == TEXTS[:1]


@for_each("how", SECONDS)
def test_one_that_fails_is_done_without(monkeypatch: pytest.MonkeyPatch, started: Event, how: str):
    """Wherever it stops."""
    started.clear()
    monkeypatch.setattr(beside, "_MOST_SECONDS", 0.2)
    command = [sys.executable, "-I", *SECONDS[how]]
    monkeypatch.setattr(beside.subprocess, "Popen", lambda _, **given: START(command, **given))
    assert list(notes_of(waited_for(started, 60 * (HELLO in SECONDS[how][1])))) == list(map(made, TEXTS))
    assert not started.is_set()


def test_one_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch, started: Event):
    """As where there is one processor alone."""
    with monkeypatch.context() as context:
        context.setattr(beside.sys, "executable", "/nowhere/python")
        assert list(notes_of(TEXTS)) == list(map(made, TEXTS))
    monkeypatch.setattr(beside.os, "cpu_count", lambda: None)
    monkeypatch.setattr(beside, "_started", lambda: pytest.fail("a process for one processor"))
    assert list(notes_of(TEXTS)) == list(map(made, TEXTS))
    assert not started.is_set()


def test_one_that_is_no_longer_wanted_ends(monkeypatch: pytest.MonkeyPatch, started: Event):
    """Where an export fails within a note."""
    processes: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(beside.subprocess, "Popen", lambda *a, **b: processes.append(START(*a, **b)) or processes[-1])
    making = notes_of(waited_for(started))
    for _ in range(8):
        next(making)
    making.close()
    assert [process.poll() is not None for process in processes] == [True]
