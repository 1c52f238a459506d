"""The mark that a package bears of all that it was made of: where it stands already, it need not be made again."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flashcards.anki.export import distinct_names
from flashcards.anki.fields import TEXT_VERSION
from flashcards.anki.notes import MODEL_TIME
from flashcards.anki.scheduling import Schedule, card_state
from flashcards.content.cards import Card
from flashcards.content.outline import ENGINE_VERSION
from flashcards.files import read_regular
from flashcards.schedule.exports import NoteFacts
from flashcards.seal import is_sealed

# what later formats write depends on how often the same object stands there
_WITHOUT_REFERENCES = 0


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
        told = card.prompt, card.about, *map(tuple, card.parts)
        around = card.wordings, card.tags, card.follow_ups, names[card.deck], target
        known = card.id, facts.guid, facts.name, facts.created, facts.offset, facts.time
        stands = schedule and repr((card_state(schedule, 0), schedule.answers))
        found.update(_bytes(told, around, known, stands))
    return found.hexdigest()


def _bytes(*said: Any) -> bytes:
    """The same for equal texts, numbers and tuples, and only for these; ``repr`` takes three times as long."""
    return marshal.dumps(said, _WITHOUT_REFERENCES)


def bears(package: Path, mark: str) -> bool:
    """Whether this is a whole package with that mark: made anew, it would have the very same bytes."""
    try:
        data = read_regular(package)
    except OSError:
        return False
    return data.endswith(mark.encode()) and is_sealed(data)
