"""``flashcards review``: today's session."""

from __future__ import annotations

import sys

import click

from flashcards.cli.app import App
from flashcards.cli.library import Library
from flashcards.cli.naming import deck_slugs
from flashcards.cli.session import Plan, Session
from flashcards.schedule.queue import DEFAULT_NEW_PER_DAY
from flashcards.store import readings, schedule
from flashcards.terminal.views import Face

# a session gathers this many due cards at a time, so that its start does not grow with the collection
_WINDOW = 500


@click.command("review")
@click.argument("decks", metavar="[DECK]...", nargs=-1)
@click.option(
    "--new",
    type=click.IntRange(min=0),
    default=DEFAULT_NEW_PER_DAY,
    show_default=True,
    help="New cards a study day, over all its sessions.",
)
@click.option("--limit", type=click.IntRange(min=0), help="Cards a study day in all, over all its sessions.")
@click.option("--no-clock", is_flag=True, help="Do not show the time.")
@click.pass_obj
def command(app: App, decks: tuple[str, ...], new: int, limit: int | None, no_clock: bool) -> None:
    """Today's session: what is due, then what is new."""
    library = app.open(must_write=True, ship=True)
    slugs = tuple(deck_slugs(library, decks))
    if readings.get_unclear(library.readings):
        from flashcards.cli.links import ask_links

        ask_links(library.database, library.readings, library.clock)
    plan = Plan(slugs, lambda today: waiting(library, today, slugs, new, limit), clock=not no_clock)
    face = open_face()
    session = Session(library, face, plan)
    try:
        with face:
            session.run()
    finally:
        face.summary(session.summary())


def waiting(library: Library, today: int, decks: tuple[str, ...], new: int, limit: int | None) -> list[str]:
    """The cards that still wait today: due ones first, then as many new ones as the day still allows."""
    conn = library.database.conn
    room = _WINDOW if limit is None else min(_WINDOW, max(0, limit - schedule.graded_on(conn, today)))
    due = schedule.due_cards(conn, today, decks, room)
    fresh = max(0, min(new - schedule.introduced_on(conn, today), room - len(due)))
    return due + schedule.new_cards(conn, today, decks, fresh)


def open_face() -> Face:
    """Single keys where standard input and output are a terminal, else one command a line."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.terminal.screen_face import ScreenFace

        return ScreenFace()
    from flashcards.terminal.line_face import LineFace

    return LineFace(sys.stdin, sys.stdout)
