"""A sentence while its outline is made: which clauses are taken, and the line that they make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from flashcards.content.outline.clauses import Clause
from flashcards.content.outline.lexicon import Lexicon
from flashcards.content.outline.measure import COLUMNS, rows_of, width_of

GAP = "…"
_MARKS = " ,;:，；：、،؛-–—―→"
_TRIED = 6
_ANNOUNCING = (":", "：")
_DOTTED = re.compile(r"\.\.$|(?:^|[\s.(])[^\W\d_]\.$|\betc\.$|^.$")
_FEWEST_WORDS = 4
_NARROWEST = 20
_RAGGED = 10
_SMALL_END = re.compile(r"(?:\s\S{1,3}){1,4}$")
_SURROUNDING = re.compile(r"[()\[\]（）【】「」『』“”„«»]")
_CLOSING = {")": "(", "]": "[", "）": "（", "】": "【", "」": "「", "』": "『", "”": "“„", "“": "„", "»": "«"}
_QUOTE = '"'


class Sentence:
    """The clauses of one sentence, some of them taken: ``line`` is what they say, and fills ``rows`` and ``width``."""

    def __init__(self, text: str, clauses: Sequence[Clause], lexicon: Lexicon) -> None:
        self.text = text
        self.has_figure = any(clause.figure for clause in clauses)
        self.rows = self.width = 0
        self.line = ""
        self._clauses = clauses
        self._lexicon = lexicon
        self._taken: list[int] = []

    def take_least(self) -> None:
        """Take the main clause, and every clause with a figure; all where that takes no more rows."""
        least = self._least()
        whole = list(range(len(self._clauses)))
        self._take(whole)
        rows = self.rows
        self._take(least)
        if rows <= self.rows:
            self._take(whole)

    def tighten(self, limit: int) -> None:
        """Let go of the end of a clause in front of a gap, and of what leads in, to come nearest to ``limit`` rows."""
        line = self.line
        self._take(self._least(tight=True))
        last = {index for index, after in pairwise([*self._taken, -1]) if after != index + 1}
        ends = sorted(last, reverse=True)[:_TRIED]
        shorter = [self._line({index: cut}) for index in ends for cut in self._clauses[index].cuts[-_TRIED:]]
        self._show(min([line, self.line, *shorter], key=lambda each: (max(rows_of(each), limit), -width_of(each))))

    def shorten(self, limit: int) -> None:
        """Let a line that holds no figure end with a word, where it would be over ``limit`` rows."""
        if self.rows > limit and not self.has_figure:
            self._show(_begun(_beginning(self.line, limit * COLUMNS - _RAGGED)))

    def drop(self) -> None:
        """Take nothing."""
        self._taken = []
        self._show("")

    def grow(self, rows: int, width: int) -> None:
        """Take the clauses that are left out, the first ones first, as far as there is room for them in all."""
        before, line = self._taken, self.line
        missing = sorted(set(range(len(self._clauses))) - set(before))
        for count in sorted({len(missing), *range(1, min(len(missing), _TRIED))}, reverse=True):
            self._take(sorted([*before, *missing[:count]]))
            if self.rows <= rows and self.width <= width:
                return
        self._taken = before
        self._show(line)

    def _take(self, indexes: list[int]) -> None:
        self._taken = indexes
        self._show(self._line({}))

    def _show(self, line: str) -> None:
        self.line = line
        self.rows, self.width = (rows_of(line), width_of(line)) if line else (0, 0)

    def _least(self, *, tight: bool = False) -> list[int]:
        """The main clause and the clauses with a figure; what leads in, where it limits or turns the statement."""
        start, end = self._main_clause()
        needed = {index for index, clause in enumerate(self._clauses) if clause.figure}
        if not needed and end < len(self._clauses) and self._text_of(0, end).endswith(_ANNOUNCING):
            end += 1
        if not tight and (min(needed, default=start) < start or self._turns(start)):
            start = 0
        return sorted(needed.union(range(start, end)))

    def _main_clause(self) -> tuple[int, int]:
        """From which clause to which the bare statement stands: without what leads in, where that may be left out."""
        start = 0
        while start < len(self._clauses) - 1 and self._leads_in(start):
            start += 1
        if not self._begins(start):
            start = 0
        end = start + 1
        while end < len(self._clauses) and not self._is_statement(start, end):
            end += 1
        return start, end

    def _leads_in(self, index: int) -> bool:
        if self._clauses[index].first in self._lexicon.leads:
            return True
        names_teller = self._lexicon.teller.search(self._text_of(index, index + 1))
        return not names_teller and self._tells(index + 1)

    def _begins(self, index: int) -> bool:
        return self._clauses[index].first in self._lexicon.subjects or self._tells(index)

    def _tells(self, index: int) -> bool:
        return bool(self._lexicon.teller.match(self._text_of(index, index + 1).lstrip()))

    def _turns(self, start: int) -> bool:
        return bool(self._lexicon.turns.search(self._text_of(0, start)))

    def _text_of(self, start: int, end: int) -> str:
        return self.text[self._clauses[start].start : self._clauses[end - 1].end].rstrip() if end > start else ""

    def _is_statement(self, start: int, end: int) -> bool:
        text = self._text_of(start, end)
        is_lead = self._clauses[end - 1].first in self._lexicon.leads | self._lexicon.conditions and end == start + 1
        return (
            not is_lead and width_of(text) >= _NARROWEST and (len(text.split()) >= _FEWEST_WORDS or not text.isascii())
        )

    def _line(self, cuts: Mapping[int, int]) -> str:
        """What is taken, in the author's words, each gap shown; ``cuts`` tells where a clause ends before its end."""
        line = ""
        place = self._clauses[self._taken[0]].start
        for index in self._taken:
            clause = self._clauses[index]
            if clause.start > place:
                line = f"{line.rstrip(_MARKS)}{GAP} " if line else line
            place = cuts.get(index, clause.end)
            piece = self.text[clause.start : place]
            line += piece.lstrip(_MARKS) if line.endswith(f"{GAP} ") else piece
        line = line.rstrip(_MARKS) + (GAP if place < len(self.text.rstrip()) else "")
        return _begun(_closed(line.lstrip(_MARKS if self._taken[0] else None)))


def _beginning(line: str, width: int) -> str:
    """The first words, as many as fill ``width`` columns, up to a comma if one is near; of a text without, signs."""
    end = width
    while width_of(line[:end]) > width:
        end -= (width_of(line[:end]) - width + 1) // 2
    words = line[:end].rpartition(" ")[0] or line[:end]
    start = words.rpartition(", ")[0]
    return _closed(_SMALL_END.sub("", start if len(start) * 2 > end else words).rstrip(_MARKS)) + GAP


def _begun(line: str) -> str:
    """The line with a capital, and without a full stop that ends nothing but the line."""
    if line.endswith((".", "。")) and not _DOTTED.search(line):
        line = line[:-1]
    return line[:1].upper() + line[1:]


def _closed(line: str) -> str:
    """The line without the quotes and brackets that have no other half in it."""
    opened: list[tuple[str, int]] = []
    loose: set[int] = set()
    for found in _SURROUNDING.finditer(line):
        sign, place = found.group(), found.start()
        if opened and opened[-1][0] in _CLOSING.get(sign, ""):
            opened.pop()
        elif sign in _CLOSING and sign != "“":
            loose.add(place)
        else:
            opened.append((sign, place))
    loose.update(place for _, place in opened)
    if line.count(_QUOTE) % 2:
        loose.add(line.rindex(_QUOTE))
    return "".join(char for place, char in enumerate(line) if place not in loose) if loose else line
