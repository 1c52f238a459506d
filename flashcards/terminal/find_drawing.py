"""What was found, drawn: each hit in two lines, as a list to print or to move in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flashcards.schedule.wording import abridged
from flashcards.terminal.charts import print_lines, terminal_width
from flashcards.terminal.lines import ACCENT, QUIET, STRONG, WIDEST, cut_to, key_line, rule, typed_line, wrapped
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import FindView, HitView

_NAME = 24
_INDENT = 4
_ROWS_A_HIT = 2
_NARROWEST = 20
# as much of a line stays before the first word that was found
_BEFORE = 3


def draw_hits(hits: Sequence[HitView]) -> None:
    """Print them as wide as the terminal is."""
    width = terminal_width()
    print_lines([line for hit in hits for line in _hit(hit, width, "")], width)


def find_lines(view: FindView, console: Console, width: int, height: int) -> list[Text]:
    """The screen as exactly ``height`` lines: what is typed, the hits around the chosen one, and the keys."""
    wide = min(width, WIDEST)
    bottom = wrapped(Text(visible(view.remark), "italic"), console, wide, indent=1) if view.remark else []
    bottom.append(key_line(view.keys, wide))
    top = [_words(view, wide)]
    room = max(_ROWS_A_HIT, height - len(top) - len(bottom) - 2)
    shown = room // _ROWS_A_HIT
    begin = max(0, min((view.chosen or 0) - shown // 2, len(view.hits) - shown))
    rows = [line for place, hit in _numbered(view.hits, begin, shown) for line in _hit(hit, wide, _mark(view, place))]
    blank = [Text()] * (room - len(rows))
    hidden = max(0, len(view.hits) - begin - shown)
    lines = [*top, rule(wide, begin, "above"), *rows, *blank, rule(wide, hidden, "below"), *bottom]
    return [cut_to(line, width) for line in lines[:height]]


def _numbered(hits: Sequence[HitView], begin: int, count: int) -> Iterator[tuple[int, HitView]]:
    return ((place, hits[place]) for place in range(begin, min(begin + count, len(hits))))


def _mark(view: FindView, place: int) -> str:
    return " ▸ " if place == view.chosen else "   "


def _words(view: FindView, width: int) -> Text:
    """What is typed, and at the right end how much was found for it."""
    said = visible(view.said)
    room = max(_NARROWEST, width - cell_len(said) - len(view.label) - 5)
    words = typed_line(*view.typed, room) if view.typed is not None else Text(abridged(visible(view.words), 0, room))
    line = Text.assemble((f" {view.label}: ", STRONG), words)
    gap = width - cell_len(line.plain) - cell_len(said) - 1
    return Text.assemble(line, " " * gap, (said, QUIET)) if gap > 0 else line


def _hit(hit: HitView, width: int, mark: str) -> list[Text]:
    """A hit by name and question, and its line, from a little before the first word that was found."""
    name = visible(abridged(hit.name, hit.name_apart, _NAME, cell_len))
    state = f" {hit.state}" if hit.state else ""
    room = max(1, width - cell_len(mark + name + state) - 3)
    question = visible(abridged(" ".join(hit.question.split()), hit.question_apart, room, cell_len))
    head = Text.assemble((mark, ACCENT), (name, STRONG), (state, "italic"), f"  {question}")
    label = " " * (len(mark) or _INDENT) + (f"{visible(hit.field)}: " if hit.field else "")
    return [head, Text.assemble((label, QUIET), _excerpt(hit, max(_NARROWEST, width - cell_len(label) - 1)))]


def _excerpt(hit: HitView, width: int) -> Text:
    """As much of a line as there is room for, its found words lit."""
    begin = 0
    if cell_len(hit.line) > width and hit.spans:
        wanted = max(0, hit.spans[0][0] - width // _BEFORE)
        begin = hit.line.find(" ", wanted) + 1 if wanted else 0
        begin = begin if begin <= hit.spans[0][0] else wanted
    text = Text("…" if begin else "")
    place = begin
    for first, last in hit.spans:
        if first >= place:
            text.append(_flat(hit.line[place:first]))
            text.append(_flat(hit.line[first:last]), ACCENT)
            place = last
    text.append(_flat(hit.line[place:]))
    return cut_to(text, width)


def _flat(text: str) -> str:
    return visible(text.replace("\n", " "))
