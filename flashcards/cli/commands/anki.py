"""``flashcards anki``: what was answered in Anki comes back, and cards go there through the open desktop."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli.app import App


@click.group("anki")
def command() -> None:
    """What you rehearse in Anki counts here, and what changes here gets there."""


@command.command("pull")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what came in as JSON.")
@click.option("--diff", is_flag=True, help="Show how the notes that were edited in Anki differ from the cards here.")
@click.pass_obj
def pull(app: App, file: Path, as_json: bool, diff: bool) -> None:
    """Take in what was answered in Anki: FILE is a package that was exported there with scheduling (.apkg, .colpkg), or
    a collection.anki2.

    Each answer is taken once, however often it is pulled; `undo` takes a pull back as a whole. Notes that were edited
    there and dates that were set there by hand are named, and change nothing here.
    """
    from flashcards.anki.answers import notes_in
    from flashcards.cli.pulling import Pulling, show, show_json

    library = app.open(must_write=True)
    pulling = Pulling(library)
    pulled = pulling.take(notes_in(file, pulling.names), file.name)
    if as_json:
        show_json(pulled)
    else:
        show(pulled, file.name)
    if diff:
        pulling.show_differences(pulled)
