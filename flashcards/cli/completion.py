"""What a shell offers for a DECK or a CARD: names as they were last read; no deck is read for it, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from flashcards.errors import FlashcardsError
from flashcards.home.home import home_named
from flashcards.store import readings
from flashcards.store.readings_file import looked_into
from flashcards.terminal.sanitise import visible

if TYPE_CHECKING:
    import sqlite3

    from click.shell_completion import CompletionItem

_MOST = 200
_COLUMNS = 60


def complete_decks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The decks whose slug begins so, but for those that the line names already."""
    return _looked_up(ctx, lambda conn: _decks(conn, ctx, param, incomplete))


def complete_cards(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The cards whose short name or id begins so; where none does, those in whose name this piece occurs."""
    return _looked_up(ctx, lambda conn: _cards(conn, incomplete))


def complete_decks_and_cards(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Decks, and from the first letters of one on its cards."""
    return _looked_up(
        ctx, lambda conn: _decks(conn, ctx, param, incomplete) + (_cards(conn, incomplete) if incomplete else [])
    )


def _looked_up(ctx: click.Context, find: Callable[[sqlite3.Connection], list[CompletionItem]]) -> list[CompletionItem]:
    """What is found in the readings of the home that the line names; nothing where they cannot be read."""
    try:
        home = home_named(ctx.find_root().params.get("home"))
        with looked_into(home.readings) as conn:
            return find(conn)
    except FlashcardsError:
        return []


def _item(value: str, described: str) -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, help=visible(" ".join(described.split())))


def _decks(
    conn: sqlite3.Connection, ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    named = ctx.params.get(param.name or "") or ()
    names = {file.deck: file.name for file in readings.known_files(conn).values()}
    decks = (deck for deck in readings.shown_decks(conn) if deck.startswith(incomplete) and deck not in named)
    return [_item(deck, names.get(deck, "")) for deck in decks]


def _cards(conn: sqlite3.Connection, incomplete: str) -> list[CompletionItem]:
    return list(_matching(readings.all_asked(conn), incomplete))[:_MOST]


def _matching(asked: list[tuple[str, str]], incomplete: str) -> Iterator[CompletionItem]:
    """The names that are offered for what is typed, each with its question from where it differs from the others."""
    # a review imports this, and completes nothing
    from flashcards.content.naming import called
    from flashcards.schedule.wording import abridged

    names = called(asked)

    def described(card: str) -> str:
        return abridged(names[card].question, names[card].question_apart, _COLUMNS)

    begun = [(each.name, card) for card, each in names.items() if each.name.startswith(incomplete)]
    begun += [(card, card) for card in names if incomplete and card.startswith(incomplete) and names[card].name != card]
    for value, card in begun or [(each.name, card) for card, each in names.items() if incomplete in each.name]:
        yield _item(value, described(card))
