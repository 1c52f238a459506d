"""A database file as a test looks into it or spoils it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def opened_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Its changes are committed, and the file is closed, at the end."""
    with closing(sqlite3.connect(path)) as conn, conn:
        yield conn
