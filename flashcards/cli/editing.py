"""A deck in the user's editor: at the right line, with draft outlines written in, and read again afterwards."""

from __future__ import annotations

import sys
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from flashcards.cli.confirm import ask
from flashcards.cli.editor import run_editor
from flashcards.content.deck.model import RESERVED_SLUG, Deck
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.outline.drafts import with_drafts, without_untouched
from flashcards.content.text.problems import Problem
from flashcards.errors import AccessError, ContentError, FlashcardsError
from flashcards.files import write_new
from flashcards.home.library import Library, sync
from flashcards.store import readings
from flashcards.terminal.plain import warn


@dataclass(frozen=True, slots=True)
class Draft:
    """A deck to be edited: its file as it was read, the text that the editor gets, and the line to begin at.

    ``before`` is None where there is no file yet, ``drafted`` where no outline was written in.
    """

    target: Path
    before: bytes | None
    text: str
    line: int
    original: Deck
    drafted: Deck | None = None


class _All(Container[str]):
    """Every question."""

    def __contains__(self, _: object) -> bool:
        return True


def path_of(library: Library, card: str) -> str:
    """The file, relative to the decks, in which a card stands."""
    found = readings.card(library.readings, card)
    files = readings.known_files(library.readings).values()
    path = next((file.path for file in files if found and file.deck == found.deck), None)
    if path is None:
        raise ContentError(f"{card} stands in no deck any more; `flashcards list --gone` shows its history")
    return path


def edit_deck(library: Library, path: str, card: str = "") -> str:
    """Edit one deck file, beginning at a card, with draft outlines written in; see ``edit_draft``."""
    return edit_draft(library, _draft(library.home.decks / path, card))


def edit_draft(library: Library, draft: Draft) -> str:
    """Edit a draft in a copy, which takes the deck's place once it reads without an error; return what was done.

    Whatever fails, the deck stays as it was and what was typed stays in the copy, whose path the error names.
    """
    copy = _copy(library.home.path / "edits", draft)
    try:
        text = _edited(copy, draft)
    except FlashcardsError as error:
        if copy.read_text(encoding="utf-8", errors="replace") == draft.text:
            copy.unlink()
            raise
        raise type(error)(f"{error}; the deck is as it was, your text is in {copy}") from error
    if text is None:
        copy.unlink()
        return "Nothing was changed."
    if (draft.target.read_bytes() if draft.target.exists() else None) != draft.before:
        raise ContentError(f"{draft.target} was changed by somebody else meanwhile; your text is in {copy}")
    write_new(draft.target, text)
    copy.unlink()
    sync(library)
    return f"Saved {draft.target}."


def _draft(target: Path, card: str) -> Draft:
    try:
        before = target.read_bytes()
    except OSError as error:
        raise AccessError(f"cannot read {target}: {error.strerror}") from error
    reading = read_deck(before, target.stem)
    deck = reading.deck
    if reading.errors:
        return Draft(target, before, before.decode("utf-8", "replace"), reading.errors[0].line, deck)
    note = card.removeprefix(f"{deck.slug}/").split("/")[0]
    drafted = with_drafts(deck, {note} if card else _All())
    if drafted == deck:
        return Draft(target, before, before.decode("utf-8-sig"), _line_of(deck, card), deck)
    text = write_deck(drafted)
    again = read_deck(text.encode(), target.stem).deck
    return Draft(target, before, text, _line_of(again, card), deck, again)


def _line_of(deck: Deck, card: str) -> int:
    """The line at which a card's note stands, 1 where none is named."""
    note, _, answer = card.removeprefix(f"{deck.slug}/").partition("/")
    if note == RESERVED_SLUG:
        return next((theme.line for theme in deck.themes if theme.id == answer), 1)
    question = next((each for each in deck.questions if each.id == note), None)
    if question is None:
        return 1
    return next((each.line for each in question.answers if answer and each.id == answer), question.line)


def _copy(folder: Path, draft: Draft) -> Path:
    """A new file with the text to edit; an older one that somebody left there stays."""
    number = 1
    while True:
        mark = f"-{number}" if number > 1 else ""
        copy = folder / f"{draft.target.stem}{mark}.md"
        if not copy.exists():
            write_new(copy, draft.text)
            return copy
        number += 1


def _edited(copy: Path, draft: Draft) -> str | None:
    """Run the editor until the text has no error, or the user gives up; None where nothing was changed."""
    line = draft.line
    while True:
        run_editor(copy, line)
        data = copy.read_bytes()
        if data == draft.text.encode():
            return None
        reading = read_deck(data, draft.target.stem)
        if not reading.errors:
            return _final(data, reading.deck, draft)
        _tell(reading.errors, copy)
        line = reading.errors[0].line
        if not sys.stdin.isatty() or not ask("Edit it again?", default=True):
            raise ContentError(reading.errors[0].at(str(copy)))


def _tell(errors: tuple[Problem, ...], copy: Path) -> None:
    for error in errors:
        warn(error.at(str(copy)))


def _final(data: bytes, edited: Deck, draft: Draft) -> str | None:
    """The text to save: as it was typed, but for drafts that nobody touched."""
    text = data.decode("utf-8-sig")
    if draft.drafted is None:
        return text
    kept = without_untouched(edited, draft.drafted, draft.original)
    if kept == draft.original:
        return None
    return text if kept == edited else write_deck(kept)
