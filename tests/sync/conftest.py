"""A server, homes and a phone; what they do takes place now, since Anki reads no clock but its own."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.anki_server import PASSWORD, USER, Server
from flashcards.home.clock import Clock
from flashcards.home.home import Home as FlashcardsHome
from flashcards.home.library import open_library
from flashcards.schedule.events import EventKind, blank_event
from tests.build import deck, story
from tests.conftest import Home


def at(days: float = 0) -> str:
    """A time so many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="milliseconds")


def study_day() -> date:
    """The day of now, which begins at four in the morning, here as in Anki."""
    return (datetime.now(UTC) - timedelta(hours=4)).date()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that knows one user, whose password is at hand."""
    monkeypatch.setenv("FLASHCARDS_SYNC_PASSWORD", PASSWORD)
    with Server(tmp_path / "server") as running:
        yield running


class Machine(Home):
    """A home that syncs, with the time of now unless a command says otherwise."""

    def run(self, *args: str, typed: str | bytes | None = None, now: str | None = None) -> Any:
        return super().run(*args, typed=typed, now=now or at())

    def set_up(self, server: Server) -> str:
        """The first sync."""
        return self.ok("sync", "--server", server.url, "--user", USER)

    def sync(self) -> str:
        """A later one."""
        return self.ok("sync")

    def grade(self, card: str, grade: int, days: float = 0) -> None:
        """A grade of any card, due or not, so many days from now."""
        clock = Clock(datetime.fromisoformat(at(days)))
        library = open_library(FlashcardsHome(self.path), clock, must_write=True)
        draft = blank_event(EventKind.GRADED, card)._replace(grade=grade)
        library.database.record(clock.stamp(), [draft])
        library.close()

    def start_sync(self, **options: Any) -> subprocess.Popen[str]:
        """A sync in a process of its own, which is about to ask the server for the first time."""
        run = [sys.executable, "-m", "tests.sync.killed", "--home", str(self.path), "--now", at(), "sync"]
        process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        return process

    def is_killed_in_sync(self, seconds: float) -> bool:
        """Begin a sync, and kill it after that time; whether it had not ended by then."""
        process = self.start_sync()
        time.sleep(seconds)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def cards(self) -> list[str]:
        """The ids of the cards."""
        return [row["card"] for row in self.json("list")]

    def days(self) -> dict[str, str]:
        """The day on which ``list`` says that each card is shown that was rehearsed and is not suspended."""
        return {row["card"]: row["due"] for row in self.json("list") if row["due"] and not row["suspended"]}

    def due(self) -> set[str]:
        """The ids of the cards that ``list`` says are due, and that are not suspended."""
        return {row["card"] for row in self.json("list") if row["state"] == "due" and not row["suspended"]}


class Phone:
    """Another client of Anki's, with a collection of its own."""

    def __init__(self, folder: Path, server: Server) -> None:
        from anki.collection import Collection

        folder.mkdir(parents=True, exist_ok=True)
        self.collection = Collection(str(folder / "collection.anki2"))
        self._auth = self.collection.sync_login(USER, PASSWORD, server.url)

    def sync(self) -> None:
        """As a phone does: an empty one downloads, an empty server is given all."""
        from anki.sync_pb2 import SyncCollectionResponse as Answer

        found = self.collection.sync_collection(self._auth, sync_media=False)
        if found.required in (Answer.NO_CHANGES, Answer.NORMAL_SYNC):
            return
        assert found.required in (Answer.FULL_DOWNLOAD, Answer.FULL_UPLOAD)
        self.collection.close_for_full_sync()
        upload = found.required == Answer.FULL_UPLOAD
        self.collection.full_upload_or_download(auth=self._auth, server_usn=None, upload=upload)
        self.collection.reopen(after_full_sync=True)

    def replace_all(self) -> None:
        """Change a note type so that only a whole upload is left, and make it."""
        model = self.collection.models.by_name("Basic")
        assert model is not None
        self.collection.models.add_field(model, self.collection.models.new_field("More"))
        self.collection.models.update_dict(model)
        self.collection.close_for_full_sync()
        self.collection.full_upload_or_download(auth=self._auth, server_usn=None, upload=True)
        self.collection.reopen(after_full_sync=True)

    def card(self, card: str) -> Any:
        """The card of that id."""
        (number,) = self.collection.find_cards(f'"Card id:{card}"')
        return self.collection.get_card(number)

    def answer(self, card: str, ease: int) -> None:
        """Answer a card: 1 again, 2 hard, 3 good, 4 easy."""
        found = self.card(card)
        found.start_timer()
        states = self.collection._backend.get_scheduling_states(found.id)
        rating = self.collection.sched.build_answer(card=found, states=states, rating=ease - 1)
        self.collection.sched.answer_card(rating)

    def notes(self, search: str) -> list[Any]:
        """The notes that a search finds."""
        return [self.collection.get_note(number) for number in self.collection.find_notes(search)]

    def log_notes(self) -> list[Any]:
        """The notes that carry the log."""
        return self.notes('note:"flashcards log"')

    def edit(self, note: Any, field: str, text: str) -> None:
        """Write into a field, as a user does."""
        note[field] = text
        self.collection.update_note(note)

    def add_foreign(self, count: int) -> None:
        """Notes of the user's own, with tags."""
        from anki.collection import AddNoteRequest

        kind = self.collection.models.by_name("Basic")
        deck = self.collection.decks.id("History")
        assert kind
        assert deck
        requests = []
        for number in range(count):
            note = self.collection.new_note(kind)
            note["Front"], note["Back"], note.tags = f"Question {number}", f"Answer <b>{number}</b>", ["mine"]
            requests.append(AddNoteRequest(note, deck))
        self.collection.add_notes(requests)

    def foreign_digest(self) -> str:
        """Of every row of the notes that are not ours, of their cards and reviews."""
        db = self.collection.db
        assert db
        notes = "from notes n where n.mid not in (select id from notetypes where name like '%flashcards%')"
        cards = f"from cards where nid in (select n.id {notes})"
        queries = (
            f"select n.id, n.guid, n.mid, n.mod, n.tags, n.flds, n.flags {notes} order by n.id",
            f"select id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, data {cards} order by id",
            f"select * from revlog where cid in (select id {cards}) order by id",
        )
        return hashlib.sha256(repr([db.all(query) for query in queries]).encode()).hexdigest()

    def names(self, search: str = "") -> list[str]:
        """By what it knows those of our cards that a search finds."""
        numbers = self.collection.find_cards(f'"Card id:_*" {search}')
        return [self.collection.get_card(number).note()["Card id"] for number in numbers]

    def due(self, home: Home) -> set[str]:
        """The ids of our cards that it shows as due, as they are called at a home."""
        called = self._called(home)
        return {called[name] for name in self.names("is:due")}

    def days(self, home: Home) -> dict[str, str]:
        """The day on which it shows each of our cards that was answered and is not suspended."""
        schedule, called = self.collection.sched, self._called(home)
        first = datetime.fromtimestamp(schedule.day_cutoff - 12 * 60 * 60).date() - timedelta(days=schedule.today)
        names = self.names("-is:new -is:suspended")
        return {called[name]: (first + timedelta(days=self.card(name).due)).isoformat() for name in names}

    @staticmethod
    def _called(home: Home) -> dict[str, str]:
        """How a home calls the cards now, by the names that they have here."""
        events, shown = home.log(), {row["card"] for row in home.json("list")}
        renames = [{event["card"], event["payload"]["to"]} for event in events if event["kind"] == "renamed"]
        called = {event["payload"]["name"]: {event["card"]} for event in events if event["kind"] == "exported"}
        for ids in called.values():
            while more := [pair for pair in renames if len(pair & ids) == 1]:
                ids.update(*more)
        return {name: card for name, ids in called.items() for card in ids & shown}

    def close(self) -> None:
        """Let go of the collection."""
        self.collection.close()


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str], Machine]:
    """Makes homes, each with the same deck of six stories."""

    def make(name: str) -> Machine:
        found = Machine(tmp_path / name)
        found.write_deck(deck("Shop", *(story(f"Question {word}?") for word in WORDS)))
        return found

    return make


WORDS = ("one", "two", "three", "four", "five", "six")


@pytest.fixture
def another(tmp_path: Path, server: Server) -> Iterator[Callable[[str], Phone]]:
    """Makes more phones."""
    made: list[Phone] = []

    def make(name: str) -> Phone:
        made.append(Phone(tmp_path / name, server))
        made[-1].sync()
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def phone(tmp_path: Path, server: Server) -> Iterator[Phone]:
    """A phone that has not synced yet."""
    found = Phone(tmp_path / "phone", server)
    yield found
    found.close()
