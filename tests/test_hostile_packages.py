"""What comes from Anki is foreign: hostile or damaged, it is refused in one line, in time, and nothing changes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.answers import notes_in
from flashcards.errors import DamagedError
from tests.build import deck, story
from tests.conftest import NOON, Home
from tests.examples import every, examples, for_each
from tests.packages import NEWEST, OLDER, OLDEST, Answer, Answered, archive, collection, media_map, packed

AT = 1_795_600_000_000
SOUND = collection([Answered("shop/one", [Answer(AT)])])
_SECONDS, _MEGABYTES = 5, 400


def bomb() -> bytes:
    """4 GB of zeros in 131 kB: a frame of 32,768 blocks that each say 128 kB of one byte (RFC 8878, 3.1.1.2)."""
    block, last = (((128 << 10) << 3 | 1 << 1 | is_last).to_bytes(3, "little") + b"\0" for is_last in (0, 1))
    frame = b"\x28\xb5\x2f\xfd\x00\x38" + block * 32_767 + last
    return archive({NEWEST: frame, OLDEST: SOUND})


def endless_view(table: str, columns: str) -> Callable[[], bytes]:
    """A view in the place of a table, that never ends."""
    numbers = "with recursive n(x) as (select 1 union all select x + 1 from n)"
    view = f"create view {table} as {numbers} select {columns} from n"
    return altered(f"drop table {table}", view)


def altered(*statements: str) -> Callable[[], bytes]:
    """A package whose collection was changed by these statements."""
    return lambda: packed(collection([Answered("shop/one", [Answer(AT)])], *statements))


def large_value() -> bytes:
    """A field of 12 MB that no packing makes smaller."""
    return collection([Answered("shop/one")], "update notes set flds = hex(randomblob(6000000))")


def with_mode(mode: int) -> bytes:
    """A media file that says that it is something else than a file."""
    return archive({OLDEST: SOUND, "media": b'{"0": "a.png"}', "0": b"x"}, {"0": mode})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "an entry above": lambda: archive({OLDEST: SOUND, "../../.bashrc": b"x"}),
    "an entry from the root": lambda: archive({OLDEST: SOUND, "/etc/passwd": b"x"}),
    "an entry on another drive": lambda: archive({OLDEST: SOUND, "C:x": b"x"}),
    "an entry above as Windows writes it": lambda: archive({OLDEST: SOUND, "..\\x": b"x"}),
    "a media file above": lambda: packed(SOUND, media=b'{"0": "../../.bashrc"}'),
    "a media file above, in a newer list": lambda: packed(SOUND, NEWEST, media_map("a.png", "../../.bashrc")),
    "a list of media that is none": lambda: packed(SOUND, media=b'{"0": 5}'),
    "a list of media nested deep": lambda: packed(SOUND, media=b'{"0":' + b"[" * 100_000),
    "a newer list of media cut short": lambda: packed(SOUND, NEWEST, media_map("a.png")[:-4]),
    "a device": lambda: with_mode(stat.S_IFCHR | 0o644),
    "a link": lambda: with_mode(stat.S_IFLNK | 0o777),
    "a pipe": lambda: with_mode(stat.S_IFIFO | 0o644),
    "a bomb": bomb,
    "a large value": large_value,
    "notes without an end": endless_view("notes", "x as id, 'g' as guid, 1 as mid, '' as tags, '' as flds"),
    "cards without an end": endless_view("cards", "x as id, 1 as nid, 0 as ord"),
    "reviews without an end": endless_view("revlog", "x as id"),
    "a virtual table": altered("drop table cards", "create virtual table cards using fts5(id, nid, ord)"),
    "a computed column": altered("alter table cards add column x as (zeroblob(900000000))"),
    "a column that is missing": altered("alter table cards drop column ord"),
    "a missing table": altered("drop table revlog"),
    "a value of another kind": altered("update revlog set ease = 'x'"),
    "tags that are no text": altered("update notes set tags = x'00'"),
    "note types that are no JSON": altered("update col set models = '{'"),
    "note types nested deep": altered(f"update col set models = '{'[' * 50_000}'"),
    "note types of another form": altered("""update col set models = '{"1": {"flds": 5}}'"""),
    "no collection": lambda: archive({"media": b"{}", "word/document.xml": b"x"}),
    "no database": lambda: packed(b"SQLite format 3\x00" + bytes(4096)),
    "a few bytes": lambda: packed(b"SQLite"),
    "a frame cut short": lambda: archive({NEWEST: zstd.compress(SOUND)[:-20]}),
    "more behind the frame": lambda: archive({NEWEST: zstd.compress(SOUND) + b"more"}),
    "no frame": lambda: archive({NEWEST: SOUND}),
    "a page": lambda: b"# A page\n\n## Tell me about a conflict?\n",
    "nothing": lambda: b"",
    "an archive cut short": lambda: packed(SOUND)[:-30],
}


@pytest.fixture
def shop(made) -> Home:
    """A home with a card, and a log that must stay as it is."""
    return made(tell)


def tell(home: Home) -> None:
    home.write_deck(deck("Shop", story("Was it one? {#one}")))
    home.review(4)


@for_each("what", every(2, [*HOSTILE]))
def test_a_hostile_or_damaged_package_is_refused_and_nothing_changes(shop: Home, tmp_path: Path, failing, what: str):
    """One line, exit 3."""
    before = shop.log(), sorted(path.name for path in tmp_path.rglob("*"))
    file = tmp_path / "x.apkg"
    file.write_bytes(HOSTILE[what]())
    line = failing(3, "anki", "pull", str(file))
    assert "x.apkg" in line
    file.unlink()
    assert (shop.log(), sorted(path.name for path in tmp_path.rglob("*"))) == before


# what would take long or much
HEAVY = ("a bomb", "notes without an end", "reviews without an end", "a large value", "a device")


# a process begins with what its parent holds, so a small one starts the command and measures it
MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
"""


