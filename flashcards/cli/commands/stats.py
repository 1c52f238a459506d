"""``flashcards stats``: what was done, what is coming, what is weak."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.cli.paths import Named
from flashcards.cli.reporting import gather
from flashcards.cli.stats_json import report_json
from flashcards.cli.stats_text import dashboard
from flashcards.errors import AccessError, UsageError
from flashcards.files import write_whole
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.agenda import agenda_of
from flashcards.schedule.report import Report
from flashcards.store import readings
from flashcards.terminal.plain import print_dashboard, say
from flashcards.terminal.sanitise import visible

_NOTHING_TOLD = "Nothing told yet. `flashcards review` starts."
_NO_DECK = "No deck yet. `flashcards review` starts with the shipped one, `flashcards add PAGE` reads a page of yours."


@click.command("stats")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=Named(path_type=Path, dir_okay=False),
    help="Write the same as one page for a browser, with charts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, decks: tuple[str, ...], page: Path | None, as_json: bool) -> None:
    """What was done, what is coming, what is weak.

    A story's strength is how much of it you would still tell a week from today without a rehearsal, 0 to 100.
    """
    if as_json and page:
        raise UsageError("--json and --html do not go together; run the command twice")
    library = app.open()
    found = gather(library, agenda_of(library, library.clock.today), deck_slugs(library, decks))
    if as_json:
        say_json(report_json(found))
    elif page:
        _write_page(found, page)
    elif found.is_empty:
        has_cards = found.stories or found.themes or (decks and readings.shown_decks(library.readings))
        say(_NOTHING_TOLD if has_cards else _NO_DECK)
    else:
        print_dashboard(dashboard(found))


def _write_page(found: Report, target: Path) -> None:
    from flashcards.html.page import page

    if not target.absolute().parent.is_dir():
        raise AccessError(f"there is no folder {target.parent}; make it first, or name another file")
    write_whole(target, page(found, visible).encode())
    say(f"Statistics -> {target}")
