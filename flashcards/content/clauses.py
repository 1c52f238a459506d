"""Clauses: a sentence cut where its punctuation and its conjunctions cut it, each with the part it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from flashcards.content.english import (
    AUXILIARIES,
    BE,
    CLAUSE_MARKERS,
    CONTRASTS,
    CONTROL_VERBS,
    CUTS,
    DETERMINERS,
    FORBID_TO,
    MEASURES,
    OBJECTS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    is_verb,
)
from flashcards.content.words import Word, size_of

LINE_WORDS = 12
_BREAKS = ",;:，；：、"
_DASHES = frozenset({"-", "–", "—", "--", "―", "→", "->"})
_FRONT = PREPOSITIONS | CLAUSE_MARKERS | CONTRASTS | {"once", "given", "despite", "if", "first", "to", "based"}
_SENTENCE_ENDS = ".!?。！？"
_SHORT_ITEM = 4
_LABEL_WORDS = 3
_EMPTY = DETERMINERS | PREPOSITIONS | PRONOUNS | OBJECTS | PARTICLES
_BOUND = CONTRASTS | {"if"}


class Role(Enum):
    """What a clause is to its sentence; a bound one says nothing true without the clause beside it."""

    HEAD = auto()
    FRONT = auto()
    BOUND = auto()
    DETAIL = auto()


class Clause(NamedTuple):
    """The words between two breaks, and the places where a cut leaves a whole statement in front of it."""

    words: tuple[Word, ...]
    role: Role
    cuts: tuple[int, ...]


def clauses_of(words: Sequence[Word], english: bool, starts_with_verb: bool = False) -> tuple[Clause, ...]:
    """Return the clauses of one sentence in order; outside English each is a head that cannot be cut.

    ``starts_with_verb`` tells that the subject of the first clause was cut away.
    """
    pieces = _pieces(words, english)
    if not english:
        return tuple(Clause(tuple(piece), Role.HEAD, (len(piece),)) for piece in pieces)
    pieces = _lists_joined(pieces)
    head = next((index for index, piece in enumerate(pieces) if piece[0].key not in _FRONT), 0)
    return tuple(
        Clause(tuple(piece), _role(piece, index - head), tuple(_cuts(piece, starts_with_verb and index == 0)))
        for index, piece in enumerate(pieces)
    )


def core(clause: Clause) -> int:
    """How many of the words must stay: every figure with what it measures, and whatever limits or negates it."""
    words, cuts = clause.words, clause.cuts
    last = max((index for index, word in enumerate(words) if word.figure), default=-1)
    kept = next(cut for cut in cuts if cut > last)
    if last >= 0 and kept < len(words) and words[kept].key in MEASURES:
        measured = next(cut for cut in cuts if cut > kept)
        kept = measured if size_of(words[:measured]) <= LINE_WORDS else kept
    return _with_limits(words, cuts, kept)


def _with_limits(words: Sequence[Word], cuts: Sequence[int], kept: int) -> int:
    """Move a cut behind every ``not``, ``without`` or ``if`` that stands in the same clause."""
    place = kept
    while place < len(words) and words[place].key not in CLAUSE_MARKERS:
        if words[place].key in CONTRASTS or words[place].key.endswith(("n't", "n’t")):
            kept = next(cut for cut in cuts if cut > place)
        place += 1
    return kept


def _pieces(words: Sequence[Word], english: bool) -> list[list[Word]]:
    pieces: list[list[Word]] = [[]]
    for index, word in enumerate(words):
        if word.text in _DASHES:
            if pieces[-1]:
                pieces[-1][-1] = pieces[-1][-1]._replace(text=f"{pieces[-1][-1].text} {word.text}")
                pieces.append([])
            continue
        if english and pieces[-1] and _starts_clause(words, index):
            pieces.append([])
        pieces[-1].append(word)
        if _ends_clause(words, index) and not _is_label(pieces):
            pieces.append([])
    return [piece for piece in pieces if piece]


def _ends_clause(words: Sequence[Word], index: int) -> bool:
    """Whether a break stands behind a word; within quotes and brackets only the end of a sentence is one."""
    word = words[index]
    if index + 1 < len(words) and word.group and word.group == words[index + 1].group:
        return word.text[-1] in _SENTENCE_ENDS
    return word.text[-1] in _BREAKS


def _is_label(pieces: list[list[Word]]) -> bool:
    """Whether there is nothing yet but a label (``Week 1:``), which belongs to what follows."""
    return len(pieces) == 1 and len(pieces[0]) <= _LABEL_WORDS and pieces[0][-1].text[-1] in ":："


def _starts_clause(words: Sequence[Word], index: int) -> bool:
    """Whether a conjunction without a comma starts a clause with a subject of its own."""
    word = words[index]
    if word.group or index + 1 >= len(words) or word.key not in {"and", "but", "so", "or"}:
        return False
    if word.key == "but":
        return words[index - 1].key != "nothing"
    return words[index + 1].key in PRONOUNS - {"that", "which", "who"}


def _lists_joined(pieces: list[list[Word]]) -> list[list[Word]]:
    """Join ``a, b, and c`` to one piece: an item of a list is no clause."""
    joined: list[list[Word]] = []
    run = 0
    for piece in pieces:
        if joined and piece[0].key in {"and", "or"} and joined[-1][-1].text.endswith(",") and run:
            for _ in range(run):
                tail = joined.pop()
                joined[-1] += tail
            joined[-1] += piece
            run = 0
            continue
        is_item = sum(not word.group for word in piece) <= _SHORT_ITEM and piece[0].key not in _FRONT | PRONOUNS
        run = run + 1 if joined and is_item and joined[-1][-1].text.endswith(",") else 0
        joined.append(list(piece))
    return joined


def _role(piece: Sequence[Word], from_head: int) -> Role:
    if from_head == 0:
        return Role.HEAD
    if piece[0].key in _BOUND:
        return Role.BOUND
    return Role.FRONT if from_head < 0 else Role.DETAIL


def _cuts(words: Sequence[Word], starts_with_verb: bool) -> Iterator[int]:
    """Yield every place where the words before it still make a statement, the end last."""
    verb_seen = starts_with_verb
    content = 0
    verb = ""
    seen: set[str] = set()
    for index, word in enumerate(words):
        before = words[index - 1] if index else word
        may_cut = index > 1 and verb_seen and _can_cut(before, word, content, verb, seen)
        if may_cut and (word.key not in {"and", "or"} or _is_verb_next(words, index)):
            yield index
        if is_verb(word.key, before.key) if index else verb_seen or is_verb(word.key, "and"):
            verb, content, verb_seen = word.key, 0, True
        elif word.key not in _EMPTY and not word.key.endswith("ly"):
            content += 1
        seen.add(word.key)
    yield len(words)


def _is_verb_next(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and is_verb(words[index + 1].key, "and")


def _can_cut(before: Word, word: Word, content: int, verb: str, seen: set[str]) -> bool:
    if word.group and word.group == before.group:
        return False
    if not content or before.key in DETERMINERS | PREPOSITIONS | AUXILIARIES:
        return False
    if word.group or before.text[-1] == ",":
        return True
    if word.key in {"and", "or"}:
        return True
    if word.key not in CUTS or (verb in BE and content == 1):
        return False
    if word.key == "to":
        return not (seen & FORBID_TO or seen & CONTROL_VERBS or "from" in seen or "too" in seen or "enough" in seen)
    return word.key != "that" or not seen & {"so", "such"}
