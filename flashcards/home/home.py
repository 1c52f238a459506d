"""The folder that holds everything of the user's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from flashcards.errors import AccessError, UsageError
from flashcards.files import data_folder

_LONGEST_NAME_BYTES = 120


class Home(NamedTuple):
    """Where each thing lives."""

    path: Path

    @property
    def decks(self) -> Path:
        """The deck files, one a deck."""
        return self.path / "decks"

    def deck_file(self, slug: str) -> Path:
        """Where a new deck of that slug goes: a file of its name, cut where a file system would not take it."""
        return self.decks / f"{_file_name(slug)}.md"

    @property
    def database(self) -> Path:
        """The log and its cached schedule."""
        return self.path / "flashcards.db"

    @property
    def readings(self) -> Path:
        """The last good reading of each deck; everything but the text of vanished cards can be made anew."""
        return self.path / "readings.db"

    @property
    def backups(self) -> Path:
        """Checked copies of the database."""
        return self.path / "backups"

    @property
    def removed(self) -> Path:
        """The deck files that were taken out."""
        return self.path / "removed"

    @property
    def edits(self) -> Path:
        """The texts that an editor was given, and that no deck has taken in."""
        return self.path / "edits"

    @property
    def bridge(self) -> Path:
        """What `sync` keeps: the collection that goes to and fro, and the key to it; all of it can be deleted."""
        return self.path / "bridge"

    @property
    def tellings(self) -> Path:
        """What was typed or dictated of tellings, where the user keeps it, and drafts of what is not graded yet."""
        return self.path / "tellings"

    def telling_draft(self, card: str) -> Path:
        """Where the text of a telling stands until it is graded."""
        return self.tellings / f"{_file_name(card.replace('/', '+'))}.draft"

    @property
    def voice(self) -> Path:
        """The models that recognise speech; they can be fetched again."""
        return self.path / "voice"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """Where nobody but us builds files, so that what a killed process left there may be swept."""
        return self.path, self.decks, self.backups, self.removed, self.edits, self.bridge, self.tellings

    @property
    def config(self) -> Path:
        """The user's own defaults."""
        return self.path / "config.toml"

    def is_writable(self) -> bool:
        """Whether something can be written in it, or it can be made. Raises AccessError if it is no folder."""
        place = self.path
        while not place.exists():
            if place.parent == place:
                return False
            place = place.parent
        if not place.is_dir():
            raise AccessError(f"{place} is no folder, so {self.path} cannot be the home; name another with --home")
        return os.access(place, os.W_OK | os.X_OK)

    def require_writable(self) -> None:
        """Raise AccessError unless something can be written in it."""
        if not self.is_writable():
            raise AccessError(f"cannot write {self.path}: check its permissions, or name another with --home")


def _file_name(name: str) -> str:
    """A name, cut where a file system would not take it; then something tells it from others that are cut alike."""
    data = name.encode()
    if len(data) <= _LONGEST_NAME_BYTES:
        return name
    import hashlib

    digest = hashlib.blake2b(data, digest_size=4).hexdigest()
    return f"{data[:_LONGEST_NAME_BYTES].decode(errors='ignore').rstrip('-')}-{digest}"


def home_named(name: str | None) -> Home:
    """The home that a user names, the platform's folder for a user's data where none is named.

    Raises UsageError for an empty name, and for the folder of a user that there is not.
    """
    if name is None:
        name = str(data_folder())
    if not name.strip():
        raise UsageError("--home names no folder")
    try:
        return Home(Path(name).expanduser().absolute())
    except RuntimeError as error:
        raise UsageError(f"--home: there is no user of whom {name!r} could be the folder; name it in full") from error