def spent(home: Home, file: Path) -> tuple[int, float, int, str]:
    """The exit code of a pull, its seconds of work, its megabytes at most, and what it said."""
    run = [sys.executable, "-m", "flashcards", "--home", str(home.path), "--now", NOON, "anki", "pull", str(file)]
    done = subprocess.run([sys.executable, "-c", MEASURE, *run], capture_output=True, text=True, check=True)
    code, seconds, megabytes = done.stdout.split()
    return int(code), float(seconds), int(megabytes), done.stderr


@pytest.mark.parametrize("what", every(3, HEAVY))
def test_what_would_take_long_or_much_is_refused_soon(shop: Home, tmp_path: Path, what: str):
    """Within 5 s and 400 MB, the start of the process among them."""
    file = tmp_path / "x.apkg"
    file.write_bytes(HOSTILE[what]())
    code, seconds, megabytes, said = spent(shop, file)
    assert (code, len(said.splitlines())) == (3, 1), said
    assert seconds < _SECONDS
    assert megabytes < _MEGABYTES


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_collection_that_is_open_in_anki_is_refused(shop: Home, tmp_path: Path, failing, ending: str):
    """Its newest reviews lie beside it, and would be lost; what to do is said."""
    file = tmp_path / "collection.anki2"
    file.write_bytes(SOUND)
    (tmp_path / f"collection.anki2{ending}").write_bytes(b"")
    shop.ok("anki", "pull", str(file), now="2026-11-27")
    (tmp_path / f"collection.anki2{ending}").write_bytes(b"x")
    assert "close Anki first" in failing(3, "anki", "pull", str(file))


def test_a_file_that_cannot_be_read_is_told_from_one_that_is_damaged(shop: Home, tmp_path: Path, failing):
    """Exit 4: none, a folder, a pipe, a device."""
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path / "none.apkg", tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        assert f"cannot read {file}" in failing(4, "anki", "pull", str(file))


@pytest.mark.parametrize("form", [OLDEST, OLDER, NEWEST])
def test_the_newest_collection_of_a_package_is_taken(tmp_path: Path, form: str):
    """The one beside it is a dummy, by which older versions of Anki say that they are too old."""
    file = tmp_path / "x.apkg"
    file.write_bytes(packed(SOUND, form, media_map("a.png", "b c.mp3") if form == NEWEST else b'{"0": "a.png"}'))
    (note,) = notes_in(file, {})
    assert (note.name, [review.at for review in note.reviews]) == ("shop/one", [AT])


@examples(600)
@given(st.sampled_from([OLDEST, NEWEST, "bare"]), st.data())
def test_whatever_is_changed_in_a_package_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, form: str, data):
    """Never another error than that it is damaged."""
    whole = bytearray(SOUND if form == "bare" else packed(SOUND, form))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole))) :]
    file = tmp_path_factory.getbasetemp() / "changed.apkg"
    file.write_bytes(whole)
    try:
        for note in notes_in(file, {}):
            assert all(type(each) is int for review in note.reviews for each in review)
    except DamagedError:
        return
