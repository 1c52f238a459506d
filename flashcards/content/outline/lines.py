"""Lines: how a statement may be shown, from its bare beginning to all of it, and what each is worth."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from flashcards.content.outline.lexicon import Lexicon, Word
from flashcards.content.outline.statements import Span, Statement
from flashcards.content.text.sentences import without_loose_marks
from flashcards.content.text.width import rows_of, width_of

COLUMNS = 60
GAP = "…"
_EDGE = " ,;:，；：、،؛-–—―→"
_DOTTED = re.compile(r"\.\.$|(?:^|[\s.(])[^\W\d_]\.$|\betc\.$|^.$")
# the worth of a line is that of the words it tells, in words of usual length, those said before for less
_COLUMNS_A_WORD = 7.0
_AGAIN = 0.35
_TOLD = 0.6
_MOST_TOLD = 6.0
_MORE_TOLD = 0.36
_LEADING = 0.4
# and that of stating anything at all, for which fewer words are enough where nothing was cut off
_STATED = 3.0
_ENOUGH = 2.5
_ENOUGH_CUT = 3.7
_CUT = 1.2
_GAP_LOSS = 0.6
_TORN = 2.5
_LONG = 2.0
_MOST_ROWS = 2


class Line(NamedTuple):
    """A line, its rows, and what it is worth."""

    text: str
    rows: int
    worth: float


class Telling(NamedTuple):
    """How a part is told: its language, the words said before, the rows there are, and the price of a column."""

    lexicon: Lexicon
    said: set[str]
    rows: int
    price: float


def lines_of(statement: Statement, worth: float, telling: Telling) -> list[Line]:
    """Return the best line for each number of rows, the fewest first; each holds every figure of the statement.

    ``worth`` is what the statement is worth for what it tells and where. Its words are among the said ones after.
    """
    weigh = _Weights(statement, telling)
    best: dict[int, Line] = {}
    for spans in _readings(statement, telling):
        text = _text(statement, spans)
        rows = rows_of(text, COLUMNS)
        line = Line(text, rows, worth + weigh.worth(spans, rows) - telling.price * width_of(text))
        if rows not in best or best[rows].worth < line.worth:
            best[rows] = line
    fewest = min(best)
    if fewest > telling.rows and not statement.figures:
        return [_torn(statement, worth, telling)]
    return [best[rows] for rows in sorted(best) if rows <= max(telling.rows, fewest)]


def _readings(statement: Statement, telling: Telling) -> Iterator[list[Span]]:
    """The pieces that may make a line: all, and up to each cut with what figures need, with or without the lead-in."""
    needed = list(_needed(statement))
    first = statement.figures[0][0] if statement.figures else statement.end
    starts = [statement.start]
    if statement.start < statement.lead <= first and not statement.words[0].kind.bind:
        starts.append(statement.lead)
    for start in starts:
        yield [(start, statement.end)]
        most = start + telling.rows * COLUMNS
        for cut in statement.cuts[: bisect_left(statement.cuts, (most,))]:
            yield _joined(start, cut.place, needed)
    if telling.lexicon.verb_last:
        least = bisect_left(statement.cuts, (statement.end - telling.rows * COLUMNS,))
        yield from (
            [(cut.place, statement.end)] for cut in statement.cuts[least:] if cut.is_clean and cut.place <= first
        )


def _needed(statement: Statement) -> Iterator[Span]:
    """The clause of each figure; one without a word of its own goes on from the clause before: ``, to 118``."""
    clauses = [cut.place for cut in statement.cuts if cut.is_clean]
    places = [cut.place for cut in statement.cuts]
    for start, end in statement.figures:
        at = bisect_right(clauses, start) - 1
        while at >= 0 and _goes_on(statement.words, clauses[at], start):
            at -= 1
        behind = bisect_right(places, end)
        begin = clauses[at] if at >= 0 else statement.start
        yield begin, places[behind] if behind < len(places) else statement.end


def _goes_on(words: Sequence[Word], begin: int, figure: int) -> bool:
    """Whether nothing but small words stands between the begin of a clause and its figure, or it refers back."""
    own = words[bisect_left(words, begin, key=_start) : bisect_left(words, figure, key=_start)]
    return not own or own[0].kind.opener or all(word.kind.empty and not word.kind.coordinator for word in own)


def _start(word: Word) -> int:
    return word.start


def _joined(start: int, end: int, needed: Sequence[Span]) -> list[Span]:
    """The span and those behind it that are needed, those that touch made one."""
    spans = [(start, end)]
    for left, right in needed:
        if left <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


class _Weights:
    """What the words of a statement tell, and what pieces of it are worth by that."""

    def __init__(self, statement: Statement, telling: Telling) -> None:
        told = [word for word in statement.words if not word.kind.empty]
        breadth = width_of(statement.sentence) / len(statement.sentence)
        sign = (1 + (breadth - 1) / 4) / _COLUMNS_A_WORD
        said = telling.said
        self._starts = [word.start for word in told]
        self._sums = [0.0, *accumulate(len(each.key) * sign * (_AGAIN if each.key in said else 1.0) for each in told)]
        self._statement = statement
        said.update(word.key for word in told)

    def worth(self, spans: Sequence[Span], rows: int) -> float:
        """What pieces of the statement are worth in so many rows."""
        statement, (start, end) = self._statement, (spans[0][0], spans[-1][1])
        told = sum(self._told(max(left, statement.lead), right) for left, right in spans)
        is_cut = end < statement.end or (start > statement.lead)
        worth = _STATED * min(1.0, told / (_ENOUGH_CUT if is_cut else _ENOUGH))
        worth += _LEADING * self._told(start, statement.lead)
        worth += _TOLD * min(told, _MOST_TOLD) + _MORE_TOLD * max(0.0, told - _MOST_TOLD)
        worth -= _CUT * is_cut
        if end < statement.end:
            worth -= statement.cuts[bisect_left(statement.cuts, (end,))].loss
        return worth - _GAP_LOSS * (len(spans) - 1) - _LONG * max(0, rows - _MOST_ROWS)

    def _told(self, start: int, end: int) -> float:
        return self._sums[bisect_left(self._starts, max(start, end))] - self._sums[bisect_left(self._starts, start)]


def _text(statement: Statement, spans: Sequence[Span]) -> str:
    text = f"{GAP} ".join(statement.sentence[start:end].strip(_EDGE) for start, end in spans)
    is_cut = spans[-1][1] < statement.end or statement.sentence.rstrip().endswith((":", "："))
    return text.rstrip(_EDGE) + GAP * is_cut


def _torn(statement: Statement, worth: float, telling: Telling) -> Line:
    """The beginning of a statement that no cut makes short enough, as much as there is room for."""
    text = statement.sentence[statement.lead : statement.end].strip(_EDGE)
    end = min(len(text), telling.rows * COLUMNS)
    while rows_of(text[:end] + GAP, COLUMNS) > telling.rows:
        space = text.rfind(" ", 0, end)
        end = space if space > 0 else end - 1 - end // 20
    words = text[:end].split(" ")
    while len(words) > 2 and ((kind := telling.lexicon.kind_of(words[-1].lower().rstrip(_EDGE))).empty or kind.hold):
        words.pop()
    return Line(" ".join(words).rstrip(_EDGE) + GAP, telling.rows, worth - _TORN)


def shown(line: str, lexicon: Lexicon) -> str:
    """The line with a capital, without what joins it to the one before, a full stop, and a half of a bracket."""
    word, _, rest = line.partition(" ")
    line = rest if rest and lexicon.kind_of(word.lower()).coordinator else line
    line = line[:-1] if line.endswith((".", "。")) and not _DOTTED.search(line) else line
    line = without_loose_marks(line)
    return line[:1].upper() + line[1:]
