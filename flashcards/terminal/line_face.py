"""A session without a terminal: one command a line in, plain text out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from itertools import repeat
from types import TracebackType
from typing import Self, TextIO

from flashcards.errors import AccessError
from flashcards.terminal.plain import fitted, is_terminal
from flashcards.terminal.sanitise import visible
from flashcards.terminal.views import (
    NO_FIELD,
    PASTE,
    TOLD,
    WRITE_KEY,
    CardView,
    FieldView,
    FindView,
    PartView,
    PassView,
    StoryView,
    SummaryView,
)

_HEARD_MARKS = {True: "+ ", False: "- ", None: ""}
# a theme's stories are named by their questions
_SENTENCE_ENDS = tuple(".?!…。？！")
_TOLD_LINE = (f"{TOLD} ...", "what you told")
_NAMED = {"": "enter", " ": "space"}


class LineFace:
    """Reads the same keys as a terminal would give, one a line; the end of the input ends the session."""

    def __init__(self, commands: TextIO, out: TextIO) -> None:
        self._commands = commands
        self._out = out
        self._is_terminal = is_terminal(commands)
        self._question: tuple[object, ...] = ()
        self._shown: dict[str, tuple[str, ...]] = {}
        self._ending: tuple[str, ...] = ()
        self._pass: PassView | None = None
        self._keys: list[str] = []
        self._is_over = False
        self._accepts = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.flush()

    @property
    def is_timed(self) -> bool:
        """Whether somebody sits here and tells; what comes through a pipe takes no time that says anything."""
        return self._is_terminal

    def paused(self) -> contextlib.AbstractContextManager[None]:
        """Refused with an AccessError on a pipe: there is no terminal that another program could be given."""
        if self._is_terminal:
            return contextlib.nullcontext()
        raise AccessError("no editor is started where keys come through a pipe; `flashcards edit` opens one")

    def stop(self) -> None:
        """The system stops a process without a screen by itself."""

    def show(self, view: CardView) -> None:
        """Print what is new since the last view: the prompt, a part, the grades, or only a remark."""
        lines = []
        question = (view.deck, view.position, view.prompt, view.is_drill)
        asked_again = bool(self._ending) and not view.revealed
        if self._question != question or asked_again:
            lines += ["", *_prompt(view), *([] if self._question else [_keys(view)])]
            self._question, self._shown, self._ending = question, {}, ()
        for part in view.parts:
            if part.lines and self._shown.get(part.letter) != part.lines:
                lines += _part(part)
                self._shown[part.letter] = part.lines
        if not self._ending:
            lines += [*view.heard, *view.guide]
        self._accepts = _accepts(view)
        ending = tuple(_ending(view))
        if ending != self._ending:
            lines += ending
            self._ending = ending
        if view.remark:
            lines.append(view.remark)
        self._print(lines)

    def key(self, again: Callable[[], CardView]) -> str:
        """The next line as a key; ``end`` when there is none. No clock is shown on a pipe."""
        while (key := self._read()) == "space" and self._accepts:
            self._print([self._accepts])
        return key

    def _read(self) -> str:
        line = self._commands.readline()
        if not line:
            return "end"
        command = line.rstrip("\r\n")
        return _NAMED.get(command, command)

    def outline(self, view: PassView) -> str:
        """Print what is new in a pass, and read a line: one that chooses and rewords comes as the keys that do so.

        The end of the input writes what was accepted; where that fails, a second one leaves.
        """
        from flashcards.terminal.line_pass import pass_keys, pass_lines

        if not self._keys:
            self._print(pass_lines(view, self._pass))
            self._pass = view
        while not self._keys:
            line = self._read()
            if line == "end" and not self._is_over:
                self._is_over, line = True, "q"
            self._keys, word = pass_keys(line, len(view.cues))
            self._print([word] if word else [])
        return self._keys.pop(0)

    def find(self, view: FindView) -> str:
        """Print what was found, and read a line: words to look for, or a key; a number chooses."""
        if self._keys:
            return self._keys.pop(0)
        self._print(_found(view))
        line = self._read()
        if view.typed is not None:
            self._keys = {"enter": ["esc"], "space": ["esc"], "end": ["end"]}.get(line, [f"{PASTE}{line}", "enter"])
        elif line.isdecimal() and view.chosen is not None:
            self._keys = ["home", *["down"] * (min(int(line), len(view.hits)) - 1)]
        return self._keys.pop(0) if self._keys else line

    def field(self, view: FieldView) -> str:
        """Say that one line holds what was told; nobody types in a field here."""
        self._print([f"What you told comes on one line that begins with {TOLD}"])
        return NO_FIELD

    def help(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Print the lines."""
        self._print([f"{title}:", *(f"  {key}: {what}" for key, what in rows)])

    def warm_up(self, title: str, stories: Sequence[StoryView], then: str) -> bool:
        """Print the stories; a pipe is asked for no line here."""
        self._print([f"{title}.", *(line for story in stories for line in _story(story))])
        return True

    def closing(self, view: SummaryView, meanwhile: Callable[[], object]) -> str:
        """A pipe is asked for a line at the end only where there is something to go on with."""
        onward = view.onward
        if onward is None:
            return ""
        self._print(["", f"Next: {onward.said}.", f"A line that says {onward.word} goes on with it; any other ends."])
        self._question = ()
        return "enter" if self._read().strip() == onward.word else ""

    def summary(self, view: SummaryView) -> None:
        """Print the end of the session."""
        rows = [f"{label}: {value}" if label else f"  {value}" for label, value in view.rows]
        counted = f" {view.counted}." if view.counted else ""
        self._print(["", view.heading + counted, *rows, view.closing])

    def _print(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._out.write(fitted(self._out, visible(line)) + "\n")
        self._out.flush()


def _prompt(view: CardView) -> list[str]:
    about = [f"  {line}" for line in view.about.splitlines()]
    last = [view.last] if view.last else []
    hint = [] if view.revealed else [view.hint]
    return [f"[{view.deck}, {view.where}]", view.prompt, *about, *hint, *last]


def _found(view: FindView) -> list[str]:
    """The hits with their numbers, and what can be typed."""
    from flashcards.terminal.hits import hit_lines

    if view.typed is not None:
        said = f"{view.label}: words on a line; an empty one goes back."
        return [view.remark, said] if view.remark else [said]
    lines = []
    for number, hit in enumerate(view.hits, start=1):
        first, *rest = hit_lines(hit)
        mark = ">" if number - 1 == view.chosen else " "
        lines += [f"{mark} {number}  {first}", *(f"  {line}" for line in rest)]
    keys = ", ".join(f"{key} {what}" for key, what in view.keys)
    said = "; ".join(each for each in (view.said, "a number chooses" if view.chosen is not None else "") if each)
    can = f"{said}, {keys}." if said else f"{keys}."
    return [*lines, *([view.remark] if view.remark else []), can]


def _keys(view: CardView) -> str:
    keys = (_TOLD_LINE if each == WRITE_KEY else each for each in view.keys)
    return f"Keys, one a line: {', '.join(f'{key} {what}' for key, what in keys)}."


def _part(part: PartView) -> list[str]:
    mark = " (draft)" if part.draft else " (before it)" if part.is_cue else ""
    heard = part.heard or repeat(None)
    lines = (f"  {_HEARD_MARKS[is_heard]}{line}" for line, is_heard in zip(part.lines, heard, strict=False))
    number = f"{part.letter} " if part.letter.isdigit() and part.name else ""
    named = f"{number}{part.name or part.letter}{mark}"
    return [named if named.endswith(_SENTENCE_ENDS) else f"{named}:", *lines]


def _accepts(view: CardView) -> str:
    """What grades as proposed; "" while not all is shown."""
    return f"An empty line accepts {view.proposal}." if view.proposal is not None else ""


def _ending(view: CardView) -> list[str]:
    """What stands below an answer that is shown whole."""
    if not view.revealed:
        return []
    missed = ", ".join(part.name for part in view.parts if part.missed)
    grades = [f"{each.grade} {each.word}{f': {each.due}' if each.due else ''}" for each in view.grades]
    told = " ".join(piece for piece in (view.told, f"Missed: {missed}." if missed else "", _accepts(view)) if piece)
    return [*grades, *([view.outcome] if view.outcome else []), told]


def _story(story: StoryView) -> list[str]:
    cues = ("".join(text for text, _ in cue) for cue in story.cues)
    head = ["", f"{story.name}: {story.question}", f"  {story.opening}", f"  {story.part}:"]
    return head + [f"  - {cue}" for cue in cues]
