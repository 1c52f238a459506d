"""``flashcards show``: one card whole, with its history."""

from __future__ import annotations

from collections.abc import Sequence

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_cards
from flashcards.cli.output import say_json
from flashcards.cli.paths import Named
from flashcards.content.cards import Card
from flashcards.content.text.passages import unwrapped
from flashcards.home.library import Library
from flashcards.home.lookup import find_card
from flashcards.home.outlines import outlined
from flashcards.rehearsal.agenda import agenda_of, drawn_forward
from flashcards.schedule.history import Deed, history
from flashcards.schedule.plan import shown_on
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import counted, iso
from flashcards.store import log, readings, standings
from flashcards.terminal.panels import Cell, Column, TablePanel, Tone
from flashcards.terminal.plain import print_panel, say


@click.command("show")
@click.argument("card", metavar="CARD", shell_complete=complete_cards)
@click.option(
    "--telling", metavar="FILE", type=Named(), help="Hold a telling against the story: a text, - for standard input."
)
@click.option("--json", "as_json", is_flag=True, help="With --telling: print JSON.")
@click.pass_obj
def command(app: App, card: str, telling: str | None, as_json: bool) -> None:
    """One card whole, with its schedule and its history.

    With --telling what was heard of it; nothing is logged.
    """
    library = app.open()
    card_id = find_card(library, card)
    found = readings.card(library.readings, card_id)
    if as_json and telling is None:
        raise click.UsageError("--json goes with --telling")
    if telling is not None:
        _show_telling(library, found, card_id, telling, as_json)
        return
    if found is not None:
        _show_card(outlined(library.readings, found))
    conn = library.database.conn
    standing = standings.standing(conn, card_id)
    days = drawn_forward(library, agenda_of(library, library.clock.today))
    _show_standing(standing, shown_on(standing, days))
    deeds = history(log.events_of(conn, card_id))
    if deeds:
        say("")
        print_panel(_history(deeds))


def _history(deeds: Sequence[Deed]) -> TablePanel:
    """What was done, what was taken back struck through, with when that was."""
    rows = [
        (Cell(deed.when), Cell(deed.what, Tone.UNDONE if deed.undone else Tone.PLAIN), Cell(deed.undone))
        for deed in deeds
    ]
    return TablePanel("History", (Column("when"), Column("what", least=1), Column("undone")), tuple(rows), folds=True)


def _show_telling(library: Library, found: Card | None, card_id: str, source: str, as_json: bool) -> None:
    # what hears a telling takes longer to import than all of this command
    from flashcards.cli.tellings import hearing_json, hearing_lines, read_telling, require_story
    from flashcards.home.hearing import hear
    from flashcards.terminal.progress import progressing

    card = outlined(library.readings, require_story(found, card_id))
    telling = read_telling(source)
    (hearing,) = [hear(library, card, telling) for _ in progressing([None], "hearing it")]
    if as_json:
        say_json(hearing_json(hearing))
    else:
        say(*hearing_lines(card, hearing))


def _show_card(card: Card) -> None:
    say(card.id, "", card.prompt)
    for wording in card.wordings:
        say(f"  or: {wording}")
    say(*(f"  {line}" for line in card.about.splitlines()))
    for part in card.parts:
        say("", f"{part.name}{' (draft outline)' if part.is_draft else ''}")
        for line in part.outline:
            say(f"  - {line}")
        if part.bullets and part.text and card.kind == "story":
            say("", *(f"  {line}" for line in unwrapped(part.text)))
    for follow_up in card.follow_ups:
        say("", f"Follow-up: {follow_up}")


def _show_standing(standing: Standing, due: int | None) -> None:
    memory = standing.memory
    if due is None:
        say("", "New: never graded, or not since it was reset.")
        return
    drawn = f", by SM-2 {iso(standing.due)}" if due != standing.due else ""
    say(
        "",
        f"Due {iso(due)}{drawn}; interval {memory.interval} d, ease {memory.ease}, "
        f"{counted(memory.repetition, 'pass', 'passes')} running, {counted(memory.lapses, 'lapse')}",
    )
