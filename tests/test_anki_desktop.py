"""The open Anki through AnkiConnect: a stand-in on loopback gives the answers that the add-on's own code gives."""

from __future__ import annotations

import json
import socket
import threading
import zipfile
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki.desktop import Desktop
from flashcards.anki.notes import guid_for_name
from flashcards.errors import AccessError
from tests.build import deck, story
from tests.conftest import Home
from tests.examples import every, for_each
from tests.packages import Answer, Answered, collection

AT = 1_795_600_000_000
GRANTED = {"permission": "granted", "requireApikey": False, "version": 6}
NOTE = {
    "noteId": 1,
    "tags": ["mine"],
    "fields": {"Question": {"value": "Other?", "order": 0}, "Card id": {"value": "shop/one", "order": 17}},
    "modelName": "STAR story (flashcards)",
    "cards": [101],
}
ROWS = [
    {"id": AT, "usn": -1, "ease": 3, "ivl": -600, "lastIvl": -60, "factor": 0, "time": 9000, "type": 0},
    {"id": AT + 1, "usn": -1, "ease": 1, "ivl": -60, "lastIvl": -60, "factor": 0, "time": 9000, "type": 0},
]
# as recorded of version 6 of the add-on
ANSWERS: dict[str, Any] = {
    "requestPermission": GRANTED,
    "importPackage": True,
    "sync": None,
    "findNotes": [1],
    "notesInfo": [NOTE],
    "getReviewsOfCards": {"101": ROWS},
    "addTags": None,
}


class StandIn:
    """Listens as AnkiConnect does; ``answers`` are results by action, ``raw`` is sent for everything instead."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = dict(ANSWERS)
        self.errors: dict[str, str] = {}
        self.raw: bytes | None = None
        self.status = 200
        self.asked: list[Mapping[str, Any]] = []
        self.packages: list[list[str]] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                data = stand_in.answer(question)
                self.send_response(stand_in.status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, question: Mapping[str, Any]) -> bytes:
        """The answer to a question, which is kept."""
        self.asked.append(question)
        action = question["action"]
        if action == "importPackage":
            with zipfile.ZipFile(question["params"]["path"]) as package:
                self.packages.append(package.namelist())
            self.answers["notesInfo"] = [{**note, "tags": ["theme::calm"]} for note in self.answers["notesInfo"]]
        error = self.errors.get(action)
        if self.raw is not None:
            return self.raw
        return json.dumps({"result": None if error else self.answers[action], "error": error}).encode()

    @property
    def actions(self) -> list[str]:
        """What was asked, in order."""
        return [question["action"] for question in self.asked]


@pytest.fixture
def anki():
    """An open Anki."""
    stand_in = StandIn()
    yield stand_in
    stand_in.server.shutdown()
    stand_in.server.server_close()


@pytest.fixture
def shop(home: Home) -> Home:
    """A home with one card."""
    home.now = "2026-11-28T12:00+00:00"
    home.write_deck(deck("Shop", story("Was it one? {#one}")))
    return home


def told(home: Home, device: str = "anki") -> list[dict[str, Any]]:
    """What came from Anki."""
    return [each for each in home.log() if each["device"] == device]


def exported(home: Home) -> int:
    """How many texts the log says that Anki was handed."""
    return sum(each["kind"] == "exported" for each in home.log())


def test_answers_come_from_the_open_anki_once(shop: Home, anki: StandIn):
    """The same events as from a file of the same collection, so that neither adds to the other."""
    assert "Took in 2 answers on 1 card from Anki." in shop.ok("anki", "pull", "--url", anki.url)
    assert anki.actions == ["requestPermission", "findNotes", "notesInfo", "getReviewsOfCards"]
    assert "Nothing new in Anki (2 were here already)." in shop.ok("anki", "pull", "--url", anki.url)
    assert [each["id"] for each in told(shop)] == [f"anki-{AT + n}-{guid_for_name('shop/one')}" for n in (0, 1)]
    file = shop.path.parent / "collection.anki2"
    rows = [Answer(AT, 3, -600, 0, 9000, 0), Answer(AT + 1, 1, -60, 0, 9000, 0)]
    file.write_bytes(collection([Answered("shop/one", rows)]))
    other = Home(shop.path.parent / "other", now=shop.now)
    other.write_deck((shop.path / "decks" / "shop.md").read_text())
    other.ok("anki", "pull", str(file))
    assert told(other) == told(shop)


def test_a_push_is_an_import_that_the_log_knows_of(shop: Home, anki: StandIn):
    """The package that `export` writes, once it was imported."""
    anki.answers.update(findNotes=[], notesInfo=[])
    assert shop.ok("anki", "push", "--url", anki.url) == "1 note (1 new) -> Anki\n"
    assert anki.actions == ["requestPermission", "findNotes", "importPackage"]
    assert anki.packages[0][0] == "collection.anki2"
    assert not Path(anki.asked[2]["params"]["path"]).exists()
    assert exported(shop) == 1
    assert shop.ok("anki", "push", "--url", anki.url) == "1 note (nothing changed) -> Anki\n"


def test_a_push_puts_back_the_tags_that_an_import_drops(shop: Home, anki: StandIn):
    """The user's own, with one question for all notes that had the same; those of ours follow the deck."""
    tagged = [(1, ["mine", "theme::old"]), (2, ["Mine::too", "mine"]), (3, ["mine"]), (4, ["Theme::old"])]
    anki.answers.update(notesInfo=[{**NOTE, "noteId": number, "tags": tags} for number, tags in tagged])
    shop.ok("anki", "push", "--url", anki.url)
    added = [question["params"] for question in anki.asked if question["action"] == "addTags"]
    assert added == [{"notes": [1, 3], "tags": "mine"}, {"notes": [2], "tags": "Mine::too mine"}]


