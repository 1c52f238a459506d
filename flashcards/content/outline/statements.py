"""Statements: what a sentence says, one after the other, each with the places where it may be cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress, filterfalse, repeat, takewhile
from operator import attrgetter, or_
from typing import NamedTuple

from flashcards.content.languages.lexicon import Lexicon, SentenceWords, WordKind
from flashcards.content.text.sentences import groups
from flashcards.content.text.width import fits

Span = tuple[int, int]

_MARK = re.compile(r"[,;:،؛](?=\s)|[，；：、]|\s[-–—]{1,2}(?=\s)|[—―]|\s\(|（")
_COMMAS = tuple(",，、،")
_COLONS = ":："
_BRACKETS = "(（"
_ACTS = attrgetter("acts")
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

    ``at`` words of the sentence stand before it. ``loss`` is what it costs to end there; ``is_clean`` tells whether a
    clause of its own begins behind.
    """

    place: int
    begin: int
    at: int
    loss: float = 0.0
    is_clean: bool = False


def statements_of(sentence: str, figures: Sequence[Span], lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the statements of a sentence; ``figures`` are the spans of its figures."""
    words = lexicon.words_of(sentence)
    inside = _inside(sentence, words.starts)
    acting = _acting(words, inside, lexicon)
    statement = Statement(sentence, words, Cut(0, 0, 0), inside, lexicon)
    if fits(sentence, _LONGEST_UNCUT):
        for at in takewhile(lambda _: statement.verb_end is None, acting):
            statement.count(at)
    else:
        for at in acting:
            if statement.ends_before(at):
                yield statement.ended(at, figures, acting)
                statement = Statement(sentence, words, statement.end, inside, lexicon)
            statement.read(at)
    yield statement.ended(len(words.kinds), figures, acting)


def _inside(sentence: str, starts: Sequence[int]) -> set[int]:
    """Which words stand in the same bracket or quote as the one before."""
    closed = [span for span in groups(sentence) if span[1] - span[0] <= _LONGEST_WHOLE]
    return {at for start, end in closed for at in range(bisect_left(starts, start) + 1, bisect_left(starts, end))}


def _acting(words: SentenceWords, inside: set[int], lexicon: Lexicon) -> list[int]:
    """The words at which something may begin or end: at most there is nothing behind a space."""
    acts = repeat(True) if lexicon.verb_last else map(or_, map(_ACTS, words.kinds), map(" ".__ne__, words.gaps))
    return list(filterfalse(inside.__contains__, compress(range(len(words.kinds)), acts)))


class Statement:
    """One statement of a sentence, as far as it is read: its words, cuts and figures, all placed in the sentence.

    It goes from ``begin`` to ``end``. What leads in to it ends at ``lead``, and its verb at ``verb_end``, if one was
    found.
    """

    def __init__(self, sentence: str, words: SentenceWords, begin: Cut, inside: set[int], lexicon: Lexicon) -> None:
        self.sentence, self.words, self.lexicon = sentence, words, lexicon
        self.begin = self.lead = self.end = begin
        self.cuts: list[Cut] = []
        self.figures: Sequence[Span] = ()
        self.verb_end = None if lexicon.knows_verbs else begin.place
        self._kinds, self._gaps, self._inside, self._is_listing = words.kinds, words.gaps, inside, False
        self._clause = self._waiting = int(lexicon.knows_verbs)

    def ended(self, behind: int, figures: Sequence[Span], acting: Sequence[int]) -> Statement:
        """The whole statement up to the word ``behind``, with those of the figures of its sentence that stand in it."""
        start, starts = self.begin.place, self.words.starts
        end = starts[behind] if behind < len(starts) else len(self.sentence)
        self.end = Cut(end, end, behind)
        self.figures = figures[bisect_left(figures, (start,)) : bisect_left(figures, (end,))]
        if self.verb_end is None and not self.cuts and end > start + _LONGEST_UNCUT:
            self._read_again(acting[bisect_left(acting, self.begin.at) : bisect_left(acting, behind)])
        self.lead = self.begin if self.verb_end is None else self.lead
        return self

    @property
    def leans(self) -> bool:
        """Whether it refers to the statement before by its first word behind what leads in."""
        return self.lead.at < self.end.at and self._kinds[self.lead.at].lean

    def _read_again(self, acting: Sequence[int]) -> None:
        """Read it as in a language of which no verbs are known, since none of its own was."""
        self._clause = self._waiting = 0
        self.lead = self.begin
        for at in acting:
            self.read(at)
        self.verb_end = None

    def ends_before(self, at: int) -> bool:
        """Whether another statement begins: with who does something, or with what the same one did next."""
        kind, place = self._kinds[at], self.words.starts[at]
        if kind.bind or not (kind.coordinator or kind.verb) or at + 2 >= len(self._kinds) or not self._may_end(place):
            return False
        if len(self.sentence) <= self.lead.place + _LONGEST_UNCUT or self._kinds[at - 1].coordinator:
            return False
        does = self._kinds[at + kind.coordinator]
        return kind.coordinator if does.subject else does.verb and self._goes_on(at, does)

    def _goes_on(self, at: int, does: WordKind) -> bool:
        """Whether who tells goes on with another deed: ``and asked the``, ``, built three``."""
        lead = self._kinds[self.lead.at]
        if self._is_listing or not (lead.verb or (lead.teller and lead.subject) or does.teller):
            return False
        if self._kinds[at].coordinator:
            return self._kinds[at + 2].empty and len(self._gaps[at + 2]) == 1
        return self._gaps[at].startswith(_COMMAS) and not self._kinds[at + 1].phrase

    def read(self, at: int) -> None:
        """Take in a word, and the cut in front of it if there is one."""
        if at > self.begin.at:
            gap, start = self._gaps[at], self.words.starts[at]
            if gap != " " and (mark := _MARK.search(gap)):
                self._read_mark(at, mark.group().strip(), self.words.ends[at - 1] + mark.start())
            elif gap.endswith(" ") and self._may_end(start - 1):
                self._read_space(at, start - 1)
        self.count(at)

    def may_tear(self, at: int) -> bool:
        """Whether its words before this may stand without the others where no clause or phrase ends."""
        last, before = self._kinds[at - 1], self._kinds[at - 2]
        is_whole = at == self.end.at or self._kinds[at].empty
        return is_whole and not (last.empty or last.hold or before.governor or at in self._inside)

    def _may_end(self, place: int) -> bool:
        return not self._waiting and place >= self.lead.place + _SHORTEST

    def _before(self, at: int, back: int = 1) -> WordKind:
        """The kind of the word so many before one of the statement, that of no word where there is none in it."""
        return self._kinds[at - back] if at - back >= self.begin.at else self.lexicon.kind_of("")

    def count(self, at: int) -> None:
        """Count the clauses that wait for their verb, in a language whose verbs are known."""
        kind = self._kinds[at]
        if kind.opener or (kind.subject and kind.teller and self._opens(at)):
            self._waiting += self._clause
        elif kind.verb and self._waiting and self._is_finite(at):
            self._waiting -= 1
            if not self._waiting and self.verb_end is None:
                self.verb_end = self.words.ends[at]

    def _is_finite(self, at: int) -> bool:
        """Whether a verb is the one of its clause: none is behind another, ``had already baked``."""
        before = self._before(at)
        before = self._before(at, 2) if before.adverb else before
        if before.subject or before.opener or before.coordinator:
            return True
        return not (before.verb or before.governor or (before.empty and before.hold))

    def _opens(self, at: int) -> bool:
        """Whether nothing but who tells opens a clause, ``the oven I bought``, other than in ``On Monday I bought``."""
        before = self._before(at)
        if at == self.begin.at or before.empty or before.verb or len(self._gaps[at]) > 1:
            return False
        return not (self._kinds[self.lead.at].lead and self._waiting)

    def _read_mark(self, at: int, mark: str, place: int) -> None:
        kind, start = self._kinds[at], self.words.starts[at]
        if kind.coordinator and self.verb_end is not None:
            self._waiting = 0
        if self._ends_lead(at, mark, place):
            self.lead = Cut(start, start, at)
            self._waiting, self.verb_end = self._clause, None if self._clause else start
        elif mark in _COLONS and place < self.lead.place + _LONGEST_LABEL:
            self._waiting += self._clause
        elif kind.bind:
            if place <= self.lead.place + _LONGEST_WHOLE:
                self.cuts.clear()
        elif self._may_end(place) and (mark not in _COMMAS or self._ends_clause(at, mark)):
            self._is_listing = self._is_listing or mark not in _COMMAS
            is_item = not any((kind.opener, kind.joint, kind.lead, kind.verb, kind.coordinator, kind.empty))
            loss = _AT_REST if self._kinds[at - 1].rest else _AT_ITEM * (is_item or not self._clause)
            loss = _AT_COLON if mark in _COLONS else loss
            self.cuts.append(Cut(place, start, at, loss, mark not in _BRACKETS and not _depends(kind)))

    def _ends_lead(self, at: int, mark: str, place: int) -> bool:
        """Whether what was read so far only leads in: nothing is stated in it, and it begins as such a thing does."""
        kind, first, is_first = self._kinds[at], self._kinds[self.lead.at], self.lead.at == self.begin.at
        if self.cuts or kind.bind or kind.opener or (self._waiting < self._clause and not kind.subject):
            return False
        if mark in _COLONS:
            is_label = is_first and place - self.begin.place <= _LONGEST_LABEL
            label = self.sentence[self.begin.place : place] if is_label else "0"
            return not any(map(str.isdigit, label)) and not self.sentence[self.words.starts[at]].islower()
        is_short = at - self.begin.at <= _SHORT_LEAD and (first.adverb or kind.teller)
        return mark in _COMMAS and (first.lead or is_short)

    def _ends_clause(self, at: int, mark: str) -> bool:
        """Whether a comma ends a clause: not between two that tell how one thing is, ``a small, cheap oven``."""
        kind, before = self._kinds[at], self._kinds[at - 1]
        if mark == "、" or not self.lexicon.at_commas:
            return before.rest or kind.joint or kind.coordinator
        is_second = self._before(at, 2).empty and len(self._gaps[at - 1]) == 1
        return not is_second or kind.empty or kind.lead

    def _read_space(self, at: int, place: int) -> None:
        kind, before = self._kinds[at], self._kinds[at - 1]
        if before.rest or (kind.joint and not before.adverb):
            loss = _AT_REST * before.rest + _AT_HALF * kind.coordinator
            self.cuts.append(Cut(place, place + 1, at, loss, not _depends(kind)))
        elif (kind.coordinator or kind.phrase) and not (before.bind or before.opener):
            holds = before.hold and not (before.adverb and kind.coordinator)
            # a verb that has just its subject, ``we moved``, waits for more
            if not (holds or self._before(at, 2).governor):
                does = at + 1 < len(self._kinds) and self._kinds[at + 1].verb
                self.cuts.append(Cut(place, place + 1, at, _AT_PHRASE if kind.phrase or does else _AT_HALF))


def _depends(kind: WordKind) -> bool:
    """Whether what begins with such a word needs what stands before: ``, which rose``, ``, to 118``."""
    return kind.opener or (kind.empty and not kind.coordinator and not kind.subject)
