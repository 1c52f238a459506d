"""The collection within a file that Anki wrote, as bytes: an .apkg, a .colpkg, or a bare collection.anki2.

What comes in is foreign: nothing of it is written anywhere, and its size is bounded before and while it is unpacked.
"""

from __future__ import annotations

import io
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from flashcards.anki.media_map import names_in
from flashcards.errors import AccessError, DamagedError
from flashcards.files import open_regular

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST = 150_000_000
"""The most bytes that a collection may hold; it is held twice in memory while SQLite takes it over."""
_MAGIC = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
# newest first: beside each stands an older one, which tells the Ankis before it to be upgraded
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_MEDIA = "media"
_LARGEST_MEDIA_MAP = 20_000_000
# databases hold much that repeats, and small ones much that is empty; nothing that is one shrinks to less than that
_MOST_RATIO = 200
_SMALL = 10_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_CHUNK = 1 << 18
# what every reader must be able to hold (RFC 8878, 3.1.1.1.2), and four times what Anki uses
_WINDOW: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
# how an archive ends (APPNOTE 4.3.16): a record, which a comment may follow; for very large ones another before it
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
_LARGE_END, _LARGE_END_SIZE = b"PK\x06\x07", 20
_LARGEST_DIRECTORY = 8_000_000
_NEVER_IN_A_NAME = re.compile(r"[/\\:\x00-\x1f\x7f]")
_SMALLER = "choose your deck alone in Anki's File, Export, with scheduling and without media, and take that"


class Archive(NamedTuple):
    """A file, and what the user called it."""

    file: BinaryIO
    source: str

    def damaged(self, why: str) -> DamagedError:
        """What is wrong with it, as an error."""
        return DamagedError(f"{self.source} {why}; nothing of it was taken")


def collection_of(path: Path) -> memoryview:
    """The newest collection that a file holds, as the bytes of a database; they may be changed.

    Raises AccessError where it cannot be read, DamagedError where it is damaged, hostile or none of Anki's, or where
    Anki has not finished writing it.
    """
    try:
        with open_regular(path) as file:
            archive = Archive(file, str(path))
            if file.read(len(_MAGIC)) == _MAGIC:
                _refuse_unfinished(path)
                return _bare(archive)
            return unpacked(archive)
    except OSError as error:
        raise AccessError(f"cannot read {path}: {error.strerror or error}") from error


def _refuse_unfinished(path: Path) -> None:
    """A collection that is open in Anki keeps its newest reviews in a file beside it."""
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise DamagedError(
                f"{path} is open in Anki, and its newest reviews lie in {beside.name}; close Anki first, or export a "
                "package there (File, Export, with scheduling), and take that"
            )


def _bare(archive: Archive) -> memoryview:
    archive.file.seek(0)
    return _gathered(archive, iter(lambda: archive.file.read(_CHUNK), b""), LARGEST)


def unpacked(archive: Archive) -> memoryview:
    """The newest collection of a package, whose entries are looked at first. Raises DamagedError."""
    archive.file.seek(0)
    if archive.file.read(len(_ZIP)) != _ZIP:
        raise archive.damaged("is none of Anki's files (.apkg, .colpkg, collection.anki2)")
    _refuse_large_directory(archive)
    try:
        with zipfile.ZipFile(archive.file) as found:
            entries = _entries(archive, found)
            name = next((each for each in _COLLECTIONS if each in entries), None)
            if name is None:
                raise archive.damaged("holds no collection of Anki's")
            newest = name == _COLLECTIONS[0]
            _refuse_hostile_media(archive, found, entries, newest)
            return _read(archive, found, entries[name], newest, LARGEST)
    # what zipfile and the decompressors raise at a damaged or hostile archive
    except (zipfile.BadZipFile, zlib.error, zstd.ZstdError, RuntimeError, ValueError, EOFError, LookupError) as error:
        raise archive.damaged(f"is a damaged archive ({error or type(error).__name__})") from error


def _refuse_large_directory(archive: Archive) -> None:
    """The list of entries is read as a whole, so its size is looked at first."""
    size = archive.file.seek(0, io.SEEK_END)
    archive.file.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE - _LARGE_END_SIZE))
    tail = archive.file.read()
    place = tail.rfind(_END)
    listed = int.from_bytes(tail[place + 12 : place + 16], "little")
    before = tail[max(0, place - _LARGE_END_SIZE) : place]
    if place < 0:
        raise archive.damaged("is cut short")
    if listed > _LARGEST_DIRECTORY or before.startswith(_LARGE_END):
        raise archive.damaged(f"holds too many files to be read; {_SMALLER}")


def _entries(archive: Archive, found: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = {}
    for entry in found.infolist():
        mode = entry.external_attr >> 16
        if not is_base_name(entry.filename) or stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise archive.damaged(f"holds an entry that Anki never writes ({entry.filename[:60]!r})")
        if entry.filename in entries:
            raise archive.damaged(f"holds two entries of one name ({entry.filename[:60]!r})")
        entries[entry.filename] = entry
    return entries


def is_base_name(name: str) -> bool:
    """Whether a name names a file in a folder, and neither a folder nor anything elsewhere, on any system."""
    return name not in ("", ".", "..") and not _NEVER_IN_A_NAME.search(name)


def _refuse_hostile_media(
    archive: Archive, found: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], newest: bool
) -> None:
    """Nothing of the media is ever unpacked here; a list that leads elsewhere shows that the file is hostile."""
    if _MEDIA not in entries:
        return
    data = bytes(_read(archive, found, entries[_MEDIA], newest, _LARGEST_MEDIA_MAP))
    for name in names_in(data):
        if not is_base_name(name):
            raise archive.damaged(f"names a media file that would lie elsewhere ({name[:60]!r})")


def _read(
    archive: Archive, found: zipfile.ZipFile, entry: zipfile.ZipInfo, is_compressed: bool, most: int
) -> memoryview:
    """What an entry holds, within so many bytes; what its head says of its size is not believed."""
    if entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED:
        raise archive.damaged(f"is packed in a way that Anki never uses ({entry.filename})")
    if entry.file_size > most:
        raise _too_large(archive)
    most = min(most, max(_SMALL, entry.compress_size * _MOST_RATIO))
    with found.open(entry) as member:
        chunks = iter(lambda: member.read(_CHUNK), b"")
        return _gathered(archive, _decompressed(archive, chunks) if is_compressed else chunks, most)


def _gathered(archive: Archive, chunks: Iterable[bytes], most: int) -> memoryview:
    # not io.BytesIO.getbuffer: Python 3.12.1 crashes where it collects one as garbage
    buffer = bytearray()
    for chunk in chunks:
        if len(buffer) + len(chunk) > most:
            raise _too_large(archive)
        buffer += chunk
    return memoryview(buffer)


def _decompressed(archive: Archive, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """One frame of Zstandard, in pieces of a bounded size."""
    frame = zstd.ZstdDecompressor(options=_WINDOW)
    for packed in chunks:
        data = packed
        while data or not frame.needs_input:
            if frame.eof:
                raise archive.damaged("holds more than Anki writes behind its collection")
            yield frame.decompress(data, _CHUNK)
            data = b""
            if frame.eof and not frame.unused_data:
                break
    if not frame.eof:
        raise archive.damaged("is cut short")


def _too_large(archive: Archive) -> DamagedError:
    return archive.damaged(f"unpacks to more than a collection may hold here, {LARGEST // 1_000_000} MB; {_SMALLER}")
