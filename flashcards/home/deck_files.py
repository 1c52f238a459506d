"""The deck files of a home, and which of them are not as they were when they were read last."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.text.source import is_utf8
from flashcards.errors import ContentError
from flashcards.files import read_if_there
from flashcards.store.readings import KnownFile

if TYPE_CHECKING:
    from flashcards.content.deck.model import Deck

_LATEST = 2**63 - 1
NOT_UTF8 = "the name of the file is not UTF-8; rename it"


class Changes(NamedTuple):
    """What changed in a folder since it was read: files that are new or other than they were, and those that are gone.

    Each is known by its path below the folder. ``remarks`` name the files that cannot be read under their name.
    """

    stale: Mapping[str, Path]
    vanished: frozenset[str]
    remarks: list[str]

    @property
    def none(self) -> bool:
        """Whether every deck reads as it did."""
        return not self.stale and not self.vanished


def deck_files(folder: Path) -> Iterator[Path]:
    """Every deck file below a folder, in the order that decides which of two decks of one name is the first."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".md") and name[0] not in ".~#")


def changes_in(folder: Path, known: Mapping[str, KnownFile]) -> Changes:
    """Compare the deck files of a folder with what is known of them."""
    found = {path.relative_to(folder).as_posix(): path for path in deck_files(folder)}
    unnamed = [name for name in found if not is_utf8(name)]
    remarks = [f"cannot read {found.pop(name)}: {NOT_UTF8}" for name in unnamed]
    stale = {name: path for name, path in found.items() if not _is_unchanged(path, known.get(name))}
    return Changes(stale, frozenset(known.keys() - found.keys()), remarks)


def change_time(stat: os.stat_result) -> int:
    """When a file was changed, in nanoseconds; the last time that a database holds for one from after 2262."""
    return min(stat.st_mtime_ns, _LATEST)


def _is_unchanged(path: Path, known: KnownFile | None) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return True
    return known is not None and (stat.st_size, change_time(stat)) == (known.size, known.changed)


def sound_deck(target: Path) -> tuple[Deck, bytes]:
    """A deck that is to be written anew, and the bytes of its file. Raises ContentError where it has an error."""
    # what only shows cards reads no deck
    from flashcards.content.deck.reader import read_deck

    before = read_if_there(target)
    if before is None:
        raise ContentError(f"{target} is no longer there, so nothing was written")
    reading = read_deck(before, target.stem)
    if reading.errors:
        raise ContentError(f"{reading.errors[0].at(str(target))}; mend it first, `flashcards edit` opens it")
    return reading.deck, before
