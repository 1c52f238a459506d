"""The note types and the notes: ids that never change, and times that change with the text alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import genanki

from flashcards.anki.fields import STORY_FIELDS, THEME_FIELDS
from flashcards.anki.templates import CSS, STORY_BACK, STORY_FRONT, THEME_BACK, THEME_FRONT

# the fields and these numbers are frozen: another id or another field makes Anki refuse every later update
STORY_MODEL_ID = 1_783_210_417
THEME_MODEL_ID = 1_783_210_418
# raise it whenever a template or the CSS changes, so that Anki takes the new look
MODEL_TIME = 1_795_000_000
_NAME_SPACE = "star-flashcards"
_FIRST_ID = 1_600_000_000_000
_IDS = 100_000_000_000
_DECK_IDS = 2**30


def number_for(kind: str, text: str, span: int) -> int:
    """A number below ``span`` that is always the same for a text, and different for another kind."""
    digest = hashlib.blake2b(f"{_NAME_SPACE}/{kind}/{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % span


def deck_id(name: str) -> int:
    """The id of a deck: Anki takes decks of one name as one, so it follows from the name."""
    return _DECK_IDS + number_for("deck", name, _DECK_IDS)


class Model(genanki.Model):  # type: ignore[misc]
    """A note type with a time of its own."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """Like genanki's, but changed only when MODEL_TIME says so."""
        found: dict[str, Any] = super().to_json(MODEL_TIME, deck_id)
        return found


def _model(model_id: int, name: str, fields: tuple[str, ...], front: str, back: str) -> Model:
    return Model(
        model_id,
        name,
        fields=[{"name": field, "id": number_for("field", f"{name}/{field}", 2**62)} for field in fields],
        templates=[{"name": "Card", "qfmt": front, "afmt": back, "id": number_for("template", name, 2**62)}],
        css=CSS,
        sort_field_index=0,
    )


def story_model() -> Model:
    """The note type of stories."""
    return _model(STORY_MODEL_ID, "STAR story (flashcards)", STORY_FIELDS, STORY_FRONT, STORY_BACK)


def theme_model() -> Model:
    """The note type of themes."""
    return _model(THEME_MODEL_ID, "STAR theme (flashcards)", THEME_FIELDS, THEME_FRONT, THEME_BACK)


class Note(genanki.Note):  # type: ignore[misc]
    """A note that is written with its own time and place; its id follows from our card's id."""

    def __init__(self, card_id: str, modified: int, place: int, taken: set[int], **fields: Any) -> None:
        super().__init__(guid=genanki.guid_for(_NAME_SPACE, card_id), due=place, **fields)
        self.modified = modified
        self.number = _FIRST_ID + number_for("note", card_id, _IDS)
        while self.number in taken:
            self.number += 1
        taken.add(self.number)

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        """Write the note and its one card; the time of the export leaves no trace."""
        cursor.execute(
            "insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')",
            (
                self.number,
                self.guid,
                self.model.model_id,
                self.modified,
                f" {' '.join(self.tags)} " if self.tags else "",
                "\x1f".join(self.fields),
                self.fields[0],
            ),
        )
        cursor.execute(
            "insert into cards values (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
            (self.number, self.number, deck_id, self.modified, self.due),
        )
