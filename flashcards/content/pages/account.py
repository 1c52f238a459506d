"""The account of a page: what became of each of its lines, and of the pieces of those that hold more than one thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards.content.page import Fate, Span
from flashcards.content.pages.lines import Line
from flashcards.content.pages.relations.columns import Cell, Value, cells_in
from flashcards.content.pages.text import plain, words

_SHORTEST = 3
# the beginning of a text is enough to find it, and costs no more in a long line
_LONGEST_SOUGHT = 40
_TAG_SIGNS = "<>/{}[]"


class Account:
    """Notes the fate of lines as it is decided; of two for the same words, the one nearer to a card stands."""

    def __init__(self) -> None:
        self._marks: dict[int, list[tuple[Fate, str]]] = {}
        self._headings: set[int] = set()

    def enter(self, lines: Iterable[Line], fate: Fate) -> None:
        """Note what became of lines."""
        for line in lines:
            for number in range(line.number, max(line.number, line.last) + 1):
                self._marks.setdefault(number, []).append((fate, line.text))

    def enter_number(self, number: int, fate: Fate, text: str = "") -> None:
        """Note what became of the line of that number, or of the words of a text within it."""
        self._marks.setdefault(number, []).append((fate, text))

    def enter_cell(self, cell: Cell, fate: Fate) -> None:
        """Note what became of the text of a cell."""
        texts = cell.split("\n")
        whole = len(texts) == cell.last - cell.line + 1
        for at, number in enumerate(range(cell.line, cell.last + 1)):
            self._marks.setdefault(number, []).append((fate, texts[at if whole else 0]))

    def enter_value(self, value: Value) -> None:
        """Note the cells of a page of records as not understood yet, and the lines without any as marks."""
        said = set()
        for cell in cells_in(value):
            if cell.strip():
                self.enter_cell(cell, Fate.UNKNOWN)
                said |= {*range(cell.line, cell.last + 1)}
        for number in range(1, max(said, default=0)):
            if number not in said:
                self.enter_number(number, Fate.FURNITURE)

    def enter_marks(self, lines: Sequence[Line], rows: Sequence[str]) -> None:
        """Note the rows of which no line was made: they hold marks, comments and what a page hides, and no text."""
        for line in lines:
            for number in range(line.number + 1, line.last + 1):
                self._marks.setdefault(number, [(fate, "") for fate, _ in self._marks.get(line.number, [])])
        over = [line for line in lines if line.text]
        pairs = pairwise(over)
        self._headings = {line.number for line, below in pairs if line.level and not below.level}
        read = {number for line in lines if line.text for number in range(line.number, max(line.number, line.last) + 1)}
        for number in range(1, len(rows) + 1):
            if number not in read:
                self.enter_number(number, Fate.FURNITURE)

    def spans(self, rows: Sequence[str]) -> tuple[Span, ...]:
        """Return the fates of all lines of the page that are not blank, in order; each piece is in exactly one span."""
        spans: list[Span] = []
        for number, row in enumerate(rows, start=1):
            if not row.strip():
                continue
            for span in _pieces(number, row, self._marks.get(number, [])):
                last = spans[-1] if spans else None
                told = row if span.columns is None else row[span.columns[0] - 1 : span.columns[1]]
                count = len(words(plain(told)))
                heads = int(number in self._headings)
                if last and last.fate is span.fate and not (last.columns or span.columns):
                    total = last.headings + heads
                    spans[-1] = replace(last, last=span.last, words=last.words + count, headings=total)
                else:
                    spans.append(replace(span, words=count, headings=heads))
        return tuple(spans)


def _pieces(number: int, row: str, marks: Sequence[tuple[Fate, str]]) -> list[Span]:
    if not marks:
        bare = plain(row).strip(_TAG_SIGNS + ' ,;:"')
        says = any(map(str.isalnum, bare)) and not row.strip().startswith(("<", "```", "~~~", ":::", "!!!"))
        return [Span(number, number, Fate.UNKNOWN if says else Fate.FURNITURE)]
    fates = {fate for fate, _ in marks}
    if len(fates) == 1:
        return [Span(number, number, marks[0][0])]
    cuts = _cuts(row, marks)
    told = {fate for _, fate in cuts}
    if len(told) < 2:
        return [Span(number, number, min(told or fates, key=list(Fate).index))]
    ends = [start - 1 for start, _ in cuts[1:]] + [len(row)]
    starts = [1, *(start for start, _ in cuts[1:])]
    return [Span(number, number, fate, (start, end)) for (_, fate), start, end in zip(cuts, starts, ends, strict=True)]


def _cuts(row: str, marks: Sequence[tuple[Fate, str]]) -> list[tuple[int, Fate]]:
    """Where in a line each text begins, as columns from 1, with its fate; those of one fate side by side as one."""
    found: dict[int, Fate] = {}
    order = list(Fate)
    for fate, text in marks:
        sought = text.strip().split("\n")[0][:_LONGEST_SOUGHT]
        told = len(sought) >= _SHORTEST or sought == text.strip() != ""
        written = (sought, json.dumps(sought, ensure_ascii=False)[1:-1], sought.replace('"', '""')) if told else ()
        at = next((at for each in written if (at := row.find(each)) >= 0), -1)
        if at >= 0 and order.index(fate) < order.index(found.get(at, Fate.UNKNOWN)):
            found[at] = fate
    cuts: list[tuple[int, Fate]] = []
    for at, fate in sorted(found.items()):
        if not cuts or cuts[-1][1] is not fate:
            cuts.append((at + 1, fate))
    return cuts
