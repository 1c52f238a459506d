"""Runs processes and sessions, and takes their time and their memory."""

from __future__ import annotations

import json
import os
import pty
import select
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROMPT = b"next part"
ANSWER = b"0-5"
_PATIENCE_SECONDS = 60.0
_ROOM_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds, and the peak of its memory in megabytes."""

    seconds: float
    megabytes: float


@dataclass(slots=True)
class Measured:
    """All runs of one thing. ``count`` is how many units a run does, for a rate."""

    name: str
    count: int = 1
    runs: list[Run] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Seconds, in the middle of all runs."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The fastest and the slowest run, in seconds."""
        seconds = [run.seconds for run in self.runs]
        return min(seconds), max(seconds)

    @property
    def megabytes(self) -> float:
        """The peak of memory, in the middle of all runs."""
        return statistics.median(run.megabytes for run in self.runs)

    @property
    def rate(self) -> float:
        """Units a second."""
        return self.count / self.median


def interleaved(rounds: int, pairs: Sequence[tuple[Measured, Callable[[], Run]]]) -> None:
    """Run everything once a round, so that a slow spell meets all alike; the first round does not count."""
    for turn in range(rounds + 1):
        for measured, run in pairs:
            outcome = run()
            if turn:
                measured.runs.append(outcome)


def whole_process(command: Sequence[str], root: Path) -> Run:
    """The time and memory of a process from its start to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def job(command: Sequence[str], root: Path) -> Run:
    """The seconds that a job took by its own clock, and its memory."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(json.loads(printed)["seconds"], usage.ru_maxrss / 1024)


class Session:
    """A command on a pseudo-terminal, timed from its start."""

    def __init__(self, command: Sequence[str], root: Path) -> None:
        self.start = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            os.chdir(root)
            os.environ["TERM"] = "xterm-256color"
            os.execv(command[0], list(command))
        self._seen = b""

    def wait(self, text: bytes) -> float:
        """Read until the text comes, and return the time at which it did."""
        until = time.perf_counter() + _PATIENCE_SECONDS
        while text not in self._seen:
            if not select.select([self.terminal], [], [], max(0, until - time.perf_counter()))[0]:
                raise RuntimeError(f"{text!r} did not come; the session says {self._seen[-500:]!r}")
            self._seen += os.read(self.terminal, 65_536)
        return time.perf_counter()

    def type(self, keys: bytes) -> float:
        """Forget what was seen, type, and return the time at which that was begun."""
        while select.select([self.terminal], [], [], _ROOM_SECONDS)[0]:
            os.read(self.terminal, 65_536)
        self._seen = b""
        start = time.perf_counter()
        os.write(self.terminal, keys)
        return start

    def end(self) -> float:
        """End the session; return the peak of its memory in megabytes."""
        os.write(self.terminal, b"q")
        try:
            while os.read(self.terminal, 65_536):
                pass
        except OSError:
            pass
        usage = os.wait4(self.pid, 0)[2]
        os.close(self.terminal)
        return float(usage.ru_maxrss / 1024)


def first_prompt(command: Sequence[str], root: Path) -> Run:
    """From the start of ``review`` to its first prompt on a terminal."""
    session = Session(command, root)
    seconds = session.wait(PROMPT) - session.start
    return Run(seconds, session.end())


def grades(command: Sequence[str], root: Path, count: int) -> list[Run]:
    """From the key that grades a card to the next prompt, so many times in one session."""
    session = Session(command, root)
    session.wait(PROMPT)
    seconds = []
    for _ in range(count):
        session.type(b"\r")
        session.wait(ANSWER)
        start = session.type(b"4")
        seconds.append(session.wait(PROMPT) - start)
    megabytes = session.end()
    return [Run(each, megabytes) for each in seconds]
