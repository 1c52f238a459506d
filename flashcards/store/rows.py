"""The rows of the log as values: one that is no event is set aside, so that the others can be read."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from flashcards.schedule.day import LATEST_ADMITTED, LATEST_TIME
from flashcards.schedule.domain import Unreadable, part_key, problems_of
from flashcards.schedule.events import Event

_AS_THEY_ARE = """
    select key, id, at, day, offset, device, card, kind, grade, missed, seconds, retracts, batch, seen, payload
    from events order by key
"""
_SELECT = """
    select e.id, e.at, e.day, e.offset, d.id, coalesce(c.id, ''), e.kind, e.grade, e.missed, e.seconds,
           e.retracts, e.batch, e.seen, e.payload
    from events e join devices d on d.key = e.device left join cards c on c.key = e.card
"""
INSERT = """
    insert into events (id, at, day, offset, device, card, kind, grade, missed, seconds, retracts, batch, seen, payload)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NEVER_NULL = ("id", "at", "day", "offset", "kind", "batch")
_UNKNOWN = "unknown"
_INTEGERS = range(-(1 << 63), 1 << 63)
_INFINITE = {"inf": math.inf, "-inf": -math.inf}


class SetAside(NamedTuple):
    """A row that is no event: its place in the log, why, and what each of its columns holds, names for keys."""

    key: int
    reasons: tuple[str, ...]
    columns: Mapping[str, Any]

    def __str__(self) -> str:
        return f"event number {self.key} of the log: {'; '.join(self.reasons)}"


def card_key(conn: sqlite3.Connection, card: str) -> int:
    """Return the key of a card's id, giving it one if it has none."""
    row = conn.execute("select key from cards where id = ?", (card,)).fetchone()
    return int(row[0]) if row else conn.execute("insert into cards (id) values (?)", (card,)).lastrowid or 0


def device_key(conn: sqlite3.Connection, device: str) -> int:
    """Return the key of a device's id, giving it one if it has none."""
    row = conn.execute("select key from devices where id = ?", (device,)).fetchone()
    return int(row[0]) if row else conn.execute("insert into devices (id) values (?)", (device,)).lastrowid or 0


def row_of(event: Event, device: int, card: int | None) -> tuple[object, ...]:
    """What ``INSERT`` takes; ``device`` and ``card`` are keys."""
    return (
        event.id,
        event.at,
        event.day,
        event.offset,
        device,
        card,
        event.kind,
        event.grade,
        json.dumps(event.missed) if event.missed else None,
        event.seconds,
        json.dumps(event.retracts) if event.retracts else None,
        event.batch,
        event.seen,
        json.dumps(dict(event.payload), ensure_ascii=False) if event.payload else None,
    )


def read_row(row: Sequence[Any]) -> Event | Unreadable:
    """The event of a row, or why it is none."""
    event_id, at, day, offset, device, card, kind, grade, missed, seconds, retracts, batch, seen, payload = row
    try:
        event = Event(
            event_id,
            at,
            day,
            offset,
            device,
            card,
            kind,
            grade,
            _keys(json.loads(missed)) if missed else (),
            seconds,
            tuple(json.loads(retracts)) if retracts else (),
            batch,
            seen,
            json.loads(payload) if payload else {},
        )
    except (ValueError, TypeError, RecursionError):
        return Unreadable(("a list or payload in it cannot be read",))
    problems = problems_of(event)
    return Unreadable(problems) if problems else event


def _keys(names: list[Any]) -> tuple[Any, ...]:
    """Parts as the log calls them now: versions before this one wrote their names as they were."""
    return tuple(part_key(name) if isinstance(name, str) else name for name in names)


def events(conn: sqlite3.Connection, query: str, params: Sequence[object] = (), preface: str = "") -> Iterator[Event]:
    """The events that a query finds; rows that cannot be used are set aside, which ``verify.set_aside`` tells."""
    for row in _rows(conn, f"{preface} {_SELECT} {query}", params):
        event = read_row(row)
        if isinstance(event, Event):
            yield event


