"""What goes wrong between homes and a server: one line, its exit code, and nothing lost."""

from __future__ import annotations

import base64
import json
import resource
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from backports import zstd

from benchmarks.anki_server import PASSWORD, USER, Server
from flashcards.anki.log_notes import LOG_MODEL_ID
from flashcards.errors import AccessError
from flashcards.sync.engine import Bridge
from tests.sync.conftest import WORDS, Machine

pytestmark = pytest.mark.sync
ONE, TWO, THREE, FOUR, *_ = CARDS = [f"shop/question-{word}" for word in WORDS]


def refused(home: Machine, *args: str) -> tuple[int, str]:
    """The exit code of a command that fails, and its one line."""
    result = home.run(*args)
    (line,) = result.stderr.splitlines()
    return result.exit_code, line


def meet(*homes: Machine) -> None:
    """All sync until all have everything, and hold the same."""
    for home in (*homes, *homes):
        home.sync()
    for home in homes[1:]:
        assert home.log() == homes[0].log()
        assert home.json("list") == homes[0].json("list")
    assert all(home.json("doctor")["ok"] for home in homes)


def grades(home: Machine) -> int:
    """How many grades a log holds, whatever they count as."""
    return sum(event["grade"] is not None for event in home.log())


def test_a_wrong_password_is_told_and_nothing_is_kept(server, machine, monkeypatch):
    """Exit 1; neither a key nor a collection is there, and the next try is asked as the first was."""
    laptop = machine("laptop")
    monkeypatch.setenv("FLASHCARDS_SYNC_PASSWORD", "wrong")
    code, line = refused(laptop, "sync", "--server", server.url, "--user", USER)
    assert code == 1
    assert "refuses the user or the password" in line
    assert not (laptop.path / "bridge").exists()
    assert refused(laptop, "sync")[0] == 1
    monkeypatch.setenv("FLASHCARDS_SYNC_PASSWORD", PASSWORD)
    laptop.set_up(server)


def test_a_key_that_the_server_knows_no_more_is_told(server, machine):
    """Exit 1, with what asks for the password again."""
    laptop = machine("laptop")
    laptop.set_up(server)
    kept = laptop.path / "bridge" / "account.json"
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "key": "0" * 40}))
    code, line = refused(laptop, "sync")
    assert code == 1
    assert "`flashcards sync --server URL --user NAME` asks anew" in line
    laptop.set_up(server)
    laptop.sync()


def test_a_server_that_is_gone_is_told_and_what_was_done_goes_out_later(server, machine):
    """Exit 4, at the first sync and at a later one."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.set_up(server)
    server.kill()
    assert refused(desktop, "sync", "--server", server.url, "--user", USER)[0] == 4
    laptop.grade(ONE, 4)
    code, line = refused(laptop, "sync")
    assert (code, "does not answer" in line) == (4, True)
    server.start()
    desktop.set_up(server)
    meet(laptop, desktop)
    assert grades(desktop) == 1


def test_a_server_killed_in_mid_sync_loses_nothing(server, machine):
    """At whatever moment: the sync ends by 0 or 4, and the next one brings everything."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.set_up(server)
    desktop.set_up(server)
    ended = set()
    for number in range(8):
        laptop.grade(CARDS[number % 6], number % 6)
        process = laptop.start_sync()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.01 * number)
        server.kill()
        _, errors = process.communicate()
        ended.add(process.returncode)
        assert "Traceback" not in errors
        server.start()
    assert 4 in ended <= {0, 4}
    meet(laptop, desktop)
    assert grades(desktop) == 8


