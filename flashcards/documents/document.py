"""What is read: bytes, and the name that tells how they are to be read."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import ModuleType

from flashcards.errors import AccessError
from flashcards.extras import installing

LARGEST = 10_000_000
"""The most bytes that a document may hold, packed or unpacked."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page's bytes, and a file name whose ending says what they are; ``source`` is what the user called it."""

    data: bytes
    name: str
    source: str

    def converted(self, text: str, ending: str) -> Document:
        """The same document as text, with the ending of a page that is written so."""
        name = str(PurePosixPath(self.name).with_suffix(ending))
        return Document(text.encode("utf-8", "replace"), name, self.source)


def is_address(source: str) -> bool:
    """Whether a page is named by an address and not by a file."""
    return "://" in source


def library(name: str, source: str) -> ModuleType:
    """Import a library of the extra ``documents``. Raises AccessError, with what to install, where it is missing."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise AccessError(f"reading {source} needs {name}: {installing(name)}") from error
