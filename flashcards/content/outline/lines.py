"""Lines: how a statement may be shown, from its bare beginning to all of it, and what each is worth."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from flashcards.content.languages.lexicon import Lexicon, Word
from flashcards.content.outline.statements import Cut, Statement
from flashcards.content.text.sentences import without_loose_marks
from flashcards.content.text.width import rows_of, width_of

COLUMNS = 60
GAP = "…"
_EDGE = " ,;:，；：、،؛-–—―→"
_ARROWS = "→⇒➔ "
_DOTTED = re.compile(r"\.\.$|(?:^|[\s.(])[^\W\d_]\.$|\betc\.$|^.$")
# A line is worth what its words tell (see ``WordKind.says``), turns of the story more, less the price of a word, by
# which outlines have about half of the words of their texts; and that it states something, for which fewer words are
# enough where nothing was cut off. A cut costs, beside its loss; so does what is left out within, a tear, each row
# beyond two.
_TOLD = 0.75
_TURN = 1.5
_PRICE = 0.68
_STATED = 5.0
_ENOUGH = 2.5
_ENOUGH_CUT = 4.5
_CUT = 0.6
_GAPPED = 1.2
_TORN = 3.5
_LONG = 2.0
_MOST_ROWS = 2
# so many signs behind its verb are enough of a statement that is torn, and so many words are not looked at twice
_SHORTEST_TORN = 16
_MANY_WORDS = 600
_END, _BEGIN = attrgetter("end"), attrgetter("begin")

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
    said = [0.0, *accumulate([word.kind.says for word in statement.words])]
    told = [0.0, *accumulate(map(_told, statement.words))]
    best: dict[int, Line] = {}

    def consider(pieces: Sequence[Piece]) -> None:
        found = worth + _worth(statement, pieces, said, told)
        if 1 in best and best[1].worth >= found:
            return
        text = _text(statement, pieces)
        rows = rows_of(text, COLUMNS)
        found -= _LONG * max(0, rows - _MOST_ROWS)
        if rows not in best or best[rows].worth < found:
            best[rows] = Line(text, rows, found)

    for pieces in _readings(statement, (limit if len(statement.words) < _MANY_WORDS else 1) * COLUMNS):
        consider(pieces)
    for torn in _tears(statement, min(best), limit):
        consider([(statement.lead, torn)])
    return [best[rows] for rows in sorted(best) if rows <= max(limit, min(best))]


def _told(word: Word) -> float:
    """What a word is worth, less what it costs; a sign of a script without spaces is half a word."""
    return _TOLD * word.kind.says + _TURN * word.kind.turn - (_PRICE if word.end > word.start + 1 else _PRICE / 2)


def _worth(statement: Statement, pieces: Sequence[Piece], said: Sequence[float], told: Sequence[float]) -> float:
    """What pieces of the statement are worth; what only leads in states nothing."""
    lead, (start, end) = statement.lead, (pieces[0][0], pieces[-1][1])
    is_cut = end.place < statement.end or start.place > lead.place
    says = sum(said[right.at] - said[max(left.at, lead.at)] for left, right in pieces if right.at > lead.at)
    worth = _STATED * min(1.0, says / (_ENOUGH_CUT if is_cut else _ENOUGH))
    worth += sum(told[right.at] - told[left.at] - right.loss for left, right in pieces)
    return worth - _CUT * is_cut - _GAPPED * (len(pieces) - 1)


def _readings(statement: Statement, columns: int) -> Iterator[list[Piece]]:
    """The pieces that may make a line: all, and up to each cut with what figures need, with or without the lead-in."""
    whole = Cut(statement.end, statement.end, len(statement.words))
    needed = list(_needed(statement, whole))
    if width_of(statement.sentence[statement.start : statement.end]) <= COLUMNS:
        yield [(Cut(statement.start, statement.start, 0), whole)]
        return
    for start in _starts(statement, columns):
        yield [(start, whole)]
        first, behind = (bisect_left(statement.cuts, (place,)) for place in (start.place + 1, start.place + columns))
        yield from (_joined(start, cut, needed) for cut in statement.cuts[first:behind])


def _starts(statement: Statement, columns: int) -> Iterator[Cut]:
    """Where a line may begin; where the verb stands last, behind any clause, too."""
    starts = [statement.lead] if statement.lead.at and not statement.words[0].kind.bind else []
    if statement.lexicon.verb_last:
        cuts = statement.cuts[bisect_left(statement.cuts, (statement.end - columns,)) :]
        starts += [cut for cut in cuts if cut.is_clean]
    yield Cut(statement.start, statement.start, 0)
    yield from (start for start in starts if not statement.figures or start.begin <= statement.figures[0][0])


def _needed(statement: Statement, whole: Cut) -> Iterator[Piece]:
    """From where to where the clause of each figure is needed."""
    begins = [Cut(statement.start, statement.start, 0), *(cut for cut in statement.cuts if cut.is_clean)]
    ends = [*statement.cuts, whole]
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
    return with_gap(text) if pieces[-1][1].place == statement.end else text.rstrip(_EDGE) + GAP


def with_gap(text: str) -> str:
    """The text without the marks at its end, with what tells that something would have followed a colon."""
    return text.rstrip(_EDGE) + GAP * text.endswith((":", "："))


def _tears(statement: Statement, fewest: int, limit: int) -> Iterator[Cut]:
    """Where a statement may be torn that takes more rows than one, or than there are, as no cut makes it shorter."""
    if fewest > limit and not statement.figures:
        yield _tear(statement, limit)
    if fewest > 1 and not statement.figures and statement.lexicon.knows_verbs and statement.verb_end is not None:
        tear = _tear(statement, 1)
        if tear.place >= statement.verb_end + _SHORTEST_TORN:
            yield tear


def _tear(statement: Statement, rows: int) -> Cut:
    """Where to tear a statement so that it fills so many rows, behind a word that may stand last."""
    start, place = statement.lead.place, min(statement.end, statement.lead.place + rows * COLUMNS)
    while rows_of(statement.sentence[start:place] + GAP, COLUMNS) > rows:
        space = statement.sentence.rfind(" ", start, place)
        place = space if space > start else place - 1 - (place - start) // 20
    least, count = statement.lead.at, bisect_right(statement.words, place, statement.lead.at, key=_END)
    while count > least + 2 and not statement.may_tear(count):
        count -= 1
    place = statement.words[count - 1].end if count > least else place
    return Cut(place, place, count, _TORN)


def shown(line: str, lexicon: Lexicon) -> str:
    """The line with a capital, without what joins it to the one before, a full stop, and a half of a bracket."""
    word, _, rest = line.lstrip(_ARROWS).partition(" ")
    line = rest if rest and lexicon.kind_of(word.lower()).coordinator else line.lstrip(_ARROWS)
    line = without_loose_marks(line[:-1] if line.endswith((".", "。")) and not _DOTTED.search(line) else line)
    return line[:1].upper() + line[1:]
