"""A collection of Anki's, read from memory: its notes, their cards and reviews, each value checked.

It is foreign: only real tables are read, nothing in it acts, and what reading it takes is bounded.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, NamedTuple, NoReturn

from flashcards.anki.reviews import Review
from flashcards.errors import DamagedError
from flashcards.inert import Bounds, harden

# a field holds a page at most; its text may take four times its bytes in memory
_BOUNDS = Bounds(longest_value=10_000_000, steps_per_byte=10, steps_at_least=20_000_000)
_MOST_NOTES = 200_000
_MOST_REVIEWS = 200_000
_MOST_NAMES = 50_000
# it stands between the fields of a note
_SEPARATOR = "\x1f"
# where the header says how the file is journalled; a copy in memory can only be read as one without a log of its own
_JOURNALLING = slice(18, 20)
_ROLLBACK = b"\x01\x01"
_HEADER_SIZE = 100
_TABLES = {
    "notes": {"id", "guid", "mid", "tags", "flds"},
    "cards": {"id", "nid", "ord"},
    "revlog": {"id", "cid", "ease", "ivl", "factor", "time", "type"},
}
# what older collections keep as JSON in one row, newer ones keep in tables
_OLDER_TABLES = {"col": {"models"}}
_NEWER_TABLES = {"fields": {"ntid", "ord", "name"}}


class Note(NamedTuple):
    """A note: what it says, by the names of its fields in their order, and its tags."""

    number: int
    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]


class Collection:
    """What a collection holds. Each method raises DamagedError where something in it is not what Anki writes."""

    def __init__(self, conn: sqlite3.Connection, source: str) -> None:
        self._conn = conn
        self._source = source
        self._is_newer = self._is_table("fields")
        for table, columns in (_TABLES | (_NEWER_TABLES if self._is_newer else _OLDER_TABLES)).items():
            self._require(table, columns)
        self._fields = self._newer_fields() if self._is_newer else self._older_fields()

    def notes(self) -> list[Note]:
        """Every note."""
        return self._notes("select id, guid, mid, flds, tags from notes order by id")

    def notes_known(self, guids: Iterable[str], field: str) -> list[Note]:
        """The notes that have one of these GUIDs, or a field of that name."""
        kinds = [kind for kind, names in self._fields.items() if field in names]
        query = """select id, guid, mid, flds, tags from notes where guid in (select value from json_each(?))
                   or mid in (select value from json_each(?)) order by id"""
        return self._notes(query, list(guids), kinds)

    def _notes(self, query: str, *wanted: list[Any]) -> list[Note]:
        rows = self._rows(query, (int, str, int, str, str), _MOST_NOTES, *wanted)
        return [
            Note(number, guid, self._named(kind, said), tuple(tags.split())) for number, guid, kind, said, tags in rows
        ]

    def _named(self, note_type: int, said: str) -> dict[str, str]:
        return dict(zip(self._fields.get(note_type, ()), said.split(_SEPARATOR), strict=False))

    def first_cards(self, notes: Iterable[Note]) -> dict[int, int]:
        """The number of each note's first card, that of the first template of its type, by the note's."""
        query = "select nid, id from cards where ord = 0 and nid in (select value from json_each(?))"
        return dict(self._rows(query, (int, int), _MOST_NOTES, [note.number for note in notes]))

    def reviews(self, cards: Iterable[int]) -> dict[int, list[Review]]:
        """What the review log holds of these cards, by their numbers, in its order."""
        query = """select cid, id, ease, ivl, factor, time, type from revlog
                   where cid in (select value from json_each(?)) order by id"""
        found: defaultdict[int, list[Review]] = defaultdict(list)
        for card, *row in self._rows(query, (int,) * 7, _MOST_REVIEWS, list(cards)):
            found[card].append(Review(*row))
        return found

    def _newer_fields(self) -> dict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for kind, _, name in sorted(self._rows("select ntid, ord, name from fields", (int, int, str), _MOST_NAMES)):
            found[kind].append(name)
        return found

    def _older_fields(self) -> dict[int, list[str]]:
        return {kind: self._field_names(model) for kind, model in self._kept("select models from col").items()}

    def _field_names(self, model: Mapping[str, Any]) -> list[str]:
        fields = model.get("flds")
        if not isinstance(fields, list) or not all(isinstance(each, dict) for each in fields):
            self._refuse("a note type without fields")
        return [str(each.get("name")) for each in fields]

    def _kept(self, query: str) -> dict[int, Mapping[str, Any]]:
        """What an older collection keeps as JSON: objects by their numbers."""
        try:
            objects = [json.loads(text) for (text,) in self._rows(query, (str,), 1)]
            found = {int(number): each for kept in objects for number, each in kept.items()}
        except (ValueError, AttributeError, RecursionError):
            self._refuse("JSON that cannot be read")
        if not all(isinstance(each, dict) for each in found.values()):
            self._refuse("JSON of another form")
        return found

    def _is_table(self, name: str) -> bool:
        """Whether a name is a real table's, and no view's or that of a module that answers for one."""
        row = self._conn.execute("select type, rootpage from sqlite_master where name = ?", (name,)).fetchone()
        return row is not None and row[0] == "table" and bool(row[1])

    def _require(self, table: str, columns: set[str]) -> None:
        if not self._is_table(table):
            self._refuse(f"no table {table}")
        found = dict(self._conn.execute("select name, hidden from pragma_table_xinfo(?)", (table,)))
        if not columns <= found.keys() or any(found.values()):
            self._refuse(f"a table {table} of other columns")

    def _rows(self, query: str, kinds: tuple[type, ...], most: int, *wanted: list[Any]) -> list[tuple[Any, ...]]:
        """The rows that a query finds, at most so many, each value of its kind."""
        found = self._conn.execute(query, tuple(map(json.dumps, wanted))).fetchmany(most + 1)
        if len(found) > most:
            self._refuse(f"over {most} rows where nobody has so many")
        if any(tuple(map(type, row)) != kinds for row in found):
            self._refuse("a value of another kind than Anki writes")
        return found

    def _refuse(self, what: str) -> NoReturn:
        raise DamagedError(f"{self._source} is damaged, or none of Anki's: it holds {what}; nothing of it was taken")


@contextmanager
def opened(data: memoryview, source: str) -> Iterator[Collection]:
    """Open the bytes of a collection, which are changed, in memory; nothing is locked. Raises DamagedError."""
    size = len(data)
    if size < _HEADER_SIZE:
        raise DamagedError(f"{source} is cut short; nothing of it was taken")
    data[_JOURNALLING] = _ROLLBACK
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        try:
            conn.deserialize(data)
            # SQLite holds a copy
            del data
            harden(conn, size, _BOUNDS)
            conn.execute("pragma query_only = on")
            # newer collections sort names by it
            conn.create_collation("unicase", _compared)
            yield Collection(conn, source)
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise DamagedError(f"{source} is damaged ({error}); nothing of it was taken") from error


def _compared(one: str, other: str) -> int:
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)
