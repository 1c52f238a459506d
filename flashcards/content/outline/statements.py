"""Statements: what a sentence says, one after the other, each with the places where it may be cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from flashcards.content.outline.lexicon import Lexicon, Word, WordKind
from flashcards.content.text.sentences import groups

Span = tuple[int, int]

_MARK = re.compile(r"[,;:،؛](?=\s)|[，；：、]|\s[-–—]{1,2}(?=\s)|[—―]|\s\(|（")
_COMMAS = ",，、،"
_COLONS = ":："
_BRACKETS = "(（"
# fewer signs than these say too little of a sentence that goes on
_SHORTEST = 16
# a longer bracket or quote may be cut, and so may a longer statement in front of what binds it
_LONGEST_WHOLE = 120
# what leads in has at most so many words where none of them says that it does, and a label so many signs
_SHORT_LEAD = 3
_LONGEST_LABEL = 45
# What a cut costs in the worth of a line (see ``lines``): nothing at the end of a clause; within a list, a deed, a
# phrase or the halves of a thing the more the less of it is said; most where something was announced.
_AT_ITEM = 0.5
_AT_PHRASE = 0.8
_AT_DEED = 0.9
_AT_REST = 2.0
_AT_HALF = 1.5
_AT_COLON = 2.0


class Cut(NamedTuple):
    """A place where a statement may end, what that costs, and whether a clause of its own begins behind."""

    place: int
    loss: float
    is_clean: bool


def statements_of(sentence: str, figures: Sequence[Span], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the statements of a sentence; ``figures`` are the spans of its figures."""
    closed = [span for span in reversed(groups(sentence)) if span[1] - span[0] <= _LONGEST_WHOLE]
    words = lexicon.words_of(sentence)
    statement = Statement(sentence, 0, closed, lexicon)
    for word, after in zip_longest(words, words[1:]):
        if word.kind.coordinator and after and after.kind.subject and statement.ends_before(word):
            yield statement.ended(word.start, figures)
            statement = Statement(sentence, word.start, closed, lexicon)
        statement.read(word, after)
    yield statement.ended(len(sentence), figures)


