"""What `sync` says before any server is asked."""

from __future__ import annotations

import sys

import pytest

from flashcards.errors import UsageError
from flashcards.sync.account import ANKIWEB, is_open_to_others, server_named


def test_without_the_extra_one_line_says_what_to_install(shop, monkeypatch):
    """Exit 4, before a password is asked for."""
    monkeypatch.setitem(sys.modules, "anki", None)
    monkeypatch.setitem(sys.modules, "anki.collection", None)
    result = shop.run("sync", "--user", "ada")
    assert result.exit_code == 4
    (line,) = result.stderr.splitlines()
    assert "star-flashcards[sync]" in line


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--json"], 2, "--json needs --status"),
        (["--serve"], 2, "needs --user"),
        (["--serve", "--user", "a:b"], 2, "no colon"),
        (["--serve", "--user", "a", "--server", "ankiweb"], 2, "not ours to serve"),
        (["--server", "ftp://x", "--user", "a"], 2, "no address"),
        (["--server", "http://[x", "--user", "a"], 2, "no address"),
        ([], 1, "no account is set up"),
        (["--server", "http://127.0.0.1:9"], 1, "no account is set up"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(shop, monkeypatch, args, code, said):
    """Wrong usage is 2; a sync without an account is 1."""
    monkeypatch.setenv("FLASHCARDS_SYNC_PASSWORD", "x")
    pytest.importorskip("anki.collection")
    result = shop.run("sync", *args)
    assert (result.exit_code, said in result.stderr) == (code, True), result.output


def test_nobody_is_asked_on_a_pipe(shop, monkeypatch):
    """Exit 1, with the variable that would have said it."""
    pytest.importorskip("anki.collection")
    monkeypatch.delenv("FLASHCARDS_SYNC_PASSWORD", raising=False)
    result = shop.run("sync", "--user", "ada")
    assert result.exit_code == 1
    assert "FLASHCARDS_SYNC_PASSWORD" in result.stderr


@pytest.mark.parametrize(
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


def test_a_name_that_only_ends_like_ankis_is_another_server():
    """The password goes where it was sent."""
    assert server_named("https://notankiweb.net") == "https://notankiweb.net/"


@pytest.mark.parametrize("said", ["", "nas", "ftp://nas/", "http://", "http://x:99999/"])
def test_what_is_no_address_is_refused(said):
    """Wrong usage."""
    with pytest.raises(UsageError):
        server_named(said)


def test_plain_http_beyond_this_machine_can_be_read_on_the_way():
    """Loopback cannot, nor what is encrypted."""
    assert is_open_to_others("http://nas.local:27701/")
    assert not is_open_to_others("http://127.0.0.1:27701/")
    assert not is_open_to_others("https://nas.local/")
