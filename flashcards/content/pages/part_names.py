"""What pages call the parts of a story."""

from __future__ import annotations

import re

from flashcards.content.deck.model import STORY_PARTS
from flashcards.content.languages.known import LANGUAGES, all_words, any_pattern

_NAMES = STORY_PARTS

STAR_WORDS: dict[str, str] = {
    word: name for language in LANGUAGES for name, words in zip(_NAMES, language.parts, strict=True) for word in words
}
LOOSE_WORDS: dict[str, str] = {
    word: name
    for language in LANGUAGES
    for name, words in zip(_NAMES, language.loose_parts, strict=True)
    for word in words
}
FRAME_WORDS = all_words(lambda language: language.frames) - STAR_WORDS.keys()
LETTERS = {"S": "Situation", "T": "Task", "A": "Action", "R": "Result", "L": "Lesson"}
_ORDER = {name: place for place, name in enumerate(_NAMES)}

_JOINED = re.compile(rf"\s*[&/+＋／、・]\s*|{any_pattern(lambda language: language.joiner)}")
_EXPLAINED = re.compile(r"\s*[-–—:：|]\s*|\s*[(（\[【]\s*|\s*[)）\]】]\s*")
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[①-⑨])\s*")
_BRACKET = re.compile(r"\s*[(（\[].*$")
MOST_LETTERS = 48
_MOST_WORDS = 4


def star_names(words: str) -> tuple[str, ...]:
    """The parts of STAR that a label stands for; () where it is none.

    ``S``, ``Situation (S)``, ``S - Situation``, ``Aufgabe`` and ``Situation/Task`` are labels.
    """
    if len(words) > MOST_LETTERS:
        return ()
    words = _NUMBER.sub("", words.strip())
    single = _single(words)
    if single:
        return (single,)
    pieces = [piece for piece in _EXPLAINED.split(words) if piece]
    if len(pieces) == 2 and (named := _same(pieces)):
        return named
    merged = tuple(_single(piece) for piece in _JOINED.split(words))
    return tuple(dict.fromkeys(merged)) if len(merged) > 1 and all(merged) else ()


def names_within(words: str) -> tuple[str, ...]:
    """The part that a label of several words holds: ``Action (key for pursers)``, ``Team action``; () where none."""
    head = _BRACKET.sub("", words).strip()
    if head != words and (names := star_names(head)):
        return names
    pieces = head.split()
    ends = [pieces[0], pieces[-1]] if 1 < len(pieces) <= _MOST_WORDS else []
    return next(((name,) for word in reversed(ends) if len(word) > 1 and (name := _single(word))), ())


def _single(word: str) -> str:
    return LETTERS.get(word) or STAR_WORDS.get(word.casefold().replace("’", "'"), "")


def _same(pieces: list[str]) -> tuple[str, ...]:
    """What both pieces of ``S (Situation)`` mean, where they mean the same."""
    first, second = (tuple(_single(word) for word in _JOINED.split(piece)) for piece in pieces)
    if first == second and all(first):
        return first
    known = next((names for names in (first, second) if len(names) == 1 and names[0]), ())
    other = pieces[1] if known == first else pieces[0]
    loose = LOOSE_WORDS.get(other.casefold(), "")
    return known if known and known[0] == loose else ()


def frame_name(words: str) -> str:
    """The words as a part's own name, where they name a part of another frame or stand loosely for one of STAR."""
    known = words.casefold().replace("’", "'")
    return words if known in FRAME_WORDS or known in LOOSE_WORDS else ""


def is_letter(words: str) -> bool:
    """Whether a label is made of initials only: ``S``, ``S/T``."""
    return all(piece in LETTERS for piece in _JOINED.split(words))


def place_of(name: str) -> int:
    """The place of a name in the order in which a story is told; other frames' names come after."""
    return _ORDER.get(name, len(_ORDER))