@pytest.mark.parametrize("fails", ["result", "error"])
def test_a_push_that_anki_refuses_is_no_export(shop: Home, anki: StandIn, failing, fails: str):
    """The next one is the first again."""
    if fails == "error":
        anki.errors["importPackage"] = "collection is not available"
    anki.answers["importPackage"] = False
    line = failing(1, "anki", "push", "--url", anki.url)
    assert ("collection is not available" in line) == (fails == "error")
    assert exported(shop) == 0


def test_anki_synchronises_before_a_pull_and_after_a_push(shop: Home, anki: StandIn):
    """Where it is asked for."""
    shop.ok("anki", "pull", "--sync", "--url", anki.url)
    shop.ok("anki", "push", "--sync", "--url", anki.url)
    assert anki.actions[1] == anki.actions[-1] == "sync"


def test_address_and_key_can_be_set_for_both(shop: Home, anki: StandIn):
    """In the table [anki] of the settings; the key goes with every question."""
    (shop.path / "config.toml").write_text(f'[anki]\nurl = "{anki.url}"\nkey = "secret"\nsync = true\n')
    result = shop.run("anki", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert {question["key"] for question in anki.asked} == {"secret"}
    assert "sync" in anki.actions


REFUSALS: dict[str, tuple[int, Callable[[StandIn], object], str]] = {
    "no permission": (1, lambda anki: anki.answers.update(requestPermission={"permission": "denied"}), "say yes"),
    "an origin that is not allowed": (1, lambda anki: setattr(anki, "status", 403), "say yes"),
    "a key is needed": (1, lambda anki: anki.errors.update(findNotes="valid api key must be provided"), "--key"),
    "another error": (1, lambda anki: anki.errors.update(findNotes="\x1b[31mred"), "Anki says"),
    "too old": (4, lambda anki: anki.answers.update(requestPermission={**GRANTED, "version": 5}), "too old"),
    "an action that it lacks": (4, lambda anki: anki.errors.update(findNotes="unsupported action"), "too old"),
}
STRANGE: dict[str, Callable[[StandIn], object]] = {
    "a page": lambda anki: setattr(anki, "raw", b"<html>"),
    "nothing": lambda anki: setattr(anki, "raw", b""),
    "too much": lambda anki: setattr(anki, "raw", b'{"result": 1, "error": null}' + b" " * 20_000_001),
    "nested deep": lambda anki: setattr(anki, "raw", b"[" * 200_000),
    "no object": lambda anki: setattr(anki, "raw", b"[]"),
    "another status": lambda anki: setattr(anki, "status", 404),
    "a redirection": lambda anki: setattr(anki, "status", 302),
    "no permission at all": lambda anki: anki.answers.update(requestPermission=[]),
    "numbers that are none": lambda anki: anki.answers.update(findNotes=["x"]),
    "too many numbers": lambda anki: anki.answers.update(findNotes=[1] * 200_001),
    "notes without a number": lambda anki: anki.answers.update(notesInfo=[{**NOTE, "noteId": None}]),
    "notes that are none": lambda anki: anki.answers.update(notesInfo=[5]),
    "fields that are none": lambda anki: anki.answers.update(notesInfo=[{**NOTE, "fields": {"a": 5}}]),
    "values that are none": lambda anki: anki.answers.update(notesInfo=[{**NOTE, "fields": {"a": {"value": 5}}}]),
    "tags that are none": lambda anki: anki.answers.update(notesInfo=[{**NOTE, "tags": "x"}]),
    "cards that are none": lambda anki: anki.answers.update(notesInfo=[{**NOTE, "cards": [True]}]),
    "reviews that are none": lambda anki: anki.answers.update(getReviewsOfCards={"101": [{}]}),
    "reviews of another form": lambda anki: anki.answers.update(getReviewsOfCards=[]),
    "a number of another kind": lambda anki: anki.answers.update(getReviewsOfCards={"101": [{**ROWS[0], "ease": "3"}]}),
    "too many reviews": lambda anki: anki.answers.update(getReviewsOfCards={"7": [0] * 200_001}),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_one_line_with_what_to_do(shop: Home, anki: StandIn, failing, what: str):
    """Exit 1 where somebody says no, 4 where something is missing; nothing changes."""
    code, prepare, said = REFUSALS[what]
    prepare(anki)
    assert said in failing(code, "anki", "pull", "--url", anki.url)
    assert told(shop) == []


@pytest.mark.parametrize("what", every(2, [*STRANGE]))
def test_an_answer_that_is_none_of_ankiconnects_is_refused(shop: Home, anki: StandIn, failing, what: str):
    """Exit 3; nothing of it is taken."""
    STRANGE[what](anki)
    assert "not as AnkiConnect answers" in failing(3, "anki", "pull", "--url", anki.url)
    assert told(shop) == []


def unused() -> str:
    """An address on loopback where nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.mark.parametrize("command", ["pull", "push"])
def test_where_nothing_listens_is_said_how_to_install_the_add_on(shop: Home, failing, command: str):
    """With its number; exit 4, and no export is noted."""
    line = failing(4, "anki", command, "--url", unused())
    assert "start Anki" in line
    assert "code 2055492159" in line
    assert exported(shop) == 0


def test_an_answer_that_never_ends_is_waited_for_so_long():
    """What listens may say nothing at all."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        desktop = Desktop(f"http://127.0.0.1:{silent.getsockname()[1]}", None, seconds=0.1)
        with pytest.raises(AccessError, match=r"within 0\.1 s"):
            desktop.request_permission()


@for_each("url", ["ftp://127.0.0.1", "127.0.0.1:8765", "http://", "http://127.0.0.1:x", "http://[::1", "http://a..b:1"])
def test_an_address_that_is_none_is_wrong_usage(shop: Home, failing, url: str):
    """Exit 2."""
    assert "is no address of AnkiConnect" in failing(2, "anki", "pull", "--url", url)


def test_of_two_notes_of_one_name_the_older_is_ours(shop: Home, anki: StandIn):
    """A copy that the user made in Anki is the user's; so is a note that has gone meanwhile."""
    copy = {**NOTE, "noteId": 2, "cards": [102]}
    anki.answers.update(findNotes=[2, 1], notesInfo=[NOTE, {}, copy])
    shop.ok("anki", "pull", "--url", anki.url)
    assert anki.asked[-1]["params"] == {"cards": ["101"]}
    assert anki.asked[-2]["params"] == {"notes": [1, 2]}


def test_without_an_address_only_loopback_is_asked(shop: Home, monkeypatch: pytest.MonkeyPatch, failing):
    """Whatever the environment says of proxies."""
    asked = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setattr(socket, "create_connection", connect)
    failing(4, "anki", "pull")
    assert asked == [("127.0.0.1", 8765)]
