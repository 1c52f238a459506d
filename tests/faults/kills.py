"""``kill -9`` at any moment of a real session: between two instructions, in a commit, while the home is made."""

from __future__ import annotations

import contextlib
import fcntl
import random
import shutil
import signal
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.build import deck, story
from tests.faults.player import Player, check, counted_twice, make_home, play_to_the_end, review

CARDS = 60
_NEW_HOME_EVERY = 8
_PIPE_BYTES = 4096
_PATIENCE_SECONDS = 20.0


def run(count: int, seed: int = 20261123, cards: int = CARDS) -> dict[str, int]:
    """Kill that many sessions at random moments, and some more that have saved and not yet said so."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        chance = random.Random(seed)
        ready = _ready(Path(scratch) / "ready", cards)
        length = _length(ready, Path(scratch) / "timed", chance)
        while counts["kills survived"] < count:
            is_new = counts["kills survived"] % _NEW_HOME_EVERY == 0
            home = _fresh(ready, Path(scratch) / "home", is_new)
            counts.update(_killed(home, chance.uniform(0.0, length), chance))
        for number in range(max(1, count // 20)):
            counts.update(saved_but_unacknowledged(Path(scratch) / f"unseen-{number}"))
    return dict(counts)


def _ready(home: Path, cards: int) -> Path:
    make_home(home, cards)
    Player.start(review(home)).finish()
    return home


def _fresh(ready: Path, home: Path, is_new: bool) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ready, home)
    if is_new:
        for path in (home / "flashcards.db", home / "readings.db"):
            path.unlink()
        shutil.rmtree(home / "backups")
    return home


def _length(ready: Path, home: Path, chance: random.Random) -> float:
    """How many seconds a whole session takes, so that kills fall everywhere in it."""
    shutil.copytree(ready, home)
    begun = time.monotonic()
    player = Player.start(review(home))
    while player.wait_for_prompt():
        player.act(chance)
    player.finish()
    return time.monotonic() - begun


def _killed(home: Path, delay: float, chance: random.Random) -> dict[str, int]:
    player = Player.start(review(home))
    killer = threading.Timer(delay, player.process.kill)
    killer.start()
    while player.wait_for_prompt():
        player.act(chance)
    killer.cancel()
    code, _ = player.finish()
    if code != 128 + signal.SIGKILL:
        return {"sessions that ended first": 1}
    found = check(home, player.acknowledged, player.pending)
    play_to_the_end(home)
    return {
        "kills survived": 1,
        "answers acknowledged": len(player.acknowledged),
        "acknowledged grades lost": found.lost,
        "saved, not yet acknowledged": found.saved_unseen,
        "events nobody made": found.unexplained,
        "log and schedule disagree": found.disagreements,
        "counted twice": counted_twice(home),
    }


def saved_but_unacknowledged(home: Path) -> dict[str, int]:
    """Kill a session that has stored a grade and cannot say so, since nobody reads; then grade again.

    The second prompt is longer than what the pipe takes, so the process waits in the middle of it.
    """
    (home / "decks").mkdir(parents=True)
    wide = f"Question {'なぜ' * 900}? {{#question-1}}"
    text = deck("Shop", story("Question 0?"), story(wide), story("Question 2?"))
    (home / "decks" / "shop.md").write_text(text, encoding="utf-8")
    player = Player.start(review(home))
    assert player.process.stdout is not None
    fcntl.fcntl(player.process.stdout, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    assert player.wait_for_prompt()
    player.grade(4)
    _wait_for_event(home / "flashcards.db")
    player.process.kill()
    player.finish()
    found = check(home, player.acknowledged, player.pending)
    play_to_the_end(home)
    return {
        "saved, not yet acknowledged": found.saved_unseen,
        "acknowledged grades lost": found.lost,
        "counted twice": counted_twice(home),
    }


def _wait_for_event(path: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        with contextlib.closing(sqlite3.connect(path, timeout=1.0)) as conn:
            if conn.execute("select count(*) from events").fetchone()[0]:
                return
    raise AssertionError("the grade was never stored")
