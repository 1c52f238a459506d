"""Cuts: where an English clause may end early, and how much of it must stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from flashcards.content.outline.english import (
    AUXILIARIES,
    BE,
    CLAUSE_MARKERS,
    CONTRASTS,
    CONTROL_VERBS,
    CUTS,
    DETERMINERS,
    FORBID_TO,
    MEASURES,
    NEGATIONS,
    OBJECTS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    THAT_VERBS,
    TIME_ORDER,
    is_finite,
    is_verb,
)
from flashcards.content.outline.words import Word, size_of

_ROOM = 12
_LONGEST_MEASURE = 6
_EMPTY = DETERMINERS | PREPOSITIONS | PRONOUNS | OBJECTS | PARTICLES
_OPENS_STATEMENT = CLAUSE_MARKERS - {"as", "after", "before"}
_OPEN = DETERMINERS | PREPOSITIONS | AUXILIARIES | {"straight", "just", "almost", "right", "directly"}
_ASKING = frozenset({"ask", "asked", "asking", "asks"})
_OBJECT_STARTS = OBJECTS | {"my", "our", "his", "her", "its", "their", "your"}
_EVERYBODY = frozenset({"everybody", "everyone", "anybody", "anyone", "all", "every", "only", "those"})
_NEGATIVE_ENDINGS = ("n't", "n’t")


def has_statement(words: Sequence[Word]) -> bool:
    """Whether a verb that states something stands outside the relative clauses of ``words``."""
    return statement_at(words) >= 0


def statement_at(words: Sequence[Word]) -> int:
    """Where the first verb that states something stands outside the relative clauses; -1 without one."""
    before = ""
    for index, word in enumerate(words):
        if index and word.key in _OPENS_STATEMENT and before not in PREPOSITIONS:
            return -1
        if not word.group and is_finite(word.key, before):
            return index
        before = word.key
    return -1


def core_of(words: Sequence[Word], cuts: Sequence[int]) -> int:
    """How many of the words must stay: every figure with what it measures, and whatever limits or negates it."""
    last = max((index for index, word in enumerate(words) if word.figure), default=-1)
    kept = _next(cuts, last)
    if last >= 0 and kept < len(words) and words[kept].key in MEASURES:
        measured = _next(cuts, kept)
        fits = size_of(words[:measured]) <= _ROOM or size_of(words[kept:measured]) <= _LONGEST_MEASURE
        kept = measured if fits else kept
    return _with_limits(words, cuts, kept)


def _next(cuts: Sequence[int], place: int) -> int:
    return cuts[bisect_right(cuts, place)]


def _with_limits(words: Sequence[Word], cuts: Sequence[int], kept: int) -> int:
    """Move a cut behind every ``not``, ``without`` or ``if`` that stands in the same clause."""
    place = kept
    while place < len(words) and words[place].key not in CLAUSE_MARKERS:
        if words[place].key in CONTRASTS or words[place].key.endswith(_NEGATIVE_ENDINGS):
            kept = _next(cuts, place)
        place += 1
    return kept


def cuts_of(words: Sequence[Word], starts_with_verb: bool) -> Iterator[int]:
    """Yield every place where the words before it still make a statement, the end last."""
    reading = _Reading(starts_with_verb)
    subject_end = _subject_end(words)
    for index, word in enumerate(words):
        before = words[index - 1] if index else word
        verb = is_verb_at(words, index) if index else starts_with_verb or is_verb(word.key, "and")
        joins = word.key == "and"
        goes_on = index + 1 < len(words) and words[index + 1].key in DETERMINERS
        if (
            max(1, subject_end) < index < len(words) - 1
            and reading.may_cut(before, word, goes_on)
            and (not (joins or before.text[-1] == ",") or is_verb_at(words, index + joins))
        ):
            yield index
        reading.take(before if index else None, word, verb)
    yield len(words)


def _subject_end(words: Sequence[Word]) -> int:
    """Where the verb of a statement stands whose subject is what one did: ``sending photos out was a risk``."""
    return max(0, statement_at(words)) if words[0].key.endswith("ing") else 0


def is_verb_at(words: Sequence[Word], index: int) -> bool:
    """Whether the word at ``index``, which is not the first, is likely a verb."""
    if not 0 < index < len(words):
        return False
    word, before = words[index].key, words[index - 1].key
    if is_verb(word, "and" if before == "or" else before):
        return True
    after = words[index + 1].key if index + 1 < len(words) else ""
    return before in {"and", "or"} and after in _OBJECT_STARTS and word not in PREPOSITIONS | DETERMINERS | OBJECTS


class _Reading:
    """What has been read of a clause: its last verb, and how much stands behind it."""

    def __init__(self, starts_with_verb: bool) -> None:
        self._verb_seen = starts_with_verb
        self._verb = ""
        self._passive = False
        self._content = 0
        self._seen: set[str] = set()
        self._wants_to = False
        self._denies = False

    def take(self, before: Word | None, word: Word, verb: bool) -> None:
        """Read the next word."""
        key = word.key
        if verb:
            self._passive = key.endswith("ed") and before is not None and before.key in BE
            self._verb, self._content, self._verb_seen = key, 0, True
        elif key in _OPENS_STATEMENT and before and before.key not in PREPOSITIONS:
            self._verb, self._content, self._verb_seen = "", 0, False
        elif key not in _EMPTY and not key.endswith("ly"):
            self._content += 1
        if key in {"enough", "too"}:
            self._wants_to = True
        elif key == "to":
            self._wants_to = False
        if key in NEGATIONS | _EVERYBODY or key.endswith(_NEGATIVE_ENDINGS):
            self._denies = True
        self._seen.add(key)

    def may_cut(self, before: Word, word: Word, to_a_thing: bool) -> bool:
        """Whether a cut between two words leaves a statement, with its object.

        ``to_a_thing`` tells that a determiner follows: behind ``to`` that makes a place of it, and no purpose.
        """
        key = word.key
        if not self._verb_seen or (word.group and word.group == before.group):
            return False
        if self._is_open(before, word):
            return False
        if word.group or before.text[-1] == "," or key == "and":
            return True
        if key not in CUTS or self._wants_to or (self._verb in BE and self._content == 1):
            return False
        if key == "for" and not self._seen.isdisjoint(_ASKING):
            return False
        if self._denies and key in RELATIVES | {"to"}:
            return False
        if key == "to":
            if to_a_thing:
                return "from" not in self._seen and before.key not in FORBID_TO
            return not self._seen & (FORBID_TO | CONTROL_VERBS | {"from"})
        return key != "that" or not self._seen & (THAT_VERBS | {"so", "such"})

    def _is_open(self, before: Word, word: Word) -> bool:
        """Whether the last word asks for more: a verb for its object, a time for what it is counted from."""
        if before.figure and word.key in TIME_ORDER:
            return True
        if before.key in _OPEN:
            return True
        if before.key in OBJECTS and word.key in PREPOSITIONS - TIME_ORDER:
            return True
        return not self._content and not (self._passive and word.key in CLAUSE_MARKERS)
