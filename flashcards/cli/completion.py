"""What a shell offers for a DECK or a CARD: names as they were last read; no deck is read for it, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from flashcards.errors import FlashcardsError
from flashcards.home.home import home_named
from flashcards.store import readings
from flashcards.store.readings_file import looked_into

if TYPE_CHECKING:
    import sqlite3

_MOST = 200


def complete_decks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The slugs that begin so, but for those that the line names already."""
    return _looked_up(ctx, lambda conn: _decks(conn, ctx, param, incomplete))


def complete_cards(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The ids that begin so; where none does, those in which this piece occurs."""
    return _looked_up(ctx, lambda conn: _cards(conn, incomplete))


def complete_decks_and_cards(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Decks, and from the first letters of one on its cards."""
    return _looked_up(
        ctx, lambda conn: _decks(conn, ctx, param, incomplete) + (_cards(conn, incomplete) if incomplete else [])
    )


def _looked_up(ctx: click.Context, find: Callable[[sqlite3.Connection], list[str]]) -> list[str]:
    """What is found in the readings of the home that the line names; nothing where they cannot be read."""
    try:
        home = home_named(ctx.find_root().params.get("home"))
        with looked_into(home.readings) as conn:
            return find(conn)
    except FlashcardsError:
        return []


def _decks(conn: sqlite3.Connection, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    named = ctx.params.get(param.name or "") or ()
    return [deck for deck in readings.shown_decks(conn) if deck.startswith(incomplete) and deck not in named]


def _cards(conn: sqlite3.Connection, incomplete: str) -> list[str]:
    found = readings.matching_ids(conn, incomplete, _MOST)
    return [card for card in found if card.startswith(incomplete)] or found
