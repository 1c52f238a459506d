"""What `sync` says before any server is asked."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import pytest

from flashcards.errors import AccessError, UsageError
from flashcards.extras import installing
from flashcards.sync.account import (
    ANKIWEB,
    OWN_SERVER,
    Account,
    forget,
    is_open_to_others,
    read,
    recover,
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
    assert installing("anki") in line


@for_each(
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
def test_a_sync_without_an_account_says_how_to_set_one_up(shop, monkeypatch, args):
    """Exit 1, before Anki's package is imported, which takes longer than all else."""
    monkeypatch.setattr("flashcards.sync.engine.find_spec", lambda _: "there")
    monkeypatch.setattr("flashcards.sync.engine.require", lambda: pytest.fail("it is imported"))
    result = shop.run("sync", *args)
    assert (result.exit_code, "no account is set up" in result.stderr) == (1, True), result.output


def test_a_sync_without_the_package_of_anki_says_how_to_get_it(shop, monkeypatch):
    """Exit 4, before an account is asked for."""
    monkeypatch.setattr("flashcards.sync.engine.find_spec", lambda _: None)
    result = shop.run("sync")
    assert (result.exit_code, "pip install anki" in result.stderr) == (4, True), result.output


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


@for_each("said", ["https://notankiweb.net/", "http://ankiweb:27701/", "http://ankiweb.local/"])
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


def kept(folder: Path, account: Account) -> Path:
    """A folder that holds this account, and a collection of its user."""
    write(folder, account)
    (folder / "collection").write_text(account.user)
    return folder


def whole(folder: Path) -> str | None:
    """The user whose account and collection a folder holds; None where one of them is missing, or not that user's."""
    account, collection = read(folder), folder / "collection"
    return account.user if account and collection.exists() and collection.read_text() == account.user else None


def refuses(*_: object) -> NoReturn:
    """What the system says where a folder may not be changed."""
    raise PermissionError(errno.EACCES, "Permission denied")


OURS, THEIRS = Account("ankiweb", "ada", "k1"), Account("ankiweb", "bob", "k2")


def test_an_account_stands_until_the_next_one_takes_its_place(tmp_path: Path):
    """Where that breaks off nothing of the next one is left; what a killed process left of it goes with the rest."""
    folder = kept(tmp_path / "bridge", OURS)
    with suppress(AccessError), replaced(folder) as other:
        kept(other, THEIRS)
        raise AccessError("it broke off")
    assert (whole(folder), [*tmp_path.iterdir()]) == ("ada", [folder])
    with replaced(folder) as other:
        kept(other, THEIRS)
    assert (whole(folder), [*tmp_path.iterdir()]) == ("bob", [folder])
    for name in ("bridge.new", "bridge.old"):
        kept(tmp_path / name, OURS)
    assert (forget(folder), [*tmp_path.iterdir()]) == (True, [])


@pytest.mark.parametrize(("step", "user"), [((Path, "rename"), "ada"), ((shutil, "rmtree"), "bob")])
def test_where_a_folder_cannot_be_changed_it_is_said_and_an_account_stands(tmp_path: Path, monkeypatch, step, user):
    """The earlier one while it is in its place, and the next one where only the deletion of that fails."""
    folder = kept(tmp_path / "bridge", OURS)
    monkeypatch.setattr(*step, refuses)
    with pytest.raises(AccessError, match="Permission denied"), replaced(folder) as other:
        kept(other, THEIRS)
    assert whole(folder) == user


def test_an_account_is_put_back_where_nothing_can_take_its_place(tmp_path: Path):
    """It was aside already."""
    folder = kept(tmp_path / "bridge", OURS)
    with pytest.raises(AccessError, match="cannot rename"), replaced(folder):
        pass
    assert (whole(folder), [*tmp_path.iterdir()]) == ("ada", [folder])


def test_whenever_a_process_is_killed_one_of_two_accounts_is_whole(tmp_path: Path, monkeypatch):
    """As the folders stand before each step, so they are taken up again."""
    folder = kept(tmp_path / "home" / "bridge", OURS)
    moments: list[Path] = []

    def remembered(step: Callable[..., object]) -> Callable[..., object]:
        def remember(*args: object) -> object:
            moments.append(shutil.copytree(folder.parent, tmp_path / str(len(moments))) / folder.name)
            return step(*args)

        return remember

    with monkeypatch.context() as watched, replaced(folder) as other:
        kept(other, THEIRS)
        watched.setattr(Path, "rename", remembered(Path.rename))
        watched.setattr(Path, "unlink", remembered(Path.unlink))
        watched.setattr(shutil, "rmtree", remembered(shutil.rmtree))
    for moment in moments:
        recover(moment)
    assert [whole(moment) for moment in moments] == ["ada", "ada", "bob", "bob"]
