"""A database file as a test looks into it or spoils it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from flashcards.store import migrations


@contextmanager
def opened_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Its changes are committed, and the file is closed, at the end."""
    with closing(sqlite3.connect(path)) as conn, conn:
        yield conn


@cache
def newest_schema() -> bytes:
    """What the migrations make of an empty database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrations.migrate(conn)
        return conn.serialize()


@contextmanager
def schema_copied() -> Iterator[None]:
    """Meanwhile a new database is a copy of the newest schema: to migrate an empty one is most of a first start."""
    migrate, schema = migrations.migrate, newest_schema()

    def copied(conn: sqlite3.Connection) -> None:
        if conn.execute("select count(*) from sqlite_schema").fetchone() != (0,):
            migrate(conn)
            return
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as newest:
            newest.deserialize(schema)
            newest.backup(conn)

    migrations.migrate = copied
    try:
        yield
    finally:
        migrations.migrate = migrate
