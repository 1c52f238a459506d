"""A deck as an editor is given it: its bytes, or its cards with draft outlines written in; and what is saved of it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from flashcards.content.cues import with_drafts, without_untouched
from flashcards.content.deck.model import RESERVED_SLUG, Deck
from flashcards.content.deck.reader import read_deck
from flashcards.content.deck.writer import write_deck
from flashcards.content.text.source import encoded_like
from flashcards.errors import AccessError
from flashcards.files import keep_beside, read_if_there, read_regular, write_new_bytes

_SHORTENED_TO = 0.5


@dataclass(frozen=True, slots=True)
class OpenedDeck:
    """A deck to be edited: its file as it was read, the bytes that the editor gets, and the line to begin at.

    ``before`` is None where there is no file yet, ``drafted`` where no outline was written in. ``card`` is the one that
    it was opened for, "" for none.
    """

    target: Path
    before: bytes | None
    text: bytes
    line: int
    original: Deck
    drafted: Deck | None = None
    card: str = ""


class _All(Container[str]):
    """Every question."""

    def __contains__(self, _: object) -> bool:
        return True


def opened_deck(target: Path, card: str) -> OpenedDeck:
    """A deck file opened for editing, with draft outlines written in for one card, for all where none is named.

    A file with an error, in another encoding too, is given as it lies there. Raises AccessError if it cannot be read.
    """
    try:
        before = read_regular(target)
    except OSError as error:
        raise AccessError(f"cannot read {target}: {error.strerror}") from error
    reading = read_deck(before, target.stem)
    deck = reading.deck
    if reading.errors:
        return OpenedDeck(target, before, before, reading.errors[0].line, deck, card=card)
    note = card.removeprefix(f"{deck.slug}/").split("/")[0]
    drafted = with_drafts(deck, {note} if card else _All())
    if drafted == deck:
        return OpenedDeck(target, before, before, _line_of(deck, card), deck, card=card)
    text = encoded_like(before, write_deck(drafted))
    again = read_deck(text, target.stem).deck
    return OpenedDeck(target, before, text, _line_of(again, card), deck, again, card)


def _line_of(deck: Deck, card: str) -> int:
    """The line at which a card's note stands, 1 where none is named."""
    note, _, answer = card.removeprefix(f"{deck.slug}/").partition("/")
    if note == RESERVED_SLUG:
        return next((theme.line for theme in deck.themes if theme.id == answer), 1)
    question = next((each for each in deck.questions if each.id == note), None)
    if question is None:
        return 1
    return next((each.line for each in question.answers if answer and each.id == answer), question.line)


def finished(data: bytes, edited: Deck, opened: OpenedDeck) -> bytes | None:
    """The bytes to save: as they were typed, but for drafts that nobody touched; None where nothing was changed."""
    if opened.drafted is None:
        return data
    kept = without_untouched(edited, opened.drafted, opened.original)
    if kept == opened.original:
        return None
    return data if kept == edited else encoded_like(opened.before or b"", write_deck(kept))


def save(target: Path, data: bytes) -> str:
    """Write an edited deck, and keep what it held before where less than half is left; return what was done.

    Raises AccessError.
    """
    before = read_if_there(target) or b""
    kept = keep_beside(target) if len(data) < _SHORTENED_TO * len(before) else None
    write_new_bytes(target, data)
    if kept is None:
        return f"Saved {target}."
    return f"Saved {target}. Less than half of it is left; what it held before is in {kept}."
