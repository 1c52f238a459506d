"""``flashcards export``: the cards for Anki, a cue sheet, or the plan as a calendar."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.paths import Named
from flashcards.home.lookup import deck_slugs
from flashcards.terminal.plain import say


@click.command("export")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    type=Named(path_type=Path),
    help="What to write, by its ending: .apkg, .md, .html, .txt or .ics; a folder gets one .apkg a deck.",
)
@click.option("--force", is_flag=True, help="Replace a file that `export` did not write, or that was changed since.")
@click.option("--schedule", is_flag=True, help="Give Anki the due dates and every answer, too (.apkg alone).")
@click.pass_obj
def command(app: App, decks: tuple[str, ...], output: Path | None, force: bool, schedule: bool) -> None:
    """Write the cards for Anki, a cue sheet, or a calendar.

    For Anki (.apkg), as a cue sheet for the last hour (.md, .html, .txt), or the plan until the interview as a calendar
    (.ics). Without -o: one .apkg a deck, into the current folder.

    Importing an .apkg again updates the notes whose text changed here. It never moves, reschedules or deletes what Anki
    has. The .html prints each story on half a sheet of paper.
    """
    from flashcards.cli.exports import refuse_foreign, targets, write

    library = app.open()
    files = targets(library, deck_slugs(library, decks), output)
    if not force:
        refuse_foreign(list(files))
    for target, slugs in files.items():
        say(f"{write(library, target, slugs, schedule)} -> {target}")
