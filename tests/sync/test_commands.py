"""What `sync` says, keeps, asks and forgets."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys

import pytest

from benchmarks.anki_server import PASSWORD, USER, Server
from flashcards.errors import AccessError
from tests.sync.conftest import WORDS, Phone, at

pytestmark = pytest.mark.sync
ONE, TWO, *_ = (f"shop/question-{word}" for word in WORDS)


def test_only_the_key_is_kept_for_the_users_eyes_alone(server, machine):
    """The password is in no file of the home; the folder, the key and the collection are private."""
    laptop = machine("laptop")
    laptop.set_up(server)
    files = [path for path in laptop.path.rglob("*") if path.is_file()]
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]
    bridge = laptop.path / "bridge"
    assert stat.S_IMODE(bridge.stat().st_mode) == 0o700
    for name in ("account.json", "collection.anki2"):
        assert stat.S_IMODE((bridge / name).stat().st_mode) == 0o600


def test_what_came_and_what_went_is_said(server, machine, phone):
    """In one line each; where nothing did, that."""
    laptop, desktop = machine("laptop"), machine("desktop")
    laptop.grade(ONE, 4, -2)
    assert "Out: 7 events, 6 notes, when 1 card is due." in laptop.set_up(server)
    assert laptop.sync() == "Nothing new on either side.\n"
    assert "In: 7 events of 1 device." in desktop.set_up(server)
    phone.sync()
    phone.answer(TWO, 3)
    phone.sync()
    assert "In: 1 answer from Anki." in desktop.sync()
    assert "In: 1 event of 1 device." in laptop.sync()


def test_the_devices_are_told(server, machine):
    """This one first, when each was heard of, how many events it handed over, and how many wait here."""
    laptop, desktop = machine("laptop"), machine("desktop")
    assert [(row["at"], row["events"], row["waiting"]) for row in laptop.json("sync", "--status")] == [(None, 0, 0)]
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    desktop.grade(TWO, 4)
    desktop.set_up(server)
    laptop.sync()
    laptop.grade(TWO, 3)
    own, other = laptop.json("sync", "--status")
    assert (own["events"], own["waiting"]) == (7, 1)
    assert (other["events"], other["waiting"]) == (1, 0)
    assert own["at"][:10] == other["at"][:10] == at()[:10]
    head, first, _ = laptop.ok("sync", "--status").splitlines()
    assert ("last heard of" in head, "(this one)" in first) == (True, True)


def test_the_day_of_the_last_sync_is_said(server, machine):
    """By `flashcards` alone, and only where one is set up."""
    laptop = machine("laptop")
    assert "Sync" not in laptop.ok()
    laptop.set_up(server)
    assert "Sync: the last was today\n" in laptop.ok()
    assert "Sync: the last was yesterday\n" in laptop.ok(now=at(1))
    laptop.ok("sync", "--forget")
    assert "Sync" not in laptop.ok()


def test_forgetting_deletes_here_and_nothing_there(server, machine):
    """The next sync needs an account again, and then goes on as before."""
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    assert "the server has what it had" in laptop.ok("sync", "--forget")
    assert not (laptop.path / "bridge").exists()
    result = laptop.run("sync")
    assert (result.exit_code, "no account is set up" in result.stderr) == (1, True)
    before = laptop.log()
    laptop.set_up(server)
    assert laptop.log() == before
    assert len(laptop.json("sync", "--status")) == 1
    assert "None is set up" in machine("other").ok("sync", "--forget")


def test_a_large_collection_is_asked_about(server, machine, phone, monkeypatch):
    """Nobody can be asked on a pipe: exit 1 and nothing is kept, unless --yes says so."""
    monkeypatch.setattr("flashcards.cli.commands.sync._LARGE", 100_000)
    phone.add_foreign(1000)
    phone.sync()
    laptop = machine("laptop")
    result = laptop.run("sync", "--server", server.url, "--user", USER)
    assert result.exit_code == 1
    assert "say --yes" in result.stderr
    assert not (laptop.path / "bridge").exists()
    assert " MB, for your eyes alone" in laptop.ok("sync", "--server", server.url, "--user", USER, "--yes")
    assert laptop.sync()


def test_a_first_sync_that_breaks_off_sets_up_nothing(server, machine, monkeypatch):
    """Neither the key nor a part of the collection is kept: the next try is asked as the first was."""
    from flashcards.sync.engine import Bridge

    def breaks_off(bridge: Bridge) -> None:
        raise AccessError("it broke off")

    laptop = machine("laptop")
    with monkeypatch.context() as broken:
        broken.setattr(Bridge, "exchange", breaks_off)
        assert laptop.run("sync", "--server", server.url, "--user", USER).exit_code == 4
    assert [each.name for each in laptop.path.glob("bridge*")] == []
    assert laptop.run("sync").exit_code == 1
    laptop.set_up(server)


def test_an_earlier_account_stands_until_what_the_next_one_keeps_is_agreed_to(server, machine, phone, monkeypatch):
    """Nothing was changed then, as is said, and `sync` goes on with the earlier one; --yes changes over."""
    phone.add_foreign(1000)
    phone.sync()
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    monkeypatch.setattr("flashcards.cli.commands.sync._LARGE", 100_000)
    same_server = server.url.replace("127.0.0.1", "localhost")
    result = laptop.run("sync", "--server", same_server, "--user", USER)
    assert (result.exit_code, "Nothing was changed" in result.stderr) == (1, True)
    assert [each.name for each in laptop.path.glob("bridge*")] == ["bridge"]
    assert server.url in (laptop.path / "bridge/account.json").read_text()
    assert laptop.sync()
    before = laptop.log()
    laptop.ok("sync", "--server", same_server, "--user", USER, "--yes")
    assert same_server in (laptop.path / "bridge/account.json").read_text()
    assert laptop.log() == before


def test_an_account_whose_place_was_never_taken_is_put_back(server, machine):
    """A process that changed over to another one was killed between the two steps: `sync` goes on with the earlier."""
    laptop = machine("laptop")
    laptop.set_up(server)
    (laptop.path / "bridge").rename(laptop.path / "bridge.old")
    laptop.grade(ONE, 4)
    laptop.sync()
    assert [each.name for each in laptop.path.glob("bridge*")] == ["bridge"]


def test_a_home_without_decks_syncs(server, machine, home):
    """Its log is whole; the cards are there once the decks are."""
    laptop = machine("laptop")
    laptop.grade(ONE, 4)
    laptop.set_up(server)
    home.ok("sync", "--server", server.url, "--user", USER, now=at())
    assert home.log() == laptop.log()


def test_images_do_not_travel(server, machine, monkeypatch):
    """Media sync is never run: Anki's engine is told so each time, and is asked for it in no other way."""
    from anki.collection import Collection

    with_media = []
    exchange = Collection.sync_collection

    def told(collection, auth, sync_media):
        with_media.append(sync_media)
        return exchange(collection, auth, sync_media)

    monkeypatch.setattr(Collection, "sync_collection", told)
    monkeypatch.delattr(Collection, "sync_media")
    laptop = machine("laptop")
    laptop.set_up(server)
    laptop.grade(ONE, 4)
    laptop.sync()
    assert set(with_media) == {False}


