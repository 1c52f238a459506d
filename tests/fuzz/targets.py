"""What is fuzzed: each target takes any bytes and raises only where we are wrong."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from flashcards.content.pages.reader import read_page
from tests.sound import sound_deck, sound_page, steady

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "tests" / "pages"
FOUND = Path(__file__).parent / "found"
_NAMES = ("page.md", "page.json", "page.csv", "page.html")
# reading a text many times over is slow, so only some are
_ONE_IN = 97


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


TARGETS: dict[str, Callable[[bytes], None]] = {"deck": deck, "page": page}


def seeds(target: str) -> Iterator[bytes]:
    """Texts to begin with: the decks that are shipped, the pages of the tests, and what was found before."""
    for path in sorted(FOUND.glob(f"{target}-*")):
        yield path.read_bytes()
    if target == "deck":
        yield from (path.read_bytes() for path in sorted((ROOT / "decks").glob("*.md")))
    for path in sorted(PAGES.rglob("*.*")):
        if path.name.endswith((".expected.json", "README.md")):
            continue
        kind = next((place for place, name in enumerate(_NAMES) if name.endswith(path.suffix)), 0)
        yield path.read_bytes() if target == "deck" else bytes([kind]) + path.read_bytes()


if __name__ == "__main__":
    print("\n".join(TARGETS))
