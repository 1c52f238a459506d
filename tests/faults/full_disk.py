"""A disk that runs full at any point of a grade, and has room again."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.player import Act, Found, Player, check, make_home, play_to_the_end, review

_CARDS = 30
_TMPFS_BYTES = 768 * 1024
_STEP_BYTES = 4096
_GRADES_BEFORE = 3


def run(count: int) -> dict[str, int]:
    """Fill a small tmpfs that many times, each time leaving a page more. Needs root."""
    if os.geteuid():
        raise SystemExit("a small tmpfs has to be mounted: run this as root")
    counts: Counter[str] = Counter()
    for number in range(count):
        with tempfile.TemporaryDirectory() as scratch, _tmpfs(Path(scratch)) as disk:
            home = make_home(disk / "home", _CARDS)
            counts.update(filled(home, lambda _, left=number: _fill(disk / "filler", left * _STEP_BYTES)))
    return dict(counts)


@contextmanager
def _tmpfs(folder: Path) -> Iterator[Path]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_TMPFS_BYTES}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(filler: Path, left: int) -> Callable[[], None]:
    """Take all the room but for so many bytes; return what gives it back."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(_STEP_BYTES))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - left))
    return filler.unlink


def filled(home: Path, fill: Callable[[int], Callable[[], None]]) -> dict[str, int]:
    """Grade, let the disk run full, grade until that is refused, make room, and go on.

    ``fill`` is given the id of the session's process, and returns what makes room again.
    """
    player = Player.start(review(home))
    while player.wait_for_prompt() and len(player.acknowledged) < _GRADES_BEFORE:
        player.grade(4)
    empty = fill(player.process.pid)
    player.grade(4)
    while player.wait_for_prompt():
        player.grade(4)
    code, errors = player.finish()
    refused = code == 4 and not player.says_saved and "NOT saved" in errors and len(errors.splitlines()) == 1
    empty()
    found = check(home, player.acknowledged, player.pending)
    play_to_the_end(home)
    return {
        "disks that ran full": 1,
        "grades acknowledged": len(player.acknowledged),
        "grades refused as NOT saved": int(refused),
        "sessions that found room for all": int(code == 0),
        "wrong endings": int(not refused and code != 0),
        **_counts(found, player.pending),
    }


def _counts(found: Found, pending: Act | None) -> dict[str, int]:
    return {
        "grades lost": found.lost,
        "refused and stored all the same": found.saved_unseen if pending else 0,
        "events nobody made": found.unexplained,
        "log and schedule disagree": found.disagreements,
    }
