"""``flashcards warm-up``: each story's beginning and outcome, on the evening before and on the day."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.faces import open_face
from flashcards.errors import ContentError
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.warm_up import coming_up, title, warm_up


@click.command("warm-up")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.pass_obj
def command(app: App, decks: tuple[str, ...]) -> None:
    """How each story that you told begins, and its Result.

    Of the decks whose interview is today or tomorrow, else of all. Nothing is graded, and the schedule does not move.
    """
    library = app.open()
    agenda = agenda_of(library, library.clock.today)
    slugs = deck_slugs(library, decks) or coming_up(agenda, 1) or sorted(agenda.counts)
    stories = warm_up(library, slugs)
    if not stories:
        raise ContentError("no story was told yet; `flashcards review` asks for the first")
    with open_face() as face:
        face.warm_up(title(agenda, slugs), stories, "done")
