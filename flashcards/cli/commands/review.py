"""``flashcards review``: today's session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from flashcards.cli.app import App, show_remarks, warn_of_conflicts
from flashcards.cli.completion import complete_decks
from flashcards.cli.faces import edit_card, fetch_voice, open_ear, open_session_face, voice_model_option
from flashcards.errors import UsageError
from flashcards.home.clock import doubt
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.agenda import Agenda, agenda_of
from flashcards.rehearsal.load import Load, of_theme
from flashcards.rehearsal.review import Review, Scope
from flashcards.rehearsal.session import Policy, Session
from flashcards.schedule.limits import DEFAULT_MINUTES, DEFAULT_NEW_PER_DAY, Limits
from flashcards.terminal.plain import say, warn

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.terminal.views import Face


# what else says which cards a session brings
_OTHER_CHOICES = ("cram", "ahead", "theme", "new", "limit")


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
@click.option("--sweep", is_flag=True, help="The weakest parts of all stories, each by itself, as drills.")
@click.option(
    "--example/--no-example",
    default=None,
    help="Whether the shipped deck stays beside your own; kept for all commands.",
)
@click.option("--no-clock", is_flag=True, help="Do not show the time.")
@click.option("--keep-tellings", is_flag=True, help="Keep what you write of tellings, in tellings/ of the home.")
@voice_model_option
@click.option("--fetch-voice", is_flag=True, help="First fetch that model, over the network; once is enough.")
@click.option("--aloud", is_flag=True, help="Have each question read by the voice of the system.")
@click.pass_obj
def command(app: App, /, decks: tuple[str, ...], **options: Any) -> None:
    """Today's session: what is due, then what is new."""
    _refuse_mixture(click.get_current_context())
    library = app.open(must_write=True, ship=True)
    if options["fetch_voice"]:
        fetch_voice(library.home, options["voice_model"])
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
    if options["sweep"]:
        policy, word = _sweep(library, agenda, slugs, options)
    else:
        policy, word = _review(library, agenda, slugs, options)
    if policy is None:
        say(word)
        show_remarks(library)
        return
    face, word = open_session_face(options["aloud"], word)
    ear = partial(open_ear, library.home, options["voice_model"])
    session = Session(library, face, policy, edit_card, word, ear)
    rests = agenda.resting and not (options["cram"] or options["sweep"])
    try:
        with session.summed_up(), face:
            if not rests or _warmed_up(library, agenda, slugs, face):
                session.run()
    finally:
        show_remarks(library)


def _review(library: Library, agenda: Agenda, decks: tuple[str, ...], options: Mapping[str, Any]) -> tuple[Policy, str]:
    """What is due, then what is new, and a word on how much that is."""
    theme, cram, ahead = options["theme"], options["cram"], options["ahead"]
    only = of_theme(library, theme) if theme else None
    limits = Limits(options["limit"], options["minutes"] * 60)
    load = Load(decks, options["new"], limits, ahead, cram, only)
    left = load.left if load.is_plain else None
    keeps = options["keep_tellings"]
    scope = Scope(decks, load.gather(library), not options["no_clock"], cram, limits.seconds, left, keeps)
    return Review(library, scope, agenda), load.opening(agenda)


def _sweep(
    library: Library, agenda: Agenda, decks: tuple[str, ...], options: Mapping[str, Any]
) -> tuple[Policy | None, str]:
    """The weakest parts, and a word on what they bring; None, with the reason, where there are none."""
    # most sessions are no sweep
    from flashcards.rehearsal.sweep import sweep_asked_for, sweep_words
    from flashcards.rehearsal.sweep_round import SweepRound

    source = click.get_current_context().get_parameter_source("minutes")
    longest = options["minutes"] * 60 if source is ParameterSource.COMMANDLINE else None
    if longest and longest <= agenda.so_far.seconds:
        over = f"The {options['minutes']} minutes of the day are over"
        return None, f"{over}, `flashcards review --sweep --minutes 0` goes on."
    found = sweep_asked_for(library, agenda, decks, longest)
    if found is None:
        return None, "No part to ask for by itself: `flashcards review` has the story told first."
    policy = SweepRound(library, agenda, decks, found, not options["no_clock"], options["keep_tellings"])
    return policy, f"{sweep_words(found, agenda, decks)}."


def _refuse_mixture(ctx: click.Context) -> None:
    """Raise UsageError where a sweep is to be something else, too."""
    typed = [name for name in _OTHER_CHOICES if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if ctx.params["sweep"] and typed:
        raise UsageError(f"--sweep chooses by what each part gains; `flashcards review --{typed[0]}` goes by itself")


def _warmed_up(library: Library, agenda: Agenda, decks: Sequence[str], face: Face) -> bool:
    """Show the stories whose day it is; False when the user ends it there."""
    # only the day of an interview has a warm-up
    from flashcards.rehearsal.warm_up import coming_up, title, warm_up

    today = coming_up(agenda, 0, decks)
    stories = warm_up(library, today)
    return not stories or face.warm_up(title(agenda, today), stories, "on to the review")
