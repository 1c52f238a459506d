"""``flashcards log``: the events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import click

from flashcards.cli.app import App
from flashcards.cli.output import iso, say_json
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.replay import replay
from flashcards.store import log
from flashcards.terminal.plain import print_table, say


@click.command("log")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """The events: everything that was ever done, oldest first."""
    library = app.open()
    events = list(log.all_events(library.database.conn))
    demoted = replay(events).demoted
    if as_json:
        for event in events:
            say_json(event_json(event, demoted))
    elif not events:
        say("Nothing has been done yet. `flashcards review` starts.")
    else:
        print_table(("when", "what", "card"), [_shown(event, demoted) for event in events])


def event_json(event: Event, demoted: frozenset[str]) -> dict[str, object]:
    """One event as ``log --json`` prints it: everything that another machine needs to take it in.

    A grade that came second on its study day is shown as the drill that it counts as, with its own kind in ``payload``.
    """
    moment = datetime.fromtimestamp(event.at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "id": event.id,
        "at": moment,
        "day": iso(event.day),
        "offset": event.offset,
        "device": event.device,
        "card": event.card,
        "kind": EventKind.DRILLED if event.id in demoted else event.kind,
        "grade": event.grade,
        "missed": list(event.missed),
        "seconds": event.seconds,
        "retracts": list(event.retracts),
        "batch": event.batch,
        "seen": event.seen,
        "payload": {**event.payload, "recorded": event.kind} if event.id in demoted else dict(event.payload),
    }


def _shown(event: Event, demoted: frozenset[str]) -> tuple[str, str, str]:
    zone = timezone(timedelta(minutes=event.offset))
    when = datetime.fromtimestamp(event.at / 1000, zone).strftime("%Y-%m-%d %H:%M")
    return when, describe(event, demoted), event.card or "-"


def describe(event: Event, demoted: frozenset[str] = frozenset()) -> str:
    """What an event did, in a few words."""
    kind = str(EventKind.DRILLED if event.id in demoted else event.kind)
    what = kind if event.grade is None else f"{kind} {event.grade}"
    missed = f", missed {', '.join(event.missed)}" if event.missed else ""
    new = event.payload.get("to")
    return f"{what}{missed}" + (f" to {new}" if new else "")
