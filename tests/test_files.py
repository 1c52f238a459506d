"""The user's files: what is read of them, and what stays as it is when they are written, moved or kept."""

from __future__ import annotations

import errno
import os
from itertools import product
from pathlib import Path

import pytest
from platformdirs import user_data_path

from flashcards.errors import AccessError
from flashcards.files import (
    data_folder,
    free_name,
    keep_beside,
    move,
    open_regular,
    read_if_there,
    read_regular,
    write_whole,
)
from tests.examples import for_each


def test_a_link_stays_a_link_and_the_file_behind_it_is_written(tmp_path: Path):
    """Over any number of links, relative ones and one to a file that is still to be made."""
    real, link, second, early = (tmp_path / name for name in ("real", "link", "second", "early"))
    real.write_bytes(b"old")
    link.symlink_to("real")
    second.symlink_to(link)
    early.symlink_to("later")
    write_whole(second, b"new")
    write_whole(early, b"first")
    assert (link.is_symlink(), second.is_symlink(), early.is_symlink()) == (True, True, True)
    assert (real.read_bytes(), (tmp_path / "later").read_bytes()) == (b"new", b"first")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int):
    """Neither more nor fewer people can read it."""
    path = tmp_path / "x"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert (path.stat().st_mode & 0o777, path.read_bytes()) == (mode, b"new")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path: Path):
    """A command that is run by root takes no file from its user."""
    path = tmp_path / "x"
    path.write_bytes(b"old")
    os.chown(path, 12345, 54321)
    write_whole(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


def test_what_is_no_regular_file_is_refused_and_never_waited_for(tmp_path: Path):
    """A pipe that nobody writes to, an endless device, a folder: neither read nor replaced."""
    pipe, device = tmp_path / "pipe", Path("/dev/zero")
    os.mkfifo(pipe)
    for path, said in ((pipe, "no regular file"), (device, "no regular file"), (tmp_path, "a folder")):
        with pytest.raises(OSError, match=said):
            open_regular(path)
        with pytest.raises(AccessError, match=said):
            read_if_there(path)
        with pytest.raises(AccessError, match=said):
            write_whole(path, b"x")
    assert pipe.is_fifo()
    assert device.is_char_device()


def test_a_file_is_read_up_to_a_size(tmp_path: Path):
    """One byte more is refused; a file that is not there is nothing."""
    path = tmp_path / "x"
    path.write_bytes(b"1234")
    assert read_regular(path, 4) == b"1234"
    with pytest.raises(OSError, match="larger"):
        read_regular(path, 3)
    # more than there is memory for, and nothing on the disk
    os.truncate(path, 1 << 42)
    with pytest.raises(OSError, match="larger than"):
        read_regular(path, 1 << 41)
    assert read_if_there(tmp_path / "nothing") is None


def test_a_file_moves_to_another_disk(tmp_path: Path, monkeypatch):
    """With its mode and its bytes; where it cannot, it stays where it is."""
    source, target = tmp_path / "x", tmp_path / "removed" / "x"
    source.write_bytes(b"deck")
    source.chmod(0o600)

    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "rename", refused)
    move(source, target)
    assert (target.read_bytes(), target.stat().st_mode & 0o777, source.exists()) == (b"deck", 0o600, False)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(AccessError, match="cannot move"):
        move(target, source)
    assert [path.name for path in target.parent.iterdir()] == ["x"]


def test_of_a_link_only_the_link_moves(tmp_path: Path):
    """It leads to the same file from there."""
    (tmp_path / "real").write_bytes(b"deck")
    (tmp_path / "link").symlink_to("real")
    move(tmp_path / "link", tmp_path / "removed" / "link")
    assert (tmp_path / "removed" / "link").is_symlink()
    assert (tmp_path / "removed" / "link").read_bytes() == b"deck"
    assert (tmp_path / "real").exists()


def test_what_is_kept_beside_takes_the_next_free_name(tmp_path: Path):
    """No earlier one is written over, and it is as private as the file."""
    path = tmp_path / "shop.md"
    path.write_bytes(b"first")
    path.chmod(0o600)
    assert keep_beside(path).name == "shop.md.before"
    path.write_bytes(b"second")
    kept = keep_beside(path)
    assert (kept.name, kept.read_bytes(), kept.stat().st_mode & 0o777) == ("shop.md-2.before", b"second", 0o600)


def test_a_name_that_a_dangling_link_has_is_not_free(tmp_path: Path):
    """What is written there would go elsewhere."""
    (tmp_path / "x.md").symlink_to("nowhere")
    assert free_name(tmp_path / "x.md") == tmp_path / "x-2.md"


HOMES = ("/home/someone", "/home/someone/", "/", None)


@for_each(("home", "given"), product(HOMES, [None, "", "/data", "/data/", "/data/../else where"]))
def test_the_data_folder_is_the_one_that_platformdirs_names(monkeypatch, home: str | None, given: str | None):
    """Whether or not it is asked."""
    for name, value in (("HOME", home), ("XDG_DATA_HOME", given)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert data_folder() == user_data_path("flashcards", appauthor=False)
