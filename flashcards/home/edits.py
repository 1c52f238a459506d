"""What lies in ``edits/``: the copies that editors are given, each with a note of the deck that it is to become."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flashcards.content.deck.reader import read_deck
from flashcards.errors import FlashcardsError
from flashcards.files import numbered, read_if_there, write_new_bytes
from flashcards.home.home import Home
from flashcards.home.opened_deck import OpenedDeck, finished, opened_deck, save

_NOTE = ".json"


@dataclass(frozen=True, slots=True)
class Handed:
    """A copy that an editor was given. ``before``, ``given`` and ``left`` are digests, "" for none.

    ``before``: of the deck's file; ``given``: of the copy at first; ``left``: of the copy when the editor had returned,
    "" while it has not.
    """

    copy: Path
    deck: str
    card: str
    before: str
    given: str
    left: str = ""

    @property
    def note(self) -> Path:
        """The file that remembers this."""
        return _note_of(self.copy)

    @property
    def is_untouched(self) -> bool:
        """Whether the copy, where it is there at all, is as the editor got it."""
        data = read_if_there(self.copy)
        return data is None or _digest(data) == self.given

    def settled(self) -> Handed:
        """Remember the copy as the editor left it: what changes in it from now on is taken in at the next start."""
        return _remembered(replace(self, left=_digest(read_if_there(self.copy))))

    def drop(self) -> None:
        """Delete the copy, and what is remembered of it."""
        self.copy.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()


def _note_of(copy: Path) -> Path:
    return copy.with_name(f".{copy.name}{_NOTE}")


def _remembered(handed: Handed) -> Handed:
    values = {"deck": handed.deck, "card": handed.card, "before": handed.before, "given": handed.given}
    write_new_bytes(handed.note, json.dumps(values | {"left": handed.left}).encode())
    return handed


def hand_out(home: Home, opened: OpenedDeck) -> Handed:
    """Write the copy that the editor is to get. A text that somebody left there stays, the copy takes another name.

    Raises AccessError.
    """
    deck = opened.target.relative_to(home.decks).as_posix()
    copy = next(each for each in numbered(home.edits / f"{opened.target.stem}.md") if _is_free(each))
    write_new_bytes(copy, opened.text)
    return _remembered(Handed(copy, deck, opened.card, _digest(opened.before), _digest(opened.text)))


def _is_free(copy: Path) -> bool:
    """Whether no text of the user's stands there: nothing, or what an editor left as it got it."""
    handed = _recalled(copy)
    return not copy.exists() or (handed is not None and handed.left == handed.given and handed.is_untouched)


def _recalled(copy: Path) -> Handed | None:
    """What is remembered of a copy; None where nothing is, or nothing that can be used."""
    try:
        values: dict[str, Any] = json.loads(read_if_there(_note_of(copy)) or b"{}")
        return Handed(copy, *(str(values[name]) for name in ("deck", "card", "before", "given", "left")))
    except (ValueError, KeyError, TypeError, RecursionError, FlashcardsError):
        return None


def take_in(home: Home) -> list[str]:
    """Save what was changed in ``edits/`` after its editor had returned; return a line about all that lies there.

    A copy that its editor left as it got it is not spoken of.
    """
    return [line for copy in _copies(home.edits) if (line := _taken(home, copy))]


def _copies(folder: Path) -> Iterator[Path]:
    """Every copy, and each that is remembered and has gone."""
    found = {path for path in folder.iterdir() if path.name[0] != "."}
    noted = {path.with_name(path.name[1:].removesuffix(_NOTE)) for path in folder.glob(f".*{_NOTE}")}
    yield from sorted(found | noted)


def _taken(home: Home, copy: Path) -> str:
    handed = _recalled(copy)
    if not copy.exists():
        _note_of(copy).unlink(missing_ok=True)
        return ""
    if handed is None:
        return f"{copy} belongs to no deck: move what you need of it into one, and delete it"
    try:
        data = read_if_there(copy) or b""
        if _digest(data) == handed.given:
            return ""
        if not handed.left or _digest(data) == handed.left:
            return f"{copy} is a text that no deck has taken in: put it into {home.decks / handed.deck}, or delete it"
        return _saved(home, handed, data)
    except FlashcardsError as error:
        return f"{copy} was not taken in: {error}"


def _saved(home: Home, handed: Handed, data: bytes) -> str:
    """Save what was typed into a copy after the editor had returned; the copy stays, the editor may be open still."""
    target = home.decks / handed.deck
    reading = read_deck(data, target.stem)
    if reading.errors:
        return f"{handed.copy} was not taken in: {reading.errors[0].at(str(handed.copy))}"
    if _digest(read_if_there(target)) != handed.before:
        return f"{handed.copy} was not taken in: {target} was changed since; put it in yourself, or delete it"
    text = finished(data, reading.deck, opened_deck(target, handed.card)) if handed.before else data
    said = "" if text is None else save(target, text)
    now = _digest(data)
    _remembered(replace(handed, before=_digest(read_if_there(target)), given=now, left=now))
    return said and f"{handed.copy} was changed after its editor had returned. {said}"
