"""Deflating on every core: a large text in pieces, which are the same bytes however many there are of them."""

from __future__ import annotations

import io
import zipfile
import zlib

# a third faster than the usual 6, and hardly larger
_LEVEL = 5
_PIECE = 1 << 20
_DATE = (1980, 1, 1, 0, 0, 0)


def deflated(data: bytes) -> tuple[bytes, int]:
    """One raw deflate stream, and the CRC of the data; zlib lets go of the interpreter, so all is made side by side."""
    view, starts = memoryview(data), range(0, max(1, len(data)), _PIECE)
    if len(starts) == 1:
        return _piece(view, 0), zlib.crc32(data)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        crc = pool.submit(zlib.crc32, data)
        return b"".join(pool.map(lambda start: _piece(view, start), starts)), crc.result()


def _piece(data: memoryview, start: int) -> bytes:
    """What begins here, packed as if what stands before it had been packed by the same hand."""
    before, end = data[max(0, start - (1 << zlib.MAX_WBITS)) : start], start + _PIECE
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before)
    return packer.compress(data[start:end]) + packer.flush(zlib.Z_SYNC_FLUSH if end < len(data) else zlib.Z_FINISH)


def add_deflated(archive: zipfile.ZipFile, file: io.BytesIO, name: str, data: bytes) -> None:
    """Put data into an archive that is written to this file."""
    entry = zipfile.ZipInfo(name, _DATE)
    if len(data) > zipfile.ZIP64_LIMIT:
        archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _LEVEL)
        return
    stream, crc = deflated(data)
    archive.writestr(entry, stream)
    # it took what is deflated already for the data
    entry.compress_type, entry.file_size, entry.CRC = zipfile.ZIP_DEFLATED, len(data), crc
    end = file.tell()
    file.seek(entry.header_offset)
    file.write(entry.FileHeader())
    file.seek(end)
