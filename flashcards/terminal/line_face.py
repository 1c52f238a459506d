"""A session without a terminal: one command a line in, plain text out."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from types import TracebackType
from typing import Self, TextIO

from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import CardView, SummaryView

_NAMED = {"": "enter", " ": "space"}


class LineFace:
    """Reads the same keys as a terminal would give, one a line; the end of the input ends the session."""

    def __init__(self, commands: TextIO, out: TextIO) -> None:
        self._commands = commands
        self._out = out
        self._shown: tuple[object, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.flush()

    def paused(self) -> contextlib.AbstractContextManager[None]:
        """Nothing has to be given back on a pipe; what is shown next is printed whole."""
        self._shown = ()
        return contextlib.nullcontext()

    def show(self, view: CardView) -> None:
        """Print what is new since the last view: the prompt, the answer, or only a remark."""
        lines = []
        question = (view.deck, view.position, view.prompt, view.is_drill)
        if self._shown[:4] != question:
            lines += ["", *_prompt(view)]
        if view.revealed and self._shown != (*question, view.parts):
            lines += _answer(view)
        self._shown = (*question, view.parts)
        if view.remark:
            lines.append(view.remark)
        self._print(lines)

    def key(self) -> str:
        """The next line as a key; ``end`` when there is none."""
        line = self._commands.readline()
        if not line:
            return "end"
        command = line.rstrip("\r\n")
        return _NAMED.get(command, command)

    def help(self, keys: Sequence[tuple[str, str]]) -> None:
        """Print every key."""
        self._print([f"  {key}: {what}" for key, what in keys])

    def closing(self, view: SummaryView) -> str:
        """A pipe is asked for no line at the end."""
        return ""

    def summary(self, view: SummaryView) -> None:
        """Print the end of the session."""
        rows = [f"{label}: {value}" for label, value in view.rows]
        self._print(["", f"{view.heading} {view.count}.", *rows, view.closing])

    def _print(self, lines: Sequence[str]) -> None:
        for line in lines:
            encoding = getattr(self._out, "encoding", None) or "utf-8"
            shown = visible(line, multiline=True).encode(encoding, "backslashreplace").decode(encoding)
            self._out.write(shown + "\n")
        self._out.flush()


def _prompt(view: CardView) -> list[str]:
    kind = "drill" if view.is_drill else f"{view.position} of {view.total}"
    waiting = f", {view.drills} to drill" if view.drills else ""
    about = [f"  {view.about}"] if view.about else []
    return [f"[{view.deck}, {kind}{waiting}]", view.prompt, *about, view.hint]


def _answer(view: CardView) -> list[str]:
    lines = []
    for part in view.parts:
        lines.append(f"{part.name}{' (draft)' if part.draft else ''}:")
        lines += [f"  {line}" for line in part.lines]
    lines += [f"{grade.grade} {grade.word}: {grade.due}" for grade in view.grades]
    return lines
