"""``--aloud``: questions are read by a program of the system, to which their text is nothing but text."""

from __future__ import annotations

import re
import shutil
import time
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.aloud import aloud
from flashcards.terminal.line_face import LineFace
from flashcards.terminal.views import NO_FIELD, CardView, FieldView
from flashcards.voice.speech import LONGEST_TEXT, SPEAKERS, Voice, found_speaker, spoken
from tests.build import deck, story
from tests.conftest import Home
from tests.screen import Terminal

PATIENCE_SECONDS = 10.0
HOSTILE = '-x $(touch owned); `touch owned` | touch owned & "\'" [[volm 1]] %s ✓ ?'


@pytest.fixture(params=[speaker.program for speaker in SPEAKERS])
def speaker(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of the programs, which writes down its arguments and what it reads: a file a text, in their order."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / request.param
    program.write_text(
        f'#!/bin/sh\nn=$(mktemp -u {tmp_path}/heard.$(date +%s%N).XXXX)\n(printf "%s\\n" "$@"; cat) > "$n.part"\n'
        'mv "$n.part" "$n"\n'
    )
    program.chmod(0o755)
    # a system that speaks itself would be found before some of them
    for needed in ("cat", "date", "mktemp", "mv"):
        (folder / needed).symlink_to(str(shutil.which(needed)))
    monkeypatch.setenv("PATH", str(folder))
    return program


def heard(folder: Path, count: int) -> list[str]:
    """What was read so far, once it is so many texts."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        found = [path for path in sorted(folder.glob("heard.*")) if path.suffix != ".part"]
        if len(found) >= count:
            return [path.read_text() for path in found]
    raise AssertionError(f"{count} texts did not come")


def test_a_text_reaches_each_program_as_text(speaker: Path, tmp_path: Path):
    """As an argument or on standard input: nothing in it is an option, a command or a format."""
    found = found_speaker()
    assert found
    voice = Voice(found)
    voice.speak(HOSTILE)
    (text,) = heard(tmp_path, 1)
    assert spoken(HOSTILE) in text.splitlines()
    assert list(tmp_path.rglob("owned")) == []
    voice.hush()


def test_the_questions_of_a_session_are_read(home: Home, speaker: Path, tmp_path: Path):
    """Each once, however often it is drawn; an answer is never read."""
    home.write_deck(deck("Shop", story(f"What about {HOSTILE}"), story("Question two?")))
    with Terminal(home.path, "review", "--aloud", now=home.now, path=str(speaker.parent)) as terminal:
        terminal.wait("What about")
        assert "What about -x $(touch owned)" in heard(tmp_path, 1)[0]
        terminal.type("h")
        terminal.wait("___")
        terminal.type("\r")
        terminal.wait("5 effortless")
        terminal.type("5")
        terminal.wait("Question two?")
        texts = heard(tmp_path, 2)
        terminal.type("q")
        assert terminal.end() == 0
    asked = [text for text in texts if "?" in text]
    assert "Question two?" in asked[-1]
    assert not any("12% of sales" in text for text in texts)
    assert list(tmp_path.rglob("owned")) == []


def test_nothing_is_read_into_a_field(speaker: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a telling is spoken, the microphone would hear it."""
    deeds: list[str] = []
    voice = SimpleNamespace(speak=deeds.append, hush=lambda: deeds.append("hush"))
    monkeypatch.setattr("flashcards.cli.aloud.Voice", lambda _: voice)
    card = CardView("Harbour", 1, 1, 0, "Why?", "", False, False, (), (), ())
    face, _ = aloud(LineFace(StringIO(), StringIO()))
    face.show(card)
    assert face.field(FieldView(card, ((), ()), "", ())) == NO_FIELD
    assert deeds == ["Why?", "hush"]


@pytest.mark.parametrize("command", ["review", "mock"])
def test_without_a_voice_one_line_says_so(shop: Home, monkeypatch: pytest.MonkeyPatch, command: str):
    """The session goes on without."""
    monkeypatch.setenv("PATH", "/nowhere")
    shown = shop.ok(command, "--aloud", typed="\n4\n" * 9)
    lines = [line for line in shown.splitlines() if "reads aloud" in line]
    assert len(lines) == 1
    for speaker in SPEAKERS:
        assert speaker.program in lines[0]
    assert "told" in shown


def test_a_voice_that_cannot_start_is_silent(shop: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is lost but the voice."""
    (tmp_path / "say").write_text("no program")
    (tmp_path / "say").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "1 told" in shop.ok("review", "--aloud", typed="\n4\nq\n")


@given(st.text(max_size=2 * LONGEST_TEXT))
def test_what_is_read_holds_no_control_character_and_no_command(text: str):
    """And is bounded."""
    plain = spoken(text)
    assert plain.isprintable()
    assert not re.search(r"\[\[|\]\]", plain)
    assert len(plain) <= 2 * LONGEST_TEXT
