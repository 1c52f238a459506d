"""``flashcards decks``: each deck with its counts."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.library import Library
from flashcards.cli.output import iso, say_json
from flashcards.store import readings, schedule
from flashcards.store.schedule import Counts
from flashcards.terminal.plain import print_table, say


@click.command("decks")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """Each deck with its counts: new, due today, total, next due."""
    library = app.open(ship=True)
    rows = deck_rows(library)
    if as_json:
        say_json(rows)
    elif not rows:
        say("No deck yet. `flashcards add PAGE` reads one from a page of yours.")
    else:
        columns = ("deck", "due", "new", "cards", "next due", "file")
        print_table(columns, [_shown(row) for row in rows], right=(1, 2, 3))


def deck_rows(library: Library) -> list[dict[str, object]]:
    """One object a deck, as ``decks --json`` prints it."""
    counts = schedule.counts(library.database.conn, library.clock.today)
    files = sorted(readings.known_files(library.readings).values(), key=lambda file: file.deck)
    owners = {file.deck: file for file in reversed(files)}
    return [
        _row(library, slug, owners[slug].name, owners[slug].path, counts.get(slug, Counts())) for slug in sorted(owners)
    ]


def _row(library: Library, slug: str, name: str, path: str, counts: Counts) -> dict[str, object]:
    return {
        "deck": slug,
        "name": name,
        "file": str(library.home.decks / path),
        "cards": counts.cards,
        "new": counts.new,
        "due": counts.due,
        "suspended": counts.suspended,
        "next_due": iso(counts.next_due),
        "interview": None,
    }


def _shown(row: dict[str, object]) -> tuple[str, ...]:
    keys = ("name", "due", "new", "cards", "next_due", "file")
    return tuple("-" if row[key] is None else str(row[key]) for key in keys)
