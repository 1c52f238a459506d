"""How sentences are built in the language of a text, its patterns ready to search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flashcards.content.languages.known import language_of
from flashcards.content.languages.language import Clauses, Language, Pattern, Words

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What ``Clauses`` says of a language; ``joints`` finds where a clause begins unmarked, ``teller`` who tells."""

    leads: Words
    conditions: Words
    subjects: Words
    binds: Words
    lists: Words
    back: Words
    joints: re.Pattern[str]
    limits: re.Pattern[str]
    turns: re.Pattern[str]
    teller: re.Pattern[str]


def lexicon_of(text: str) -> Lexicon:
    """Return the words of the language that a text is told in; none where that is not clear."""
    return _lexicon(language_of(text))


@cache
def _lexicon(language: Language | None) -> Lexicon:
    clauses = language.clauses if language else Clauses()
    return Lexicon(
        leads=clauses.leads,
        conditions=clauses.conditions,
        subjects=clauses.subjects,
        binds=clauses.binds,
        lists=clauses.lists,
        back=clauses.back,
        joints=_joints(clauses),
        limits=_any_of(clauses.limits),
        turns=_any_of(clauses.turns),
        teller=re.compile(language.persons.first, re.IGNORECASE) if language else _NEVER,
    )


def _joints(clauses: Clauses) -> re.Pattern[str]:
    subjects = "|".join(re.escape(subject) for subject in sorted(clauses.subjects))
    ways = [rf"(?:{clauses.joint})(?=\s)"] if clauses.joint else []
    ways += [rf"(?:{clauses.coordinator})\s(?=(?:{subjects})\s)"] if clauses.coordinator else []
    return re.compile(rf"(?<=\s)(?:{'|'.join(ways)})", re.IGNORECASE) if ways else _NEVER


def _any_of(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) if pattern else _NEVER