def _rows(conn: sqlite3.Connection, query: str, params: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows that a query finds, also where a text in one of them is damaged."""
    taken = 0
    try:
        for row in conn.execute(query, params):
            taken += 1
            yield row
    except sqlite3.OperationalError as error:
        if "decode" not in str(error).lower():
            raise
    else:
        return
    with any_bytes(conn):
        found = conn.execute(query, params).fetchall()
    yield from found[taken:]


@contextmanager
def any_bytes(conn: sqlite3.Connection) -> Iterator[None]:
    """Bytes that are no UTF-8 are read as characters that no value may have."""
    conn.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        conn.text_factory = str


def checked(conn: sqlite3.Connection) -> tuple[list[Event], list[SetAside]]:
    """Every event of a log, and every row of it that is none, in the order of their arrival."""
    found: list[Event] = []
    aside: list[SetAside] = []
    # names are looked up here and not joined in SQL: a file from elsewhere may have no index to join by
    with any_bytes(conn):
        cards = {None: "", **dict(conn.execute("select key, id from cards"))}
        devices = dict(conn.execute("select key, id from devices"))
        rows = conn.execute(_AS_THEY_ARE)
        names = [name for name, *_ in rows.description][1:]
        for key, *values in rows:
            columns = dict(zip(names, values, strict=True))
            columns |= {"device": devices.get(columns["device"]), "card": cards.get(columns["card"])}
            read = read_row(tuple(columns.values()))
            if isinstance(read, Event):
                found.append(read)
            else:
                aside.append(SetAside(key, read.reasons, columns))
    return found, aside


def set_aside_json(aside: SetAside) -> dict[str, object]:
    """A row that is no event: its place in the log, why, and its columns.

    Bytes stand as ``{"hex": "00ff"}``, a number that JSON does not have as ``{"float": "inf"}``.
    """
    columns = {name: _printable(value) for name, value in aside.columns.items()}
    return {"number": aside.key, "reasons": list(aside.reasons), "row": columns}


def _printable(value: object) -> object:
    stored = _storable(value)
    if isinstance(stored, bytes):
        return {"hex": stored.hex()}
    return {"float": repr(stored)} if isinstance(stored, float) and not math.isfinite(stored) else stored


def read_set_aside(value: Mapping[str, Any]) -> Event | SetAside | Unreadable:
    """Read a row back from what ``set_aside_json`` made; an event where this version can use it after all."""
    row = value.get("row")
    if not isinstance(row, dict) or row.keys() != set(Event._fields):
        return Unreadable(("no row of a log",))
    try:
        columns = {name: _read_back(row[name]) for name in Event._fields}
    except (ValueError, TypeError, KeyError):
        return Unreadable(("a column holds what no row of a log can",))
    empty = [name for name in _NEVER_NULL if columns[name] is None]
    if empty:
        return Unreadable((f"{empty[0]} must not be null",))
    read = read_row(tuple(columns.values()))
    return read if isinstance(read, Event) else SetAside(0, read.reasons, columns)


def _read_back(printed: Any) -> object:
    """The value of a column. Raises ValueError, TypeError or KeyError for what no column can hold."""
    if isinstance(printed, dict):
        return bytes.fromhex(printed["hex"]) if "hex" in printed else _INFINITE[printed["float"]]
    if isinstance(printed, str):
        printed.encode()
    elif printed is not None and not _is_number(printed):
        raise ValueError(printed)
    return printed


def _is_number(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool) and value in _INTEGERS


def ids_set_aside(conn: sqlite3.Connection, ids: Sequence[str]) -> set[str]:
    """Those of these ids, none of which is an event's, that a row of the log has nonetheless."""
    query = "select 1 from events where id = ?"
    return {name for name in ids if conn.execute(query, (name,)).fetchone()}


def unknown_here(conn: sqlite3.Connection, aside: Iterable[SetAside]) -> list[SetAside]:
    """Those of these rows that the log does not have, and can keep without its own events running out of time."""
    query = "select 1 from events where id = ?"
    return [
        each
        for each in aside
        if isinstance(name := each.columns["id"], str | bytes)
        and not (isinstance(at := each.columns["at"], int) and LATEST_ADMITTED <= at < LATEST_TIME)
        and conn.execute(query, (_storable(name),)).fetchone() is None
    ]


def pass_on(conn: sqlite3.Connection, aside: Iterable[SetAside]) -> None:
    """Add rows that are no events as they are, so that a version that can use them will; a transaction must be open."""
    for each in aside:
        device, card = (_name(each.columns[column]) for column in ("device", "card"))
        columns = {name: _storable(value) for name, value in each.columns.items()}
        columns |= {
            "device": device_key(conn, device or _UNKNOWN),
            "card": card_key(conn, card) if card else None,
        }
        conn.execute(INSERT, tuple(columns.values()))


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and isinstance(_storable(value), str) else None


def _storable(value: object) -> object:
    """A text that is none as the bytes that it was read from."""
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        return value.encode("utf-8", "surrogateescape")
    return value
