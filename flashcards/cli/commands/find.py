"""``flashcards find``: cards by their words, and by how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.content.finding import Hit, words_of
from flashcards.errors import ContentError
from flashcards.home.finding import Wanted, found, nearest_word
from flashcards.home.lookup import deck_slugs
from flashcards.rehearsal.finding import hit_views
from flashcards.rehearsal.load import of_theme
from flashcards.schedule.wording import counted
from flashcards.terminal.hits import print_hits
from flashcards.terminal.plain import say

# a page of more is read by nobody; the JSON has all
_MOST = 20


@click.command("find")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@click.option(
    "--deck", "decks", metavar="DECK", multiple=True, shell_complete=complete_decks, help="Only of this deck."
)
@click.option("--theme", metavar="SLUG", help="Only what carries this theme.")
@click.option("--suspended", is_flag=True, help="Only what is kept out of the reviews.")
@click.option("--leeches", is_flag=True, help="Only what wants to be rewritten.")
@click.option("--missed", is_flag=True, help="Only what was not all told the last time.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, /, words: tuple[str, ...], decks: tuple[str, ...], as_json: bool, **how: Any) -> None:
    """Find cards by words in all that they say, the best first, each with the line that holds them.

    A word is found in its other forms, too, and by its beginning. Cards that hold all words come alone, where there are
    any. Without words: all cards that the options ask for.
    """
    library = app.open()
    theme = how.pop("theme")
    if theme:
        of_theme(library, theme)
    wanted = Wanted(tuple(deck_slugs(library, decks)), theme or "", **how)
    looked_for = words_of(" ".join(words))
    if not looked_for and (words or not wanted.is_narrow):
        raise click.UsageError("name words to look for, or how the cards stand (--suspended, --leeches, --missed, ...)")
    hits = found(library, looked_for, wanted)
    if not hits:
        close = nearest_word(library, looked_for)
        raise ContentError(_nothing(" ".join(words), wanted) + (f"; did you mean {close!r}?" if close else ""))
    if as_json:
        say_json([_row(hit) for hit in hits])
    else:
        _show(hits, len(looked_for))


def _nothing(words: str, wanted: Wanted) -> str:
    which = "no card that the options ask for" if wanted.is_narrow else "no card"
    return f"{which} holds {words!r}" if words else "there is no such card"


def _row(hit: Hit) -> dict[str, object]:
    best = hit.best
    return {
        "card": hit.card.id,
        "deck": hit.card.deck,
        "kind": hit.card.kind,
        "prompt": hit.card.prompt,
        "score": round(hit.score, 3),
        "field": best.field,
        "line": best.text,
    }


def _show(hits: Sequence[Hit], words: int) -> None:
    if hits[0].held < words:
        say("No card holds all of these words; these hold some of them.")
    print_hits(hit_views(hits[:_MOST]))
    if len(hits) > _MOST:
        say(f"{counted(len(hits) - _MOST, 'more card')}; another word narrows it.")
