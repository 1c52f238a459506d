"""A pass over draft outlines, asked for by its command or offered when a page was added."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from flashcards.cli.app import show_remarks
from flashcards.cli.confirm import ask
from flashcards.cli.faces import open_face
from flashcards.content.cues import unoutlined
from flashcards.content.deck.model import Deck
from flashcards.errors import ContentError
from flashcards.home.library import Library
from flashcards.home.outlining import MOST_STORIES, Unfinished, unfinished, unfinished_card
from flashcards.rehearsal.outline_pass import go_over
from flashcards.schedule.wording import counted
from flashcards.terminal.plain import say, warn


def is_interactive() -> bool:
    """Whether somebody sits at a terminal and sees it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def go_over_card(library: Library, card: str) -> None:
    """Go over the drafts of one card, and say what was done."""
    _go_over(library, [unfinished_card(library, card)])


def go_over_decks(library: Library, paths: Iterable[str]) -> None:
    """Go over the drafts of some deck files, as many stories as a pass takes, and say what was done."""
    decks: list[Unfinished] = []
    for path in paths:
        taken = len({(place, *part.key[:2]) for place, deck in enumerate(decks) for part, _ in deck.parts})
        decks.append(unfinished(library, path, stories=MOST_STORIES - taken))
    _go_over(library, decks)


def _go_over(library: Library, decks: Sequence[Unfinished]) -> None:
    with open_face() as face:
        said = go_over(library, face, decks)
    say(said)
    left = sum(deck.left for deck in decks)
    if left:
        say(f"{counted(left, 'more story has', 'more stories have')} drafts; `flashcards outline` goes on.")
    show_remarks(library)


def offer_pass(library: Library, decks: Mapping[str, Deck]) -> None:
    """Ask whether to go over the drafts of decks that were just written, by their files; no is the default.

    Where nobody can be asked, nothing is.
    """
    drafts = sum(1 for deck in decks.values() for _ in unoutlined(deck))
    if not drafts or not is_interactive():
        return
    if ask(f"{counted(drafts, 'outline is a draft', 'outlines are drafts')}. Go over them now (keep, drop, reword)?"):
        try:
            go_over_decks(library, decks)
        except ContentError as error:
            warn(str(error))
