"""``flashcards log``: the events."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import click

from flashcards.cli.app import App
from flashcards.cli.output import say_json
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
        # a session shows what events did, and none of this
        from flashcards.schedule.exchange import event_json

        for event in events:
            say_json(event_json(event, demoted))
    elif not events:
        say("Nothing has been done yet. `flashcards review` starts.")
    else:
        print_table(("when", "what", "card"), [_shown(event, demoted) for event in events])


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
