"""One byte of the database is not what it was: which are noticed, which are of no use, and what nobody notices."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from flashcards.cli import cli
from tests.faults.player import Player, make_home, review

_CARDS = 30
_SESSIONS = 7
_LAST = f"2026-11-{23 + _SESSIONS}T12:00+00:00"
_MEMORY = Path("/dev/shm")
# what a grade consists of, and what the user sees of the schedules that rest on grades
_GRADES = "select c.id, e.kind, e.grade, e.day from events e left join cards c on c.key = e.card order by 1, 2, 3, 4"
_SCHEDULE = """select c.id, repetition, interval, ease, lapses, due, reviewed, told, drill, suspended, buried
               from schedule s join cards c on c.key = s.card
               where c.key in (select card from events) order by 1"""
_DAMAGED = 3


def run(count: int, seed: int = 20261123, cards: int = _CARDS) -> dict[str, int]:
    """Change ``count`` bytes, spread evenly over the whole file, each to another value; ask ``doctor`` about each."""
    counts: Counter[str] = Counter()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as scratch:
        home = _with_history(Path(scratch) / "home", cards, chance)
        flips = _Flips(home)
        size = len(flips.database)
        for number in range(count):
            place = (number * size + chance.randrange(size)) // count % size
            counts["bytes flipped"] += 1
            counts[flips.flip(place, 1 << chance.randrange(8) if number % 2 else chance.randrange(1, 256))] += 1
    return {"bytes flipped": 0, "grades changed unnoticed": 0, "tracebacks": 0, **counts}


def _with_history(home: Path, cards: int, chance: random.Random) -> Path:
    """A home with grades, drills, undos and burials over a week, and a backup that holds all of them."""
    make_home(home, cards)
    for day in range(_SESSIONS):
        player = Player.start(review(home, now=f"2026-11-{23 + day}T12:00+00:00"))
        while player.wait_for_prompt():
            player.act(chance)
        assert player.finish()[0] == 0
    Player.start(review(home, now=_LAST)).finish()
    return home


class _Flips:
    """A home whose database can be changed byte by byte, and is whole again for the next one."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.path = home / "flashcards.db"
        self.database = self.path.read_bytes()
        self.readings = (home / "readings.db").read_bytes()
        self.grades, self.schedule, self.rest = self._contents()
        assert self._doctor() == (0, "")

    def flip(self, place: int, mask: int) -> str:
        """Change one byte, and say what became of it."""
        changed = bytearray(self.database)
        changed[place] ^= mask
        for sibling in self.home.glob("*.db-journal"):
            sibling.unlink()
        self.path.write_bytes(changed)
        (self.home / "readings.db").write_bytes(self.readings)
        try:
            grades, schedule, rest = self._contents()
        except (sqlite3.Error, ValueError, OverflowError):
            grades, schedule, rest = None, None, None
        code, told = self._doctor()
        if code is None:
            print(f"byte {place} ^ {mask:#x}: {told}")
            return "tracebacks"
        if code or told:
            return "damage noticed"
        if (grades, schedule) != (self.grades, self.schedule):
            print(f"a grade or a schedule changed unnoticed at byte {place} ^ {mask:#x}")
            return "grades changed unnoticed"
        return "unused, or mended when opened" if rest == self.rest else "a detail that no grade rests on"

    def _contents(self) -> tuple[Sequence[object], Sequence[object], Sequence[object]]:
        with closing(sqlite3.connect(self.path)) as conn:
            conn.text_factory = bytes
            tables = ("events", "cards", "devices", "meta", "retractions", "ties", "names", "schedule")
            rest = [conn.execute(f"select * from {table}").fetchall() for table in tables]
            return conn.execute(_GRADES).fetchall(), conn.execute(_SCHEDULE).fetchall(), rest

    def _doctor(self) -> tuple[int | None, str]:
        """The exit code and what it has to say; None, and what came instead, where it ended but with one of our errors.

        A row that became no event is named, with the way back, though all is well without it.
        """
        result = CliRunner().invoke(cli, ["--home", str(self.home), "--now", _LAST, "doctor", "--json"])
        is_ours = isinstance(result.exception, SystemExit | None) and "Traceback" not in result.output
        if is_ours and result.exit_code in (0, _DAMAGED):
            found = json.loads(result.stdout) if result.stdout else {"problems": [result.stderr], "remarks": []}
            return result.exit_code, "; ".join([*found["problems"], *found["remarks"]])
        return None, f"{result.exit_code} {result.exception!r} {result.output}"
