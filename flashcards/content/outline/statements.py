"""Statements: what a sentence says, one after the other, each with the places where it may be cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.content.outline.lexicon import Lexicon, Word
from flashcards.content.text.sentences import groups

Span = tuple[int, int]

_MARK = re.compile(r"[,;:،؛](?=\s)|[，；：、]|\s[-–—]{1,2}(?=\s)|[—―]|\s?[(（]")
_COMMAS = ",，、،"
_COLONS = ":："
_BRACKETS = "(（"
# fewer signs than these say too little of a sentence that goes on
_SHORTEST = 16
# a longer bracket or quote may be cut, and so may a longer statement in front of what binds it
_LONGEST_WHOLE = 120
# what leads in is at most so many words where none of them says that it does, and a label so many signs
_SHORT_LEAD = 3
_LONGEST_LABEL = 45
# What a cut costs in the worth of a line (see ``lines``): none at the end of a clause, within one the more the
# less of it is said. Found by reading the outlines of 70 stories with other costs.
_AT_ITEM = 0.5
_AT_PHRASE = 0.8
_AT_DEED = 0.9
_AT_HALF = 1.5
_AT_REST = 0.9
_AT_COLON = 2.0


class Cut(NamedTuple):
    """A place where a statement may end, what that costs, and whether a clause ends there."""

    place: int
    loss: float
    is_clean: bool


class Statement(NamedTuple):
    """A piece of a sentence, with its words, where what leads in to it ends, its cuts in order, and its figures.

    All places are counted from the begin of the sentence; ``figures`` are spans.
    """

    sentence: str
    start: int
    end: int
    words: Sequence[Word]
    lead: int
    cuts: Sequence[Cut]
    figures: Sequence[Span]
    is_stated: bool


def statements_of(sentence: str, figures: Sequence[Span], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the statements of a sentence; ``figures`` are the spans of its figures."""
    words = list(lexicon.words_of(sentence))
    closed = _closed(sentence, figures, words)
    first, start, scan = 0, 0, _Scan(sentence, words, closed, lexicon)
    for at in range(1, len(words)):
        if scan.begins(at):
            end = words[at].start
            yield Statement(
                sentence,
                start,
                end,
                words[first:at],
                scan.lead,
                scan.cuts,
                _within(figures, start, end),
                scan.is_stated,
            )
            first, start, scan = at, end, _Scan(sentence, words, closed, lexicon, at)
        else:
            scan.read(at)
    end = len(sentence)
    yield Statement(
        sentence, start, end, words[first:], scan.lead, scan.cuts, _within(figures, start, end), scan.is_stated
    )


def _within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def _closed(sentence: str, figures: Sequence[Span], words: Sequence[Word]) -> Sequence[int]:
    """For each word the begin of the figure, or of the bracket or quote, that it stands in; -1 where it is in none."""
    spans = sorted([*figures, *(span for span in groups(sentence) if span[1] - span[0] <= _LONGEST_WHOLE)])
    inside = []
    last, end, place = -1, 0, 0
    for word in words:
        while place < len(spans) and spans[place][0] <= word.start:
            last, end = (
                (spans[place][0], spans[place][1]) if spans[place][0] >= end else (last, max(end, spans[place][1]))
            )
            place += 1
        inside.append(last if word.start < end else -1)
    return inside


