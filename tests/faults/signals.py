"""Ctrl-C, SIGTERM and SIGHUP while grades are written, on a pipe and on a terminal."""

from __future__ import annotations

import random
import signal
import tempfile
import threading
from collections import Counter
from pathlib import Path

from tests.conftest import NOON
from tests.faults.player import Player, check, make_home, play_to_the_end, review
from tests.screen import Terminal

_CARDS = 60
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LONGEST_SECONDS = 0.6
_COMMIT_SECONDS = 0.004


def run(count: int, seed: int = 20261123) -> dict[str, int]:
    """Send each signal that many times into a session on a pipe, and as often right behind a grade on a terminal."""
    counts: Counter[str] = Counter()
    chance = random.Random(seed)
    for number in _SIGNALS:
        sent = 0
        while sent < count:
            found = on_a_pipe(number, chance)
            counts.update(found)
            sent += found.get("signals on a pipe", 0)
        for _ in range(count):
            counts.update(on_a_terminal(number, chance))
    return dict(counts)


def on_a_pipe(number: int, chance: random.Random) -> dict[str, int]:
    """A session that grades as fast as it can, and a signal at some moment of it."""
    with tempfile.TemporaryDirectory() as scratch:
        home = make_home(Path(scratch), _CARDS)
        player = Player.start(review(home))
        assert player.wait_for_prompt()
        sender = threading.Timer(chance.uniform(0, _LONGEST_SECONDS), player.process.send_signal, [number])
        sender.start()
        player.act(chance)
        while player.wait_for_prompt():
            player.act(chance)
        sender.cancel()
        code, errors = player.finish()
        if code == 0:
            return {"sessions that ended first": 1}
        found = check(home, player.acknowledged, player.pending)
        return {
            "signals on a pipe": 1,
            "answers acknowledged": len(player.acknowledged),
            "wrong exit codes": int(code != 128 + number),
            "tracebacks": int("Traceback" in errors),
            "acknowledged grades lost": found.lost,
            "events nobody made": found.unexplained,
            "log and schedule disagree": found.disagreements,
        }


def on_a_terminal(number: int, chance: random.Random) -> dict[str, int]:
    """A grade, and the signal within the time that its commit takes; the next session goes on from there."""
    with tempfile.TemporaryDirectory() as scratch:
        home = make_home(Path(scratch) / "home", 2)
        with Terminal(home, "review", now=NOON) as terminal:
            terminal.wait("Question 0?")
            terminal.type("\r")
            terminal.wait("5 effortless")
            terminal.type("4")
            threading.Event().wait(chance.uniform(0, _COMMIT_SECONDS))
            terminal.kill(number)
            code = terminal.end()
        found = check(home, [], None)
        play_to_the_end(home)
        return {
            "signals on a terminal": 1,
            "wrong exit codes": int(code != 128 + number),
            "tracebacks": int(b"Traceback" in terminal.raw),
            "grades saved": found.unexplained,
            "grades rolled back": 1 - found.unexplained,
            "log and schedule disagree": found.disagreements,
        }
