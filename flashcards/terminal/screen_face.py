"""A session on a terminal: whole screens out, single keys in."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.text import Text

from flashcards.terminal.drawing import Frame, closing_lines, frame, short_page, summary_lines
from flashcards.terminal.keys import Keyboard, is_editing, stop_process
from flashcards.terminal.outline_drawing import pass_lines
from flashcards.terminal.views import (
    END_KEYS,
    MOVE,
    OVER,
    STOP,
    CardView,
    FieldView,
    FindView,
    PassView,
    StoryView,
    SummaryView,
)
from flashcards.terminal.warm_up_drawing import WarmUp, warm_up_frame

_ENTER = "\x1b[?1049h\x1b[?2004h\x1b[?25l"
_LEAVE = "\r\x1b[K\x1b[?25h\x1b[?2004l\x1b[?1049l"
_HOME = "\x1b[H"
_CLEAR_LINE_END = "\x1b[K"
_CLEAR_BELOW = "\x1b[J"
_TICK_SECONDS = 1.0
_SCROLL_STEPS = {"up": -1, "down": 1}
_STORY_STEPS = {"space": 1, "enter": 1, "right": 1, "b": -1, "backspace": -1, "left": -1}


class ScreenFace:
    """Draws on the terminal's other screen, which leaves the scroll-back as it was."""

    is_timed = True

    def __init__(self) -> None:
        self._keyboard = Keyboard()
        self._view: CardView | None = None
        self._scroll = 0
        self._left: dict[tuple[int, str, str], tuple[int, bool] | None] = {}
        self._most = 0
        self._room = 1
        self._follows = False

    def __enter__(self) -> Self:
        self._keyboard.__enter__()
        self._write(_ENTER)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._write(_LEAVE)
        finally:
            self._keyboard.__exit__(kind, error, trace)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the other screen and give the keys back; both are taken again at the end."""
        self.__exit__(None, None, None)
        try:
            yield
        finally:
            self._view = None
            self.__enter__()

    def stop(self) -> None:
        """Give the whole terminal back, stop, and take it again."""
        self.__exit__(None, None, None)
        try:
            stop_process()
        finally:
            self.__enter__()
            self._draw()

    def show(self, view: CardView) -> None:
        """Draw the card; what was typed until its answer appears is dropped."""
        before, self._view = self._view, view
        appeared = view.revealed and not (before and before.revealed and _asked(before) == _asked(view))
        if before is None or _asked(before) != _asked(view):
            left = self._left.get(_asked(view)) if view.is_open else None
            self._scroll, self._follows = left or (0, view.focus is not None)
        elif _answer(before) != _answer(view):
            self._follows = view.focus is not None
            self._scroll = self._scroll if self._follows else 0
        self._draw(appeared)

    def _draw(self, appeared: bool = False) -> None:
        if self._view is not None:
            view = self._view
            self._paint(lambda console, width, height: self._frame(view, console, width, height), appeared)

    def _frame(self, view: CardView, console: Console, width: int, height: int) -> list[Text]:
        lines, self._scroll, self._most = frame(view, console, width, height, self._scroll, self._follows)
        self._left[_asked(view)] = (self._scroll, self._follows) if view.is_open else None
        self._room = max(1, height // 2)
        return lines

    def key(self, again: Callable[[], CardView]) -> str:
        """The next key that is a command; scrolling, resizing and the running clock are done here."""
        while True:
            key = self._keyboard.read(_TICK_SECONDS if self._view and self._view.clock else None)
            if key in ("tick", "resize"):
                self._view = view = again()
                self._draw()
                if view.is_over:
                    return OVER
            elif key and not is_editing(key) and not self._scrolled(key):
                return key

    def _scrolled(self, key: str) -> bool:
        steps = {"pageup": -self._room, "pagedown": self._room, "home": -self._scroll, "last": self._most}
        steps |= _SCROLL_STEPS
        if key == "space" and self._scroll < self._most:
            steps[key] = self._room
        if key not in steps:
            return False
        self._follows = False
        self._scroll = min(self._most, max(0, self._scroll + steps[key]))
        self._draw()
        return True

    def help(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show the lines, as many as fit on a screen at a time, until a key is pressed."""
        begin = 0
        while begin < len(rows):
            rest, shown = rows[begin:], 1

            def lines(console: Console, width: int, height: int, rest: Sequence[tuple[str, str]] = rest) -> list[Text]:
                nonlocal shown
                drawn, shown = short_page(title, rest, console, width, height)
                return drawn

            if self._stand(lines) in END_KEYS:
                break
            begin += shown
        self._draw()

    def warm_up(self, title: str, stories: Sequence[StoryView], then: str) -> bool:
        """Show the stories one at a time; what of one is below the screen comes before the next."""
        place = scroll = 0
        while place < len(stories):
            key, frame = self._warm_up(WarmUp(title, stories, place, then), scroll)
            if key in END_KEYS:
                return False
            if key in _SCROLL_STEPS or (key == "space" and frame.scroll < frame.most):
                scroll = max(0, frame.scroll + _SCROLL_STEPS.get(key, self._room))
            elif key in _STORY_STEPS:
                place, scroll = max(0, place + _STORY_STEPS[key]), 0
        return True

    def _warm_up(self, view: WarmUp, scroll: int) -> tuple[str, Frame]:
        drawn = Frame([], 0, 0)

        def lines(console: Console, width: int, height: int) -> list[Text]:
            nonlocal drawn
            drawn = warm_up_frame(view, console, width, height, scroll)
            self._room = max(1, height // 2)
            return drawn.lines

        return self._stand(lines, edits=True), drawn

    def closing(self, view: SummaryView, meanwhile: Callable[[], object]) -> str:
        """Show the end, do something while it stands, and return the key that was pressed."""
        lines = partial(closing_lines, view)
        self._view = None
        self._paint(lines)
        meanwhile()
        return self._stand(lines)

    def outline(self, view: PassView) -> str:
        """Draw a step of a pass over drafts, and wait for a key; resizing is done here."""
        self._view = None
        return self._stand(partial(pass_lines, view), edits=True)

    def find(self, view: FindView) -> str:
        """Draw what was found, and wait for a key; resizing is done here."""
        from flashcards.terminal.find_drawing import find_lines

        self._view = None
        return self._stand(partial(find_lines, view), edits=True)

    def field(self, view: FieldView) -> str:
        """Draw what is typed, and wait for a key; resizing is done here, and what a row further up or down is."""
        from flashcards.terminal.field_drawing import field_lines, steps

        self._view = None
        while True:
            self._paint(partial(field_lines, view))
            key = self._keyboard.read(_TICK_SECONDS)
            if key in _SCROLL_STEPS:
                return f"{MOVE}{steps(view, shutil.get_terminal_size().columns, _SCROLL_STEPS[key])}"
            if key not in ("resize", ""):
                return key

    def _stand(self, lines: Callable[[Console, int, int], list[Text]], edits: bool = False) -> str:
        self._paint(lines)
        while (key := self._keyboard.read()) in ("resize", "", STOP) or (is_editing(key) and not edits):
            if key == STOP:
                self.stop()
            self._paint(lines)
        return key

    def summary(self, view: SummaryView) -> None:
        """Print the end below what stood on the terminal before; a terminal that has gone gets nothing."""
        console, width, _ = _console()
        for line in summary_lines(view, console, width):
            console.print(line)
        with contextlib.suppress(OSError):
            self._write(_written(console))

    def _paint(self, lines: Callable[[Console, int, int], list[Text]], appeared: bool = False) -> None:
        """Put a whole screen out in one write, so that nothing flickers; keys count from the answer on."""
        console, width, height = _console()
        console.print(*lines(console, width, height), sep="\n", soft_wrap=True)
        drawn = _written(console).removesuffix("\n").replace("\n", f"{_CLEAR_LINE_END}\r\n")
        if appeared:
            self._keyboard.drop_typed()
        self._write(f"{_HOME}{drawn}{_CLEAR_LINE_END}{_CLEAR_BELOW}")

    def _write(self, text: str) -> None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()


def _console() -> tuple[Console, int, int]:
    width, height = shutil.get_terminal_size()
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        width=max(width, 20),
        height=height,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    return console, max(width, 20), max(height, 8)


def _asked(view: CardView) -> tuple[int, str, str]:
    return view.position, view.prompt, view.about


def _answer(view: CardView) -> list[tuple[tuple[str, ...], bool]]:
    return [(part.lines, part.missed) for part in view.parts]


def _written(console: Console) -> str:
    file = console.file
    return file.getvalue() if isinstance(file, io.StringIO) else ""
