"""Writes cards as an Anki package, whole or not at all, and the same cards as the same bytes."""

from __future__ import annotations

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import genanki

from flashcards.anki.fields import harmless, note_tags, story_fields, theme_fields
from flashcards.anki.notes import MODEL_TIME, Numbers, deck_id, guid_of, story_model, theme_model
from flashcards.content.cards import Card, CardKind
from flashcards.errors import AccessError, ContentError
from flashcards.files import write_whole
from flashcards.seal import BLANK_SEAL, sealed

# a third faster than the usual 6, and hardly larger
_COMPRESSION = 5
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MODELS = {CardKind.STORY: story_model, CardKind.THEME: theme_model}


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
    if not target.parent.is_dir():
        raise AccessError(f"there is no folder {target.parent}; make it first, or name another file")
    write_whole(target, package)
    return len(cards)


def _package(cards: Sequence[ExportCard], deck_names: Mapping[str, str]) -> bytes:
    with sqlite3.connect(":memory:") as conn:
        # nothing is ever rolled back: what fails is thrown away whole
        conn.execute("pragma journal_mode = off")
        names = _distinct(deck_names)
        genanki.Package(_decks(cards, names)).write_to_db(conn.cursor(), MODEL_TIME, itertools.count())
        _write_notes(conn, cards, names)
        conn.commit()
        database = conn.serialize()
    conn.close()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        archive.comment = BLANK_SEAL.encode()
        for name, data in (("collection.anki2", database), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=_COMPRESSION)
    return sealed(buffer.getvalue())


def _decks(cards: Sequence[ExportCard], names: Mapping[str, str]) -> list[genanki.Deck]:
    """The decks that have a note, with the note types that theirs need."""
    kinds: dict[str, set[CardKind]] = {}
    for export in cards:
        kinds.setdefault(export.card.deck, set()).add(export.card.kind)
    decks = []
    for slug, name in names.items():
        if slug in kinds:
            decks.append(genanki.Deck(deck_id(name), name))
            for kind in sorted(kinds[slug]):
                decks[-1].add_model(_MODELS[kind]())
    return decks


def _write_notes(conn: sqlite3.Connection, cards: Sequence[ExportCard], names: Mapping[str, str]) -> None:
    """Write each card as a note with its one card, due in the order given.

    They are written by their numbers, which fills the file's pages, and each note's text is let go of once written.
    """
    numbers = Numbers()
    numbered = sorted((numbers.of(each.card.id), place, each) for place, each in enumerate(cards, start=1))
    models = {kind: model().model_id for kind, model in _MODELS.items()}
    deck_ids = {slug: deck_id(name) for slug, name in names.items()}
    conn.executemany(
        "insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')",
        (_note(number, each, models, names) for number, _, each in numbered),
    )
    conn.executemany(
        "insert into cards values (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        ((number, number, deck_ids[each.card.deck], each.modified, place) for number, place, each in numbered),
    )


def _note(
    number: int, export: ExportCard, models: Mapping[CardKind, int], names: Mapping[str, str]
) -> tuple[object, ...]:
    card = export.card
    if not harmless(card.prompt).strip():
        raise ContentError(f"{card.id} has no question, so Anki would make no card of it")
    fields = (story_fields if card.kind is CardKind.STORY else theme_fields)(card, names[card.deck])
    tags = note_tags(card)
    spaced = f" {' '.join(tags)} " if tags else ""
    return number, guid_of(card.id), models[card.kind], export.modified, spaced, "\x1f".join(fields), fields[0]


def _distinct(deck_names: Mapping[str, str]) -> dict[str, str]:
    """Names that Anki keeps apart: it folds case, and ``::`` would make a deck within a deck."""
    seen: set[str] = set()
    names = {}
    for slug, name in deck_names.items():
        plain = " ".join(harmless(name).replace("::", ":").split()) or slug
        names[slug] = f"{plain} ({slug})" if plain.casefold() in seen else plain
        seen.add(names[slug].casefold())
    return names
