"""What is fuzzed: each target takes any bytes and raises only where we are wrong."""

from __future__ import annotations

import io
import random
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from flashcards.cli.output import to_json
from flashcards.content.pages.reader import read_page
from flashcards.errors import FlashcardsError
from flashcards.home.incoming import read_file, read_lines
from flashcards.schedule.exchange import event_json
from tests.faults.merges import history
from tests.sound import sound_deck, sound_log, sound_page, steady

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "tests" / "pages"
FOUND = Path(__file__).parent / "found"
_NAMES = ("page.md", "page.json", "page.csv", "page.html")
# reading a text many times over is slow, so only some are
_ONE_IN = 97
_HISTORIES = 4
_MAGIC = b"SQLite format 3\x00"


def _is_chosen(data: bytes) -> bool:
    return zlib.crc32(data) % _ONE_IN == 0


def deck(data: bytes) -> None:
    """The deck reader and writer, the cards, and the hints."""
    sound_deck(data)
    if _is_chosen(data):
        steady(data)


def page(data: bytes) -> None:
    """The page reader; the first byte chooses what kind of file it is."""
    name = _NAMES[data[0] % len(_NAMES)] if data else _NAMES[0]
    sound_page(read_page(data[1:], name))
    if _is_chosen(data):
        steady(data[1:], name)


def log(data: bytes) -> None:
    """What ``merge`` reads as lines of ``log --json``."""
    try:
        incoming = read_lines(io.BytesIO(data), "log")
    except FlashcardsError:
        return
    sound_log(incoming.events)


def database(data: bytes) -> None:
    """What ``merge`` reads as another machine's database."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "flashcards.db")
        path.write_bytes(_MAGIC + data[len(_MAGIC) :])
        try:
            incoming = read_file(path)
        except FlashcardsError:
            return
    sound_log(incoming.events)


TARGETS: dict[str, Callable[[bytes], None]] = {"deck": deck, "page": page, "log": log, "database": database}


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with: what was found before, and what is sound."""
    for path in sorted(FOUND.glob(f"{target}-*")):
        yield path.read_bytes()
    yield from _histories(target) if target in ("log", "database") else _texts(target)


def _texts(target: str) -> Iterator[bytes]:
    """The decks that are shipped, and the pages of the tests."""
    if target == "deck":
        yield from (path.read_bytes() for path in sorted((ROOT / "decks").glob("*.md")))
    for path in sorted(PAGES.rglob("*.*")):
        if path.name.endswith((".expected.json", "README.md")):
            continue
        kind = next((place for place, name in enumerate(_NAMES) if name.endswith(path.suffix)), 0)
        yield path.read_bytes() if target == "deck" else bytes([kind]) + path.read_bytes()


def _histories(target: str) -> Iterator[bytes]:
    """Logs of machines that did things, undid them, and merged one another."""
    for seed in range(_HISTORIES):
        for machine in history(random.Random(seed)):
            events, conn = machine.events, machine.database.conn
            if target == "database":
                conn.execute("vacuum")
                yield conn.serialize()
            else:
                yield "\n".join(to_json(event_json(event, frozenset())) for event in events).encode()
            machine.close()


if __name__ == "__main__":
    print("\n".join(TARGETS))
