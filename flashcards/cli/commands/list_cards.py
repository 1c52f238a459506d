"""``flashcards list``: each card with its schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.content.cards import Card
from flashcards.content.naming import Called, called
from flashcards.home.library import Library
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.agenda import agenda_of, drawn_forward
from flashcards.schedule.leech import leech_reason
from flashcards.schedule.plan import shown_on
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import iso
from flashcards.store import names, readings, standings
from flashcards.terminal.panels import Cell, Column, TablePanel
from flashcards.terminal.plain import print_panel, say

_FIGURES = ("interval", "ease", "passes", "lapses")


@click.command("list")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option("--gone", is_flag=True, help="Only cards whose text is gone, with their history.")
@click.option("--leeches", is_flag=True, help="Only cards that want to be rewritten, with the reason.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, decks: tuple[str, ...], gone: bool, leeches: bool, as_json: bool) -> None:
    """Each card with its schedule."""
    library = app.open()
    slugs = deck_slugs(library, decks)
    shown = _gone(library) if gone else readings.cards(library.readings, slugs)
    rows = card_rows(library, shown)
    if leeches:
        rows = [row for row in rows if row["leech"]]
    if as_json:
        say_json(rows)
    elif not rows:
        say(_nothing(gone, leeches))
    else:
        print_panel(_table(rows, called([(card.id, card.question) for card in shown]), leeches))


def _gone(library: Library) -> list[Card]:
    """The cards whose text is gone, and whose history nobody took over."""
    called = names.called(library.database.conn)
    return [card for card in readings.gone_cards(library.readings) if card.id not in called]


def _nothing(gone: bool, leeches: bool) -> str:
    if leeches:
        return "No card is a leech."
    return "No card is gone." if gone else "No card yet. `flashcards review` starts with the shipped deck."


def card_rows(library: Library, shown: list[Card]) -> list[dict[str, object]]:
    """One object a card, as ``list --json`` prints it."""
    stored = standings.standings(library.database.conn)
    today = library.clock.today
    days = drawn_forward(library, agenda_of(library, today))
    found = ((card, stored.get(card.id, Standing(card.id))) for card in shown)
    return [_row(card, standing, shown_on(standing, days), today) for card, standing in found]


def _row(card: Card, standing: Standing, due: int | None, today: int) -> dict[str, object]:
    memory = standing.memory
    state = "new" if due is None else "due" if due <= today else "later"
    return {
        "card": card.id,
        "deck": card.deck,
        "kind": card.kind,
        "prompt": card.prompt,
        "state": state,
        "due": iso(due),
        "sm2_due": iso(standing.due),
        "interval": memory.interval,
        "ease": memory.ease,
        "repetition": memory.repetition,
        "lapses": memory.lapses,
        "suspended": standing.suspended,
        "leech": leech_reason(standing),
    }


def _table(rows: Sequence[Mapping[str, object]], names: Mapping[str, Called], leeches: bool) -> TablePanel:
    """A line a card: its name and question, and when it comes; as much more of its schedule as there is room for."""
    columns = [Column("story", least=12, wanted=24), Column("question", least=20, wanted=34)]
    columns += [Column("why", least=20, wanted=30), Column("due", drop=1)] if leeches else [Column("due")]
    figures = (Column(name, right=True, drop=2 + place) for place, name in enumerate(_FIGURES))
    cells = (tuple(_cells(row, names[str(row["card"])], leeches)) for row in rows)
    return TablePanel("", (*columns, *figures), tuple(cells))


def _cells(row: Mapping[str, object], name: Called, leeches: bool) -> Iterator[Cell]:
    yield Cell(name.name, apart=name.name_apart)
    yield Cell(name.question, apart=name.question_apart)
    if leeches:
        yield Cell(str(row["leech"]))
    coming = {"new": "new", "due": "today"}.get(str(row["state"]), str(row["due"]))
    yield Cell("suspended" if row["suspended"] else coming)
    yield Cell(f"{row['interval']} d" if row["interval"] else "-")
    yield from (Cell(str(row[key])) for key in ("ease", "repetition", "lapses"))
