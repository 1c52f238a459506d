"""What a user names to be read: a file, a pipe that stands for one, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from flashcards.content.text.problems import Problem
from flashcards.content.text.source import decode
from flashcards.errors import AccessError, ContentError

STANDARD_INPUT = "-"
_MEGABYTE = 1024 * 1024


def named(source: str) -> str:
    """What a message calls it."""
    return "standard input" if source == STANDARD_INPUT else source


def read_beginning(source: str, most: int) -> bytes:
    """So many bytes of it and one more, which tells that it is longer; a device never ends. Raises AccessError."""
    try:
        if source == STANDARD_INPUT:
            return sys.stdin.buffer.read(most + 1)
        with Path(source).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise AccessError(f"cannot read {named(source)}: {error.strerror}") from error


def read_text(source: str, what: str, most: int) -> str:
    """Read a text of at most ``most`` bytes that holds a word; ``what`` it should be is for the message.

    Raises AccessError where it cannot be read, ContentError where it is no text, too long, or without a word.
    """
    data = read_beginning(source, most)
    if len(data) > most:
        raise ContentError(f"{named(source)} is longer than any {what}; at most {most // _MEGABYTE} MB are read")
    text = decode(data)
    if isinstance(text, Problem):
        raise ContentError(text.at(named(source)))
    if not any(map(str.isalnum, text)):
        raise ContentError(f"{named(source)} holds no {what}: there is no word in it")
    return text
