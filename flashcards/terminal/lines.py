"""What screens are drawn with: styles, wrapped lines, rules and the line of keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flashcards.terminal.sanitise import visible

WIDEST = 100
QUIET = "dim"
STRONG = "bold"
ACCENT = "bold cyan"
_KEY_GAP = 3
_LAST_KEYS = 2


def rule(width: int, hidden: int, where: str) -> Text:
    """A line across, which says how much is hidden beyond it."""
    if not hidden:
        return Text("─" * width, QUIET)
    arrow = "↑" if where == "above" else "↓"
    note = f" {arrow} {hidden} more {where} "
    return Text.assemble(("─" * max(0, width - len(note) - 2), QUIET), (note, STRONG), ("──", QUIET))


def indented(lines: Iterable[Text], columns: int) -> list[Text]:
    """The lines so many columns to the right."""
    return [Text.assemble(" " * columns, line) for line in lines]


def wrapped(text: Text, console: Console, width: int, indent: int, hang: int = 0) -> list[Text]:
    """A text in lines of a width; at least one. Those behind the first hang in by ``hang`` more columns."""
    lines = list(text.wrap(console, max(10, width - indent - hang - 1)))
    return [Text.assemble(" " * (indent + (hang if place else 0)), line) for place, line in enumerate(lines)] or [
        Text()
    ]


def key_line(keys: Sequence[tuple[str, str]], width: int) -> Text:
    """As many keys as fit, the most important first; the last two, help and quit, always stay."""
    kept = [(visible(key), what) for key, what in keys]
    while len(kept) > _LAST_KEYS and 1 + sum(_key_width(*each) for each in kept) > width + _KEY_GAP:
        del kept[-_LAST_KEYS - 1]
    line = Text(" ")
    for key, what in kept:
        line.append(key, STRONG)
        line.append(f" {what}{' ' * _KEY_GAP}", QUIET)
    line.rstrip()
    return line


def _key_width(key: str, what: str) -> int:
    return cell_len(key) + cell_len(what) + 1 + _KEY_GAP


def cut_to(line: Text, width: int) -> Text:
    """The line, cut with a sign where it is wider."""
    if cell_len(line.plain) > width:
        line = line.copy()
        line.truncate(width, overflow="ellipsis")
    return line


def typed_line(before: Sequence[str], behind: Sequence[str], width: int) -> Text:
    """A line that is typed, cut at its ends so that the cursor is in sight."""
    letters = [visible(letter) for letter in (*before, *behind, " ")]
    at = len(before)
    begin, used = at, cell_len(letters[at])
    while begin and used + cell_len(letters[begin - 1]) <= width - 2 - min(width // 4, len(behind)):
        begin -= 1
        used += cell_len(letters[begin])
    end = at + 1
    while end < len(letters) and used + cell_len(letters[end]) <= width - 2:
        used += cell_len(letters[end])
        end += 1
    line = Text("…" if begin else "", QUIET)
    line.append("".join(letters[begin:at]), STRONG)
    line.append(letters[at], "bold reverse")
    line.append("".join(letters[at + 1 : end]), STRONG)
    return line.append("…" if end < len(letters) else "", QUIET)
