"""``flashcards log``: the events."""

from __future__ import annotations

from collections.abc import Mapping

import click

from flashcards.cli.app import App
from flashcards.cli.output import say_json
from flashcards.content.card_ids import short_names
from flashcards.errors import UsageError
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.replay import replay
from flashcards.schedule.wording import as_called, describe, describe_all, local_time
from flashcards.store import log, names
from flashcards.store.rows import checked, set_aside_json
from flashcards.terminal.plain import print_table, say


@click.command("log")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--set-aside", is_flag=True, help="With --json: instead of the events, what is kept that is none, with the reasons."
)
@click.pass_obj
def command(app: App, as_json: bool, set_aside: bool) -> None:
    """The events: everything that was ever done, oldest first."""
    if set_aside and not as_json:
        raise UsageError("--set-aside needs --json: what cannot be read can only be printed as it is stored")
    library = app.open()
    if set_aside:
        for each in checked(library.database.conn)[1]:
            say_json(set_aside_json(each))
        return
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
        called = names.called(library.database.conn)
        events = [as_called(event, called) for event in events]
        known = {event.id: event for event in events}
        short = short_names([name for event in events for name in (event.card, _renamed_to(event)) if name])
        rows = [
            (local_time(event), _what(event, known, demoted, short), short.get(event.card, "-")) for event in events
        ]
        print_table(("when", "what", "card"), rows)


def _renamed_to(event: Event) -> str:
    """The id that a rename leads to, "" for none."""
    to = event.payload.get("to")
    return to if event.kind == EventKind.RENAMED and isinstance(to, str) else ""


def _what(event: Event, known: Mapping[str, Event], demoted: frozenset[str], short: Mapping[str, str]) -> str:
    """What an event did, but for its card; of one that takes back, what it took back."""
    if event.kind != EventKind.RETRACTED:
        return _done(event, demoted, short)
    undone = [known[target] for target in event.retracts if target in known]
    if not undone:
        return "retracted what is not here"
    alone = len(undone) == 1 and undone[0].card == event.card
    return f"retracted: {_done(undone[0], demoted, short) if alone else describe_all(undone, {}, demoted)}"


def _done(event: Event, demoted: frozenset[str], short: Mapping[str, str]) -> str:
    if to := _renamed_to(event):
        event = event._replace(payload={**event.payload, "to": short[to]})
    return describe(event, demoted)
