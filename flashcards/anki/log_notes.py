"""The notes in which Anki carries our log from home to home: a type and a deck of their own; nobody studies them."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import genanki

from flashcards.anki.export import packed
from flashcards.anki.notes import deck_id, number_for
from flashcards.files import write_whole

# the fields and the number are frozen: other homes know the notes by them
LOG_MODEL_ID = 1_783_210_423
LOG_DECK = "flashcards log"
NAME, COUNT, DATA = "Segment", "Events", "Data"
_APART = 1_000_000
_FIELDS = (NAME, COUNT, DATA, "Spare 1", "Spare 2")
_FRONT = "<p>flashcards keeps a piece of its log here: {{Segment}}, {{Events}} events.</p>"
_BACK = "{{FrontSide}}<p>Leave it suspended, and as it is. What is deleted, `flashcards sync` puts back.</p>"


class _Note(genanki.Note):  # type: ignore[misc]
    """A note whose data is no HTML, whatever it looks like."""

    def _check_invalid_html_tags_in_fields(self) -> None:
        pass


def _model() -> genanki.Model:
    name = "flashcards log"
    return genanki.Model(
        LOG_MODEL_ID,
        name,
        fields=[{"name": field, "id": number_for("field", f"{name}/{field}", 2**62)} for field in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK, "id": number_for("template", name, 2**62)}],
        sort_field_index=0,
    )


def write_log_notes(target: Path, segments: Iterable[tuple[str, int, str]], at: int) -> None:
    """Write a package of new notes, each with the name of a segment, how many events it holds, and its data.

    ``at`` is UTC in milliseconds. Raises AccessError.
    """
    model, deck = _model(), genanki.Deck(deck_id(LOG_DECK), LOG_DECK)
    for name, count, data in segments:
        guid = str(genanki.guid_for(LOG_DECK, name))
        deck.add_note(_Note(model, [name, str(count), data, "", ""], guid=guid))
    # by their numbers notes are joined: those of two homes that sync in one moment must not be the same
    first = at - number_for("segment", deck.notes[0].guid, _APART)
    with closing(sqlite3.connect(":memory:")) as conn:
        genanki.Package(deck).write_to_db(conn.cursor(), at / 1000, itertools.count(first))
        conn.commit()
        write_whole(target, *packed(conn.serialize(), {}))
