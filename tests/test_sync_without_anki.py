"""What `sync` says before any server is asked."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from flashcards.errors import AccessError, UsageError
from flashcards.sync.account import (
    ANKIWEB,
    OWN_SERVER,
    Account,
    forget,
    is_open_to_others,
    read,
    replaced,
    server_named,
    write,
)
from flashcards.sync.server import elsewhere
from tests.examples import for_each


def test_without_the_extra_one_line_says_what_to_install(shop, monkeypatch):
    """Exit 4, before a password is asked for."""
    monkeypatch.setitem(sys.modules, "anki", None)
    monkeypatch.setitem(sys.modules, "anki.collection", None)
    result = shop.run("sync", "--user", "ada")
    assert result.exit_code == 4
    (line,) = result.stderr.splitlines()
    assert "star-flashcards[sync]" in line


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--json"], "--json needs --status"),
        (["--serve"], "needs --user"),
        (["--serve", "--user", "a:b"], "no colon"),
        (["--serve", "--user", "a", "--server", "ankiweb"], "not ours to serve"),
        (["--serve", "--user", "a", "--server", "http://localhost:27701"], "'localhost' is a name"),
        (["--serve", "--user", "a", "--server", "https://127.0.0.1:27701"], "plain HTTP"),
        (["--server", "http://ada:secret@nas:27701", "--user", "ada"], "takes no user and no password"),
        (["--serve", "--user", "a", "--yes"], "--serve has no use for --yes"),
        (["--status", "--forget"], "name one"),
        (["--status", "--server", "http://nas:27701"], "--status has no use for --server"),
        (["--forget", "--user", "a"], "--forget has no use for --user"),
        (["--forget", "--yes"], "--forget has no use for --yes"),
        (["--server", "", "--user", "a"], "no address"),
        (["--server", "ftp://x", "--user", "a"], "no address"),
        (["--server", "http://[x", "--user", "a"], "no address"),
    ],
)
def test_wrong_usage_is_refused_in_a_line(shop, args, said):
    """Exit 2, whether Anki's package is there or not."""
    result = shop.run("sync", *args)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output


@pytest.mark.parametrize("args", [[], ["--server", "http://127.0.0.1:9"]])
def test_a_sync_without_an_account_says_how_to_set_one_up(shop, args):
    """Exit 1."""
    pytest.importorskip("anki.collection")
    result = shop.run("sync", *args)
    assert (result.exit_code, "no account is set up" in result.stderr) == (1, True), result.output


def test_nobody_is_asked_on_a_pipe(shop, monkeypatch):
    """Exit 1, with the variable that would have said it."""
    pytest.importorskip("anki.collection")
    monkeypatch.delenv("FLASHCARDS_SYNC_PASSWORD", raising=False)
    result = shop.run("sync", "--user", "ada")
    assert result.exit_code == 1
    assert "FLASHCARDS_SYNC_PASSWORD" in result.stderr


@for_each(
    ("said", "meant"),
    [
        ("http://nas.local:27701", "http://nas.local:27701/"),
        ("https://sync.example.org/anki/", "https://sync.example.org/anki/"),
        ("ankiweb", ANKIWEB),
        ("https://sync.ankiweb.net", ANKIWEB),
        ("AnkiWeb.net", ANKIWEB),
    ],
)
def test_a_server_is_known_however_it_is_written(said, meant):
    """Anki's own by its name alone."""
    assert server_named(said) == meant


@pytest.mark.parametrize("said", ["https://notankiweb.net/", "http://ankiweb:27701/", "http://ankiweb.local/"])
def test_a_name_that_only_looks_like_ankis_is_another_server(said):
    """The password goes where it was sent."""
    assert server_named(said) == said


@for_each("said", ["", "nas", "ftp://nas/", "http://", "http://x:99999/"])
def test_what_is_no_address_is_refused(said):
    """Wrong usage."""
    with pytest.raises(UsageError):
        server_named(said)


def test_plain_http_beyond_this_machine_can_be_read_on_the_way():
    """Loopback cannot, nor what is encrypted."""
    assert is_open_to_others("http://nas.local:27701/")
    assert not is_open_to_others("http://127.0.0.1:27701/")
    assert not is_open_to_others("https://nas.local/")


def test_a_name_of_several_words_is_one_word_to_a_shell():
    """In the line that starts the same server on another machine."""
    assert elsewhere(OWN_SERVER, "ada l").startswith("SYNC_USER1='ada l':PASSWORD ")


def test_an_account_stands_until_the_next_one_takes_its_place(tmp_path: Path):
    """Where that breaks off nothing of the next one is left; what a killed process left of it goes with the rest."""
    folder, ours, theirs = tmp_path / "bridge", Account("ankiweb", "ada", "k1"), Account("ankiweb", "bob", "k2")
    write(folder, ours)
    with suppress(AccessError), replaced(folder) as other:
        write(other, theirs)
        raise AccessError("it broke off")
    assert (read(folder), [*tmp_path.iterdir()]) == (ours, [folder])
    with replaced(folder) as other:
        write(other, theirs)
    assert (read(folder), [*tmp_path.iterdir()]) == (theirs, [folder])
    write(tmp_path / "bridge.new", ours)
    assert (forget(folder), [*tmp_path.iterdir()]) == (True, [])
