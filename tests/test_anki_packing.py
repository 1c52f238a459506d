"""A large package is deflated in pieces, side by side, and is one package all the same; what it is known by."""

from __future__ import annotations

import contextlib
import gc
import io
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from flashcards.anki.deflate import Deflated, Pieces
from flashcards.anki.export import Note, packed, without_garbage_collection, write_package
from flashcards.anki.fields import note_text
from flashcards.anki.marks import Source, mark_of
from flashcards.anki.notes import guid_for_name
from flashcards.content.cards import Card, CardKind, CardPart
from flashcards.errors import ContentError
from flashcards.schedule.exports import note_facts
from tests.examples import for_each

PIECE = 1 << 20


def hexadecimal(size: int) -> bytes:
    """So many bytes that deflate to half."""
    return random.Random(size).randbytes(size // 2 + 1).hex()[:size].encode()


@for_each("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 12_345])
def test_what_is_deflated_in_pieces_is_read_as_a_whole(size: int):
    """Wherever it ends, beside another entry; it is hardly larger than in one piece, and always the same."""
    data, file = hexadecimal(size), Pieces()
    with zipfile.ZipFile(file, "w") as archive:
        Deflated(data).add_to(archive, file, "one")
        Deflated(b"{}").add_to(archive, file, "two")
    with zipfile.ZipFile(io.BytesIO(b"".join(file.written()))) as archive, zipfile.ZipFile(io.BytesIO(), "w") as usual:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"one": data, "two": b"{}"}
        usual.writestr("one", data, zipfile.ZIP_DEFLATED, 6)
        assert archive.getinfo("one").compress_size <= usual.getinfo("one").compress_size * 1.05 + 50


MARKED = {
    "a cue": ("a", "b", "c"),
    "another": ("a", "b", "d"),
    "fewer": ("a", "bc"),
    "more": ("a", "b", "c", ""),
    "one with what keeps texts apart": ("a\x1fb", "c"),
    "the same in another": ("a", "b\x1fc"),
    "in both": ("a\x1fb\x1fc",),
    "one that reads as two written down": ("a', 'b", "c"),
}


def test_what_is_too_large_for_a_package_is_refused(monkeypatch: pytest.MonkeyPatch):
    """And no archive is written that nothing can read."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1_000)
    with pytest.raises(ContentError, match="too large for one package"):
        packed(random.Random(1).randbytes(5_000), {})


def test_more_than_sqlite_holds_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """As what is too large for an archive."""
    connect = sqlite3.connect

    def connected(*given: object, **named: object) -> sqlite3.Connection:
        conn = connect(*given, **named)
        conn.execute("pragma max_page_count = 20")
        return conn

    monkeypatch.setattr(sqlite3, "connect", connected)
    parts = (CardPart("Action", ("a cue",), hexadecimal(50_000).decode()),)
    text = note_text(Card("shop/x", "shop", CardKind.STORY, "Q?", "", parts), 120, lambda _: None)
    note = Note(text, note_facts(text.card, text.digest, None, 0, 0, guid_for_name))
    with pytest.raises(ContentError, match="too large for one package"):
        write_package([note] * 10, [("shop", CardKind.STORY)], {"shop": "Shop"}, tmp_path / "one.apkg")


def test_a_mark_tells_cards_apart():
    """By every cue and where it ends, whether it was drafted, and by which card each belongs to."""

    def mark(*cards: tuple[tuple[str, ...], tuple[str, ...] | None]) -> str:
        sources = []
        for cues, drafted in cards:
            card = Card("shop/x", "shop", CardKind.STORY, "Q?", "", (CardPart("Task", cues, "", "", drafted),))
            sources.append(Source(card, 120, note_facts(card.id, "", None, 0, 0, guid_for_name)))
        return mark_of(sources, {"shop": "Shop"})

    marks = [mark((cues, None)) for cues in MARKED.values()]
    marks += [mark(((), cues)) for cues in MARKED.values()]
    marks += [
        mark(((), None)),
        mark(((), ())),
        mark((("a",), None), (("b",), None)),
        mark((("a", "b"), None), ((), None)),
    ]
    assert len(set(marks)) == len(marks)


def test_anki_takes_a_large_package(tmp_path: Path):
    """And its bytes are the same whenever it is written, from notes in any order or from the oldest on."""
    notes, packages = [], [tmp_path / "one.apkg", tmp_path / "two.apkg"]
    for number in range(30):
        parts = (CardPart("Action", ("a cue",), hexadecimal(50_000 + number).decode()),)
        text = note_text(Card(f"shop/{number}", "shop", CardKind.STORY, f"Q {number}?", "", parts), 120, lambda _: None)
        notes.append(Note(text, note_facts(text.card, text.digest, None, 0, 0, guid_for_name)))
    for given, package in zip((notes, iter(notes)), packages, strict=True):
        write_package(given, [("shop", CardKind.STORY)], {"shop": "Shop"}, package)
    assert packages[0].stat().st_size > PIECE // 2
    assert packages[0].read_bytes() == packages[1].read_bytes()
    collection = Collection(str(tmp_path / "collection.anki2"))
    request = ImportAnkiPackageRequest(package_path=str(packages[0]), options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    collection.close()
    assert len(log.new) == len(notes)


def test_an_export_leaves_garbage_collection_as_it_was():
    """Whether it was on, off, or the export failed."""
    for was_enabled in (True, False):
        (gc.enable if was_enabled else gc.disable)()
        try:
            with contextlib.suppress(ValueError), without_garbage_collection():
                assert not gc.isenabled()
                int("fails")
            assert gc.isenabled() is was_enabled
        finally:
            gc.enable()
