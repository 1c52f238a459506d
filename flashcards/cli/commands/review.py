"""``flashcards review``: today's session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from flashcards.cli.app import App, show_remarks, warn_of_conflicts
from flashcards.cli.completion import complete_decks
from flashcards.cli.faces import edit_card, open_session_face
from flashcards.home.clock import doubt
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.rehearsal.load import Load, of_theme
from flashcards.rehearsal.review import Review, Scope
from flashcards.rehearsal.session import Session
from flashcards.schedule.limits import DEFAULT_MINUTES, DEFAULT_NEW_PER_DAY, Limits
from flashcards.terminal.plain import warn

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.terminal.views import Face


@click.command("review")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "--new",
    type=click.IntRange(min=0),
    help=f"New cards a study day, over all its sessions.  [default: {DEFAULT_NEW_PER_DAY}, paced towards an interview]",
)
@click.option("--limit", type=click.IntRange(min=0), help="Cards a study day in all, over all its sessions.")
@click.option(
    "--minutes",
    type=click.IntRange(min=0),
    default=DEFAULT_MINUTES,
    show_default=True,
    help="Minutes a study day, drills included, over all its sessions; 0 is no limit.",
)
@click.option("--theme", metavar="SLUG", help="Only the cards of this theme.")
@click.option("--ahead", type=click.IntRange(min=0), default=0, help="Also cards that are due within so many days.")
@click.option("--cram", is_flag=True, help="Any cards, weakest first, as drills: the schedule does not move.")
@click.option(
    "--example/--no-example",
    default=None,
    help="Whether the shipped deck stays beside your own; kept for all commands.",
)
@click.option("--no-clock", is_flag=True, help="Do not show the time.")
@click.option("--keep-tellings", is_flag=True, help="Keep what you write of tellings, in tellings/ of the home.")
@click.option("--aloud", is_flag=True, help="Have each question read by the voice of the system.")
@click.pass_obj
def command(app: App, /, decks: tuple[str, ...], **options: Any) -> None:
    """Today's session: what is due, then what is new."""
    library = app.open(must_write=True, ship=True)
    warn_of_conflicts(library)
    slugs = tuple(deck_slugs(library, decks))
    if library.has_unclear:
        from flashcards.cli.ask_links import ask_links

        ask_links(library)
    agenda = agenda_of(library, library.clock.today)
    if agenda.guests or options["example"] is not None:
        from flashcards.cli.example import settled

        agenda = settled(library, agenda, options["example"], may_ask=not slugs)
    if word := doubt(app.clock.now(), agenda.so_far.newest):
        warn(word)
    theme, cram, ahead = options["theme"], options["cram"], options["ahead"]
    only = of_theme(library, theme) if theme else None
    limits = Limits(options["limit"], options["minutes"] * 60)
    load = Load(slugs, options["new"], limits, ahead, cram, only)
    word = load.opening(agenda)
    left = load.left if load.is_plain else None
    keeps = options["keep_tellings"]
    scope = Scope(slugs, load.gather(library), not options["no_clock"], cram, limits.seconds, left, keeps)
    face, word = open_session_face(options["aloud"], word)
    session = Session(library, face, Review(library, scope, agenda), edit_card, word)
    try:
        with session.summed_up(), face:
            if cram or not agenda.resting or _warmed_up(library, agenda, slugs, face):
                session.run()
    finally:
        show_remarks(library)


def _warmed_up(library: Library, agenda: Agenda, decks: Sequence[str], face: Face) -> bool:
    """Show the stories whose day it is; False when the user ends it there."""
    # only the day of an interview has a warm-up
    from flashcards.rehearsal.warm_up import coming_up, title, warm_up

    today = coming_up(agenda, 0, decks)
    stories = warm_up(library, today)
    return not stories or face.warm_up(title(agenda, today), stories, "on to the review")
