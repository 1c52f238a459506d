"""Statements: what a sentence says, one after the other, each with the places where it may be cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.content.languages.lexicon import Lexicon, Word, WordKind
from flashcards.content.text.sentences import groups
from flashcards.content.text.width import width_of

Span = tuple[int, int]

_MARK = re.compile(r"[,;:،؛](?=\s)|[，；：、]|\s[-–—]{1,2}(?=\s)|[—―]|\s\(|（")
_COMMAS = ",，、،"
_COLONS = ":："
_BRACKETS = "(（"
# fewer signs than these say too little of a sentence that goes on
_SHORTEST = 16
# what takes one row of its outline is neither divided nor read twice
_LONGEST_UNCUT = 60
# a longer bracket or quote may be cut, and so may a longer statement in front of what binds it
_LONGEST_WHOLE = 120
# what leads in has at most so many words where none of them says that it does, and a label so many signs
_SHORT_LEAD = 3
_LONGEST_LABEL = 45
# What a cut costs in the worth of a line (see ``lines``): nothing at the end of a clause; within a list, a
# phrase or the halves of a thing the more the less of it is said; most where something was announced.
_AT_ITEM = 0.3
_AT_PHRASE = 0.5
_AT_REST = 2.0
_AT_HALF = 1.0
_AT_COLON = 1.2


class Cut(NamedTuple):
    """A place where a statement may end, and where what follows begins.

    ``at`` words stand before it. ``loss`` is what it costs to end there; ``is_clean`` tells whether a clause of its
    own begins behind.
    """

    place: int
    begin: int
    at: int
    loss: float = 0.0
    is_clean: bool = False


def statements_of(sentence: str, figures: Sequence[Span], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the statements of a sentence; ``figures`` are the spans of its figures."""
    words = lexicon.words_of(sentence)
    inside = _inside(words, [span for span in groups(sentence) if span[1] - span[0] <= _LONGEST_WHOLE])
    statement = Statement(sentence, words, 0, inside, lexicon)
    is_row = width_of(sentence) <= _LONGEST_UNCUT
    for at in _of_interest(sentence, words, lexicon):
        if is_row:
            statement.count(at)
            continue
        acts = words[at].kind
        if (acts.coordinator or acts.verb) and statement.ends_before(at):
            yield statement.ended(at, figures)
            statement = Statement(sentence, words, at, inside, lexicon)
        statement.read(at)
    yield statement.ended(len(words), figures)


def _of_interest(sentence: str, words: Sequence[Word], lexicon: Lexicon) -> list[int]:
    """The words at which something may begin or end: at most there is nothing behind a space."""
    if lexicon.verb_last:
        return list(range(len(words)))
    ends = [-1, *(word.end for word in words)]
    return [
        at for at, word in enumerate(words) if word.kind.acts or word.start != ends[at] + 1 or sentence[ends[at]] != " "
    ]


def _inside(words: Sequence[Word], closed: Sequence[Span]) -> set[int]:
    """Which words stand in the same bracket or quote as the one before."""
    starts = [word.start for word in words] if closed else []
    return {at for start, end in closed for at in range(bisect_left(starts, start) + 1, bisect_left(starts, end))}


