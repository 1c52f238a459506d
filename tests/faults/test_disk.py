"""The disk of the power cuts: what was not synced may be gone, and what was synced is there."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.disk import Disk, Write, at_random, extremes
from tests.faults.trace import Call, read_trace

NAMES_AND_BYTES = {"none": 0, "bytes only": 1, "names only": 2, "all": 3}


def call(name: str, path: str, *texts: str | bytes, descriptor: int = -1, rest: str = "", result: int = 0) -> Call:
    """A system call about an open file, or about names."""
    encoded = tuple(text.encode() if isinstance(text, str) else text for text in texts)
    return Call(name, descriptor, path, encoded, rest, result)


@pytest.fixture
def written(tmp_path: Path) -> tuple[Disk, str]:
    """A disk on which a new file was made and written to, and nothing synced."""
    disk, path = Disk(tmp_path), str(tmp_path / "new")
    disk.take(call("openat", "", path, rest="O_RDWR|O_CREAT", result=3))
    disk.take(call("pwrite64", path, b"grade", descriptor=3, rest="3, , 5, 0", result=5))
    return disk, path


def left(disk: Disk, what: str) -> dict[str, bytes | None]:
    """What a cut leaves of which nothing, one or the other, or all survives."""
    return disk.image(extremes()[NAMES_AND_BYTES[what]])


@pytest.mark.parametrize(
    ("what", "expected"), [("none", {}), ("bytes only", {}), ("names only", {"new": b""}), ("all", {"new": b"grade"})]
)
def test_without_a_sync_names_and_bytes_go_apart(written: tuple[Disk, str], what: str, expected: dict[str, bytes]):
    """A name may be there without its bytes, and bytes without a name are gone."""
    assert left(written[0], what) == expected


def test_a_synced_file_still_needs_its_name_synced(written: tuple[Disk, str], tmp_path: Path):
    """Syncing the folder does that."""
    disk, path = written
    disk.take(call("fsync", path, descriptor=3))
    assert left(disk, "none") == {}
    disk.take(call("fdatasync", str(tmp_path), descriptor=4))
    assert left(disk, "none") == {"new": b"grade"}


def test_a_removed_name_is_back_until_the_folder_is_synced(tmp_path: Path):
    """Which is how a journal comes back that was deleted, and takes a commit with it."""
    (tmp_path / "journal").write_bytes(b"old pages")
    disk = Disk(tmp_path)
    disk.take(call("unlink", "", str(tmp_path / "journal")))
    assert left(disk, "none") == {"journal": b"old pages"}
    disk.take(call("fsync", str(tmp_path), descriptor=4))
    assert left(disk, "none") == {}


def test_a_rename_survives_whole_or_not_at_all(tmp_path: Path):
    """Never both names, never none, however the dice fall."""
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "draft").write_bytes(b"2")
    disk = Disk(tmp_path)
    disk.take(call("rename", "", str(tmp_path / "draft"), str(tmp_path / "old")))
    chance = random.Random(1)
    found = {tuple(sorted(disk.image(at_random(chance)).items())) for _ in range(40)}
    assert found == {(("old", b"2"),), (("draft", b"2"), ("old", b"1"))}


def test_a_torn_write_keeps_whole_sectors():
    """And only the first ones."""
    chance = random.Random(1)
    lengths = {len(Write(0, bytes(2048)).torn(chance).data or b"") for _ in range(60)}
    assert lengths == {0, 512, 1024, 1536, 2048}


def test_a_call_that_the_disk_does_not_know_is_refused(written: tuple[Disk, str]):
    """Rather than left out of the picture."""
    disk, path = written
    with pytest.raises(NotImplementedError):
        disk.take(call("sendfile", path, descriptor=3))


def test_a_record_is_read_as_it_was_made(tmp_path: Path):
    """Calls that failed are left out; bytes, offsets and paths are what they were."""

    def hexed(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    record = tmp_path / "record"
    record.write_text(
        f'openat(AT_FDCWD<{hexed("/tmp")}>, "{hexed("/tmp/a b")}", O_RDWR|O_CREAT, 0600) = 3<{hexed("/tmp/a b")}>\n'
        f'unlink("{hexed("/tmp/x")}")                   = -1 ENOENT (No such file or directory)\n'
        f'pwrite64(3<{hexed("/tmp/a b")}>, "{hexed("grade")}", 5, 4096) = 5\n'
        "+++ exited with 0 +++\n"
    )
    opened, written = read_trace(record)
    assert (opened.names, opened.result) == (("/tmp/a b",), 3)
    assert (written.path, written.texts, written.last_number) == ("/tmp/a b", (b"grade",), 4096)


def test_the_database_is_opened_so_that_a_cut_loses_nothing(tmp_path: Path):
    """The journal's removal is made durable too: DELETE and EXTRA, in the real process."""
    code = (
        "import sys; from pathlib import Path; from flashcards.store.database import open_database\n"
        "conn = open_database(Path(sys.argv[1]), Path(sys.argv[2])).conn\n"
        "print(*(conn.execute(f'pragma {name}').fetchone()[0] for name in ('journal_mode', 'synchronous')))"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "flashcards.db"), str(tmp_path / "backups")]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "delete 3\n"
