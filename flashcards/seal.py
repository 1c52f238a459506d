"""A seal in what is exported: it holds for the very bytes that were written, so that no other work is replaced.

A file bears the mark ``BLANK_SEAL`` where its format keeps a remark; ``sealed`` puts the digest of all bytes into it.
"""

from __future__ import annotations

import re

_NAME = b"flashcards-export:"
_DIGITS = 32
BLANK_SEAL = (_NAME + b"0" * _DIGITS).decode()
_SEAL = re.compile(_NAME + rb"[0-9a-f]{%d}" % _DIGITS)


def sealed(data: bytes) -> bytes:
    """The same bytes with their digest in the place of the last blank seal."""
    start = data.rindex(BLANK_SEAL.encode())
    return b"".join((memoryview(data)[:start], _NAME, _digest(data), data[start + len(BLANK_SEAL) :]))


def is_sealed(data: bytes) -> bool:
    """Whether the bytes are exactly what was sealed: nobody changed them since."""
    return any(
        found.group() == _NAME + _digest(data[: found.start()] + BLANK_SEAL.encode() + data[found.end() :])
        for found in list(_SEAL.finditer(data))[-1:]
    )


def _digest(data: bytes) -> bytes:
    import hashlib

    return hashlib.blake2b(data, digest_size=_DIGITS // 2).hexdigest().encode()
