"""What a sync takes beside Anki's own of the same collection in the same process: ``python -m benchmarks.sync``.

Ratios are of CPU seconds, in this process and in the server's. The import of ``anki`` is apart.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from anki.collection import Collection
from anki.sync import SyncAuth

from benchmarks.anki_server import PASSWORD, USER, Server
from benchmarks.generate import generate
from flashcards.anki.log_notes import LOG_MODEL_ID
from flashcards.cli.syncing import Report, Syncing
from flashcards.home.clock import Clock
from flashcards.home.home import Home
from flashcards.home.library import Library, open_library
from flashcards.schedule.events import EventKind, blank_event
from flashcards.store import readings
from flashcards.sync import account as accounts
from flashcards.sync import engine

_OURS, _SEGMENTS = f"-mid:{LOG_MODEL_ID}", f"mid:{LOG_MODEL_ID}"
_ROUNDS = 15
_DAYS = 20
_MOST_QUIET, _MOST_CHANGED = 1.5, 2.0


class Took(NamedTuple):
    """How long something took, in seconds of the clock, and of CPU here and in the server."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.cpu * 1000:.1f} ms of CPU, {self.wall * 1000:.1f} ms in all"


def median(runs: list[Took]) -> Took:
    """In the middle of all runs, each figure by itself."""
    return Took(statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs))


class Bench:
    """A home with its bridge, and another client of the same account."""

    def __init__(self, work: Path, server: Server, cards: int) -> None:
        self._server = server
        self._clock = Clock(datetime.now(UTC) - timedelta(days=_DAYS))
        generate(work / "home", cards, 0, 1, self._clock)
        self._home = Home(work / "home")
        self._account = engine.login(server.url, USER, PASSWORD)
        self._auth = SyncAuth(hkey=self._account.key, endpoint=server.url)
        accounts.write(self._home.bridge, self._account)
        (work / "peer").mkdir()
        self._peer = str(work / "peer" / "collection.anki2")

    def _took(self, work: Callable[[], object], with_server: bool = True) -> Took:
        wall, cpu, there = time.perf_counter(), time.process_time(), self._server.cpu() if with_server else 0.0
        work()
        spent = time.process_time() - cpu + (self._server.cpu() - there if with_server else 0.0)
        return Took(time.perf_counter() - wall, spent)

    def _library(self) -> Library:
        return open_library(self._home, self._clock, must_write=True)

    def _over(self, library: Library) -> Report:
        """A sync over a bridge that is opened and closed for it."""
        with closing(engine.Bridge(self._home.bridge, self._account)) as bridge:
            return Syncing(library, bridge).run()

    def ours(self) -> Took:
        """A sync of the home."""
        with closing(self._library()) as library:
            return self._took(lambda: self._over(library))

    def grade_all(self) -> None:
        """An event for each card, on some twenty study days up to yesterday."""
        self._clock = Clock(datetime.now(UTC))
        with closing(self._library()) as library:
            decks = readings.shown_decks(library.readings)
            ids = [card for deck in decks for card in readings.card_ids(library.readings, deck)]
            for day in range(_DAYS):
                drafts = [blank_event(EventKind.GRADED, card)._replace(grade=4) for card in ids[day::_DAYS]]
                stamp = Clock(datetime.now(UTC) - timedelta(days=_DAYS - day)).stamp()
                library.database.record(stamp, drafts)

    def theirs(self, change: Callable[[Collection], None] | None = None) -> Took:
        """Anki's own sync of the other client; what is changed before, and opening it, are not timed."""
        with closing(Collection(self._peer)) as collection:
            if change is None:
                answer = collection.sync_collection(self._auth, sync_media=False)
                if answer.required == answer.FULL_DOWNLOAD:
                    collection.close_for_full_sync()
                    collection.full_upload_or_download(auth=self._auth, server_usn=None, upload=False)
                    collection.reopen(after_full_sync=True)
            else:
                change(collection)
            return self._took(lambda: collection.sync_collection(self._auth, sync_media=False))

    def _anki(self) -> None:
        """The home's collection opened, synchronised by Anki alone, closed."""
        with closing(Collection(str(self._home.bridge / "collection.anki2"))) as collection:
            collection.sync_collection(self._auth, sync_media=False)

    def quiet(self) -> tuple[Took, Took]:
        """Ours and Anki's with nothing new, in turn; what the server takes is the same, and too little to be seen."""
        ours, theirs = [], []
        with closing(self._library()) as library:
            self._over(library)
            for _ in range(_ROUNDS):
                ours.append(self._took(lambda: self._over(library), with_server=False))
                theirs.append(self._took(self._anki, with_server=False))
        return median(ours), median(theirs)


def touch_cards(collection: Collection) -> None:
    """Change every card of ours."""
    cards = [collection.get_card(number) for number in collection.find_cards(_OURS)]
    for card in cards:
        card.due += 1
    collection.update_cards(cards, skip_undo_entry=True)


def touch_notes(collection: Collection, search: str) -> None:
    """Change the notes that a search finds."""
    notes = [collection.get_note(number) for number in collection.find_notes(search)]
    for note in notes:
        note["Spare 1"] += "x"
    collection.update_notes(notes, skip_undo_entry=True)


def touch_as_many(collection: Collection) -> None:
    """A card for each due date, and a note for each event."""
    touch_cards(collection)
    touch_notes(collection, _OURS)


def touch_the_same(collection: Collection) -> None:
    """A card for each due date, and the few notes in which the events travel."""
    touch_cards(collection)
    touch_notes(collection, _SEGMENTS)


def main() -> None:
    """Measure, print, and end with 1 where a budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=10_000)
    cards = parser.parse_args().cards
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder) / "server") as server:
        bench = Bench(Path(folder), server, cards)
        print(f"first sync of {cards} cards: {bench.ours()}")
        bench.ours()
        bench.grade_all()
        ours = bench.ours()
        bench.theirs()
        theirs = bench.theirs(touch_as_many)
        same = bench.theirs(touch_the_same)
        quiet, anki = bench.quiet()
    print(f"the same cards, and notes of the same size: {same}; ours {ours.cpu / same.cpu:.2f} times")
    kept = [
        _told(f"{cards} due dates and events", ours, theirs, _MOST_CHANGED),
        _told("nothing new", quiet, anki, _MOST_QUIET),
    ]
    sys.exit(0 if all(kept) else 1)


def _told(what: str, ours: Took, theirs: Took, most: float) -> bool:
    """Print a budget; return whether it is kept."""
    found = ours.cpu / theirs.cpu
    print(f"{what}: {ours}; Anki's: {theirs}; {found:.2f} times, at most {most}")
    return found <= most


if __name__ == "__main__":
    main()
