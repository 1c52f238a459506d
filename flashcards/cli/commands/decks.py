"""``flashcards decks``: each deck with its counts."""

from __future__ import annotations

from collections.abc import Sequence

import click

from flashcards.cli.app import App
from flashcards.cli.output import say_json
from flashcards.home.library import SHIPPED_DECK, Library
from flashcards.rehearsal.agenda import agenda_of, counts_shown
from flashcards.schedule.wording import iso
from flashcards.store.counts import Counts
from flashcards.store.readings import KnownFile
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
        _show(rows)


def _show(rows: Sequence[dict[str, object]]) -> None:
    """A line a deck, and below them each file on a line by itself: a path that is broken cannot be copied."""
    keys = ["name", "due", "new", "cards", "next_due"]
    keys += ["interview"] if any(row["interview"] for row in rows) else []
    columns = ["deck", *(key.replace("_", " ") for key in keys[1:])]
    print_table(columns, [_shown(row, keys) for row in rows], right=(1, 2, 3))
    say("", *(str(row["file"]) for row in rows))


def deck_rows(library: Library) -> list[dict[str, object]]:
    """One object a deck, as ``decks --json`` prints it."""
    agenda = agenda_of(library, library.clock.today)
    counts, days = counts_shown(library, agenda), agenda.interviews
    return [
        _row(library, file, counts.get(slug, Counts())) | {"interview": iso(days.get(slug))}
        for slug, file in sorted(library.decks.items(), key=lambda each: (each[0] == SHIPPED_DECK, each[0]))
    ]


def _row(library: Library, file: KnownFile, counts: Counts) -> dict[str, object]:
    return {
        "deck": file.deck,
        "name": file.name,
        "file": str(library.home.decks / file.path),
        "cards": counts.cards,
        "new": counts.new,
        "due": counts.due,
        "suspended": counts.suspended,
        "next_due": iso(counts.next_due),
    }


def _shown(row: dict[str, object], keys: list[str]) -> tuple[str, ...]:
    return tuple("-" if row[key] is None else str(row[key]) for key in keys)
