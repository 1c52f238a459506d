"""What a sync came to, and which devices there are, as they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from flashcards.home import synced
from flashcards.home.library import Library
from flashcards.home.synced import State
from flashcards.schedule.wording import counted
from flashcards.store import meta, tail
from flashcards.terminal.plain import print_table

if TYPE_CHECKING:
    from flashcards.cli.syncing import Report
    from flashcards.sync.carrier import Carried

_MILLISECONDS = 1000


class Device(NamedTuple):
    """A home that syncs: how many events it handed over, and how many wait here.

    ``at`` is UTC in milliseconds: when this one last did, and when another one last handed something over.
    """

    name: str
    at: int | None
    events: int
    waiting: int = 0


def devices(library: Library) -> list[Device]:
    """This home first, then the others, as of its last sync."""
    conn = library.database.conn
    state = synced.read_state(conn) or State()
    own = meta.device(conn)
    found: dict[str, Device] = {own: Device(own, None, 0)}
    for known in state.segments.values():
        name = known.name.split(" ")[0]
        before = found.get(name, Device(name, None, 0))
        at = max(before.at or 0, known.mod * _MILLISECONDS)
        found[name] = before._replace(at=at, events=before.events + known.events)
    found[own] = found[own]._replace(at=state.at or None, waiting=tail.count_since(conn, state.key))
    return list(found.values())


def device_rows(library: Library) -> list[dict[str, object]]:
    """One object a device, as ``sync --status --json`` prints it."""
    return [
        {"device": each.name, "at": _iso(each.at), "events": each.events, "waiting": each.waiting}
        for each in devices(library)
    ]


def _iso(at: int | None) -> str | None:
    if at is None:
        return None
    return datetime.fromtimestamp(at / _MILLISECONDS, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def show(rows: Sequence[dict[str, object]]) -> None:
    """Print the devices, this one first."""
    names = [f"{row['device']} (this one)" if not place else str(row["device"]) for place, row in enumerate(rows)]
    cells = [
        (name, str(row["at"] or "never"), str(row["events"]), str(row["waiting"] or "-"))
        for name, row in zip(names, rows, strict=True)
    ]
    print_table(("device", "last heard of", "events", "waiting here"), cells, right=(2, 3))


def lines(report: Report) -> Iterator[str]:
    """What came in and what went out."""
    events, devices, *_ = report.arrived
    came = [f"{counted(events, 'event')} of {counted(len(devices), 'device')}"] if events else []
    came += [f"{counted(report.answers, 'answer')} from Anki"] if report.answers else []
    went = [f"{counted(report.events, 'event')}"] if report.events else []
    went += [counted(report.notes, "note")] if report.notes else []
    went += [f"when {counted(report.dues, 'card is', 'cards are')} due"] if report.dues else []
    if came:
        yield f"In: {', '.join(came)}."
    if went:
        yield f"Out: {', '.join(went)}."
    if not came and not went:
        yield "Nothing new on either side."


def warnings(report: Report) -> Iterator[str]:
    """What is wrong with what came."""
    if report.arrived.is_copy:
        yield "Another home goes by the names of this one, as a copy does: from now on this one is a device of its own."
    yield from map(_damaged, report.arrived.damaged)
    if report.arrived.differ:
        yield (
            f"{counted(len(report.arrived.differ), 'event')} differ from what another device says of them, "
            f"{report.arrived.differ[0]} the first; what stands here was kept"
        )
    if report.late:
        yield f"{counted(report.late, 'answer')} carry a time still to come, or one beyond any log: not taken in"


def _damaged(each: Carried) -> str:
    reasons = getattr(each.segment, "reasons", ("",))
    return (
        f"A piece of the log in Anki, {each.name!r}, cannot be used: {reasons[0]}; nothing of it was taken. Its own "
        "device puts it back with its next sync."
    )