@pytest.mark.parametrize("share", [8, 3])
def test_a_full_disk_is_told_and_nothing_is_lost(server, machine, share):
    """Exit 4, met when the collection is opened or in mid-sync; with room again everything arrives."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.set_up(server)
    for number in range(40):
        laptop.grade(CARDS[number % 6], number % 6)
    size = (laptop.path / "bridge" / "collection.anki2").stat().st_size

    def no_room() -> None:
        # What 40 grades write comes to half of the collection, give or take: less than that is never enough.
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // share, size // share))

    process = laptop.start_sync(preexec_fn=no_room)
    _, errors = process.communicate()
    assert process.returncode == 4, errors
    (line,) = errors.splitlines()
    assert "is the disk full?" in line
    desktop.set_up(server)
    meet(laptop, desktop)
    assert grades(desktop) == 40


class _Late(BaseHTTPRequestHandler):
    """Passes everything on to a server, but says that it is seven minutes later than that does."""

    server_port_behind: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)) or self._chunks()
        headers = {name: value for name, value in self.headers.items() if name.lower() != "transfer-encoding"}
        with closing(HTTPConnection("127.0.0.1", self.server_port_behind)) as behind:
            behind.request("POST", self.path, body, headers)
            answer = behind.getresponse()
            data, size = answer.read(), answer.headers.get("anki-original-size")
        if self.path.endswith("/meta"):
            said = json.loads(zstd.decompress(data))
            raw = json.dumps({**said, "ts": said["ts"] + 420}).encode()
            data, size = zstd.compress(raw), str(len(raw))
        self.send_response(answer.status)
        self.send_header("content-length", str(len(data)))
        if size:
            self.send_header("anki-original-size", size)
        self.end_headers()
        self.wfile.write(data)

    def _chunks(self) -> bytes:
        found = b""
        while size := int(self.rfile.readline() or b"0", 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def late(server: Server) -> Iterator[str]:
    """The address of a server whose clock is seven minutes ahead."""
    handler = type("Late", (_Late,), {"server_port_behind": server.port})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


def test_a_clock_that_is_off_is_one_line(late, machine):
    """Exit 4."""
    code, line = refused(machine("laptop"), "sync", "--server", late, "--user", USER)
    assert (code, "over 5 minutes apart" in line) == (4, True), line


def as_data(text: str) -> str:
    """A text in the form of a segment."""
    return base64.b85encode(zlib.compress(text.encode())).decode()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("Data", lambda data: data[: len(data) // 2]),
        ("Data", lambda data: f"<p>{data}</p>"),
        ("Data", lambda _: as_data('{"events": [{"id": "../../x", "at": 99999999999999999999}]}')),
        ("Data", lambda _: as_data("[" * 50_000)),
        ("Data", lambda _: ""),
        ("Segment", lambda _: "my notes"),
    ],
)
def test_a_segment_cut_hostile_or_edited_is_not_taken_and_is_put_back(server, machine, phone, field, change):
    """Another home says so in a line; the one whose it is puts it back, and all hold the same again."""
    laptop, desktop = machine("laptop"), machine("desktop")
    for number in range(12):
        laptop.grade(CARDS[number % 6], number % 6)
    laptop.set_up(server)
    phone.sync()
    (note,) = phone.log_notes()
    phone.edit(note, field, change(note[field]))
    phone.sync()
    result = desktop.run("sync", "--server", server.url, "--user", USER)
    assert result.exit_code == 0, result.output
    assert "nothing of it was taken" in result.stderr
    assert grades(desktop) == 0
    laptop.grade(ONE, 5)
    meet(laptop, desktop)
    assert grades(desktop) == 13
    assert desktop.run("sync").stderr == laptop.run("sync").stderr == ""


def test_segments_deleted_on_the_phone_are_put_back(server, machine, phone):
    """With our notes, too: what is deleted there alone is here still."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    desktop.set_up(server)
    desktop.grade(TWO, 4)
    desktop.sync()
    phone.sync()
    phone.collection.remove_notes([note.id for note in (*phone.log_notes(), *phone.notes("deck:Shop"))])
    phone.sync()
    laptop.sync()
    phone.sync()
    assert len(phone.notes("deck:Shop")) == len(WORDS)
    assert phone.card(ONE).type == 2
    third = machine("third")
    third.set_up(server)
    meet(third, laptop, desktop)
    assert grades(third) == 2


@pytest.fixture
def copies(server, machine):
    """A home that had synced, and a copy of it; both have rehearsed since."""
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    copied = Machine(laptop.path.with_name("copied"))
    shutil.copytree(laptop.path, copied.path)
    laptop.grade(TWO, 5)
    copied.grade(THREE, 3)
    return laptop, copied


