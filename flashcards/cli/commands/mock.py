"""``flashcards mock``: a mock round, a quick one in which stories are chosen, and one story at three lengths."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.completion import complete_cards, complete_decks
from flashcards.cli.faces import edit_card, open_ear, open_face, open_session_face, voice_model_option
from flashcards.content.cards import Card, CardKind
from flashcards.errors import ContentError
from flashcards.home.library import Library
from flashcards.home.lookup import deck_slugs, find_card
from flashcards.rehearsal.agenda import agenda_of, decks_meant
from flashcards.rehearsal.load import of_theme
from flashcards.rehearsal.mock_round import MockRound
from flashcards.rehearsal.session import Session
from flashcards.schedule.mock import DEFAULT_QUESTIONS, QUICK_QUESTIONS, Candidate, mock_round
from flashcards.schedule.wording import counted
from flashcards.store import readings, standings

if TYPE_CHECKING:
    from flashcards.rehearsal.questions.ladder import Ladder
    from flashcards.rehearsal.questions.quick import QuickRound
    from flashcards.terminal.views import Face

_SEEDS = 1_000_000
_NO_STORY = "there is no story to ask for; `flashcards list` shows what there is, `flashcards add PAGE` adds"


@click.command("mock")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "-n",
    type=click.IntRange(min=1),
    help=f"How many stories to ask for.  [default: {DEFAULT_QUESTIONS}; of a quick round {QUICK_QUESTIONS} questions]",
)
@click.option(
    "--quick", is_flag=True, help="Ten seconds a question: say which story, and its first line. No date moves."
)
@click.option(
    "--ladder",
    metavar="CARD",
    shell_complete=complete_cards,
    help="One story in 30, 60 and 120 seconds, with fewer cues for the shorter. Nothing is logged.",
)
@click.option("--theme", metavar="SLUG", help="Only stories that show this theme.")
@click.option("--seed", type=int, help="A round's number, to have its questions again in the same order.")
@click.option("--no-clock", is_flag=True, help="Do not show the time.")
@voice_model_option
@click.option("--aloud", is_flag=True, help="Have each question read by the voice of the system.")
@click.pass_obj
def command(app: App, /, decks: tuple[str, ...], **options: Any) -> None:
    """A mock round: tell some stories in a row, then grade them all.

    They are asked for in a new order, and none is revealed until the last is told. A grade counts where the card was
    due; else it is a drill, and the schedule does not move.
    """
    if options["ladder"] is not None and (options["quick"] or decks):
        raise click.UsageError("--ladder is about the one story that it names; leave the rest out")
    library = app.open(must_write=options["ladder"] is None)
    if options["ladder"] is not None:
        _climb(library, options["ladder"], not options["no_clock"])
        return
    slugs = deck_slugs(library, decks)
    theme, count = options["theme"], options["n"] or DEFAULT_QUESTIONS
    only = of_theme(library, theme) if theme else None
    seed = SystemRandom().randrange(_SEEDS) if options["seed"] is None else options["seed"]
    agenda = agenda_of(library, library.clock.today)
    meant = decks_meant(library, agenda, slugs)
    if options["quick"]:
        _ask_quickly(library, _stories(library, meant, only, Random(seed)), options)
        return
    cards = _choose(library, meant, only, count, Random(seed))
    if not cards:
        raise ContentError(_NO_STORY)
    word = f"There are no more to ask for than {counted(len(cards), 'story', 'stories')}." if len(cards) < count else ""
    face, word = open_session_face(options["aloud"], word)
    asked = MockRound(library, agenda, cards, slugs, _again(seed, count, theme, decks), not options["no_clock"])
    session = Session(library, face, asked, edit_card, word, partial(open_ear, library.home, options["voice_model"]))
    try:
        with session.summed_up(), face:
            if asked.ask_all(session):
                session.run()
    finally:
        show_remarks(library)


def _ask_quickly(library: Library, stories: Iterator[Card], options: Mapping[str, Any]) -> None:
    from flashcards.rehearsal.questions.quick import QuickRound
    from flashcards.rehearsal.questions.wordings import quick_questions

    questions = quick_questions(library, stories, options["n"] or QUICK_QUESTIONS)
    if not questions:
        raise ContentError(_NO_STORY)
    face, word = open_session_face(options["aloud"], "")
    _run(face, QuickRound(library, face, questions, not options["no_clock"], word))
    show_remarks(library)


def _climb(library: Library, name: str, clock: bool) -> None:
    from flashcards.home.outlines import outlined
    from flashcards.rehearsal.questions.ladder import Ladder

    card = readings.card(library.readings, find_card(library, name))
    if card is None or card.kind is not CardKind.STORY:
        raise ContentError(f"{name!r} is a theme; a ladder is climbed with a story")
    face = open_face()
    _run(face, Ladder(library, face, outlined(library.readings, card), library.decks[card.deck].name, clock))


def _run(face: Face, rounds: QuickRound | Ladder) -> None:
    """Go through it, and however that ends print what came of it."""
    try:
        with face:
            rounds.run()
    finally:
        face.summary(rounds.summary())


def _choose(
    library: Library, decks: Sequence[str], only: frozenset[str] | None, count: int, chance: Random
) -> list[Card]:
    """The stories of a round, each asked in one of its wordings."""
    found: dict[str, Card] = {}

    def candidates() -> Iterator[Candidate]:
        for card in _stories(library, decks, only, chance):
            found[card.id] = card
            yield Candidate(card.id, f"{card.deck}/{card.prompt}", card.story)

    chosen = [found[card] for card in mock_round(candidates(), count)]
    return [card._replace(prompt=chance.choice(card.all_wordings), wordings=()) for card in chosen]


def _stories(library: Library, decks: Sequence[str], only: frozenset[str] | None, chance: Random) -> Iterator[Card]:
    """The stories that can be asked for, in a random order that depends on nothing but which cards there are."""
    conn, today = library.readings, library.clock.today
    ids = sorted(card for deck in decks for card in readings.card_ids(conn, deck))
    chance.shuffle(ids)
    for each in ids:
        if (only is None or each in only) and standings.standing(library.database.conn, each).is_active(today):
            card = readings.card(conn, each)
            if card is not None and card.kind is CardKind.STORY:
                yield card


def _again(seed: int, count: int, theme: str | None, decks: Sequence[str]) -> str:
    """The command that asks the same again."""
    options = ["--theme", theme] if theme else []
    return shlex.join(["flashcards", "mock", "-n", str(count), "--seed", str(seed), *options, *decks])
