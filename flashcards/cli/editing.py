"""A deck in the user's editor: at the right line, with draft outlines written in, and read again afterwards."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from flashcards.cli.confirm import ask
from flashcards.cli.editor import run_editor
from flashcards.content.deck.reader import read_deck
from flashcards.errors import ContentError, FlashcardsError
from flashcards.files import read_if_there
from flashcards.home.edits import Handed, hand_out
from flashcards.home.library import Library, sync
from flashcards.home.opened_deck import OpenedDeck, finished, opened_deck, save
from flashcards.terminal.plain import warn

_AT_ONCE_SECONDS = 1.0
_RETURNED_AT_ONCE = (
    "Nothing was changed: the editor returned at once. If it is open still, save there, and the next start takes it "
    "in. Set EDITOR to a command that waits, such as 'code --wait'."
)


def edit_deck(library: Library, path: str, card: str = "", may_ask: bool = True) -> str:
    """Edit one deck file, beginning at a card, with draft outlines written in; see ``edit_opened``."""
    return edit_opened(library, opened_deck(library.home.decks / path, card), may_ask)


def edit_opened(library: Library, opened: OpenedDeck, may_ask: bool = True) -> str:
    """Edit a deck in a copy, which takes the deck's place once it reads without an error; return what was done.

    ``may_ask``: see ``run_editor``.
    Whatever fails, the deck stays as it was and what was typed stays in the copy, whose path the error names.
    """
    handed = hand_out(library.home, opened)
    begin, mark = library.clock.stopwatch(), _mark(handed.copy)
    try:
        text = _edited(handed.copy, opened, may_ask)
        if text is not None and read_if_there(opened.target) != opened.before:
            raise ContentError(f"{opened.target} was changed by somebody else meanwhile")
    except FlashcardsError as error:
        raise _left(handed, error) from error
    if text is None and _mark(handed.copy) == mark and library.clock.stopwatch() - begin < _AT_ONCE_SECONDS:
        handed.settled()
        return _RETURNED_AT_ONCE
    said = "Nothing was changed." if text is None else save(opened.target, text)
    handed.drop()
    sync(library)
    return said


def _mark(copy: Path) -> tuple[int, int]:
    """What differs once an editor has saved a file, whatever it wrote."""
    found = copy.stat()
    return found.st_ino, found.st_mtime_ns


def _left(handed: Handed, error: FlashcardsError) -> FlashcardsError:
    """The error, with a word about what was typed; where nothing was, the copy goes."""
    if handed.is_untouched:
        handed.drop()
        return error
    handed.settled()
    return type(error)(f"{error}; the deck is as it was, your text is in {handed.copy}")


def _edited(copy: Path, opened: OpenedDeck, may_ask: bool) -> bytes | None:
    """Run the editor until the text has no error, or the user gives up; None where nothing was changed."""
    line = opened.line
    while True:
        run_editor(copy, line, may_ask)
        data = read_if_there(copy)
        if data is None:
            raise ContentError("the editor deleted the text that it was given, so the deck is as it was")
        if data == opened.text:
            return None
        reading = read_deck(data, opened.target.stem)
        if not reading.errors:
            return finished(data, reading.deck, opened)
        _tell(error.at(str(copy)) for error in reading.errors)
        line = reading.errors[0].line
        if not sys.stdin.isatty() or not ask("Edit it again?", default=True):
            raise ContentError(reading.errors[0].at(str(copy)))


def _tell(errors: Iterable[str]) -> None:
    for error in errors:
        warn(error)
