"""Statements: what a sentence says, one after the other, each with the places where it may be cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.content.languages.lexicon import Lexicon, Word, WordKind
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
# What a cut costs in the worth of a line (see ``lines``): nothing at the end of a clause; within a list, a
# phrase or the halves of a thing the more the less of it is said; most where something was announced.
_AT_ITEM = 0.5
_AT_PHRASE = 0.8
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
    statement = Statement(sentence, words, 0, closed, lexicon)
    for at, word in enumerate(words):
        # most words are of no interest behind a space
        if (
            word.kind.acts
            or sentence[word.start - 1] != " "
            or word.start != words[at - 1].end + 1
            or lexicon.verb_last
        ):
            if word.kind.coordinator and statement.ends_before(at):
                yield statement.ended(at, word.start, figures)
                statement = Statement(sentence, words, at, closed, lexicon)
            statement.read(at)
    yield statement.ended(len(words), len(sentence), figures)


class Statement:
    """One statement of a sentence, as far as it is read: its words, cuts and figures, all placed in the sentence.

    ``lead`` is where what leads in to it ends, ``is_stated`` tells whether every clause has its verb.
    """

    def __init__(self, sentence: str, words: Sequence[Word], first: int, closed: list[Span], lexicon: Lexicon) -> None:
        self.sentence, self.words, self.lexicon = sentence, words, lexicon
        self.start = self.lead = self.end = words[first].start if first else 0
        self.cuts: list[Cut] = []
        self.figures: Sequence[Span] = ()
        self.is_stated = False
        self._closed = closed
        self._first = self._lead = first
        self._clause = self._waiting = int(lexicon.knows_verbs)

    def ended(self, behind: int, end: int, figures: Sequence[Span]) -> Statement:
        """The whole statement, ``behind`` its last word, with those of the figures of its sentence that stand in it."""
        self.end = end
        self.figures = figures[bisect_left(figures, (self.start,)) : bisect_left(figures, (end,))]
        self.is_stated = not self._waiting
        if self._lead > self._first and self.is_stated:
            self.lead = self.words[self._lead].start
        self.words = self.words[self._first : behind]
        return self

    def ends_before(self, at: int) -> bool:
        """Whether another statement begins with a word that joins one."""
        is_next = at > self._first and at + 1 < len(self.words) and self.words[at + 1].kind.subject
        joins = is_next and not self.words[at].kind.bind
        return joins and self._may_end(self.words[at].start) and not self._is_inside(at)

    def read(self, at: int) -> None:
        """Take in a word, and the cut in front of it if there is one."""
        if at > self._first:
            if self._closed and self._is_inside(at):
                return
            end, start = self.words[at - 1].end, self.words[at].start
            gap = self.sentence[end:start]
            mark = _MARK.search(gap) if len(gap) > 1 or gap not in "  " else None
            if mark:
                self._read_mark(at, mark.group().strip(), end + mark.start())
            elif gap[-1:] == " " and self._may_end(start - 1):
                self._read_space(at, start - 1)
        self._count(at)

    def _is_inside(self, at: int) -> bool:
        """Whether a word stands in the same bracket or quote as the one before."""
        while self._closed and self._closed[-1][1] <= self.words[at].start:
            self._closed.pop()
        return bool(self._closed) and self._closed[-1][0] < self.words[at - 1].start

    def _may_end(self, place: int) -> bool:
        return not self._waiting and place >= self.words[self._lead].start + _SHORTEST

    def _before(self, at: int, back: int = 1) -> WordKind | None:
        """The kind of the word so many before one of the statement, if there is such a word in it."""
        return self.words[at - back].kind if at - back >= self._first else None

    def _count(self, at: int) -> None:
        """Count the clauses that wait for their verb, in a language whose verbs are known."""
        kind = self.words[at].kind
        if kind.opener or (kind.subject and kind.teller and self._opens(at)):
            self._waiting += self._clause
        elif kind.verb and self._waiting:
            self._waiting -= self._is_finite(at)

    def _is_finite(self, at: int) -> bool:
        """Whether a verb is the one of its clause: none is behind another, ``had already baked``."""
        before = self._before(at)
        before = self._before(at, 2) if before and before.adverb else before
        return before is None or before.subject or not (before.verb or before.governor or before.adverb)

    def _opens(self, at: int) -> bool:
        """Whether nothing but who tells opens a clause, ``the oven I bought``, other than in ``On Monday I bought``."""
        before = self._before(at)
        if before is None or before.empty or before.verb or self.words[at - 1].end + 1 < self.words[at].start:
            return False
        return not (self.words[self._lead].kind.lead and self._waiting)

    def _read_mark(self, at: int, mark: str, place: int) -> None:
        kind, lead = self.words[at].kind, self.words[self._lead].start
        if self._ends_lead(at, mark, place):
            self._lead, self._waiting = at, self._clause
        elif mark in _COLONS and place < lead + _LONGEST_LABEL:
            self._waiting += self._clause
        elif kind.bind and mark not in _COLONS:
            if place <= lead + _LONGEST_WHOLE:
                self.cuts.clear()
        elif self._may_end(place) and (mark not in _COMMAS or self._ends_clause(at, mark)):
            is_item = not any((kind.opener, kind.joint, kind.lead, kind.verb, kind.coordinator, kind.empty))
            loss = _AT_REST if self.words[at - 1].kind.rest else _AT_ITEM * (is_item or not self._clause)
            is_clean = mark in _COLONS or (mark not in _BRACKETS and not _goes_on(kind))
            self.cuts.append(Cut(place, _AT_COLON if mark in _COLONS else loss, is_clean))

    def _ends_lead(self, at: int, mark: str, place: int) -> bool:
        """Whether what was read so far only leads in: nothing is stated in it, and it begins as such a thing does."""
        kind, first, is_first = self.words[at].kind, self.words[self._lead].kind, self._lead == self._first
        if self.cuts or kind.bind or kind.opener or (self._waiting < self._clause and not kind.subject):
            return False
        if mark in _COLONS:
            is_label = is_first and place - self.start <= _LONGEST_LABEL
            label = self.sentence[self.start : place] if is_label else "0"
            return not any(map(str.isdigit, label)) and not self.sentence[self.words[at].start].islower()
        is_short = is_first and at - self._first <= _SHORT_LEAD and (first.adverb or kind.teller)
        return mark in _COMMAS and (first.lead or is_short)

    def _ends_clause(self, at: int, mark: str) -> bool:
        """Whether a comma ends a clause: not between two that tell how one thing is, ``a small, cheap oven``."""
        kind, before, last = self.words[at].kind, self.words[at - 1], self._before(at, 2)
        if before.kind.adverb and last and (last.bind or last.coordinator):
            return False
        if mark == "、" or not self.lexicon.at_commas:
            return before.kind.rest or kind.joint or kind.coordinator
        is_second = last and last.empty and self.words[at - 2].end + 1 == before.start
        return not is_second or kind.empty or kind.verb or kind.lead or kind.coordinator

    def _read_space(self, at: int, place: int) -> None:
        kind, before, last = self.words[at].kind, self.words[at - 1].kind, self._before(at, 2)
        if before.rest or (kind.joint and not before.coordinator and not before.adverb):
            self.cuts.append(Cut(place, _AT_REST * before.rest, not _goes_on(kind)))
        # a verb that has just its subject, ``we moved``, waits for more
        elif (kind.coordinator or kind.phrase) and not (before.hold or before.opener or (last and last.governor)):
            does = at + 1 < len(self.words) and self.words[at + 1].kind.verb
            self.cuts.append(Cut(place, _AT_PHRASE if kind.phrase or does else _AT_HALF, False))


def _goes_on(kind: WordKind) -> bool:
    """Whether what begins with such a word needs what stands before: ``, which rose``, ``, to 118``."""
    return kind.opener or (kind.empty and not kind.coordinator and not kind.subject)
