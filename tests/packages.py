"""Files as Anki writes them, small and by hand: a collection, a package around it, and what hostile ones hold."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from backports import zstd

from flashcards.anki.fields import STORY_FIELDS
from flashcards.anki.notes import guid_for_name

NOTE_TYPE = 1_783_210_421
OLDEST, OLDER, NEWEST = "collection.anki2", "collection.anki21", "collection.anki21b"
_SCHEMA = """
    create table col (id integer primary key, models text not null);
    create table notes (id integer primary key, guid text not null, mid integer not null, tags text not null,
        flds text not null);
    create table cards (id integer primary key, nid integer not null, ord integer not null);
    create table revlog (id integer primary key, cid integer not null, ease integer not null, ivl integer not null,
        factor integer not null, time integer not null, type integer not null);
"""


class Answer(NamedTuple):
    """A row of the review log, but for its card."""

    at: int
    ease: int = 3
    interval: int = 1
    factor: int = 2500
    taken: int = 9_000
    kind: int = 1


class Answered(NamedTuple):
    """A note of ours with its answers; ``said`` are fields that say something else than nothing."""

    name: str
    answers: Sequence[Answer] = ()
    offset: str = "0"
    said: Mapping[str, str] = {}
    guid: str = ""


def collection(notes: Iterable[Answered] = (), *further: str, fields: Sequence[str] = STORY_FIELDS) -> bytes:
    """A collection of the older form; ``further`` are statements that are run at the end."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.executescript(_SCHEMA)
    models = {NOTE_TYPE: {"name": "STAR story", "flds": [{"name": name} for name in fields]}}
    conn.execute("insert into col values (1, ?)", (json.dumps(models),))
    for number, note in enumerate(notes, start=1):
        said = {"Card id": note.name, "Offset": note.offset, **note.said}
        text = "\x1f".join(said.get(name, "") for name in fields)
        guid = note.guid or guid_for_name(note.name)
        conn.execute("insert into notes values (?, ?, ?, '', ?)", (number, guid, NOTE_TYPE, text))
        conn.execute("insert into cards values (?, ?, 0)", (100 + number, number))
        for at, *answer in note.answers:
            conn.execute("insert into revlog values (?, ?, ?, ?, ?, ?, ?)", (at, 100 + number, *answer))
    for statement in further:
        conn.execute(statement)
    data = conn.serialize()
    conn.close()
    return data


def packed(data: bytes, name: str = OLDEST, media: bytes | None = b"{}") -> bytes:
    """A package around a collection, compressed as that of its name is."""
    newest = name == NEWEST
    entries = {name: zstd.compress(data) if newest else data}
    if newest:
        entries[OLDEST] = collection()
    if media is not None:
        entries["media"] = zstd.compress(media) if newest and not media.startswith(b"(\xb5/\xfd") else media
    return archive(entries)


def archive(entries: Mapping[str, bytes], modes: Mapping[str, int] | None = None) -> bytes:
    """An archive of these entries; ``modes`` are what their attributes say they are on Unix."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (modes or {}).get(name, 0o100644) << 16
            found.writestr(entry, content)
    return buffer.getvalue()


def media_map(*names: str) -> bytes:
    """A list of media as newer packages hold it: of each its name and its size."""
    return b"".join(_field(1, _field(1, name.encode()) + b"\x10\x05") for name in names)


def _field(number: int, content: bytes) -> bytes:
    assert len(content) < 128
    return bytes([number << 3 | 2, len(content)]) + content