class Statement:
    """One statement of a sentence, as far as it is read: its words, cuts and figures, all placed in the sentence.

    ``lead`` is where what leads in to it ends, and ``verb_end`` where its verb does, if that was found.
    """

    def __init__(self, sentence: str, words: Sequence[Word], first: int, inside: set[int], lexicon: Lexicon) -> None:
        self.sentence, self.words, self.lexicon = sentence, words, lexicon
        self.start = self.end = words[first].start if first else 0
        self.lead = Cut(self.start, self.start, 0)
        self.cuts: list[Cut] = []
        self.figures: Sequence[Span] = ()
        self.verb_end = None if lexicon.knows_verbs else self.start
        self._inside, self._is_listing = inside, False
        self._first = self._lead = first
        self._clause = self._waiting = int(lexicon.knows_verbs)

    def ended(self, behind: int, figures: Sequence[Span]) -> Statement:
        """The whole statement, ``behind`` its last word, with those of the figures of its sentence that stand in it."""
        self.end = end = self.words[behind].start if behind < len(self.words) else len(self.sentence)
        self.figures = figures[bisect_left(figures, (self.start,)) : bisect_left(figures, (end,))]
        if self.verb_end is None and not self.cuts and end > self.start + _LONGEST_UNCUT:
            self._read_again(behind)
        if self._lead > self._first and self.verb_end is not None:
            self.lead = Cut(lead := self.words[self._lead].start, lead, self._lead - self._first)
        self.words = self.words[self._first : behind]
        return self

    def _read_again(self, behind: int) -> None:
        """Read it as in a language of which no verbs are known, since none of its own was."""
        self._clause = self._waiting = 0
        self._lead = self._first
        for at in range(self._first, behind):
            self.read(at)
        self._lead, self.verb_end = self._first, None

    def ends_before(self, at: int) -> bool:
        """Whether another statement begins: with who does something, or with what the same one did next."""
        word = self.words[at]
        if word.kind.bind or at + 2 >= len(self.words) or at == self._first or not self._may_end(word.start):
            return False
        fits = len(self.sentence) <= self.words[self._lead].start + _LONGEST_UNCUT
        if fits or at in self._inside or self.words[at - 1].kind.coordinator:
            return False
        does = self.words[at + word.kind.coordinator]
        if does.kind.subject:
            return word.kind.coordinator
        return does.kind.verb and self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """Whether who tells goes on with another deed: ``and asked the``, ``, built three``."""
        word, lead = self.words[at], self.words[self._lead].kind
        does = self.words[at + word.kind.coordinator]
        is_told = lead.verb or (lead.teller and lead.subject) or does.kind.teller
        if not is_told or self._is_listing:
            return False
        if word.kind.coordinator:
            return self.words[at + 2].kind.empty and self.words[at + 2].start == does.end + 1
        return self.sentence[self.words[at - 1].end] in _COMMAS and not self.words[at + 1].kind.phrase

    def read(self, at: int) -> None:
        """Take in a word, and the cut in front of it if there is one."""
        if at > self._first:
            if at in self._inside:
                return
            end, start = self.words[at - 1].end, self.words[at].start
            gap = self.sentence[end:start]
            mark = _MARK.search(gap) if len(gap) > 1 or gap not in "  " else None
            if mark:
                self._read_mark(at, mark.group().strip(), end + mark.start())
            elif gap[-1:] == " " and self._may_end(start - 1):
                self._read_space(at, start - 1)
        self.count(at)

    def may_tear(self, at: int) -> bool:
        """Whether its first words, so many, may stand without the others where no clause or phrase ends."""
        last, before = self.words[at - 1].kind, self.words[at - 2].kind
        is_whole = at == len(self.words) or self.words[at].kind.empty
        return is_whole and not (last.empty or last.hold or before.governor or self._first + at in self._inside)

    def _may_end(self, place: int) -> bool:
        return not self._waiting and place >= self.words[self._lead].start + _SHORTEST

    def _before(self, at: int, back: int = 1) -> WordKind | None:
        """The kind of the word so many before one of the statement, if there is such a word in it."""
        return self.words[at - back].kind if at - back >= self._first else None

    def count(self, at: int) -> None:
        """Count the clauses that wait for their verb, in a language whose verbs are known."""
        kind = self.words[at].kind
        if kind.opener or (kind.subject and kind.teller and self._opens(at)):
            self._waiting += self._clause
        elif kind.verb and self._waiting and self._is_finite(at):
            self._waiting -= 1
            if not self._waiting and self.verb_end is None:
                self.verb_end = self.words[at].end

    def _is_finite(self, at: int) -> bool:
        """Whether a verb is the one of its clause: none is behind another, ``had already baked``."""
        before = self._before(at)
        before = self._before(at, 2) if before and before.adverb else before
        if before is None or before.subject or before.opener or before.coordinator:
            return True
        return not (before.verb or before.governor or before.adverb or (before.empty and before.hold))

    def _opens(self, at: int) -> bool:
        """Whether nothing but who tells opens a clause, ``the oven I bought``, other than in ``On Monday I bought``."""
        before = self._before(at)
        if before is None or before.empty or before.verb or self.words[at - 1].end + 1 < self.words[at].start:
            return False
        return not (self.words[self._lead].kind.lead and self._waiting)

    def _read_mark(self, at: int, mark: str, place: int) -> None:
        kind, lead = self.words[at].kind, self.words[self._lead].start
        if kind.coordinator and self.verb_end is not None:
            self._waiting = 0
        if self._ends_lead(at, mark, place):
            self._lead, self._waiting, self.verb_end = at, self._clause, None if self._clause else self.words[at].start
        elif mark in _COLONS and place < lead + _LONGEST_LABEL:
            self._waiting += self._clause
        elif kind.bind and mark not in _COLONS:
            if place <= lead + _LONGEST_WHOLE:
                self.cuts.clear()
        elif self._may_end(place) and (mark not in _COMMAS or self._ends_clause(at, mark)):
            is_item = not any((kind.opener, kind.joint, kind.lead, kind.verb, kind.coordinator, kind.empty))
            loss = _AT_REST if self.words[at - 1].kind.rest else _AT_ITEM * (is_item or not self._clause)
            loss = _AT_COLON if mark in _COLONS else loss
            self._is_listing = self._is_listing or mark not in _COMMAS
            is_clean = mark in _COLONS or (mark not in _BRACKETS and not _goes_on(kind))
            self._cut(at, place, loss, is_clean)

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
        does = kind.verb and at + 1 < len(self.words) and self.words[at + 1].kind.empty
        return not is_second or kind.empty or does or kind.lead or kind.coordinator

    def _read_space(self, at: int, place: int) -> None:
        kind, before, last = self.words[at].kind, self.words[at - 1].kind, self._before(at, 2)
        if before.rest or (kind.joint and not before.coordinator and not before.adverb):
            self._cut(at, place, _AT_REST * before.rest + _AT_HALF * kind.coordinator, not _goes_on(kind))
        # a verb that has just its subject, ``we moved``, waits for more
        elif (kind.coordinator or kind.phrase) and not (
            before.bind
            or (before.hold and not (before.adverb and kind.coordinator))
            or before.opener
            or (last and last.governor)
        ):
            does = at + 1 < len(self.words) and self.words[at + 1].kind.verb
            self._cut(at, place, _AT_PHRASE if kind.phrase or does else _AT_HALF)

    def _cut(self, at: int, place: int, loss: float, is_clean: bool = False) -> None:
        self.cuts.append(Cut(place, self.words[at].start, at - self._first, loss, is_clean))


def _goes_on(kind: WordKind) -> bool:
    """Whether what begins with such a word needs what stands before: ``, which rose``, ``, to 118``."""
    return kind.opener or (kind.empty and not kind.coordinator and not kind.subject)