class Statement:
    """One statement of a sentence, as far as it is read: its words, cuts and figures, all placed in the sentence.

    ``lead`` is where what leads in to it ends, ``is_stated`` tells whether every clause has its verb.
    """

    def __init__(self, sentence: str, start: int, closed: list[Span], lexicon: Lexicon) -> None:
        self.sentence, self.start, self.lead, self.end = sentence, start, start, start
        self.words: list[Word] = []
        self.cuts: list[Cut] = []
        self.figures: Sequence[Span] = ()
        self.is_stated = False
        self.lexicon = lexicon
        self._closed = closed
        self._lead = 0
        self._clause = self._waiting = int(lexicon.knows_verbs)
        self._is_paired = False

    def ended(self, end: int, figures: Sequence[Span]) -> Statement:
        """The whole statement, with those of the figures of its sentence that stand in it."""
        self.end = end
        self.figures = figures[bisect_left(figures, (self.start,)) : bisect_left(figures, (end,))]
        self.is_stated = not self._waiting
        if self._lead and self.is_stated:
            self.lead = self.words[self._lead].start
        return self

    def ends_before(self, word: Word) -> bool:
        """Whether another statement begins with a word that joins one."""
        return not word.kind.bind and self._may_end(word.start) and not self._is_paired and not self._is_inside(word)

    def read(self, word: Word, after: Word | None) -> None:
        """Take in a word, and the cut in front of it if there is one."""
        if self.words and self._closed and self._is_inside(word):
            self.words.append(word)
            return
        gap = self.sentence[self.words[-1].end : word.start] if self.words else ""
        mark = _MARK.search(gap) if len(gap) > 1 or gap not in "  " else None
        if mark:
            self._read_mark(word, mark.group().strip(), word.start - len(gap) + mark.start())
        elif gap and not self._waiting and gap[-1] == " " and self._may_end(word.start - 1):
            self._read_space(word, after, word.start - 1)
        self._count(word)
        self.words.append(word)

    def _is_inside(self, word: Word) -> bool:
        """Whether a word stands in the same bracket or quote as the one before."""
        while self._closed and self._closed[-1][1] <= word.start:
            self._closed.pop()
        return bool(self._closed) and self._closed[-1][0] < self.words[-1].start

    def _may_end(self, place: int) -> bool:
        return not self._waiting and place >= self.words[self._lead].start + _SHORTEST

    def _count(self, word: Word) -> None:
        """Count the clauses that wait for their verb, in a language whose verbs are known."""
        if word.kind.opener or (word.kind.subject and word.kind.teller and self._opens(word)):
            self._waiting += self._clause
        elif word.kind.verb and self._waiting:
            self._waiting -= self._is_finite()
        self._is_paired |= word.kind.pair

    def _is_finite(self) -> bool:
        """Whether a verb that comes now is the one of its clause: none is behind another, ``had already baked``."""
        before = next((word.kind for word in reversed(self.words[-2:]) if not word.kind.adverb), None)
        return before is None or before.subject or not (before.verb or before.governor)

    def _opens(self, word: Word) -> bool:
        """Whether nothing but who tells opens a clause, ``the oven I bought``, other than in ``On Monday I bought``."""
        before = self.words[-1] if self.words else word
        is_next = before.end + 1 == word.start and not (before.kind.empty or before.kind.verb)
        return is_next and not (self.words[self._lead].kind.lead and self._waiting)

    def _read_mark(self, word: Word, mark: str, place: int) -> None:
        kind = word.kind
        if self._ends_lead(word, mark, place):
            self._lead, self._waiting, self._is_paired = len(self.words), self._clause, False
        elif mark in _COLONS and place < self.words[self._lead].start + _LONGEST_LABEL:
            self._waiting += self._clause
        elif kind.bind:
            if place <= self.words[self._lead].start + _LONGEST_WHOLE:
                self.cuts.clear()
        elif self._may_end(place) and (mark not in _COMMAS or self._ends_clause(word, mark)):
            is_item = not any((kind.opener, kind.joint, kind.lead, kind.verb, kind.coordinator, kind.empty))
            loss = _AT_REST if self.words[-1].kind.rest else _AT_ITEM * (is_item or not self._clause)
            is_clean = mark not in _BRACKETS + _COLONS and not _goes_on(kind)
            self.cuts.append(Cut(place, _AT_COLON if mark in _COLONS else loss, is_clean))

    def _ends_lead(self, word: Word, mark: str, place: int) -> bool:
        """Whether what was read so far only leads in: nothing is stated in it, and it begins as such a thing does."""
        kind, first, is_first = word.kind, self.words[self._lead].kind, not self._lead
        if self.cuts or kind.bind or kind.opener or (self._waiting < self._clause and not kind.subject):
            return False
        if mark in _COLONS:
            label = self.sentence[self.start : place]
            is_label = is_first and len(label) <= _LONGEST_LABEL and not any(map(str.isdigit, label))
            return is_label and not self.sentence[word.start].islower()
        is_short = is_first and len(self.words) <= _SHORT_LEAD and (first.adverb or kind.teller)
        return mark in _COMMAS and (first.lead or is_short)

    def _ends_clause(self, word: Word, mark: str) -> bool:
        """Whether a comma ends a clause: not between two that tell how one thing is, ``a small, cheap oven``."""
        kind, before = word.kind, self.words[-1]
        if before.kind.adverb and len(self.words) > 1 and (self.words[-2].kind.bind or self.words[-2].kind.coordinator):
            return False
        if mark == "、" or not self.lexicon.at_commas:
            return before.kind.rest or kind.joint or kind.coordinator
        is_second = len(self.words) > 1 and self.words[-2].kind.empty and self.words[-2].end + 1 == before.start
        return not is_second or kind.empty or kind.verb or kind.lead or kind.coordinator

    def _read_space(self, word: Word, after: Word | None, place: int) -> None:
        kind, before = word.kind, self.words[-1].kind
        if before.rest or (kind.joint and not before.coordinator and not before.adverb):
            self.cuts.append(Cut(place, _AT_REST * before.rest, not _goes_on(kind)))
        elif (kind.coordinator or kind.phrase) and not before.hold and not before.opener and not self._is_governed():
            if not self._is_paired:
                does = after is not None and after.kind.verb
                self.cuts.append(Cut(place, _AT_PHRASE if kind.phrase else _AT_DEED if does else _AT_HALF, False))
            self._is_paired = False

    def _is_governed(self) -> bool:
        """Whether the last word is a verb that has just its subject, ``we moved``, or waits for more."""
        return len(self.words) > 1 and self.words[-2].kind.governor


def _goes_on(kind: WordKind) -> bool:
    """Whether what begins with such a word needs what stands before: ``, which rose``, ``, to 118``."""
    return kind.opener or (kind.empty and not kind.coordinator and not kind.subject)
