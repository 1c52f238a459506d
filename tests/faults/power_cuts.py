"""Power cuts after every system call of a real session, each with several of the disks that it can leave."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.store import meta
from tests.faults.disk import Disk, at_random, extremes, write_image
from tests.faults.player import Act, Found, Player, cards_by_wording, check, executable, make_home, opened, review
from tests.faults.trace import read_trace, traced

_RANDOM_CUTS = 2
_CARDS = 40
# a file system in memory, where there is one: thousands of images are written
_MEMORY = Path("/dev/shm")
_ACKNOWLEDGING = re.compile(rb"^(\[.*, (\d+ of \d+|drill).*\])$", re.MULTILINE)
_NOTHING: dict[str, int] = {
    "images of the disk": 0,
    "acknowledged grades lost": 0,
    "log and schedule disagree": 0,
    "events nobody made": 0,
    "files that do not open": 0,
    "decks lost or torn": 0,
}


def run(count: int, seed: int = 20261123) -> dict[str, int]:
    """Cut the power after each call of two sessions of ``count`` grades: a newcomer's first, and one of a later day."""
    counts: Counter[str] = Counter(_NOTHING)
    for number, is_new in enumerate((True, False)):
        counts.update(_session(count, is_new, random.Random(seed + number)))
    return dict(counts)


def _session(count: int, is_new: bool, chance: random.Random) -> Counter[str]:
    """Record one session and look at every image.

    A newcomer has no home yet, and gets the shipped deck; on a later day there are a home and a history.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "disk"
        root.mkdir()
        if not is_new:
            make_home(root / "home", _CARDS)
            Player.start(review(root / "home", now="2026-11-22T12:00+00:00")).finish()
        disk = Disk(root)
        record = Path(scratch) / "record"
        acts = _recorded(root / "home", record, count, chance)
        library = opened(root / "home")
        cards = cards_by_wording(library)
        library.close()
        return _Cuts(disk, acts, cards, _MEMORY if _MEMORY.is_dir() else Path(scratch), chance).all(record)


def _recorded(home: Path, record: Path, count: int, chance: random.Random) -> list[Act]:
    """Play that many grades; many fail, so that a few cards are enough. Return what was acknowledged."""
    player = Player.execute(traced(executable(review(home)), record))
    while player.wait_for_prompt() and len(player.acknowledged) < count:
        player.grade(int(chance.choice("01122334")))
    code, errors = player.finish()
    assert code == 0, errors
    return player.acknowledged


@dataclass(slots=True)
class _Cuts:
    disk: Disk
    acts: Sequence[Act]
    cards: Mapping[str, str]
    scratch: Path
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    _known: set[tuple[int, bytes]] = field(default_factory=set)
    _printed: bytes = b""

    def all(self, record: Path) -> Counter[str]:
        """Do the calls one by one, and look at every disk that a cut after each can leave."""
        for call in read_trace(record):
            if call.name == "write" and call.descriptor == 1:
                self._printed += call.texts[0]
            elif self.disk.take(call):
                self.counts["calls"] += 1
                for image in self._images():
                    self._look(image)
        self.counts["grades acknowledged"] = self._acknowledged
        return self.counts

    @property
    def _acknowledged(self) -> int:
        return max(0, len(_ACKNOWLEDGING.findall(self._printed)) - 1)

    def _images(self) -> Iterator[dict[str, bytes | None]]:
        for cut in (*extremes(), *(at_random(self.chance) for _ in range(_RANDOM_CUTS))):
            image = self.disk.image(cut)
            digest = hashlib.blake2b(repr(sorted(image.items())).encode(), digest_size=16).digest()
            if (self._acknowledged, digest) not in self._known:
                self._known.add((self._acknowledged, digest))
                yield image

    def _look(self, image: dict[str, bytes | None]) -> None:
        self.counts["images of the disk"] += 1
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            write_image(image, Path(folder))
            home = Path(folder) / "home"
            done = self._acknowledged
            pending = self.acts[done] if done < len(self.acts) else None
            try:
                found = check(home, self.acts[:done], pending, self.cards)
                self.counts["decks lost or torn"] += _decks_damaged(home)
            except FlashcardsError as error:
                self.counts["files that do not open"] += 1
                print(f"after {self.counts['calls']} calls: {error}")
                found = Found(done, 0, 0, 0)
            self._count(found)
            shutil.rmtree(home, ignore_errors=True)

    def _count(self, found: Found) -> None:
        self.counts["acknowledged grades lost"] += found.lost
        self.counts["saved, not yet acknowledged"] += found.saved_unseen
        self.counts["events nobody made"] += found.unexplained
        self.counts["log and schedule disagree"] += found.disagreements


def _decks_damaged(home: Path) -> int:
    """How many decks are torn, or gone though the home remembers that it had one."""
    library = opened(home)
    try:
        had_deck = meta.get(library.database.conn, "had_deck") is not None
        decks = list((home / "decks").glob("*.md"))
        torn = [deck for deck in decks if not deck.read_text(encoding="utf-8", errors="replace").endswith("\n")]
        return len(torn) + (had_deck and not decks)
    finally:
        library.close()
