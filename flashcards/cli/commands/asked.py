"""``flashcards asked``: what really came at an interview, and how it went."""

from __future__ import annotations

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_cards
from flashcards.cli.faces import open_face
from flashcards.cli.outlining import is_interactive
from flashcards.content.cards import CardKind, kind_of
from flashcards.errors import ContentError
from flashcards.home.library import Library
from flashcards.home.lookup import find_card
from flashcards.rehearsal.agenda import agenda_of
from flashcards.rehearsal.questions.asked_pass import Note, note, note_all, summed_up
from flashcards.rehearsal.questions.interviews import last_interview
from flashcards.schedule.domain import as_question
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.wording import long_day
from flashcards.terminal.plain import say

_BEST = int(max(Grade))


@click.command("asked")
@click.argument("question", required=False)
@click.option("--told", metavar="CARD", shell_complete=complete_cards, help="The story that you told; none by default.")
@click.option("--went", type=click.IntRange(0, _BEST), help=f"How it went, 0 to {_BEST} as in a review.")
@click.pass_obj
def command(app: App, question: str | None, told: str | None, went: int | None) -> None:
    """Note what was asked at the interview, and how it went.

    With each question stands the story that you told. It is taken for the last interview that you set a day for. A
    story that went below 3 is offered once more; its memory stays. Without a QUESTION they are asked for one by one.
    """
    if question is None and (told is not None or went is not None):
        raise click.UsageError("name the question that --told and --went are about")
    if question is None and not is_interactive():
        raise click.UsageError("without a terminal, say what was asked: asked QUESTION --told CARD --went 4")
    if question is not None and (went is None or not as_question(question)):
        raise click.UsageError("say the question in words, and how it went: --went, 0 to 5")
    library = app.open(must_write=True)
    interview = last_interview(agenda_of(library, library.clock.today))
    if question is None:
        with open_face() as face:
            noted = note_all(library, face, interview)
    else:
        noted = [Note(question, _story(library, told) if told is not None else "", went or 0)]
        note(library, noted[0], interview)
    say(summed_up(noted))
    if noted and interview is not None:
        say(f"That was the interview on {long_day(interview)}. `flashcards interview DATE` sets the next one.")


def _story(library: Library, name: str) -> str:
    card = find_card(library, name)
    if kind_of(card) is not CardKind.STORY:
        raise ContentError(f"{card} is a theme; name the story that you told")
    return card
