"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from flashcards.errors import AccessError

# a draft adds a few letters to a name that may be as long as the file system takes
_SHORT = 40


def write_new(path: Path, text: str) -> None:
    """Write a text file in one step: whoever reads it finds what was there before, or all of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHORT]}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(0o644)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise AccessError(f"cannot write {path}: {error.strerror}") from error
