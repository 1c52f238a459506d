"""Where what one writes goes beyond this machine: a repository with a remote, a folder that is synchronised."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.store import meta

if TYPE_CHECKING:
    from flashcards.home.home import Home
    from flashcards.home.library import Library

# what such a program leaves in the folder that it synchronises; what it keeps in a user's own folder says nothing
_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync/ID": "Resilio Sync",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
# what it calls one, alone or before a name of the user's
_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
}
# "Dropbox (Work)", "OneDrive - Work", "GoogleDrive-me@example.org"
_NAME_ENDS = r" \(| - "
_NAME_ENDS_ON_MACOS = rf"{_NAME_ENDS}|-"
_REMOTE = re.compile(r'^\s*\[\s*remote\s+"', re.MULTILINE | re.IGNORECASE)
_LARGEST_CONFIG_BYTES = 1_000_000
_PATIENCE_SECONDS = 5
_TOLD = "told exposure"


class Exposure(NamedTuple):
    """``what`` lies in a folder that goes elsewhere, and what to do about it."""

    what: str
    place: Path
    said: str

    @property
    def line(self) -> str:
        """It in a line, without the dot at its end."""
        return f"{self.what} {self.said}"


def exposures(home: Home) -> Iterator[Exposure]:
    """Where the home goes, then where decks go that links lead to; each place once."""
    known = set[Path]()
    for what, path in _kept(home):
        found = _exposure(what, path)
        if found and found.place not in known:
            known.add(found.place)
            yield found


def notices(library: Library) -> list[str]:
    """Where the home, or else a deck, goes, in a line; none where it goes nowhere, or where that was said before."""
    found = next(exposures(library.home), None)
    if found is None or meta.get(library.database.conn, _TOLD) == str(found.place):
        return []
    if library.writable:
        with library.database.transaction():
            meta.put(library.database.conn, _TOLD, str(found.place))
    return [found.line]


def _kept(home: Home) -> Iterator[tuple[str, Path]]:
    yield f"home: {home.path}", Path(os.path.realpath(home.path))
    with contextlib.suppress(OSError):
        for path in (home.decks, *sorted(home.decks.iterdir())):
            if path.is_symlink():
                yield f"decks: {path}", Path(os.path.realpath(path))


def _exposure(what: str, path: Path) -> Exposure | None:
    """The nearest folder above that goes elsewhere."""
    for place in (path, *path.parents):
        if service := _service(place):
            return Exposure(what, place, _synchronised(place, service))
        git = place / ".git"
        if _has_remote(git) and not _is_ignored(place, path):
            return Exposure(what, place, _published(place))
    return None


def _synchronised(place: Path, service: str) -> str:
    return (
        f"lies in {place}, which {service} copies elsewhere: keep your stories in a folder of this machine alone "
        "(--home), and join several machines with `flashcards merge`, or rehearse on one at a time"
    )


def _published(place: Path) -> str:
    return (
        f"lies in the git repository {place}, which has a remote, where a push shows your stories: name it in "
        f"{place / '.git' / 'info' / 'exclude'}, or move it out"
    )


def _service(place: Path) -> str:
    """The program that keeps a folder the same elsewhere, by what it leaves there or what it calls it; "" for none."""
    by_mark = (service for mark, service in _MARKS.items() if _has_left(place, mark))
    ends = _NAME_ENDS_ON_MACOS if place.parent.name == "CloudStorage" else _NAME_ENDS
    called = re.split(ends, place.name.casefold())[0]
    return next(by_mark, "") or _NAMES.get(called, "")


def _has_left(place: Path, mark: str) -> bool:
    """Whether such a file lies in a folder; in one that cannot be looked into none does."""
    with contextlib.suppress(OSError):
        return any(place.glob(mark))
    return False


def _has_remote(git: Path) -> bool:
    """Whether a repository knows another one; a tree beside the first one leads to its folder."""
    with contextlib.suppress(OSError, ValueError):
        if git.is_file():
            git = git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
            common = git / "commondir"
            git = git / common.read_text(encoding="utf-8").strip() if common.is_file() else git
        with (git / "config").open(encoding="utf-8", errors="replace") as config:
            return _REMOTE.search(config.read(_LARGEST_CONFIG_BYTES)) is not None
    return False


def _is_ignored(place: Path, path: Path) -> bool:
    """Whether git passes a path over; where there is no git to ask, nobody knows, and nothing is passed over."""
    # most homes lie in no repository
    import subprocess

    ask = ["git", "-C", str(place), "-c", "core.fsmonitor=false", "check-ignore", "-q", "--", str(path)]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            ask, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_SECONDS, check=False
        )
        return done.returncode == 0
    return False
