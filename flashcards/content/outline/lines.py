"""Lines: how a statement may be shown, from its bare beginning to all of it, and what each is worth."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from flashcards.content.languages.lexicon import Lexicon
from flashcards.content.outline.statements import Cut, Statement
from flashcards.content.text.sentences import without_loose_marks
from flashcards.content.text.width import fits, rows_of

COLUMNS = 60
GAP = "…"
_EDGE = " ,;:，；：、،؛-–—―→"
_ARROWS = "→⇒➔ "
_DOTTED = re.compile(r"\.\.$|(?:^|[\s.(])[^\W\d_]\.$|\betc\.$|^.$")
_LONGEST_DOTTED = 5
# A line is worth what its words are (see ``WordKind``), and that it states something, for which fewer words are enough
# where nothing was cut off. A cut costs, beside its loss; so does what is left out within, a tear, each row beyond two.
_STATED = 5.0
_ENOUGH = 2.5
_ENOUGH_CUT = 4.5
_CUT = 0.6
_GAPPED = 1.2
_TORN = 3.5
_LONG = 2.0
_MOST_ROWS = 2
# so many signs behind its verb are enough of a statement that is torn
_SHORTEST_TORN = 16
_BEGIN = attrgetter("begin")

Piece = tuple[Cut, Cut]
"""A part of a statement, from one place to another."""


class Line(NamedTuple):
    """A line, its rows, and what it is worth."""

    text: str
    rows: int
    worth: float


def lines_of(statement: Statement, worth: float, limit: int) -> list[Line]:
    """Return the best line for each number of rows, the fewest first; each holds every figure of the statement.

    ``worth`` is what the statement is worth beside its words.
    """
    if fits(statement.sentence[statement.begin.place : statement.end.place], COLUMNS):
        whole = [(statement.begin, statement.end)]
        return [Line(_text(statement, whole), 1, worth + _worth(statement, whole))]
    best: dict[int, Line] = {}
    # where to tear is only looked at when it is known how short the cuts make it
    for pieces in chain(_readings(statement, limit * COLUMNS), _tears(statement, best, limit)):
        found = worth + _worth(statement, pieces)
        if 1 in best and best[1].worth >= found:
            continue
        text = _text(statement, pieces)
        rows = rows_of(text, COLUMNS)
        found -= _LONG * max(0, rows - _MOST_ROWS)
        if rows not in best or best[rows].worth < found:
            best[rows] = Line(text, rows, found)
    return [best[rows] for rows in sorted(best)]


def _worth(statement: Statement, pieces: Sequence[Piece]) -> float:
    """What pieces of the statement are worth; what only leads in states nothing."""
    lead, says, worths = statement.lead, statement.words.says, statement.words.worths
    said, worth = 0.0, _GAPPED * (1 - len(pieces))
    for left, right in pieces:
        said += says[right.at] - says[max(left.at, lead.at)]
        worth += worths[right.at] - worths[left.at] - right.loss
    is_cut = pieces[-1][1].place < statement.end.place or pieces[0][0].place > lead.place
    return worth + _STATED * min(1.0, said / (_ENOUGH_CUT if is_cut else _ENOUGH)) - _CUT * is_cut


def _readings(statement: Statement, columns: int) -> Iterator[list[Piece]]:
    """The pieces that may make a line: all, and up to each cut, with what figures need, with a lead-in or not."""
    needed = list(_needed(statement)) if statement.figures else ()
    for start in _starts(statement, columns):
        yield [(start, statement.end)]
        for cut in statement.cuts:
            if start.place < cut.place < start.place + columns:
                yield _joined(start, cut, needed)


def _starts(statement: Statement, columns: int) -> Iterator[Cut]:
    """Where a line may begin; where the verb stands last, behind any clause, too."""
    begin, lead = statement.begin, statement.lead
    starts = [lead] if lead != begin and not statement.words.kinds[begin.at].bind else []
    if statement.lexicon.verb_last:
        starts += [cut for cut in statement.cuts if cut.is_clean and cut.place >= statement.end.place - columns]
    yield begin
    yield from (start for start in starts if not statement.figures or start.begin <= statement.figures[0][0])


def _needed(statement: Statement) -> Iterator[Piece]:
    """From where to where the clause of each figure is needed."""
    begins = [statement.begin, *(cut for cut in statement.cuts if cut.is_clean)]
    ends = [*statement.cuts, statement.end]
    for start, end in statement.figures:
        first = bisect_right(begins, start, 1, key=_BEGIN) - 1
        yield begins[first], ends[bisect_left(ends, (end,), 0, len(ends) - 1)]


def _joined(start: Cut, end: Cut, others: Sequence[Piece]) -> list[Piece]:
    """The piece and others behind it, those that touch made one."""
    pieces = [(start, end)]
    for left, right in others:
        if left.place <= pieces[-1][1].place:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], right))
        else:
            pieces.append((left, right))
    return pieces


def _text(statement: Statement, pieces: Sequence[Piece]) -> str:
    text = f"{GAP} ".join([statement.sentence[left.begin : right.place] for left, right in pieces])
    return with_gap(text) if pieces[-1][1] == statement.end else text.rstrip(_EDGE) + GAP


def with_gap(text: str) -> str:
    """The text without the marks at its end, with what tells that something would have followed a colon."""
    return text.rstrip(_EDGE) + GAP * text.endswith((":", "："))


def _tears(statement: Statement, best: Mapping[int, Line], limit: int) -> Iterator[list[Piece]]:
    """Where a statement may be torn that takes more rows than one, or than there are, as no cut makes it shorter."""
    fewest = min(best)
    if fewest == 1 or statement.figures:
        return
    if fewest > limit:
        yield [(statement.lead, _tear(statement, limit))]
    if statement.lexicon.knows_verbs and statement.verb_end is not None:
        tear = _tear(statement, 1)
        if tear.place >= statement.verb_end + _SHORTEST_TORN:
            yield [(statement.lead, tear)]


def _tear(statement: Statement, rows: int) -> Cut:
    """Where to tear a statement so that it fills so many rows, behind a word that may stand last."""
    start, place = statement.lead.place, min(statement.end.place, statement.lead.place + rows * COLUMNS)
    while rows_of(statement.sentence[start:place] + GAP, COLUMNS) > rows:
        space = statement.sentence.rfind(" ", start, place)
        place = space if space > start else place - 1 - (place - start) // 20
    least, ends = statement.lead.at, statement.words.ends
    behind = bisect_right(ends, place, least, statement.end.at)
    while behind > least + 2 and not statement.may_tear(behind):
        behind -= 1
    place = ends[behind - 1] if behind > least else place
    return Cut(place, place, behind, _TORN)


def shown(line: str, lexicon: Lexicon) -> str:
    """The line with a capital, without what joins it to the one before, a full stop, and a half of a bracket."""
    word, _, rest = line.lstrip(_ARROWS).partition(" ")
    line = rest if rest and lexicon.kind_of(word.lower()).coordinator else line.lstrip(_ARROWS)
    is_stopped = line.endswith((".", "。")) and not _DOTTED.search(line, len(line) - _LONGEST_DOTTED)
    line = without_loose_marks(line[:-1] if is_stopped else line)
    return line[:1].upper() + line[1:]
