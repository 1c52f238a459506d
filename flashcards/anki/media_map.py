"""The names of the media in a package: JSON in older ones, a protocol buffer in newer ones."""

from __future__ import annotations

import json
from collections.abc import Iterator

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_FIXED = {_FIXED_64: 8, _FIXED_32: 4}
_LONGEST_VARINT = 10
# in the message that lists the entries, and in each of them
_ENTRY, _NAME = 1, 1


def names_in(data: bytes) -> list[str]:
    """The names that a media map holds. Raises ValueError for what is none."""
    if data.lstrip()[:1] == b"{":
        return _of_json(data)
    return [
        name.decode()
        for number, entry in _fields(data)
        if number == _ENTRY
        for inner, name in _fields(entry)
        if inner == _NAME
    ]


def _of_json(data: bytes) -> list[str]:
    try:
        found = json.loads(data)
    except RecursionError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise ValueError("its list of media is none")
    return list(found.values())


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of a message that hold bytes, by their numbers; the others are passed over."""
    place = 0
    while place < len(message):
        key, place = _number(message, place)
        kind, size = key & 7, 0
        if kind == _VARINT:
            _, place = _number(message, place)
            continue
        if kind == _BYTES:
            size, place = _number(message, place)
        elif kind not in _FIXED:
            raise ValueError("its list of media is none")
        size = _FIXED.get(kind, size)
        if place + size > len(message):
            raise ValueError("its list of media is cut short")
        if kind == _BYTES:
            yield key >> 3, message[place : place + size]
        place += size


def _number(message: bytes, place: int) -> tuple[int, int]:
    """The number that stands there, seven bits a byte, and the place behind it."""
    found = 0
    for shift, byte in enumerate(message[place : place + _LONGEST_VARINT]):
        found |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return found, place + shift + 1
    raise ValueError("its list of media is cut short")
