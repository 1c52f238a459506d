"""``flashcards doctor``: checks the file, replays the log, compares."""

from __future__ import annotations

import sys

import click

from flashcards.cli.app import App
from flashcards.cli.output import say_json
from flashcards.store import doctor, schedule
from flashcards.terminal.plain import say

DAMAGED = 3


@click.command("doctor")
@click.option("--fix", is_flag=True, help="Build the schedule anew from the log.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, fix: bool, as_json: bool) -> None:
    """Check the file, replay the log, and compare it with the schedule."""
    library = app.open(must_write=fix)
    report = doctor.examine(library.database.conn)
    if fix and report.mendable:
        with library.database.transaction():
            schedule.rebuild(library.database.conn)
        say(f"Built the schedule anew from {report.events} events; it differed for {len(report.mendable)} cards.")
        report = doctor.examine(library.database.conn)
    problems = [*report.damage, *report.mendable]
    if as_json:
        say_json({"ok": not problems, "events": report.events, "cards": report.cards, "problems": problems})
    else:
        _show(report, problems)
    sys.exit(DAMAGED if problems else 0)


def _show(report: doctor.Report, problems: list[str]) -> None:
    for problem in problems:
        say(problem)
    if not problems:
        say(f"All is well: {report.events} events, {report.cards} cards; the schedule is what the log says.")
    elif report.mendable:
        say("`flashcards doctor --fix` builds the schedule anew from the log.")
