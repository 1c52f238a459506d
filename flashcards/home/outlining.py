"""Draft outlines made one's own: the parts of a deck file that have none, and cues written below them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.content.cards import CardPart
from flashcards.content.cues import PartKey, Told, Unoutlined, told_with_cues, unoutlined, with_cues
from flashcards.content.deck.model import RESERVED_SLUG
from flashcards.content.deck.writer import write_deck
from flashcards.content.text.source import encoded_like
from flashcards.errors import AccessError, ContentError
from flashcards.files import write_new_bytes
from flashcards.home.deck_files import sound_deck
from flashcards.home.library import Library, sync
from flashcards.home.lookup import file_of
from flashcards.home.outlines import drafts_of
from flashcards.schedule.wording import counted

# as many as one goes over with a clear head
MOST_STORIES = 20


class Unfinished(NamedTuple):
    """A deck file with parts that have no outline of their own, each with its sentences and the draft's cues.

    ``before`` is what the file held. ``left`` counts the stories beyond those that a pass takes.
    """

    target: Path
    name: str
    before: bytes
    parts: tuple[tuple[Unoutlined, tuple[Told, ...]], ...]
    left: int = 0


def unfinished(library: Library, path: str, card: str = "", stories: int = MOST_STORIES) -> Unfinished:
    """The parts of a deck file, or of one card of it, that go by a draft: those of the first few ``stories``.

    Raises ContentError for a file with an error, and AccessError for one that cannot be written.
    """
    target = library.home.decks / path
    deck, before = sound_deck(target)
    if not os.access(target, os.W_OK):
        raise AccessError(f"cannot write {target}: it is write-protected")
    note, _, answer = card.removeprefix(f"{deck.slug}/").partition("/")
    if note == RESERVED_SLUG:
        raise ContentError(f"{card} is a theme: its outline is made of the Results of its stories")
    found = list(unoutlined(deck, note, answer))
    told = list(dict.fromkeys((part.key.question, part.key.answer) for part in found))
    chosen = [part for part in found if (part.key.question, part.key.answer) in set(told[:stories])]
    drafts = drafts_of(library.readings, deck.slug, [CardPart(part.key.name, (), part.key.text) for part in chosen])
    parts = ((part, told_with_cues(part.key.text, cues)) for part, cues in zip(chosen, drafts, strict=True))
    return Unfinished(target, deck.name, before, tuple(each for each in parts if each[1]), max(0, len(told) - stories))


def unfinished_card(library: Library, card: str) -> Unfinished:
    """The parts of one card that go by a draft; see ``unfinished``."""
    return unfinished(library, file_of(library, card), card)


def write_cues(library: Library, drafted: Unfinished, cues: Mapping[PartKey, Sequence[str]]) -> str:
    """Write cues below their parts, and read the deck again; return what was done.

    They go into the file as it is by now: what another program wrote meanwhile stays, a part that it changed too.
    Raises ContentError, the file untouched, where it has an error or none of the parts is as it was.
    """
    target = drafted.target
    deck, now = sound_deck(target)
    outlined, found = with_cues(deck, cues)
    if not found:
        raise ContentError(f"{target} was changed meanwhile, and none of these parts is as it was; nothing was written")
    write_new_bytes(target, encoded_like(now, write_deck(outlined)))
    sync(library)
    said = f"Saved {target}: {counted(sum(len(cues[key]) for key in found), 'cue')} in {counted(len(found), 'part')}."
    if now == drafted.before:
        return said
    left = len(cues) - len(found)
    stayed = f"; {counted(left, 'part')} of it, other than before, got none" if left else ""
    return f"{said} Another program changed it meanwhile: that stays{stayed}."
