"""Writes cards as an Anki package, whole or not at all, and the same cards as the same bytes."""

from __future__ import annotations

import contextlib
import gc
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import genanki

from flashcards.anki.deflate import TOO_LARGE, Deflated, Pieces
from flashcards.anki.fields import SEPARATOR, NoteText
from flashcards.anki.markup import escaped, harmless
from flashcards.anki.notes import MODEL_TIME, deck_id, story_model, theme_model
from flashcards.anki.scheduling import Schedule, card_state, write_reviews
from flashcards.content.cards import CardKind
from flashcards.errors import AccessError, ContentError
from flashcards.files import write_whole
from flashcards.schedule.exports import FIRST_TIME, NoteFacts
from flashcards.seal import BLANK_SEAL, sealed_pieces

# notes of two kilobytes leave less of a page empty than of SQLite's usual four
_PAGE_BYTES = 16_384
# the names of so many notes are escaped at one stroke
_AT_ONCE = 30
_SPARE = 3 * SEPARATOR
# where SQLite counts how often a file changed and says which version of it did that: blank, whoever writes the package
_HEAD_BYTES = 100
_WRITTEN_BY = (slice(24, 28), slice(92, 100))
_MODELS = {CardKind.STORY: story_model, CardKind.THEME: theme_model}


class Note(NamedTuple):
    """A note: what it says, what the log says of it, and the schedule of its card where that is told to Anki."""

    text: NoteText
    facts: NoteFacts
    schedule: Schedule | None = None


@contextlib.contextmanager
def without_garbage_collection() -> Iterator[None]:
    """For an export: it makes so many values, and none in a circle, that looking through them takes a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def write_package(
    notes: Iterable[Note],
    kinds: Iterable[tuple[str, CardKind]],
    deck_names: Mapping[str, str],
    target: Path,
    media: Mapping[str, bytes] | None = None,
    mark: Callable[[], str] = str,
) -> None:
    """Write the notes, in their order, as an .apkg.

    Those of an iterator come with the oldest card first, and none is kept: a sequence may hold them in any order.
    ``kinds`` are the decks and the kinds of their cards, ``deck_names`` gives the name of each deck by its slug,
    ``media`` the images that the notes show, by their names; ``mark`` is asked once the notes are written what the
    package is known by; see ``mark_of``.
    Raises ContentError for a card without a prompt, and AccessError if the file cannot be written; what stood at
    ``target`` before is then still there.
    """
    database = _database(notes, kinds, deck_names)
    package = packed(database, media or {}, mark, _head(database))
    if not target.parent.is_dir():
        raise AccessError(f"there is no folder {target.parent}; make it first, or name another file")
    write_whole(target, *package)


def _database(notes: Iterable[Note], kinds: Iterable[tuple[str, CardKind]], deck_names: Mapping[str, str]) -> bytes:
    # as one piece of memory, which is copied in a third of the time that the pages of ":memory:" take
    with contextlib.closing(sqlite3.connect("file:package?vfs=memdb", uri=True)) as conn:
        # nothing is ever rolled back: what fails is thrown away whole
        conn.execute("pragma journal_mode = off")
        conn.execute(f"pragma page_size = {_PAGE_BYTES}")
        names = distinct_names(deck_names)
        genanki.Package(_decks(kinds, names)).write_to_db(conn.cursor(), MODEL_TIME, itertools.count())
        with _fewer_decks():
            _write_notes(conn, notes, names)
            conn.commit()
        return conn.serialize()


@contextlib.contextmanager
def _fewer_decks() -> Iterator[None]:
    """SQLite holds a gigabyte in memory, and no more."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        raise ContentError(TOO_LARGE) from error


def _head(database: bytes) -> bytes:
    """What a database begins with, the same whatever wrote it."""
    head = bytearray(database[:_HEAD_BYTES])
    for place in _WRITTEN_BY:
        head[place] = bytes(len(head[place]))
    return bytes(head)


