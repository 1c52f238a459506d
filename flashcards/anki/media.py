"""The images that cards show: files below the decks' folder, taken into a package under names made of their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from flashcards.files import read_regular

LARGEST_IMAGE = 10 * 1024 * 1024
LARGEST_MEDIA = 100 * 1024 * 1024
# what every Anki draws; an SVG can hold a script
_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})


class Images(NamedTuple):
    """The names of the images that were found, by their paths, their bytes by these names, and why others stay out."""

    names: Mapping[str, str]
    files: Mapping[str, bytes]
    problems: tuple[str, ...]

    def name(self, path: str) -> str | None:
        """The name of an image in the package; None for one that stays out."""
        return self.names.get(path)


def read_images(folder: Path, paths: Iterable[str]) -> Images:
    """Read images by their paths below a folder. One that is a link, stands elsewhere or is too large stays out."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    problems: list[str] = []
    size = 0
    for path in dict.fromkeys(paths):
        found = _read(folder, path)
        if isinstance(found, str):
            problems.append(f"{path} stays text: {found}")
        elif size + len(found) > LARGEST_MEDIA:
            problems.append(f"{path} stays text: the images before it fill {LARGEST_MEDIA // 1024**2} MB")
        else:
            names[path] = _name(path, found)
            files[names[path]] = found
            size += len(found)
    return Images(names, files, tuple(problems))


def _name(path: str, data: bytes) -> str:
    digest = hashlib.blake2b(data, digest_size=12).hexdigest()
    return f"flashcards-{digest}{PurePosixPath(path).suffix.lower()}"


def _read(folder: Path, path: str) -> bytes | str:
    """The bytes of an image, or why it stays out."""
    pieces = PurePosixPath(path).parts
    if not pieces or path.startswith("/") or ".." in pieces or ":" in path or "\\" in path:
        return "it has to stand below the folder of the decks"
    if PurePosixPath(path).suffix.lower() not in _ENDINGS:
        return f"no image of a kind that Anki draws everywhere ({', '.join(sorted(_ENDINGS))})"
    place = folder
    for piece in pieces:
        place = place / piece
        if place.is_symlink():
            return "it is a link"
    try:
        return read_regular(place, LARGEST_IMAGE)
    except FileNotFoundError:
        return f"there is no {place}"
    except OSError as error:
        return f"{error.strerror}"
