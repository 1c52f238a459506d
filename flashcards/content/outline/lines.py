"""Lines: how a statement may be shown, from its bare beginning to all of it, and what each is worth."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from flashcards.content.languages.lexicon import Lexicon, Word
from flashcards.content.outline.statements import Span, Statement
from flashcards.content.text.sentences import without_loose_marks
from flashcards.content.text.width import rows_of, width_of

COLUMNS = 60
GAP = "…"
_EDGE = " ,;:，；：、،؛-–—―→"
_DOTTED = re.compile(r"\.\.$|(?:^|[\s.(])[^\W\d_]\.$|\betc\.$|^.$")
# A line is worth what its words tell, in words of seven letters; less beyond six, and in what only leads in;
_LETTERS = 7
_TURN = 2
_TOLD = 0.6
_MOST_TOLD = 6
_MORE_TOLD = 0.36
_LEADING = 0.4
# and that it states something, for which fewer words are enough where nothing was cut off.
_STATED = 3.0
_ENOUGH = 2.5
_ENOUGH_CUT = 3.7
# A cut, a gap, a cut within a clause, and each row beyond two cost.
_CUT = 1.2
_GAPPED = 1.2
_TORN = 2.5
_LONG = 2.0
_MANY_WORDS = 600
_MOST_ROWS = 2


class Line(NamedTuple):
    """A line, its rows, and what it is worth."""

    text: str
    rows: int
    worth: float


def lines_of(statement: Statement, worth: float, limit: int, price: float) -> list[Line]:
    """Return the best line for each number of rows, the fewest first; each holds every figure of the statement.

    ``worth`` is what the statement is worth beside its words, ``price`` what a column costs.
    """
    told = _weigh(statement.words)
    best: dict[int, Line] = {}
    for spans in _readings(statement, (limit if len(statement.words) < _MANY_WORDS else 1) * COLUMNS):
        text = _text(statement, spans)
        rows = rows_of(text, COLUMNS)
        line = Line(text, rows, worth + _worth(statement, spans, rows, told) - price * width_of(text))
        if rows not in best or best[rows].worth < line.worth:
            best[rows] = line
    fewest = min(best)
    if fewest > limit and not statement.figures:
        return [_torn(statement, worth, limit)]
    return [best[rows] for rows in sorted(best) if rows <= max(limit, fewest)]


def _weigh(words: Sequence[Word]) -> Callable[[int, int], float]:
    """What tells how much the words from one place to another say."""
    telling = [word for word in words if not word.kind.empty or word.kind.turn]
    places = [word.start for word in telling]
    sums = [0.0, *accumulate((word.end - word.start) / _LETTERS + _TURN * word.kind.turn for word in telling)]

    def told(start: int, end: int) -> float:
        return sums[bisect_left(places, max(start, end))] - sums[bisect_left(places, start)]

    return told


def _worth(statement: Statement, spans: Sequence[Span], rows: int, told: Callable[[int, int], float]) -> float:
    """What pieces of the statement are worth in so many rows."""
    lead, (start, end) = statement.lead, (spans[0][0], spans[-1][1])
    says = sum(told(max(left, lead), right) for left, right in spans)
    is_cut = end < statement.end or start > lead
    worth = _STATED * min(1.0, says / (_ENOUGH_CUT if is_cut else _ENOUGH)) + _LEADING * told(start, lead)
    worth += _TOLD * min(says, _MOST_TOLD) + _MORE_TOLD * max(0.0, says - _MOST_TOLD)
    if end < statement.end:
        worth -= statement.cuts[bisect_left(statement.cuts, (end,))].loss
    return worth - _CUT * is_cut - _GAPPED * (len(spans) - 1) - _LONG * max(0, rows - _MOST_ROWS)


def _readings(statement: Statement, columns: int) -> Iterator[list[Span]]:
    """The pieces that may make a line: all, and up to each cut with what figures need, with or without the lead-in."""
    needed = list(_needed(statement))
    for start in _starts(statement, columns):
        yield [(start, statement.end)]
        first, behind = bisect_right(statement.cuts, (start,)), bisect_left(statement.cuts, (start + columns,))
        yield from (_joined(start, cut.place, needed) for cut in statement.cuts[first:behind])


def _starts(statement: Statement, columns: int) -> Iterator[int]:
    """Where a line may begin; where the verb stands last, behind any clause, too."""
    starts = [statement.lead] if statement.lead > statement.start and not statement.words[0].kind.bind else []
    if statement.lexicon.verb_last:
        cuts = statement.cuts[bisect_left(statement.cuts, (statement.end - columns,)) :]
        starts += [cut.place for cut in cuts if cut.is_clean]
    yield statement.start
    yield from (start for start in starts if not statement.figures or start <= statement.figures[0][0])


def _needed(statement: Statement) -> Iterator[Span]:
    """From where to where the clause of each figure is needed."""
    begins = [statement.start, *(cut.place for cut in statement.cuts if cut.is_clean)]
    ends = [*(cut.place for cut in statement.cuts), statement.end]
    for start, end in statement.figures:
        yield begins[bisect_right(begins, start, 1) - 1], ends[bisect_right(ends, end, 0, len(ends) - 1)]


def _joined(start: int, end: int, needed: Sequence[Span]) -> list[Span]:
    """The span and those behind it that are needed, those that touch made one."""
    spans = [(start, end)]
    for left, right in needed:
        if left <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


def _text(statement: Statement, spans: Sequence[Span]) -> str:
    text = f"{GAP} ".join(statement.sentence[start:end].strip(_EDGE) for start, end in spans)
    return text + GAP * (spans[-1][1] < statement.end or statement.sentence.endswith((":", "：")))


def _torn(statement: Statement, worth: float, limit: int) -> Line:
    """The beginning of a statement that no cut makes short enough, as much as there is room for."""
    text = statement.sentence[statement.lead : statement.end].strip(_EDGE)
    end = min(len(text), limit * COLUMNS)
    while rows_of(text[:end] + GAP, COLUMNS) > limit:
        space = text.rfind(" ", 0, end)
        end = space if space > 0 else end - 1 - end // 20
    words = text[:end].split(" ")
    while len(words) > 2 and ((kind := statement.lexicon.kind_of(words[-1].lower())).empty or kind.hold):
        words.pop()
    return Line(" ".join(words).rstrip(_EDGE) + GAP, limit, worth - _TORN)


def shown(line: str, lexicon: Lexicon) -> str:
    """The line with a capital, without what joins it to the one before, a full stop, and a half of a bracket."""
    word, _, rest = line.partition(" ")
    line = rest if rest and lexicon.kind_of(word.lower()).coordinator else line
    line = without_loose_marks(line[:-1] if line.endswith((".", "。")) and not _DOTTED.search(line) else line)
    return line[:1].upper() + line[1:]
