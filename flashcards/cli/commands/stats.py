"""``flashcards stats``: what was done, what is coming, what is weak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.cli.stats_json import report_json
from flashcards.cli.stats_text import dashboard
from flashcards.content.card_ids import deck_of
from flashcards.content.cards import Card, CardKind, kind_of, theme_card_id
from flashcards.content.deck.pace import DEFAULT_TARGET
from flashcards.content.naming import called
from flashcards.errors import AccessError, UsageError
from flashcards.files import write_whole
from flashcards.home.library import Library
from flashcards.home.links import notes_passed_on
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.agenda import agenda_of, courses
from flashcards.schedule.domain import part_key
from flashcards.schedule.forecast import forecast
from flashcards.schedule.past import pasts
from flashcards.schedule.report import Report, Subject, report
from flashcards.schedule.statistics import DAYS_SHOWN, kept_since
from flashcards.store import log, readings
from flashcards.terminal.plain import print_dashboard, say
from flashcards.terminal.sanitise import visible

_NOTHING_TOLD = "Nothing told yet. `flashcards review` starts."
_NO_DECK = "No deck yet. `flashcards review` starts with the shipped one, `flashcards add PAGE` reads a page of yours."


@click.command("stats")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the same as one page for a browser, with charts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, decks: tuple[str, ...], page: Path | None, as_json: bool) -> None:
    """What was done, what is coming, what is weak.

    A story's strength is how much of it you would still tell a week from today without a rehearsal, 0 to 100.
    """
    if as_json and page:
        raise UsageError("--json and --html do not go together; run the command twice")
    library = app.open()
    found = gather(library, deck_slugs(library, decks))
    if as_json:
        say_json(report_json(found))
    elif page:
        _write_page(found, page)
    elif found.is_empty:
        has_cards = found.stories or found.themes or (decks and readings.shown_decks(library.readings))
        say(_NOTHING_TOLD if has_cards else _NO_DECK)
    else:
        print_dashboard(dashboard(found))


def _write_page(found: Report, target: Path) -> None:
    from flashcards.html.page import page

    if not target.absolute().parent.is_dir():
        raise AccessError(f"there is no folder {target.parent}; make it first, or name another file")
    write_whole(target, page(found, visible).encode())
    say(f"Statistics -> {target}")


def gather(library: Library, decks: Sequence[str]) -> Report:
    """The statistics of these decks, of all where none is named. What was done with cards that are gone counts too."""
    conn, today = library.database.conn, library.clock.today
    found = pasts(log.rehearsal_events(conn), log.retracted_events(conn), kept_since(today))
    if decks:
        found = {card: past for card, past in found.items() if deck_of(card) in decks}
    agenda = agenda_of(library, today)
    running = courses(library, agenda, decks)
    shown = forecast(running, today, today + DAYS_SHOWN, library.limits)
    stored = {each.card: each for course in running for each in course.standings}
    left_out = (
        set() if decks else {card for card, each in stored.items() if each.is_new and deck_of(card) in agenda.guests}
    )
    shown_cards = [each.card for each in readings.cards(library.readings, decks) if each.card.id not in left_out]
    return report(
        subjects=_subjects(library, shown_cards),
        pasts=found,
        theme_pasts={card for card in found if kind_of(card) is CardKind.THEME},
        standings=stored,
        coming=shown.days,
        interviews={day for deck, day in agenda.interviews.items() if not decks or deck in decks},
        today=today,
    )


def _subjects(library: Library, cards: Sequence[Card]) -> list[Subject]:
    renamed = notes_passed_on(library.database.conn)
    targets = {file.deck: file.target for file in library.files.values()}
    names = called([(card.id, card.question) for card in cards])
    return [
        Subject(
            card=card.id,
            deck=card.deck,
            name=names[card.id].name,
            prompt=names[card.id].question,
            parts=tuple(part_key(part.key) for part in card.parts),
            target=targets.get(card.deck, DEFAULT_TARGET),
            name_apart=names[card.id].name_apart,
            prompt_apart=names[card.id].question_apart,
            is_theme=card.kind is CardKind.THEME,
            themes=tuple(theme_card_id(card.deck, tag) for tag in card.tags),
            called=_called(card, renamed) if card.kind is CardKind.THEME else {},
        )
        for card in cards
    ]


def _called(theme: Card, renamed: Mapping[str, str]) -> Mapping[str, str]:
    """The note of each example by what the log called it before: another id, in earlier versions its question."""
    return {**renamed, **{part_key(part.name): part.key for part in theme.parts}}
