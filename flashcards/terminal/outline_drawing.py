"""A pass over drafts as lines of styled text: a part's cues, each above the sentence that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flashcards.terminal.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WIDEST,
    cut_to,
    indented,
    key_line,
    rule,
    typed_line,
    wrapped,
)
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import CueView, PassView

_MARGIN = 7
_MOST_ROWS = 4
_MOST_ROWS_CHOSEN = 10
# the cues around the chosen one that are drawn: each key draws them all anew
_MOST_AROUND = 60
_LEAST_ABOVE = 5


def pass_lines(view: PassView, console: Console, width: int, height: int) -> list[Text]:
    """The screen of a step as exactly ``height`` lines, the chosen cue in sight."""
    wide = min(width, WIDEST)
    bottom = _footer(view, console, wide)
    top = _header(view, console, wide, max(1, (height - len(bottom)) // 4))
    bottom = bottom[-max(1, height - len(top) - _LEAST_ABOVE) :]
    room = max(1, height - len(top) - len(bottom) - 2)
    lines = [*top, *_middle(view, console, wide, room, gap=1), *bottom]
    return [cut_to(line, width) for line in lines[:height]]


def _middle(view: PassView, console: Console, width: int, room: int, gap: int) -> list[Text]:
    """Two rules, and between them what fits, with empty rows between cues where there is room for them."""
    title = [Text(f" {visible(view.part)}", ACCENT), *[Text()] * gap] if view.part else [Text()] * gap
    body, first, last = _body(view, console, width, gap)
    free = max(1, room - len(title))
    if gap and len(body) > free:
        return _middle(view, console, width, room, gap=0)
    begin = _begin(len(body), first, last, free) if view.cues else min(view.scroll, max(0, len(body) - free))
    shown = body[begin : begin + free]
    blank = [Text()] * (room - len(title) - len(shown))
    hidden = max(0, len(body) - begin - free)
    return [rule(width, begin, "above"), *title, *shown, *blank, rule(width, hidden, "below")]


def _begin(rows: int, first: int, last: int, room: int) -> int:
    """The first row to show so that those of the chosen cue are in sight, a third of the room above them."""
    if rows <= room:
        return 0
    begin = min(first - room // 3, rows - room)
    return max(0, min(first, max(begin, last - room)))


def _header(view: PassView, console: Console, width: int, most: int) -> list[Text]:
    deck, where = Text(f" {visible(view.deck)}", STRONG), Text(f"{view.where} ", QUIET)
    deck.truncate(max(8, width - cell_len(where.plain) - 1), overflow="ellipsis")
    gap = max(1, width - cell_len(deck.plain) - cell_len(where.plain))
    prompt = Text(visible(view.prompt), STRONG)
    if view.about:
        prompt.append(f"  {visible(view.about)}", "not bold dim")
    lines = wrapped(prompt, console, width, indent=1)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1].append(" …")
    return [Text.assemble(deck, " " * gap, where), *lines]


def _body(view: PassView, console: Console, width: int, gap: int) -> tuple[list[Text], int, int]:
    """The rows of a part, so many empty ones between cues, and where those of the chosen cue begin and end."""
    if not view.cues:
        return list(_rows(view.rows, console, width)), 0, 0
    chosen = next(place for place, cue in enumerate(view.cues) if cue.chosen)
    around = view.cues[max(0, chosen - _MOST_AROUND) : chosen + _MOST_AROUND]
    rows: list[Text] = []
    first = last = 0
    for place, cue in enumerate(around):
        rows += [Text()] * (gap if place else 0)
        begin = len(rows)
        rows += _cue(cue, console, width)
        if cue.chosen:
            first, last = begin, len(rows)
    return rows, first, last


def _rows(rows: Sequence[tuple[str, str]], console: Console, width: int) -> Iterator[Text]:
    column = max((cell_len(visible(label)) for label, _ in rows), default=0) + 3
    for label, value in rows:
        said = wrapped(Text(visible(value)), console, width - column - 3, indent=0, hang=2)
        yield Text.assemble("   ", (visible(label).ljust(column), STRONG), said[0])
        yield from indented(said[1:], column + 3)


def _cue(view: CueView, console: Console, width: int) -> list[Text]:
    pointer = Text(" ▸ " if view.chosen else "   ", ACCENT)
    mark = Text("[x] " if view.kept else "[ ] ", ACCENT if view.kept else QUIET)
    most = _MOST_ROWS_CHOSEN if view.chosen else _MOST_ROWS
    source = _source(view.sentence, console, width, most)
    if view.typed is not None:
        return [Text.assemble(pointer, mark, typed_line(*view.typed, width - _MARGIN - 1)), *indented(source, _MARGIN)]
    if not view.cue:
        first, *rest = source or [Text()]
        return [Text.assemble(pointer, mark, first), *indented(rest, _MARGIN)]
    style = STRONG if view.kept else QUIET
    cue = wrapped(Text(visible(view.cue), style), console, width - _MARGIN, indent=0)
    below = [] if _is_same(view) else source
    return [Text.assemble(pointer, mark, cue[0]), *indented([*cue[1:], *below], _MARGIN)]


def _source(sentence: str, console: Console, width: int, most: int) -> list[Text]:
    """A sentence in at most so many rows."""
    if not sentence:
        return []
    lines = wrapped(Text(visible(sentence[: most * width]), QUIET), console, width - _MARGIN, indent=0)
    if len(lines) > most or len(sentence) > most * width:
        lines = lines[:most]
        lines[-1].append(" …")
    return lines


def _is_same(view: CueView) -> bool:
    """Whether a cue says the whole of its sentence."""
    rest = view.sentence.removeprefix(view.cue)
    return rest != view.sentence and not any(map(str.isalnum, rest))


def _footer(view: PassView, console: Console, width: int) -> list[Text]:
    lines = wrapped(Text(visible(view.remark), "italic"), console, width, indent=1) if view.remark else []
    gap = width - cell_len(view.said) - cell_len(view.enter) - 2
    if gap < 1:
        lines += [Text(f" {view.said}", QUIET), Text(f" {view.enter}", STRONG)]
    else:
        lines.append(Text.assemble(" ", (view.said, QUIET), " " * gap, (view.enter, STRONG)))
    return [*lines, key_line(view.keys, width)]
