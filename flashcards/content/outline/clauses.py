"""Clauses: a sentence cut where its punctuation and its conjunctions cut it, each with the part it plays."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from flashcards.content.outline.cuts import core_of, cuts_of, has_statement
from flashcards.content.outline.english import (
    AUXILIARIES,
    CLAUSE_MARKERS,
    CONTRASTS,
    PAIRED,
    PREPOSITIONS,
    PRONOUNS,
    THAT_VERBS,
    is_finite,
)
from flashcards.content.outline.words import Word

_BREAKS = ",;:，；：、"
_DASHES = frozenset({"-", "–", "—", "--", "―", "→", "->"})
_FRONT = PREPOSITIONS | CLAUSE_MARKERS | CONTRASTS | {"once", "given", "despite", "if", "first", "to", "based"}
_SENTENCE_ENDS = ".!?。！？"
_SHORT_ITEM = 4
_LONGEST_ITEM = 9
_LONGEST_SUBJECT = 24
_LABEL_WORDS = 4
_BOUND = (CONTRASTS - PAIRED) | {"if", "or"}
_COORDINATORS = frozenset({"and", "or", "but"})


class Role(Enum):
    """What a clause is to its sentence.

    A bound one limits the statement, a paired one the clause in front of it: neither is true alone. An item continues
    a list, a detail says more.
    """

    HEAD = auto()
    FRONT = auto()
    BOUND = auto()
    PAIRED = auto()
    ITEM = auto()
    DETAIL = auto()


class Clause(NamedTuple):
    """The words between two breaks, and the places where a cut leaves a whole statement in front of it.

    ``core`` counts the words that must stay: every figure with what it measures, and whatever limits or negates it.
    ``leans`` tells that nobody understands it without the clause in front.
    """

    words: tuple[Word, ...]
    role: Role
    cuts: tuple[int, ...]
    core: int
    leans: bool


def clauses_of(words: Sequence[Word], english: bool, starts_with_verb: bool = False) -> tuple[Clause, ...]:
    """Return the clauses of one sentence in order; outside English each is whole, and leans on the one in front.

    ``starts_with_verb`` tells that the subject of the first clause was cut away.
    """
    pieces = _pieces(words, english)
    if not english:
        return tuple(
            Clause(tuple(piece), Role.DETAIL if index else Role.HEAD, (len(piece),), len(piece), index > 0)
            for index, piece in enumerate(pieces)
        )
    pieces = _subjects_joined(_lists_joined(pieces), starts_with_verb)
    head = next((index for index, piece in enumerate(pieces) if not _is_front(piece)), 0)
    return tuple(_clause(pieces, index, head, starts_with_verb) for index in range(len(pieces)))


def _clause(pieces: Sequence[Sequence[Word]], index: int, head: int, starts_with_verb: bool) -> Clause:
    piece = pieces[index]
    role = _role(pieces, index, head)
    cuts = tuple(cuts_of(piece, starts_with_verb and index == 0))
    leans = role in {Role.ITEM, Role.PAIRED} or (index > head and not _stands(piece))
    return Clause(tuple(piece), role, cuts, core_of(piece, cuts), leans)


def _stands(piece: Sequence[Word]) -> bool:
    first = piece[1 if piece[0].key in _COORDINATORS and len(piece) > 1 else 0].key
    return first not in PREPOSITIONS | {"that", "which", "who"} and has_statement(piece)


def _pieces(words: Sequence[Word], english: bool) -> list[list[Word]]:
    pieces: list[list[Word]] = [[]]
    for index, word in enumerate(words):
        if word.text in _DASHES:
            if pieces[-1]:
                last = pieces[-1][-1]
                pieces[-1][-1] = last._replace(text=f"{last.text} {word.text}", size=last.size + 1)
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
    if word.key in THAT_VERBS and index + 1 < len(words) and words[index + 1].group:
        return False
    return word.text[-1] in _BREAKS


def _is_label(pieces: list[list[Word]]) -> bool:
    """Whether there is nothing yet but a label (``Week 1:``), which belongs to what follows."""
    first = pieces[0]
    return len(pieces) == 1 and len(first) <= _LABEL_WORDS and first[-1].text[-1] in ":：" and not has_statement(first)


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
        run = run + 1 if joined and _is_item(piece) and joined[-1][-1].text.endswith(",") else 0
        joined.append(list(piece))
    return joined


def _is_item(piece: Sequence[Word]) -> bool:
    return sum(not word.group for word in piece) <= _SHORT_ITEM and piece[0].key not in _FRONT | PRONOUNS


def _subjects_joined(pieces: list[list[Word]], starts_with_verb: bool) -> list[list[Word]]:
    """Join a subject, what is put in between, and its verb: ``the cook, aged 20, left`` is one statement."""
    joined: list[list[Word]] = []
    for index, piece in enumerate(pieces):
        if len(joined) > 1 and _is_predicate(piece) and _waits_for_verb(joined[-2], starts_with_verb and index == 2):
            inserted = joined.pop()
            joined[-1] += [*inserted, *piece]
        else:
            joined.append(piece)
    return joined


def _is_predicate(piece: Sequence[Word]) -> bool:
    key = piece[0].key
    return (key in AUXILIARIES or is_finite(key, "")) and not piece[0].group and key not in PREPOSITIONS


def _waits_for_verb(piece: Sequence[Word], starts_with_verb: bool) -> bool:
    """Whether the last subject of a piece has no verb yet."""
    piece = piece[-_LONGEST_SUBJECT:]
    start = max((index for index, word in enumerate(piece) if word.key in CLAUSE_MARKERS), default=-1)
    if piece[-1].text[-1] != "," or (start < 0 and (starts_with_verb or _is_front(piece))):
        return False
    return not has_statement(piece[start + 1 :])


def _is_front(piece: Sequence[Word]) -> bool:
    """Whether a piece only leads to the statement: ``After a week,`` does, ``At noon a van came,`` is one itself."""
    key = piece[0].key
    if key not in _FRONT:
        return False
    return key not in PREPOSITIONS - CLAUSE_MARKERS or key in CONTRASTS or not has_statement(piece)


def _role(pieces: Sequence[Sequence[Word]], index: int, head: int) -> Role:
    if index == head:
        return Role.HEAD
    piece = pieces[index]
    keys = [word.key for word in piece[:2]]
    joins = keys[0] in _COORDINATORS and len(keys) > 1
    if keys[0] == "but" and index and not has_statement(piece):
        return Role.PAIRED
    leading = {keys[0], keys[1] if joins else keys[0]}
    if leading & PAIRED or keys[0] == "whether":
        return Role.PAIRED if index else Role.BOUND
    if leading & _BOUND:
        return Role.BOUND
    if index < head:
        return Role.FRONT
    continues = keys[0] in _COORDINATORS and index - 1 > head and _is_member(pieces[index - 1])
    is_item = continues if joins else _is_member(piece)
    return Role.ITEM if is_item else Role.DETAIL


def _is_member(piece: Sequence[Word]) -> bool:
    """Whether a piece may be a member of a list: a thing, with nothing said of it."""
    return len(piece) <= _LONGEST_ITEM and piece[0].key not in _FRONT | PRONOUNS and not has_statement(piece)
