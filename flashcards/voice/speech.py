"""Reads a text aloud by what the system has: it goes as an argument or on standard input, through no shell."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

LONGEST_TEXT = 1_000
# a speech service that does not answer keeps nobody waiting, in seconds
_PATIENCE = 2
_DOTNET = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


class Speaker(NamedTuple):
    """A program that speaks until it ends.

    ``argument``: the text is its last argument, else its standard input. ``hush``: what to run so that it is silent.
    """

    program: str
    arguments: tuple[str, ...]
    argument: bool = False
    hush: tuple[str, ...] = ()


SPEAKERS = (
    Speaker("say", ("-f", "-")),
    Speaker("spd-say", ("--wait", "--"), argument=True, hush=("--cancel",)),
    Speaker("espeak-ng", ("--stdin",)),
    Speaker("powershell", ("-NoProfile", "-Command", _DOTNET)),
)


def found_speaker() -> Speaker | None:
    """The first speaker that the system has, by its full path; None where it has none."""
    for speaker in SPEAKERS:
        if path := shutil.which(speaker.program):
            return speaker._replace(program=path)
    return None


class Voice:
    """Speaks one text at a time, and waits for none."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._speaking: subprocess.Popen[bytes] | None = None

    def speak(self, text: str) -> None:
        """Read a text aloud in place of what is being read; a speaker that fails is silent."""
        self.hush()
        speaker, plain = self._speaker, spoken(text)
        command = [speaker.program, *speaker.arguments, *([plain] if speaker.argument else [])]
        with contextlib.suppress(OSError):
            self._speaking = _started(command)
            if self._speaking.stdin is not None:
                self._speaking.stdin.write(b"" if speaker.argument else plain.encode())
                self._speaking.stdin.close()

    def hush(self) -> None:
        """Be silent."""
        if self._speaking is None:
            return
        is_speaking = self._speaking.poll() is None
        self._speaking.kill()
        self._speaking.wait()
        self._speaking = None
        if is_speaking and self._speaker.hush:
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                command = [self._speaker.program, *self._speaker.hush]
                subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False)


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def spoken(text: str) -> str:
    """The text as it is read: no control characters, no commands that a speaker takes, and at most LONGEST_TEXT."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[:LONGEST_TEXT])
    # macOS reads commands between double brackets
    return " ".join(plain.replace("[[", "[ [").replace("]]", "] ]").split())
