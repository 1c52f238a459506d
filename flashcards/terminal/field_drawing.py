"""A text that is typed, drawn below the question that it answers: wrapped, the cursor in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flashcards.terminal.drawing import header, short_prompt
from flashcards.terminal.lines import QUIET, STRONG, WIDEST, cut_to, key_line, rule, wrapped
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import FieldView

_INDENT = 3
_LEAST_ABOVE = 4
# of a long text what is around the cursor is wrapped: each key draws it anew
_WINDOW = 4_000
_BREAK = "\n"


class Row(NamedTuple):
    """A row of a text: where it begins and ends in letters, and the last place that a cursor in it can have."""

    begin: int
    end: int
    last: int


def rows(letters: Sequence[str], width: int) -> Iterator[Row]:
    """Yield the rows of a text in so many columns: cut at line breaks, behind spaces, and in words that are wider."""
    begin, used, space = 0, 0, 0
    for place, letter in enumerate(letters):
        if letter == _BREAK:
            yield Row(begin, place, place)
            begin, used, space = place + 1, 0, 0
            continue
        size = cell_len(visible(letter))
        # a space at the end of a row hangs out of it
        if used + size > width and place > begin and letter != " ":
            end = space or place
            yield Row(begin, end, end - 1)
            begin, used, space = end, sum(cell_len(visible(each)) for each in letters[end:place]), 0
        used += size
        if letter == " ":
            space = place + 1
    yield Row(begin, len(letters), len(letters))


class _Sheet(NamedTuple):
    """The letters around the cursor, where it stands among them, and their rows."""

    letters: Sequence[str]
    cursor: int
    rows: Sequence[Row]

    @classmethod
    def of(cls, view: FieldView, width: int) -> _Sheet:
        before, behind = view.typed
        begin = max(0, (len(before) // _WINDOW - 1) * _WINDOW)
        letters = (*before[begin:], *behind[: 2 * _WINDOW])
        return cls(letters, len(before) - begin, tuple(rows(letters, _columns(width))))

    @property
    def at(self) -> int:
        """The place of the row that the cursor is in."""
        return max(0, bisect_right(self.rows, self.cursor, key=lambda row: row.begin) - 1)


def _columns(width: int) -> int:
    """How wide the text may be, the cursor behind it in sight."""
    return min(width, WIDEST) - 2 * _INDENT


def steps(view: FieldView, width: int, down: int) -> int:
    """How many letters on, or back, the cursor is so many rows further down in the same column."""
    sheet = _Sheet.of(view, width)
    target = sheet.rows[min(len(sheet.rows) - 1, max(0, sheet.at + down))]
    column = sheet.cursor - sheet.rows[sheet.at].begin
    return min(target.begin + column, target.last) - sheet.cursor


def field_lines(view: FieldView, console: Console, width: int, height: int) -> list[Text]:
    """The screen as exactly ``height`` lines."""
    wide = min(width, WIDEST)
    top = header(view.card, wide)
    bottom = _footer(view, console, wide)[-max(1, height - len(top) - _LEAST_ABOVE) :]
    top += short_prompt(view.card, console, wide, max(1, (height - len(top) - len(bottom)) // 4))
    room = max(1, height - len(top) - len(bottom) - 2)
    sheet = _Sheet.of(view, width)
    begin = max(0, min(sheet.at - room // 2, len(sheet.rows) - room))
    places = range(begin, min(begin + room, len(sheet.rows)))
    shown = [_row(sheet, sheet.rows[place], place == sheet.at) for place in places]
    blank = [Text()] * (room - len(shown))
    hidden = max(0, len(sheet.rows) - begin - room)
    lines = [*top, rule(wide, begin, "above"), *shown, *blank, rule(wide, hidden, "below"), *bottom]
    return [cut_to(line, width) for line in lines[:height]]


def _row(sheet: _Sheet, row: Row, has_cursor: bool) -> Text:
    line = Text(" " * _INDENT)
    if not has_cursor:
        return line.append(_shown(sheet.letters[row.begin : row.end]))
    line.append(_shown(sheet.letters[row.begin : sheet.cursor]))
    line.append(_shown(sheet.letters[sheet.cursor : min(row.end, sheet.cursor + 1)]) or " ", "reverse")
    return line.append(_shown(sheet.letters[sheet.cursor + 1 : row.end]))


def _shown(letters: Sequence[str]) -> str:
    return "".join(map(visible, letters))


def _footer(view: FieldView, console: Console, width: int) -> list[Text]:
    lines = wrapped(Text(visible(view.remark), "italic"), console, width, indent=1) if view.remark else []
    gap = width - cell_len(view.said) - cell_len(view.card.clock) - 2
    lines.append(Text.assemble(" ", (view.said, QUIET), " " * max(1, gap), (view.card.clock, STRONG)))
    return [*lines, key_line(view.keys, width)]
