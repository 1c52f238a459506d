"""A home as commands use it: opened, its decks read where they have changed, its schedule at hand."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping

from flashcards.files import sweep, write_new
from flashcards.home.clock import Clock
from flashcards.home.deck_files import Changes, changes_in, deck_files
from flashcards.home.home import Home
from flashcards.schedule.limits import Limits
from flashcards.store import meta, readings
from flashcards.store.counts import decks_told_of, times_told
from flashcards.store.database import Database, open_copy, open_database
from flashcards.store.opening import closed_on_error, translated
from flashcards.store.readings import KnownFile
from flashcards.store.readings_file import open_readings

SHIPPED_DECK = "leading-ml-projects"
_PLACED = "placed"


class Library:
    """An open home.

    ``limits`` and ``new_a_day`` are what the user set as a study day's; without the latter new cards are paced.
    ``example`` is whether the shipped deck stays beside own ones, None where the user did not say.
    ``remarks`` are lines that the command shows on standard error. ``files`` is what was last read from each deck file,
    by its path; ``has_unclear`` is whether there are cards of which nobody knows whose history is theirs.
    """

    def __init__(
        self, home: Home, clock: Clock, database: Database, readings: sqlite3.Connection, writable: bool
    ) -> None:
        self.home = home
        self.clock = clock
        self.database = database
        self.readings = readings
        self.writable = writable
        self.limits = Limits()
        self.new_a_day: int | None = None
        self.example: bool | None = None
        self.remarks: list[str] = []
        self.files: Mapping[str, KnownFile] = {}
        self.has_unclear = False

    @property
    def decks(self) -> dict[str, KnownFile]:
        """The file that each deck belongs to, by its slug: the first path that claims it."""
        return {file.deck: file for _, file in sorted(self.files.items(), reverse=True)}

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()
        self.readings.close()


def open_library(home: Home, clock: Clock, must_write: bool, ship: bool = False) -> Library:
    """Open a home and read the decks that have changed.

    ``must_write``: a home that cannot be written is an AccessError; else it is shown as it is, with a remark.
    ``ship``: a home that never had a deck gets the shipped one.
    """
    if must_write:
        home.require_writable()
    writable = home.is_writable()
    for folder in home.own_folders if writable else ():
        sweep(folder)
    database = (open_database if writable else open_copy)(home.database, home.backups)
    with closed_on_error(database):
        library = Library(home, clock, database, open_readings(home.readings, writable), writable)
    with closed_on_error(library):
        if not writable:
            library.remarks.append(f"{home.path} cannot be written: it is shown as it is, and nothing can be saved")
        else:
            library.remarks += _late_edits(home)
            if ship:
                _ship(library)
        sync(library)
    return library


def _late_edits(home: Home) -> list[str]:
    """Take in what an editor saved after it had returned, before the decks are read."""
    if not home.edits.is_dir():
        return []
    from flashcards.home.edits import take_in

    return take_in(home)


def _ship(library: Library) -> None:
    if next(deck_files(library.home.decks), None) or meta.get(library.database.conn, "had_deck"):
        return
    from importlib.resources import files

    for source in files("flashcards.decks").iterdir():
        if source.name.endswith(".md"):
            write_new(library.home.decks / source.name, source.read_text(encoding="utf-8"))
    library.remarks.append(
        f"This home had no deck yet, so the shipped one was put in. `flashcards add PAGE` adds your own, "
        f"`flashcards remove {SHIPPED_DECK}` takes this one out."
    )


def sync(library: Library) -> None:
    """Read every deck file that has changed, and let the schedule know which cards are shown."""
    with translated(library.home.readings):
        library.files = readings.known_files(library.readings)
        changes = changes_in(library.home.decks, library.files)
        library.remarks += changes.remarks
        if not changes.none:
            _read(library, changes)
        _place(library)
        for file in library.files.values():
            library.remarks += file.problems


def _read(library: Library, changes: Changes) -> None:
    from flashcards.home.sync import read_changes

    def told(card: str) -> int:
        return times_told(library.database.conn, card)

    library.remarks += read_changes(library.readings, library.home.decks, library.files, changes, told)
    library.files = readings.known_files(library.readings)


def _place(library: Library) -> None:
    """Tell the schedule which cards the decks show that changed since it was told last, and say what is unclear then.

    The two files are written one after the other: when one of them was replaced by a copy, or a crash came in
    between, their marks differ and all is told again.
    """
    mark, changed, unclear = readings.state(library.readings)
    if mark is None or mark != meta.get(library.database.conn, _PLACED):
        _tell(library, {*readings.shown_decks(library.readings), *decks_told_of(library.database.conn)}, changed)
        unclear = readings.get_unclear(library.readings)
    elif changed:
        _tell(library, changed.keys(), changed)
        unclear = readings.get_unclear(library.readings)
    library.has_unclear = bool(unclear)
    if unclear:
        from flashcards.home.links import open_links

        library.remarks += open_links(unclear)


def _tell(library: Library, decks: Iterable[str], changed: Mapping[str, str]) -> None:
    from flashcards.store.cache import place

    mark = os.urandom(16).hex()
    shown = {deck: readings.card_ids(library.readings, deck) for deck in sorted(decks)}
    with library.database.transaction():
        moved = place(library.database.conn, shown)
        meta.put(library.database.conn, _PLACED, mark)
        if any(shown.values()):
            meta.put(library.database.conn, "had_deck", "1")
        if library.writable:
            from flashcards.home.links import relink

            # which cards moved nothing tells any more once they are placed
            library.remarks += relink(library.database, library.readings, library.clock, moved)
    readings.was_told(library.readings, mark, changed)
