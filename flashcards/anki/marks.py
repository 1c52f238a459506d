"""The mark that a package bears of all that it was made of: where it stands already, it need not be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.anki.export import distinct_names
from flashcards.anki.fields import TEXT_VERSION
from flashcards.anki.notes import MODEL_TIME
from flashcards.anki.scheduling import Schedule, card_state
from flashcards.content.cards import Card
from flashcards.content.outline import ENGINE_VERSION
from flashcards.files import read_regular
from flashcards.schedule.exports import NoteFacts
from flashcards.seal import is_sealed

_APART = "\x1f"


class Source(NamedTuple):
    """What a note is made of; ``target`` is how long a story of its deck should take, in seconds."""

    card: Card
    target: int
    facts: NoteFacts
    schedule: Schedule | None = None


def mark_of(
    sources: Iterable[Source],
    deck_names: Mapping[str, str],
    images: Iterable[tuple[str, str, str]] = (),
    made_by: str = "",
) -> str:
    """The mark of a package; ``images`` are the decks, paths and names of those that its notes show.

    A name says what the bytes of an image are. What cards say follows from them and from the versions of what makes it;
    ``made_by`` is that of the whole program.
    """
    names = distinct_names(deck_names)
    found = hashlib.blake2b(_bytes(made_by, TEXT_VERSION, ENGINE_VERSION, MODEL_TIME, sorted(images)), digest_size=16)
    for card, target, facts, schedule in sources:
        texts, counts = _said_of(card)
        texts += (names[card.deck], facts.guid, facts.name)
        counts += (target, facts.created, facts.offset, facts.time)
        found.update(_joined(texts, counts))
        if schedule is not None:
            found.update(_bytes(card_state(schedule, 0), schedule.answers))
    return found.hexdigest()


def _said_of(card: Card) -> tuple[list[str], list[int | None]]:
    """The texts of a card, and how many of them belong together."""
    wordings, tags, follow_ups = card.wordings, card.tags, card.follow_ups
    texts = [card.id, card.prompt, card.about, *wordings, *tags, *follow_ups]
    counts: list[int | None] = [len(card.parts), len(wordings), len(tags), len(follow_ups)]
    for name, bullets, text, note, drafted in card.parts:
        texts += (name, text, note, *bullets, *(drafted or ()))
        counts += (len(bullets), None if drafted is None else len(drafted))
    return texts, counts


def _joined(texts: Sequence[str], counts: Sequence[int | None]) -> bytes:
    """The same for equal texts and counts alone, whatever follows; the ``repr`` of all takes twice as long."""
    together = _APART.join(texts)
    if together.count(_APART) != len(texts) - 1:
        together = repr(texts)
    return f"{counts}{len(together)}{_APART}{together}".encode("utf-8", "surrogatepass")


def _bytes(*said: object) -> bytes:
    return repr(said).encode("utf-8", "surrogatepass")


def bears(package: Path, mark: str) -> bool:
    """Whether this is a whole package with that mark: made anew, it would have the very same bytes."""
    try:
        data = read_regular(package)
    except OSError:
        return False
    return data.endswith(mark.encode()) and is_sealed(data)
