"""Decks in: what the files that have changed say now, and what is shown of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.files import read_regular
from flashcards.home.deck_files import Changes, change_time
from flashcards.home.outlines import forget_changed
from flashcards.store import outlines, readings
from flashcards.store.readings import KnownFile

if TYPE_CHECKING:
    import sqlite3

    from flashcards.content.cards import Card
    from flashcards.content.deck.model import Reading

MAXIMUM_DECK_BYTES = 256 * 1024 * 1024
_TRIES = 5


class ReadFile(NamedTuple):
    """A deck file that was read again: what is known of it now, and what it says."""

    known: KnownFile
    reading: Reading


def read_changes(
    conn: sqlite3.Connection,
    folder: Path,
    known: Mapping[str, KnownFile],
    changes: Changes,
    told: Callable[[str], int],
) -> list[str]:
    """Bring the readings up to date with what changed in a folder; return remarks for the user.

    A file that cannot be read, or that has an error which holds it back, leaves what was read before. ``told`` says how
    often a card was told.
    """
    read, unreadable = _read(changes.stale, known)
    return unreadable + _apply(conn, folder, known, read, changes.vanished, told)


def _read(stale: Mapping[str, Path], known: Mapping[str, KnownFile]) -> tuple[list[KnownFile | ReadFile], list[str]]:
    changes: list[KnownFile | ReadFile] = []
    remarks = []
    for name, path in stale.items():
        try:
            changes.append(_read_file(name, path, known.get(name)))
        except OSError as error:
            remarks.append(f"cannot read {path}: {error.strerror}; what was read before stays")
    return changes, remarks


def _read_file(name: str, path: Path, known: KnownFile | None) -> KnownFile | ReadFile:
    import hashlib
    from dataclasses import replace

    from flashcards.content.deck.reader import read_deck

    data, stat = _whole(path)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    if known is not None and known.digest == digest:
        return known._replace(size=stat.st_size, changed=change_time(stat))
    reading = read_deck(data, path.stem)
    deck = reading.deck if reading.whole or known is None else replace(reading.deck, slug=known.deck, name=known.name)
    problems = tuple(problem.at(str(path)) for problem in reading.errors)
    file = KnownFile(
        name, deck.slug, deck.name, stat.st_size, change_time(stat), digest, deck.target, deck.pace, problems
    )
    return ReadFile(file, reading)


def _whole(path: Path) -> tuple[bytes, os.stat_result]:
    """The bytes of a file that stood still while it was read. Raises OSError if it never does."""
    for _ in range(_TRIES):
        before = path.stat()
        data = read_regular(path, MAXIMUM_DECK_BYTES)
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size:
            return data, after
    raise OSError(None, "it keeps changing while it is read")


def _apply(
    conn: sqlite3.Connection,
    folder: Path,
    known: Mapping[str, KnownFile],
    changes: Sequence[KnownFile | ReadFile],
    vanished: Iterable[str],
    told: Callable[[str], int],
) -> list[str]:
    remarks: list[str] = []
    conn.execute("begin immediate")
    try:
        for name in vanished:
            readings.forget_file(conn, name)
            readings.retire(conn, known[name].deck)
            outlines.forget_deck(conn, known[name].deck)
        for change in changes:
            readings.remember_file(conn, change.known if isinstance(change, ReadFile) else change)
        owners = _owners(readings.known_files(conn))
        for change in changes:
            if isinstance(change, ReadFile):
                remarks += _show(conn, folder, known.get(change.known.path), change, owners[change.known.deck], told)
        conn.execute("commit")
    except BaseException:
        conn.execute("rollback")
        raise
    return remarks


def _owners(files: Mapping[str, KnownFile]) -> dict[str, str]:
    """Which file each deck slug belongs to: the first path that claims it."""
    return {file.deck: path for path, file in sorted(files.items(), reverse=True)}


def _show(
    conn: sqlite3.Connection,
    folder: Path,
    before: KnownFile | None,
    change: ReadFile,
    owner: str,
    told: Callable[[str], int],
) -> list[str]:
    file = change.known
    if before is not None and before.deck != file.deck:
        readings.retire(conn, before.deck)
        outlines.forget_deck(conn, before.deck)
    if owner != file.path:
        problem = f"{folder / file.path}:1:1: error duplicate-deck: {folder / owner} is the deck {file.deck} already"
        problems = (*file.problems, f"{problem}; rename one of them")
        readings.remember_file(conn, file._replace(problems=problems))
        return []
    cards_before = readings.cards(conn, [file.deck])
    cards, remark = shown_cards(change.reading, cards_before)
    _keep_told_texts(conn, cards_before, cards, told)
    forget_changed(conn, file.deck, cards_before, cards)
    readings.remember_cards(conn, file.deck, cards)
    return [f"{folder / file.path}: {remark}"] if remark else []


def _keep_told_texts(
    conn: sqlite3.Connection, before: Iterable[Card], cards: Iterable[Card], told: Callable[[str], int]
) -> None:
    """Keep the text of each changed story as it was when it was last told."""
    from flashcards.content.identity import is_rewritten

    known = {card.id: card for card in before}
    for card in cards:
        old = known.get(card.id, card)
        # where it stands in its file means nothing, nor what is not told
        if old._replace(line=card.line, asides=card.asides) == card or not (times := told(card.id)):
            continue
        kept = readings.told_text(conn, card.id)
        story = kept[0] if kept and kept[1] == times else old
        readings.keep_told_text(conn, story, times, is_rewritten(story, card))


def shown_cards(reading: Reading, before: Sequence[Card]) -> tuple[list[Card], str]:
    """Decide what a deck shows: its cards, and the last good ones of what an error holds back; with a remark."""
    from flashcards.content.cards import cards_of

    if not reading.whole:
        return list(before), ""
    fresh = list(cards_of(reading.deck))
    if not fresh and before and not reading.held:
        return list(before), "no card is left in it; its cards stay until the file is deleted"
    taken = {card.id for card in fresh}
    kept = [card for card in before if card.id not in taken and _note_id(card) in reading.held]
    return fresh + kept, ""


def _note_id(card: Card) -> str:
    note, _, answer = card.id.removeprefix(f"{card.deck}/").partition("/")
    return answer if note == "theme" else note
