"""The schema of flashcards.db, step by step; a step that was released never changes."""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlite_utils import Database
from sqlite_utils.db import Table
from sqlite_utils.migrations import Migrations

from flashcards.store.cache import rebuild
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION

migrations = Migrations("flashcards")


@migrations()
def log_and_schedule(db: Database) -> None:
    """The log, append-only by its triggers, and what is derived from it."""
    _make_log(db)
    _make_derived(db)
    db.execute(f"pragma application_id = {DATABASE_ID}")


def _make_log(db: Database) -> None:
    _table(db, "meta").create({"key": str, "value": str}, pk="key")
    _table(db, "cards").create({"key": int, "id": str}, pk="key", not_null={"id"})
    _table(db, "cards").create_index(["id"], unique=True)
    _table(db, "devices").create({"key": int, "id": str}, pk="key", not_null={"id"})
    _table(db, "devices").create_index(["id"], unique=True)
    _table(db, "events").create(
        {
            "key": int, "id": str, "at": int, "day": int, "offset": int, "device": int, "card": int, "kind": str,
            "grade": int, "missed": str, "seconds": float, "retracts": str, "batch": str, "seen": str, "payload": str,
        },
        pk="key",
        not_null={"id", "at", "day", "offset", "device", "kind", "batch"},
        foreign_keys=[("device", "devices", "key"), ("card", "cards", "key")],
    )  # fmt: skip
    _table(db, "events").create_index(["id"], unique=True)
    _table(db, "events").create_index(["at", "id"])
    _table(db, "events").create_index(["card"])
    _table(db, "events").create_index(["day"])
    _table(db, "events").create_index(["batch"])
    for change in ("update", "delete"):
        db.execute(
            f"create trigger events_are_never_{change}d before {change} on events "
            "begin select raise(abort, 'the log is append-only'); end"
        )


def _make_derived(db: Database) -> None:
    _table(db, "retractions").create({"event": str, "retracted_by": str}, pk=("event", "retracted_by"))
    _table(db, "renames").create({"event": str, "old": int, "new": int}, pk="event")
    _table(db, "renames").create_index(["old"])
    _table(db, "renames").create_index(["new"])
    _table(db, "schedule").create(
        {
            "card": int, "deck": str, "position": int, "repetition": int, "interval": int, "ease": int, "lapses": int,
            "due": int, "reviewed": int, "told": int, "drill": int, "suspended": int, "buried": int, "missed": str,
            "misses": str, "seconds": float, "introduced": int, "introductions": int, "last_event": str,
        },
        pk="card",
        foreign_keys=[("card", "cards", "key")],
    )  # fmt: skip
    _table(db, "schedule").create_index(["deck", "due", "suspended", "buried"])
    _table(db, "schedule").create_index(["due", "deck", "position"])
    _table(db, "schedule").create_index(["introduced", "introductions"])
    _table(db, "schedule").create_index(["drill"])


@migrations()
def interview_days(db: Database) -> None:
    """The scheduled review before the last one, and a quick way to the days that were set."""
    db.execute("alter table schedule add column previous integer")
    db.execute("create index planned_events on events (at, id) where kind = 'planned'")


@migrations()
def counts_from_indexes(db: Database) -> None:
    """What a session and the counts of the decks ask for is answered from indexes alone, whatever the size."""
    db.execute("drop index idx_schedule_deck_due_suspended_buried")
    db.execute("drop index idx_schedule_due_deck_position")
    db.execute("create index schedule_of_a_deck on schedule (deck, suspended, due)")
    db.execute("create index schedule_by_due on schedule (suspended, due, deck, position, interval, buried)")
    db.execute("create index buried_cards on schedule (buried, suspended, deck, due) where buried is not null")


@migrations()
def bounded_names(_: Database) -> None:
    """Names of what was missed are bounded where they are read: only the schedule changes, replayed at the end."""


@migrations()
def last_grades(db: Database) -> None:
    """The grade of the last telling stands beside its time, which is none where nobody can have told so fast."""
    db.execute("alter table schedule add column grade integer")


@migrations()
def exports(db: Database) -> None:
    """What Anki was handed is found quickly, and so is when a card was first heard of.

    Versions before this one let such an event change the card's last event, so the schedule is replayed at the end.
    """
    db.execute("drop index idx_events_card")
    db.execute("create index events_of_a_card on events (card, at)")
    db.execute("create index exported_events on events (at, id, card) where kind = 'exported'")


@migrations()
def questions(db: Database) -> None:
    """What was asked at interviews is found with their days, and so is what was chosen for a question.

    Versions before this one let either change the card's last event, so the schedule is replayed at the end.
    """
    db.execute("drop index planned_events")
    db.execute("create index interview_events on events (at, id) where kind in ('planned', 'asked')")
    db.execute("create index chosen_events on events (at, id) where kind = 'chosen'")


@migrations()
def names(db: Database) -> None:
    """Every id of a history leads to it, so that decks that name a card differently all show where it stands.

    What ties ids together are not only renames: a grade given in Anki names its note as well.
    """
    db.execute("drop table renames")
    db.execute("create table ties (event text, one integer, other integer, primary key (event, one, other))")
    db.execute("create index ties_of_one on ties (one)")
    db.execute("create index ties_of_other on ties (other)")
    db.execute(
        "create table names (card integer primary key, present integer not null, origin text not null, "
        "place integer not null)"
    )


def _opened(conn: sqlite3.Connection) -> Database:
    # plugins are for those who work with sqlite-utils by hand; to look for them takes half of a first start
    return Database(conn, execute_plugins=False)


def _table(db: Database, name: str) -> Table:
    return cast(Table, db[name])


def build(conn: sqlite3.Connection, version: int) -> None:
    """Give an empty database the schema of a version, to compare with; each version is one step."""
    db = _opened(conn)
    later = [step.name for step in migrations.pending(db)][version:]
    migrations.apply(db, stop_before=later)


def migrate(conn: sqlite3.Connection) -> None:
    """Bring a database to the newest schema, each step in a transaction of its own.

    The schedule is replayed at the end, and the version noted with it: after a crash in between all is done again.
    """
    migrations.apply(_opened(conn))
    conn.execute("begin immediate")
    rebuild(conn)
    conn.execute(f"pragma user_version = {DATABASE_VERSION}")
    conn.execute("commit")
