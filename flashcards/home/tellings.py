"""The texts of tellings: a draft until the grade, and what the user keeps. Nothing of them is in the log."""

from __future__ import annotations

import contextlib
from pathlib import Path

from flashcards.errors import AccessError
from flashcards.files import make_folder, read_regular, write_whole
from flashcards.home.home import Home

# they say what the user says, and are nobody else's to read
_MODE, _FOLDER_MODE = 0o600, 0o700
LARGEST_BYTES = 4 * 1024 * 1024


def draft_of(home: Home, card: str) -> str:
    """What was written of a card's telling and not graded; "" where there is nothing that can be read."""
    try:
        return read_regular(home.telling_draft(card), LARGEST_BYTES).decode(errors="replace")
    except OSError:
        return ""


def keep_draft(home: Home, card: str, text: str) -> None:
    """Keep what is written so far; without a text nothing is kept. Raises AccessError."""
    if text.strip():
        _write(home, home.telling_draft(card), text)
    else:
        drop_draft(home, card)


def drop_draft(home: Home, card: str) -> None:
    """Delete it; what cannot be deleted stays."""
    with contextlib.suppress(OSError):
        home.telling_draft(card).unlink(missing_ok=True)


def keep(home: Home, event: str, text: str) -> None:
    """Keep the text of the telling that an event graded. Raises AccessError."""
    _write(home, home.tellings / f"{event}.txt", f"{text}\n")


def _write(home: Home, path: Path, text: str) -> None:
    try:
        make_folder(home.tellings, _FOLDER_MODE)
    except OSError as error:
        raise AccessError(f"cannot write {path}: {error.strerror}") from error
    write_whole(path, text.encode(), mode=_MODE)