def test_a_copied_home_becomes_a_device_of_its_own(copies):
    """Both rehearsed since: nothing is lost or counted twice, and `undo` is each one's own."""
    laptop, copied = copies
    laptop.sync()
    said = copied.run("sync")
    assert "from now on this one is a device of its own" in said.stderr
    meet(laptop, copied)
    devices = {row["device"] for row in copied.json("sync", "--status")}
    assert len(devices) == 2
    assert grades(laptop) == 3
    copied.grade(FOUR, 1)
    assert "question-four" in copied.ok("undo")
    meet(copied, laptop)


@pytest.mark.parametrize("later", [0, 1])
def test_two_copies_that_write_one_segment_at_once_lose_nothing(copies, monkeypatch, later):
    """Each wrote before it knew of the other, whichever was later: the one whose text was lost writes it again."""
    from anki.collection import Collection

    def breaks_off(_: Bridge) -> None:
        raise AccessError("it broke off")

    laptop, copied = copies
    # what each wrote waits in its own bridge, as a server leaves it that goes away in mid-sync
    with monkeypatch.context() as broken:
        broken.setattr(Bridge, "send", breaks_off)
        assert refused(laptop, "sync")[0] == refused(copied, "sync")[0] == 4
    with closing(Collection(str(copies[later].path / "bridge" / "collection.anki2"))) as bridge:
        bridge.db.execute("update notes set mod = mod + 60 where mid = ? and usn = -1", LOG_MODEL_ID)
    meet(laptop, copied)
    meet(copied, laptop)
    assert grades(laptop) == 3


def test_a_home_that_went_back_to_a_backup_gets_everything_again(server, machine, tmp_path):
    """What it lost is in its own segments."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    laptop.ok("backup", str(tmp_path / "kept.db"))
    laptop.grade(TWO, 5)
    laptop.sync()
    laptop.ok("restore", str(tmp_path / "kept.db"), "--yes")
    assert grades(laptop) == 1
    laptop.grade(THREE, 2)
    laptop.sync()
    assert grades(laptop) == 3
    desktop.set_up(server)
    meet(laptop, desktop)


def test_a_new_server_is_given_everything(server, machine, phone, tmp_path):
    """One that was wiped has no card, so it may be given the user's whole collection, others' notes with it."""
    phone.add_foreign(5)
    phone.sync()
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    server.kill()
    shutil.rmtree(tmp_path / "server")
    server.start()
    laptop.grade(TWO, 4)
    laptop.sync()
    desktop = machine("desktop")
    desktop.set_up(server)
    assert grades(desktop) == 2
    meet(laptop, desktop)


def test_a_phone_that_replaces_all_of_the_server_loses_nothing_of_ours(server, machine, phone):
    """A change of its note types forces that: the homes download, and derive what is theirs from their logs again."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    desktop.set_up(server)
    phone.sync()
    desktop.grade(TWO, 3)
    desktop.sync()
    phone.answer(THREE, 3)
    phone.replace_all()
    laptop.grade(FOUR, 2)
    meet(laptop, desktop)
    assert grades(laptop) == 4
    phone.sync()
    assert phone.due(laptop) == laptop.due()


def test_a_damaged_bridge_is_made_anew(server, machine):
    """It is disposable: what it held is on the server or in the log."""
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    (laptop.path / "bridge" / "collection.anki2").write_bytes(b"no database" * 1000)
    laptop.grade(TWO, 4)
    laptop.sync()
    shutil.rmtree(laptop.path / "bridge")
    laptop.grade(THREE, 4)
    desktop = machine("desktop")
    laptop.set_up(server)
    desktop.set_up(server)
    meet(laptop, desktop)
    assert grades(desktop) == 3


def test_a_second_sync_of_one_home_waits_its_turn(server, machine):
    """Exit 5 while another one runs."""
    from anki.collection import Collection

    laptop = machine("laptop")
    laptop.set_up(server)
    held = Collection(str(laptop.path / "bridge" / "collection.anki2"))
    try:
        assert refused(laptop, "sync")[0] == 5
    finally:
        held.close()
    laptop.sync()


def test_answers_with_a_time_to_come_wait(server, machine, phone):
    """They are named, and taken in once their time has come."""
    laptop = machine("laptop")
    laptop.set_up(server)
    phone.sync()
    phone.answer(ONE, 3)
    phone.sync()
    result = laptop.run("sync", now="2026-01-01T12:00+00:00")
    assert "a time still to come" in result.stderr
    assert grades(laptop) == 0
    laptop.sync()
    assert grades(laptop) == 1
