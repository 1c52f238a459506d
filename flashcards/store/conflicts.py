"""Copies of the database that a program which synchronises folders left beside it when two machines had changed it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.store import meta
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION, check_header

_META = "merged copies"


def copies_beside(database: Path) -> list[Path]:
    """The databases of ours that lie beside this one under a name made from its own, whoever gave it.

    Every program that does so has names of its own: "(conflicted copy 2026-11-20)", ".sync-conflict-...", "(1)",
    "-LAPTOP", in many languages; what is in the file tells more.
    """
    named = database.parent.glob(f"{database.stem}?*{database.suffix}")
    return sorted(path for path in named if path.is_file() and _is_ours(path))


def _is_ours(path: Path) -> bool:
    try:
        check_header(path, DATABASE_ID, DATABASE_VERSION)
    except FlashcardsError:
        return False
    return True


def unmerged_copies(conn: sqlite3.Connection, database: Path) -> list[Path]:
    """Those of them that were not merged yet, or changed since."""
    copies = copies_beside(database)
    known = _merged(conn) if copies else {}
    return [path for path in copies if known.get(path.name) != _mark(path)]


def set_merged(conn: sqlite3.Connection, path: Path) -> None:
    """Remember that a copy was merged; a transaction must be open."""
    value = json.dumps(_merged(conn) | {path.name: _mark(path)}, ensure_ascii=False)
    meta.put(conn, _META, value)


def _merged(conn: sqlite3.Connection) -> dict[str, list[int]]:
    return dict(json.loads(meta.get(conn, _META) or "{}"))


def _mark(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]
