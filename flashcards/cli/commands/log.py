"""``flashcards log``: the events."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import click

from flashcards.cli.app import App
from flashcards.cli.output import say_json
from flashcards.schedule.events import Event
from flashcards.schedule.replay import replay
from flashcards.schedule.wording import describe
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