def packed(
    database: bytes, media: Mapping[str, bytes], mark: Callable[[], str] = str, head: bytes = b""
) -> list[bytes]:
    """The archive of a collection, in pieces; its media stand under numbers, and a map says which name each has.

    ``mark`` is asked while it is deflated; ``head`` takes the place of as many bytes.
    """
    numbered = dict(enumerate(sorted(media)))
    listed = json.dumps({str(number): name for number, name in numbered.items()}).encode()
    files = {"media": listed} | {str(number): media[name] for number, name in numbered.items()}
    deflated, pieces = Deflated(database, head), Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:
        archive.comment = f"{BLANK_SEAL} {mark()}".rstrip().encode()
        deflated.add_to(archive, pieces, "collection.anki2")
        for name, data in files.items():
            Deflated(data).add_to(archive, pieces, name)
    return sealed_pieces(pieces.written())


def _decks(kinds: Iterable[tuple[str, CardKind]], names: Mapping[str, str]) -> list[genanki.Deck]:
    """The decks that have a note, with the note types that theirs need."""
    held = set(kinds)
    decks = []
    for slug, name in names.items():
        if found := sorted(kind for deck, kind in held if deck == slug):
            decks.append(genanki.Deck(deck_id(name), name))
            for kind in found:
                decks[-1].add_model(_MODELS[kind]())
    return decks


def _write_notes(conn: sqlite3.Connection, notes: Iterable[Note], names: Mapping[str, str]) -> None:
    """Write each note with its one card, due in the order given, by their numbers, which fills the file's pages."""
    deck_ids = {slug: deck_id(name) for slug, name in names.items()}
    cards: list[tuple[object, ...]] = []
    scheduled: list[tuple[int, Schedule]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        models = {kind: model().model_id for kind, model in _MODELS.items()}
        numbered = _numbered(notes)
        while some := list(itertools.islice(numbered, _AT_ONCE)):
            known_by = escaped([note.facts.name for *_, note in some])
            for (number, place, note), name in zip(some, known_by, strict=True):
                yield _note_row(number, note, models[note.text.kind], name)
                state = card_state(note.schedule, place)
                cards.append((number, number, deck_ids[note.text.deck], note.facts.time, *state))
                if note.schedule is not None:
                    scheduled.append((number, note.schedule))

    conn.executemany("insert into notes values (?, ?, ?, ?, -1, ?, cast(? as text), ?, 0, 0, '')", rows())
    conn.executemany("insert into cards values (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)", cards)
    if scheduled:
        write_reviews(conn, scheduled)


def _numbered(notes: Iterable[Note]) -> Iterator[tuple[int, int, Note]]:
    """Each note with its number and its place; Anki takes the number of a card for the time when it was made."""
    last = 0
    placed: Iterable[tuple[int, Note]] = enumerate(notes, start=1)
    if isinstance(notes, Sequence):
        placed = sorted(placed, key=lambda each: (each[1].facts.created, each[0]))
    for place, note in placed:
        last = max(note.facts.created, FIRST_TIME * 1000, last + 1)
        yield last, place, note


def _note_row(number: int, note: Note, model: int, name: str) -> tuple[object, ...]:
    text, facts = note.text, note.facts
    front = text.front
    if not front or front.isspace():
        raise ContentError(f"{text.card} has no question, so Anki would make no card of it")
    tags = f" {' '.join(text.tags)} " if text.tags else ""
    own = f"{SEPARATOR}{name}{SEPARATOR}{facts.offset}{_SPARE}"
    return number, facts.guid, model, facts.time, tags, text.fields + own.encode(), front


def distinct_names(deck_names: Mapping[str, str]) -> dict[str, str]:
    """Names that Anki keeps apart: it folds case; ``::`` stands between a deck and one within it, there as here."""
    seen: set[str] = set()
    names = {}
    for slug, name in deck_names.items():
        pieces = (" ".join(piece.split()) for piece in harmless(name).split("::"))
        plain = "::".join(piece for piece in pieces if piece) or slug
        names[slug] = f"{plain} ({slug})" if plain.casefold() in seen else plain
        seen.add(names[slug].casefold())
    return names