def test_a_server_of_ones_own_never_says_the_password(machine, tmp_path, monkeypatch):
    """It listens where it is told, says what does the same elsewhere, and lets others in; Ctrl-C ends it."""
    home = machine("host")
    with_port = Server(tmp_path / "unused")
    with_port.kill()
    said = {**os.environ, "FLASHCARDS_SYNC_PASSWORD": PASSWORD}
    run = [sys.executable, "-m", "flashcards", "--home", str(home.path), "sync", "--serve", "--user", USER]
    run += ["--server", with_port.url]
    process = subprocess.Popen(run, env=said, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(3)]
    with_port.wait()
    phone = Phone(tmp_path / "phone", with_port)
    phone.sync()
    phone.close()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate()
    assert process.returncode == 130
    assert PASSWORD not in "".join(lines) + rest
    assert f"SYNC_USER1={USER}:PASSWORD" in lines[2]
    assert (home.path / "server").is_dir()


def test_a_port_that_is_taken_is_told(server: Server, machine):
    """Exit 4."""
    serve = ["sync", "--serve", "--user", USER, "--server", server.url]
    run = [sys.executable, "-m", "flashcards", "--home", str(machine("host").path), *serve]
    result = subprocess.run(run, capture_output=True, text=True, check=False)
    assert result.returncode == 4
    assert "is something else listening" in result.stderr.splitlines()[-1]
