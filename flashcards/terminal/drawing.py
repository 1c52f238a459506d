"""Screens as lines of styled text: a pure picture of a view for a width and a height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat, zip_longest
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from flashcards.terminal.lines import ACCENT, QUIET, STRONG, WIDEST, cut_to, indented, key_line, rule, wrapped
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import CardView, GradeView, PartView, SummaryView

_NARROW = 50
_LONGEST_NAME = 16
_MOST_LINES = 1_000
_MOST_CHARACTERS = 50_000
# two rules, a line of the prompt and two of the answer
_LEAST_ABOVE = 5
_MISSED = "bold red"
_MISSED_MARK = "MISSED"
_HEARD_MARKS = {True: Text("✓ ", "green"), False: Text("– ", _MISSED), None: Text("  ")}
_MOST_HEARD_ROWS = 2
_GRADE_STYLES = ("red", "red", "red", "magenta", "green", "green")


class Frame(NamedTuple):
    """A screen of exactly its height; how far its answer is scrolled, and how far it can be."""

    lines: list[Text]
    scroll: int
    most: int


def frame(view: CardView, console: Console, width: int, height: int, scroll: int, follow: bool = False) -> Frame:
    """Return the screen of a card; with ``follow`` it is scrolled no further than brings the view's focus in sight."""
    wide = min(width, WIDEST)
    top = header(view, wide)
    # on a low terminal the keys stay, and what is said above them goes first
    bottom = _footer(view, console, wide)[-max(1, height - len(top) - _LEAST_ABOVE) :]
    blocks = [_question(view, console, wide)]
    if view.is_open:
        top += short_prompt(view, console, wide, max(1, (height - len(top) - len(bottom)) // 4))
        blocks = _answer(view.parts, console, wide)
    body = [line for block in blocks for line in block]
    room = max(1, height - len(top) - len(bottom) - 2)
    most = max(0, len(body) - room)
    if follow and view.is_open and view.focus is not None:
        first = sum(map(len, blocks[: view.focus]))
        scroll = min(first, max(scroll, first + len(blocks[view.focus]) - room))
    scroll = min(scroll, most)
    shown = body[scroll : scroll + room]
    shown += [Text()] * (room - len(shown))
    lines = [*top, rule(wide, scroll, "above"), *shown, rule(wide, most - scroll, "below"), *bottom]
    return Frame([cut_to(line, width) for line in lines[:height]], scroll, most)


def header(view: CardView, width: int) -> list[Text]:
    """The deck, and where one is in the session."""
    deck = Text(f" {visible(view.deck)}", STRONG)
    right = Text(f"{view.where} ", QUIET)
    countdown = visible(view.countdown)
    if countdown and cell_len(deck.plain + right.plain + countdown) + 7 <= width:
        right = Text(f"{view.where}   {countdown} ", QUIET)
    deck.truncate(max(8, width - cell_len(right.plain) - 1), overflow="ellipsis")
    gap = max(1, width - cell_len(deck.plain) - cell_len(right.plain))
    return [Text.assemble(deck, " " * gap, right)]


def _question(view: CardView, console: Console, width: int) -> list[Text]:
    lines = [Text(), *wrapped(Text(visible(view.prompt), STRONG), console, width, indent=3)]
    for line in view.about.splitlines():
        lines += wrapped(Text(visible(line), QUIET), console, width, indent=3)
    lines += [Text(), *_hint(view, console, width), Text()]
    badges = Text("   ")
    for part in view.parts:
        badges.append(f"[{visible(part.letter)}]", ACCENT)
        badges.append("  ")
    lines += badges.wrap(console, width)
    last = wrapped(Text(visible(view.last), QUIET), console, width, indent=3) if view.last else []
    return [*lines, Text(), *last]


def _hint(view: CardView, console: Console, width: int) -> list[Text]:
    """The calm line below the prompt, with the clock at its right end."""
    hint = visible(view.hint)
    gap = width - cell_len(hint) - cell_len(view.clock) - 5
    if view.clock and gap > 0:
        return [Text.assemble("   ", hint, " " * gap, (view.clock, QUIET))]
    lines = wrapped(Text(hint), console, width, indent=3)
    return [*lines, Text(f"   {view.clock}", QUIET)] if view.clock else lines


def short_prompt(view: CardView, console: Console, width: int, most: int) -> list[Text]:
    """The question in at most so many lines."""
    prompt = Text(visible(view.prompt), STRONG)
    if view.about:
        prompt.append(f"  {visible(' '.join(view.about.splitlines()))}", "not bold dim")
    lines = wrapped(prompt, console, width, indent=1)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1].append(" …")
    return lines


def _answer(parts: Sequence[PartView], console: Console, width: int) -> list[list[Text]]:
    """The lines of each part; where every outline is a draft, a line behind them says so for all of them."""
    shown = [part for part in parts if part.lines]
    all_drafts = bool(shown) and all(part.draft for part in shown)
    marked = [part._replace(draft=False) for part in parts] if all_drafts else parts
    blocks = [_part(part, marked, console, width) for part in marked]
    return [*blocks, [Text(), Text(" draft outline, computed from the text", QUIET)]] if all_drafts else blocks


def _part(part: PartView, parts: Sequence[PartView], console: Console, width: int) -> list[Text]:
    longest = max(cell_len(visible(each.name)) for each in parts)
    letter = visible(part.letter)
    badge = Text(" [ ] ", _MISSED) if part.missed else Text(f" [{letter}] ", QUIET if part.is_cue else ACCENT)
    shown = map(Text, _shown_lines(part.lines))
    lines = [Text.assemble(mark, line) for mark, line in zip(_heard_marks(part), shown, strict=False)]
    mark = [Text("(draft)", QUIET)] if part.draft else []
    if width < _NARROW or longest > _LONGEST_NAME:
        head = wrapped(Text(visible(part.name), STRONG), console, width - 5, indent=0)
        body = [line for text in lines for line in wrapped(text, console, width - 7, indent=0, hang=2)]
        first = Text.assemble(badge, head[0])
        mark += [Text(_MISSED_MARK, _MISSED)] if part.missed else []
        return [first, *(Text.assemble("     ", line) for line in [*head[1:], *mark]), *indented(body, 7)]
    column = max(longest, len(_MISSED_MARK)) + 2
    body = [line for text in lines for line in wrapped(text, console, width - column - 6, indent=0, hang=2)]
    names = [Text(set_cell_size(visible(part.name), column), STRONG)]
    gap = width - 5 - column - cell_len(body[0].plain) - len(_MISSED_MARK) - 1
    if part.missed and gap > 0:
        body[0] = Text.assemble(body[0], " " * gap, (_MISSED_MARK, _MISSED))
    elif part.missed:
        # below the name, where it is in sight however long the part is
        names.append(Text(_MISSED_MARK.ljust(column), _MISSED))
    rows = zip_longest(names, [*body, *mark], fillvalue=None)
    lined = [Text.assemble(name or " " * column, line or "") for name, line in rows]
    return [Text.assemble(badge, lined[0]), *indented(lined[1:], 5)]


def _heard_marks(part: PartView) -> Iterator[Text]:
    """What stands before each line of a part: whether it was heard, where anything was held against it."""
    if not any(each is not None for each in part.heard):
        return repeat(Text())
    return chain((_HEARD_MARKS[each].copy() for each in part.heard), repeat(_HEARD_MARKS[None]))


def _shown_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a part, as many as anybody scrolls through: each key draws them all anew."""
    kept: list[str] = []
    size = 0
    for line in lines[:_MOST_LINES]:
        size += len(line)
        if kept and size > _MOST_CHARACTERS:
            break
        kept.append(visible(line))
    left = len(lines) - len(kept)
    return [*kept, *([f"… {left} more lines, which `flashcards show` prints"] if left else [])] or ["…"]


def _footer(view: CardView, console: Console, width: int) -> list[Text]:
    lines = [line for said in view.guide for line in wrapped(Text(visible(said), ACCENT), console, width, indent=1)]
    if view.remark:
        lines += wrapped(Text(visible(view.remark), "italic"), console, width, indent=1)
    if view.clock and view.is_open:
        lines.append(Text(f"{view.clock} ".rjust(width), QUIET))
    for said in view.heard:
        lines += wrapped(Text(visible(said)), console, width, indent=1)[:_MOST_HEARD_ROWS]
    if view.grades:
        lines += [*_told(view, width), *_grades(view.grades, view.proposal, width)]
        lines += wrapped(Text(visible(view.outcome), QUIET), console, width, indent=1) if view.outcome else []
    return [*lines, key_line(view.keys, width)]


def _told(view: CardView, width: int) -> list[Text]:
    """How long it took, and what Enter does; on two lines where one is too short."""
    enter = f"Enter accepts {view.proposal}" if view.proposal is not None else ""
    told = visible(view.told)
    gap = width - cell_len(told) - cell_len(enter) - 2
    if gap < 1:
        return [Text(f" {told}", QUIET), Text(f" {enter}", STRONG)]
    return [Text.assemble(" ", (told, QUIET), " " * gap, (enter, STRONG))]


def _grades(grades: Sequence[GradeView], proposal: int | None, width: int) -> list[Text]:
    lines: list[Text] = []
    row: list[GradeView] = []
    used = 0
    for grade in grades:
        needed = _grade_width(grade) + (2 if width >= 70 else 1)
        if row and used + needed > width:
            lines += _grade_row(row, proposal, width)
            row, used = [], 0
        row.append(grade)
        used += needed
    return lines + _grade_row(row, proposal, width)


def _grade_width(grade: GradeView) -> int:
    return max(cell_len(grade.word) + 2, cell_len(grade.due) + 2)


def _grade_row(row: Sequence[GradeView], proposal: int | None, width: int) -> list[Text]:
    gap = "  " if width >= 70 else " "
    words, dues = Text(gap if width >= 70 else ""), Text(gap if width >= 70 else "")
    for grade in row:
        size = _grade_width(grade)
        proposed = " reverse" if grade.grade == proposal else ""
        words.append(str(grade.grade), f"bold {_GRADE_STYLES[grade.grade]}{proposed}")
        words.append(f" {grade.word}", proposed.strip())
        words.append(" " * (size - 2 - cell_len(grade.word)) + gap)
        dues.append(f"  {grade.due}".ljust(size) + gap, QUIET)
    return [words, dues] if any(grade.due for grade in row) else [words]


def short_page(
    title: str, rows: Sequence[tuple[str, str]], console: Console, width: int, height: int
) -> tuple[list[Text], int]:
    """A screen of lines, each with its head, and how many of them it holds: at least one."""
    wide = min(width, WIDEST)
    column = max(cell_len(head) for head, _ in rows) + 4
    blocks = []
    for head, what in rows:
        said = wrapped(Text(visible(what)), console, wide - column, indent=0)
        first = Text.assemble("  ", (visible(head).ljust(column - 2), ACCENT), said[0])
        blocks.append([cut_to(first, width), *indented(said[1:], column)])
    lines, shown = _fitting(blocks, height - 4)
    words = Text(" any key goes on" if shown < len(rows) else " any key goes back", QUIET)
    return [*_sheet(title, lines, wide, height), words], shown


def _fitting(blocks: Sequence[Sequence[Text]], room: int) -> tuple[list[Text], int]:
    """The lines of as many blocks as there is room for, and how many these are: at least one, cut where it must be."""
    lines = list(blocks[0])
    shown = 1
    while shown < len(blocks) and len(lines) + len(blocks[shown]) <= room:
        lines += blocks[shown]
        shown += 1
    return lines[:room], shown


def _sheet(title: str, lines: Sequence[Text], width: int, height: int) -> list[Text]:
    """A titled screen without its last line."""
    blank = [Text()] * (height - 4 - len(lines))
    return [Text(f" {title}", STRONG), rule(width, 0, "above"), *lines, *blank, rule(width, 0, "below")]


def summary_lines(view: SummaryView, console: Console, width: int) -> list[Text]:
    """The end of a session."""
    rows = [line for row in _summary_rows(view, console, min(width, WIDEST)) for line in row]
    return [*_summary_head(view, width), *rows, Text(), _closing(view)]


def closing_lines(view: SummaryView, console: Console, width: int, height: int) -> list[Text]:
    """The end of a session with its keys, as a screen: of rows that find no room the last are left out.

    What Enter goes on with stays, and stands last.
    """
    rows = _summary_rows(view, console, min(width, WIDEST))
    onward = rows.pop() if view.onward else []
    head, foot, keys = _summary_head(view, width), [Text(), _closing(view)], [Text(), key_line(view.keys, width)]
    room = height - len(head) - len(keys)
    if len(onward) + len(foot) > room:
        foot = []
    shown, _ = _fitting([[], *rows], room - len(onward) - len(foot))
    return [*head, *shown, *onward[:room], *foot, *keys]


def _summary_head(view: SummaryView, width: int) -> list[Text]:
    wide = min(width, WIDEST)
    gap = max(2, wide - cell_len(view.heading) - cell_len(view.counted) - 2)
    return [Text.assemble((f" {view.heading}", STRONG), " " * gap, view.counted), rule(wide, 0, "above")]


def _summary_rows(view: SummaryView, console: Console, wide: int) -> list[list[Text]]:
    """The lines of each row."""
    column = max((cell_len(label) for label, _ in view.rows), default=0) + 3
    rows = []
    for label, value in view.rows:
        said = wrapped(Text(visible(value)), console, wide - column - 1, indent=0)
        first = Text.assemble(" ", (label.ljust(column), STRONG), said[0])
        rows.append([first, *indented(said[1:], column + 1)])
    return rows


def _closing(view: SummaryView) -> Text:
    return Text(f" {view.closing}", "green")
