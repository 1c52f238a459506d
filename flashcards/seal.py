"""A seal in what is exported: it holds for the very bytes that were written, so that no other work is replaced.

A file bears the mark ``BLANK_SEAL`` where its format keeps a remark; ``sealed`` puts the digest of all bytes into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = b"flashcards-export:"
_DIGITS = 32
BLANK_SEAL = (_NAME + b"0" * _DIGITS).decode()
_SEAL = re.compile(_NAME + rb"[0-9a-f]{%d}" % _DIGITS)


def sealed(data: bytes) -> bytes:
    """The same bytes with their digest in the place of the last blank seal."""
    return b"".join(sealed_pieces((data,)))


def sealed_pieces(pieces: Sequence[bytes]) -> list[bytes]:
    """The pieces of what is sealed as a whole; its last blank seal stands in the last one."""
    *before, last = pieces
    start = last.rindex(BLANK_SEAL.encode())
    return [*before, last[:start] + _NAME + _digest(*pieces) + last[start + len(BLANK_SEAL) :]]


def is_sealed(data: bytes) -> bool:
    """Whether the bytes are exactly what was sealed: nobody changed them since."""
    view = memoryview(data)
    return any(
        found.group() == _NAME + _digest(view[: found.start()], BLANK_SEAL.encode(), view[found.end() :])
        for found in list(_SEAL.finditer(data))[-1:]
    )


def _digest(*pieces: bytes | memoryview) -> bytes:
    import hashlib

    found = hashlib.blake2b(digest_size=_DIGITS // 2)
    for piece in pieces:
        found.update(piece)
    return found.hexdigest().encode()
