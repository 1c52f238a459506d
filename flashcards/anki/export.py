"""Writes cards as an Anki package, whole or not at all, and the same cards as the same bytes."""

from __future__ import annotations

import io
import itertools
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import genanki

from flashcards.anki.fields import harmless, note_tags, story_fields, theme_fields
from flashcards.anki.notes import MODEL_TIME, Note, deck_id, story_model, theme_model
from flashcards.content.cards import Card, Kind
from flashcards.errors import AccessError, ContentError

_COMPRESSION = 6
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ExportCard:
    """A card, and when its text last changed, in epoch seconds."""

    card: Card
    modified: int


def write_package(cards: Sequence[ExportCard], deck_names: Mapping[str, str], target: Path) -> int:
    """Write the cards, in their order, as an .apkg; return how many notes it holds.

    ``deck_names`` gives the name of each deck by its slug. Raises ContentError for a card without a prompt, and
    AccessError if the file cannot be written; what stood at ``target`` before is then still there.
    """
    package = _package(cards, deck_names)
    _replace(target, package)
    return len(cards)


def _package(cards: Sequence[ExportCard], deck_names: Mapping[str, str]) -> bytes:
    with sqlite3.connect(":memory:") as conn:
        genanki.Package(_decks(cards, deck_names)).write_to_db(conn.cursor(), MODEL_TIME, itertools.count())
        conn.commit()
        database = conn.serialize()
    conn.close()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name, data in (("collection.anki2", database), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=_COMPRESSION)
    return buffer.getvalue()


def _decks(cards: Sequence[ExportCard], deck_names: Mapping[str, str]) -> list[genanki.Deck]:
    names = _distinct(deck_names)
    decks = {slug: genanki.Deck(deck_id(name), name) for slug, name in names.items()}
    models = {Kind.STORY: story_model(), Kind.THEME: theme_model()}
    taken: set[int] = set()
    for place, export in enumerate(cards, start=1):
        card = export.card
        if not harmless(card.prompt).strip():
            raise ContentError(f"{card.id} has no question, so Anki would make no card of it")
        fields = (story_fields if card.kind is Kind.STORY else theme_fields)(card, names[card.deck])
        decks[card.deck].add_note(
            Note(card.id, export.modified, place, taken, model=models[card.kind], fields=fields, tags=note_tags(card))
        )
    return [deck for deck in decks.values() if deck.notes]


def _distinct(deck_names: Mapping[str, str]) -> dict[str, str]:
    """Names that Anki keeps apart: it folds case, and ``::`` would make a deck within a deck."""
    seen: set[str] = set()
    names = {}
    for slug, name in deck_names.items():
        plain = " ".join(harmless(name).replace("::", ":").split()) or slug
        names[slug] = f"{plain} ({slug})" if plain.casefold() in seen else plain
        seen.add(names[slug].casefold())
    return names


def _replace(target: Path, data: bytes) -> None:
    folder = target.parent
    try:
        if not folder.is_dir():
            raise AccessError(f"there is no folder {folder}; make it first, or name another file")
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(0o644)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise AccessError(f"cannot write {target}: {error.strerror}") from error
