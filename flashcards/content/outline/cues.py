"""Cues: the lines in which a unit may be shown, from its bare statement to all of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from flashcards.content.outline.lexicon import Lexicon
from flashcards.content.outline.units import BRACKETS, Cut, Span, Unit, Word
from flashcards.content.text.sentences import without_loose_marks
from flashcards.content.text.width import rows_of, width_of

COLUMNS = 60
GAP = "…"
_EDGE = " ,;:，；：、،؛-–—―→"
_DOTTED = re.compile(r"\.\.$|(?:^|[\s.(])[^\W\d_]\.$|\betc\.$|^.$")
_WIDTH_STEP = 20
_COLUMNS_A_WORD = 7.0
_AGAIN = 0.35
_MOST_MAIN = 6.0
_MAIN = 0.6
_TAIL = 0.36
_LEAD = 0.4
_STATED = 3.0
_TELLING = 2.5
_TELLING_CUT = 3.7
_CUT = 0.45
_SKIP = 0.3
_SHORTEST_SKIP = 12
_LONG = 2.0
_TURN_CUT = 1.2
_SHORTER = 0.2
_MOST_ROWS = 2


class Cue(NamedTuple):
    """A line, its columns and rows, what it is worth, and its columns times the share of its unit that they are."""

    line: str
    width: int
    rows: int
    worth: float
    room: float


def _start(word: Word) -> int:
    return word.start


class Cues:
    """Makes the cues of one unit.

    ``bonus`` is what the unit is worth for what it tells and where; ``seen`` are the words said before, to which it
    adds its own.
    """

    def __init__(self, unit: Unit, bonus: float, seen: set[str], lexicon: Lexicon) -> None:
        self._unit = unit
        self._bonus = bonus
        self._lexicon = lexicon
        self._breadth = width_of(unit.text) / max(1, len(unit.text))
        told = [word for word in unit.words if not word.kind.empty]
        sign = (1 + (self._breadth - 1) / 4) / _COLUMNS_A_WORD
        self._words = [word.start for word in told]
        self._sums = [0.0, *accumulate(len(each.key) * sign * (_AGAIN if each.key in seen else 1.0) for each in told)]
        self._turns = [found.start() for found in lexicon.turns.finditer(unit.text)]
        self._stated = unit.lead
        self._places = [cut.place for cut in unit.cuts]
        clean = (cut.place for cut in unit.cuts if cut.clean)
        self._begins = [place for place in clean if not unit.text.startswith(BRACKETS, place + 1)]
        self._clauses = [self._clause_of(*figure) for figure in unit.figures]
        seen.update(word.key for word in told)

    def best(self, limit: int, is_task: bool) -> list[Cue]:
        """Return the best cue for each width, the fewest rows first; each holds every figure of the unit."""
        best: dict[int, tuple[float, float, list[Span]]] = {}
        for spans in self._spans(limit, is_task):
            columns = sum(end - start for start, end in spans) * self._breadth
            worth = self._worth(spans, columns)
            step = int(columns) // _WIDTH_STEP
            if step not in best or best[step][0] < worth + _SHORTER * (best[step][1] > columns):
                best[step] = worth, columns, spans
        found = [self._cue(spans, worth) for worth, _, spans in best.values()]
        fewest = min(cue.rows for cue in found)
        if fewest > limit and not self._unit.figures:
            return [self._shortened(limit)]
        found.sort(key=lambda cue: (cue.rows, -cue.worth))
        return [cue for cue in found if cue.rows <= max(limit, fewest)]

    def _spans(self, limit: int, is_task: bool) -> Iterator[list[Span]]:
        """The pieces that may make a cue: from each start to each cut, with and without what stands before a half."""
        most = int((limit * COLUMNS + _WIDTH_STEP) / self._breadth)
        for start in self._starts(is_task):
            yield [(start, len(self._unit.text))]
            before, skip = 0, 0
            for cut in self._ends(start, start + most):
                if cut.clean or not self._parts_figure(cut.place):
                    yield self._with_figures([(start, cut.place)])
                    if skip:
                        yield self._with_figures([(start, before), (skip, cut.place)])
                    if cut.half and self._may_skip(before, cut.place):
                        skip = cut.place
                    elif not skip:
                        before = cut.place

    def _ends(self, start: int, most: int) -> Iterator[Cut]:
        """Where a cue that begins at a place may end; where the verb stands last, only where a clause rests."""
        for cut in self._unit.cuts[bisect_right(self._places, start) : bisect_left(self._places, most)]:
            if not self._lexicon.verb_last or self._lexicon.rests.match(self._unit.text, cut.place):
                yield cut

    def _may_skip(self, start: int, end: int) -> bool:
        return start > 0 and end - start >= _SHORTEST_SKIP and not self._figure_between(start, end)

    def _starts(self, is_task: bool) -> list[int]:
        """Where a cue may begin: in front of what leads in, behind it if it may go, and behind a task's frame."""
        unit, lexicon = self._unit, self._lexicon
        first = unit.figures[0][0] if unit.figures else len(unit.text)
        if lexicon.verb_last:
            return [0, *(place for place in self._places[:-1] if place < first)]
        starts = [0]
        if 0 < unit.lead <= first and not lexicon.binds.match(unit.text):
            starts.append(unit.lead)
        frame = lexicon.frames.match(unit.text, starts[-1]) if is_task else None
        self._stated = frame.end() if frame else unit.lead
        return [*starts, frame.end()] if frame and frame.end() <= first else starts

    def _parts_figure(self, place: int) -> bool:
        """Whether a cut within a clause parts it from a figure of its own, or a figure from what it measures."""
        end = next(cut.place for cut in self._unit.cuts[bisect_left(self._places, place) :] if cut.clean)
        return self._figure_between(place, end) or any(place == behind for _, behind in self._unit.figures)

    def _figure_between(self, start: int, end: int) -> bool:
        at = bisect_left(self._unit.figures, (start, 0))
        return at < len(self._unit.figures) and self._unit.figures[at][0] < end

    def _clause_of(self, start: int, end: int) -> Span:
        """From where to where the clause of a figure is needed; one without a word goes on from the clause before."""
        first = bisect_right(self._begins, start) - 1
        while first >= 0 and self._goes_on(self._begins[first], start):
            first -= 1
        last = min(bisect_right(self._places, end), len(self._places) - 1)
        return self._begins[first] if first >= 0 else 0, self._places[last]

    def _goes_on(self, begin: int, figure: int) -> bool:
        """Whether nothing but small words stands between the begin of a clause and its figure: ``, to 118``."""
        words = self._unit.words
        before = words[bisect_left(words, begin, key=_start) : bisect_left(words, figure, key=_start)]
        return bool(before) and all(word.kind.empty and not word.kind.coordinator for word in before)

    def _with_figures(self, spans: list[Span]) -> list[Span]:
        """The pieces, and behind them the clauses in which figures stand, as far as these need them."""
        first = bisect_left(self._unit.figures, (spans[-1][1], 0))
        for (left, _), (start, end) in zip(self._unit.figures[first:], self._clauses[first:], strict=True):
            if spans[-1][1] <= left and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            elif spans[-1][1] <= left:
                spans.append((start, end))
        return spans

    def _worth(self, spans: list[Span], columns: float) -> float:
        start, end = spans[0][0], spans[-1][1]
        told = sum(self._told(max(left, self._stated), right) for left, right in spans)
        is_cut = end < len(self._unit.text) or (start > 0 and self._lexicon.verb_last)
        enough = _TELLING_CUT if is_cut else _TELLING
        worth = self._bonus + _STATED * min(1.0, told / enough) ** 2 + _LEAD * self._told(start, self._unit.lead)
        worth += _MAIN * min(told, _MOST_MAIN) + _TAIL * max(0.0, told - _MOST_MAIN)
        worth -= _CUT * is_cut + self._unit.cuts[bisect_left(self._places, end)].loss + _SKIP * (len(spans) - 1)
        kept = max(0, bisect_left(self._turns, end) - bisect_left(self._turns, start))
        worth -= _TURN_CUT * (len(self._turns) - kept) / max(1, len(self._turns))
        return worth - _LONG * max(0, columns // COLUMNS + 1 - _MOST_ROWS)

    def _told(self, start: int, end: int) -> float:
        """What the words from one place to another say."""
        return self._sums[bisect_left(self._words, max(start, end))] - self._sums[bisect_left(self._words, start)]

    def _cue(self, spans: list[Span], worth: float) -> Cue:
        text = self._unit.text
        line = f"{GAP} ".join(text[start:end].strip(_EDGE) for start, end in spans)
        if spans[-1][1] < len(text):
            line += GAP
        elif text.endswith((":", "：")):
            line = self._without_hanging(line) + GAP
        line = self._shown(line)
        return self._made(line, rows_of(line, COLUMNS), worth)

    def _made(self, line: str, rows: int, worth: float) -> Cue:
        width = width_of(line)
        return Cue(line, width, rows, worth, width * width / (len(self._unit.text) * self._breadth))

    def _shortened(self, limit: int) -> Cue:
        """The beginning of a unit that nothing divides, as much as there is room for."""
        line = self._shown(self._unit.text[self._unit.lead :])
        end = min(len(line), limit * COLUMNS)
        while rows_of(line[:end] + GAP, COLUMNS) > limit:
            space = line.rfind(" ", 0, end)
            end = space if space > 0 else end - 1 - end // 20
        line = self._without_hanging(line[:end]) + GAP
        return self._made(line, limit, self._bonus)

    def _without_hanging(self, line: str) -> str:
        """The line without the small words at its end, which wait for what was cut off."""
        words = line.rstrip(_EDGE).split(" ")
        while len(words) > 2 and ((kind := self._lexicon.kind_of(words[-1].lower())).empty or kind.holds):
            words.pop()
        return " ".join(words).rstrip(_EDGE)

    def _shown(self, line: str) -> str:
        """The line with a capital, without what joins it to the one before, a full stop, and a half of a bracket."""
        word, _, rest = line.partition(" ")
        line = rest if rest and self._lexicon.kind_of(word.lower()).coordinator else line
        line = line[:-1] if line.endswith((".", "。")) and not _DOTTED.search(line) else line
        line = without_loose_marks(line)
        return line[:1].upper() + line[1:]
