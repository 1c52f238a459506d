"""A warm-up as lines of styled text: one story a screen, its figures in bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flashcards.terminal.drawing import Frame
from flashcards.terminal.lines import ACCENT, QUIET, STRONG, WIDEST, cut_to, key_line, rule, wrapped
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import StoryView

_INDENT = 3
_ROWS_AROUND = 4


class WarmUp(NamedTuple):
    """Where a warm-up is: its stories, which of them is shown, and what comes behind the last."""

    title: str
    stories: Sequence[StoryView]
    place: int
    then: str

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What can be pressed."""
        is_last = self.place + 1 == len(self.stories)
        back = (("b", "back"),) if self.place else ()
        return (("space", self.then if is_last else "next"), *back, ("q", "quit"))


def warm_up_frame(view: WarmUp, console: Console, width: int, height: int, scroll: int) -> Frame:
    """The screen of one story, scrolled as far as is asked for and makes sense."""
    wide = min(width, WIDEST)
    body = _body(view.stories[view.place], console, wide)
    room = max(1, height - _ROWS_AROUND)
    most = max(0, len(body) - room)
    scroll = min(scroll, most)
    shown = body[scroll : scroll + room]
    lines = [_header(view, wide), rule(wide, scroll, "above"), *shown, *[Text()] * (room - len(shown))]
    lines += [rule(wide, most - scroll, "below"), key_line(view.keys, wide)]
    return Frame([cut_to(line, width) for line in lines[:height]], scroll, most)


def _header(view: WarmUp, width: int) -> Text:
    where = Text(f"{view.place + 1} of {len(view.stories)} ", QUIET)
    title = Text(f" {visible(view.title)}", STRONG)
    title.truncate(max(8, width - cell_len(where.plain) - 1), overflow="ellipsis")
    return Text.assemble(title, " " * max(1, width - cell_len(title.plain) - cell_len(where.plain)), where)


def _body(story: StoryView, console: Console, width: int) -> list[Text]:
    lines = [Text(), *wrapped(Text(visible(story.name), ACCENT), console, width, _INDENT)]
    lines += wrapped(Text(visible(story.question), QUIET), console, width, _INDENT)
    lines += [Text(), *wrapped(Text(visible(story.opening)), console, width, _INDENT), Text()]
    lines += wrapped(Text(visible(story.part), ACCENT), console, width, _INDENT)
    for cue in story.cues:
        text = Text.assemble(*((visible(piece), STRONG if is_figure else "") for piece, is_figure in cue))
        lines += wrapped(text, console, width, _INDENT, hang=2)
    return lines
