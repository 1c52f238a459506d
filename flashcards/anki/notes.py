"""The note types and the notes: ids that never change, and times that change with the text alone."""

from __future__ import annotations

import hashlib
from typing import Any

import genanki
from genanki.util import BASE91_TABLE

from flashcards.anki.fields import STORY_FIELDS, THEME_FIELDS
from flashcards.anki.templates import CSS, STORY_BACK, STORY_FRONT, THEME_BACK, THEME_FRONT

# the fields and these numbers are frozen: another id or another field makes Anki refuse every later update
STORY_MODEL_ID = 1_783_210_421
THEME_MODEL_ID = 1_783_210_422
# raise it whenever a template or the CSS changes, so that Anki takes the new look
MODEL_TIME = 1_795_600_000
_NAME_SPACE = "star-flashcards"
_DECK_IDS = 2**30
# GUIDs are written in base 91, here two digits at once
_PAIRS = [high + low for high in BASE91_TABLE for low in BASE91_TABLE]


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


def guid_for_name(name: str) -> str:
    """The GUID that is made from the name of a note, for ever: that of ``genanki.guid_for``."""
    number = int.from_bytes(hashlib.sha256(f"{_NAME_SPACE}__{name}".encode()).digest()[:8], "big")
    digits = []
    while number:
        number, pair = divmod(number, len(_PAIRS))
        digits.append(_PAIRS[pair])
    return "".join(reversed(digits)).lstrip(BASE91_TABLE[0])
