"""The errors that end a command: each is one line for the user, with the exit code of its class."""

from __future__ import annotations

from pathlib import Path


class FlashcardsError(Exception):
    """Base of every error that reaches the user as one line; ``exit_code`` is the process's."""

    exit_code = 1


class ContentError(FlashcardsError):
    """The content or the request is wrong: no questions, an unknown deck, a refused reset (exit 1)."""


class UsageError(FlashcardsError):
    """An option or a value does not exist (exit 2)."""

    exit_code = 2


class DamagedError(FlashcardsError):
    """A database, backup or package is damaged, hostile, foreign or newer (exit 3).

    ``file`` is the one in which SQLite met the damage while it was used.
    """

    exit_code = 3

    def __init__(self, message: str, file: Path | None = None) -> None:
        super().__init__(message)
        self.file = file


class AccessError(FlashcardsError):
    """A file or folder is missing, unreadable, not writable, or the disk is full (exit 4)."""

    exit_code = 4


class SeenElsewhereError(FlashcardsError):
    """The card changed since it was shown: another session graded it, or this grade was stored already (exit 1)."""


class BusyError(FlashcardsError):
    """Another process held the database for longer than we wait (exit 5)."""

    exit_code = 5