class _Scan:
    """A statement as far as it is read: where it leads in, its cuts, and how many clauses wait for their verb."""

    def __init__(
        self, sentence: str, words: Sequence[Word], closed: Sequence[int], lexicon: Lexicon, first: int = 0
    ) -> None:
        self.cuts: list[Cut] = []
        self._start = words[first].start if first else 0
        self._sentence, self._words, self._closed, self._first, self._lead = sentence, words, closed, first, first
        self._clause = int(lexicon.knows_verbs)
        self._at_commas = lexicon.at_commas
        self._waiting = self._clause
        self._is_paired = False
        if words:
            self._count(first)

    @property
    def is_stated(self) -> bool:
        """Whether every clause has its verb."""
        return not self._waiting

    @property
    def lead(self) -> int:
        """Where what leads in ends; that is where all begins if no statement was found behind it."""
        return self._words[self._lead].start if self._lead > self._first and self.is_stated else self._start

    def begins(self, at: int) -> bool:
        """Whether another statement begins with a word."""
        kind = self._words[at].kind
        joins = kind.coordinator and not kind.bind and not self._is_paired and self._closed[at] < 0
        is_next = joins and self._may_end(self._words[at].start) and at + 1 < len(self._words)
        return is_next and self._words[at + 1].kind.subject

    def read(self, at: int) -> None:
        """Take in a word, and the cut in front of it if there is one."""
        if self._closed[at] < 0 or self._closed[at] != self._closed[at - 1]:
            start = self._words[at - 1].end
            gap = self._sentence[start : self._words[at].start]
            mark = _MARK.search(gap) if gap.strip() else None
            if mark:
                self._read_mark(at, mark.group().strip(), start + mark.start())
            elif gap.endswith(" ") and self._may_end(start):
                self._read_space(at, start + len(gap.rstrip()))
            self._count(at)

    def _may_end(self, place: int) -> bool:
        return not self._waiting and place >= self._words[self._lead].start + _SHORTEST

    def _count(self, at: int) -> None:
        """Count the clauses that wait for their verb, in a language whose verbs are known."""
        kind = self._words[at].kind
        before = self._words[at - 1].kind if at > self._first else None
        if kind.opener or (before and kind.subject and kind.teller and self._opens(at)):
            self._waiting += self._clause
        elif kind.verb and self._waiting and (before is None or before.subject or not before.governor):
            self._waiting -= 1
        self._is_paired |= kind.pair

    def _opens(self, at: int) -> bool:
        """Whether nothing but who tells opens a clause, ``the oven I bought``, other than in ``On Monday I bought``."""
        before = self._words[at - 1]
        is_next = before.end + 1 == self._words[at].start and not (before.kind.empty or before.kind.verb)
        return is_next and not (self._words[self._lead].kind.lead and self._waiting)

    def _read_mark(self, at: int, mark: str, place: int) -> None:
        kind = self._words[at].kind
        if self._ends_lead(at, mark, place):
            self._lead, self._waiting, self._is_paired = at, self._clause, False
        elif mark in _COLONS:
            self._announce(place)
        elif kind.bind:
            if place <= self._words[self._lead].start + _LONGEST_WHOLE:
                self.cuts.clear()
        elif self._may_end(place) and (mark not in _COMMAS or self._ends_clause(at, mark)):
            is_item = not any((kind.opener, kind.joint, kind.lead, kind.verb, kind.coordinator, kind.empty))
            loss = _AT_REST if self._words[at - 1].kind.rest else _AT_ITEM * (is_item or not self._clause)
            self.cuts.append(Cut(place, loss, mark not in _BRACKETS))

    def _announce(self, place: int) -> None:
        """Take in a colon: behind few words something must follow, behind more a statement may end in front of it."""
        if place < self._words[self._lead].start + _LONGEST_LABEL:
            self._waiting += self._clause
        elif self._may_end(place):
            self.cuts.append(Cut(place, _AT_COLON, False))

    def _ends_lead(self, at: int, mark: str, place: int) -> bool:
        """Whether what was read so far only leads in: nothing is stated in it, and it begins as such a thing does."""
        first = self._words[self._lead].kind
        kind = self._words[at].kind
        if self.cuts or kind.bind or kind.opener or (self._waiting < self._clause and not kind.subject):
            return False
        if mark in _COLONS:
            label = self._sentence[self._start : place]
            is_label = self._lead == self._first and len(label) <= _LONGEST_LABEL and not any(map(str.isdigit, label))
            return is_label and not self._sentence[self._words[at].start].islower()
        is_short = self._lead == self._first and at - self._first <= _SHORT_LEAD
        return mark in _COMMAS and (first.lead or (is_short and (first.adverb or kind.teller)))

    def _ends_clause(self, at: int, mark: str) -> bool:
        """Whether a comma ends a clause: not between two that tell how one thing is, ``a small, cheap oven``."""
        before, kind = self._words[at - 1], self._words[at].kind
        if mark == "、" or not self._at_commas:
            return before.kind.rest or kind.joint or kind.coordinator
        is_second = at - 2 >= self._first and self._words[at - 2].kind.empty
        goes_on = kind.empty or kind.verb or kind.lead or kind.coordinator
        return goes_on or not is_second or self._words[at - 2].end + 1 < before.start

    def _read_space(self, at: int, place: int) -> None:
        before, kind = self._words[at - 1].kind, self._words[at].kind
        last = self._words[at - 2].kind if at - 2 >= self._first else None
        if before.rest or (kind.joint and not before.coordinator and not before.adverb):
            self.cuts.append(Cut(place, _AT_REST * before.rest, True))
        elif (
            (kind.coordinator or kind.phrase) and not before.hold and not before.opener and not (last and last.governor)
        ):
            if self._is_paired:
                self._is_paired = False
            else:
                does = kind.coordinator and at + 1 < len(self._words) and self._words[at + 1].kind.verb
                loss = _AT_PHRASE if kind.phrase else _AT_DEED if does else _AT_HALF
                self.cuts.append(Cut(place, loss, False))
