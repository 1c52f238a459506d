"""A pass over draft outlines as a value: what was kept, dropped and reworded, and what each key makes of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from flashcards.content.cues import PartKey, Told, Unoutlined
from flashcards.rehearsal.typed import Typed
from flashcards.terminal.views import PASTE

KEYS = (
    ("Enter", "accept the part as it stands, and go on"),
    ("up, down", "choose a line"),
    ("space", "keep it as a cue, or drop it"),
    ("r", "reword it in place; Enter takes it, Esc does not"),
    ("right", "the next part; this one stays a draft"),
    ("left", "the part before"),
    ("u", "take back the last thing, as often as you like"),
    ("q", "end here, and write what was accepted"),
    ("?", "these keys"),
    ("Esc", "leave; the deck stays as it was"),
)
_LONGEST_CUE = 120


class Ending(StrEnum):
    """How a pass stands: it goes on, what was accepted is to be written, or all is to be left as it was."""

    NOT_YET = ""
    WRITE = "write"
    LEAVE = "leave"


class Line(NamedTuple):
    """A cue and the sentence that it comes from; either may be "". ``kept`` tells whether it is to be written."""

    cue: str
    sentence: str
    kept: bool

    @property
    def proposal(self) -> str:
        """The cue; where there is none, the sentence as one."""
        if self.cue:
            return self.cue
        sentence = " ".join(self.sentence.split()).removesuffix(".")
        return sentence if len(sentence) <= _LONGEST_CUE else sentence[: _LONGEST_CUE - 1].rstrip() + "…"

    def toggled(self) -> Line:
        """Kept if it was dropped, and dropped if it was kept."""
        return self._replace(cue=self.proposal, kept=not self.kept)

    def reworded(self, cue: str) -> Line:
        """Kept in other words; without any it is dropped."""
        return self._replace(cue=cue or self.cue, kept=bool(cue))


class Sheet(NamedTuple):
    """One part that is gone over. ``deck`` is the place of its deck, ``at`` that of the chosen line."""

    deck: int
    part: Unoutlined
    lines: tuple[Line, ...]
    at: int = 0
    accepted: bool = False

    @classmethod
    def of(cls, deck: int, part: Unoutlined, told: Sequence[Told]) -> Sheet:
        """The part with its draft, every cue of it kept, the first one chosen."""
        lines = tuple(line for each in told for line in _lines(each))
        return cls(deck, part, lines, next((place for place, line in enumerate(lines) if line.kept), 0))

    @property
    def story(self) -> tuple[int, str, str]:
        """What is equal for the parts of one story."""
        return self.deck, self.part.key.question, self.part.key.answer

    @property
    def cues(self) -> tuple[str, ...]:
        """What is kept."""
        return tuple(line.cue for line in self.lines if line.kept)

    @property
    def chosen(self) -> Line:
        """The line that keys are about."""
        return self.lines[self.at]

    def moved(self, steps: int) -> Sheet:
        """Another line is chosen."""
        return self._replace(at=min(len(self.lines) - 1, max(0, self.at + steps)))

    def changed(self, line: Line) -> Sheet:
        """The chosen line is another one."""
        return self._replace(lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))


def _lines(told: Told) -> Iterator[Line]:
    first, *others = told.cues or ("",)
    yield Line(first, told.sentence, bool(first))
    for cue in others:
        yield Line(cue, "", kept=True)


class Pass(NamedTuple):
    """Sheets, and which of them is shown: behind the last one stands the end. ``typed`` is a cue while it is reworded.

    ``before`` is what taking back leads to, None where nothing was done; ``scroll`` how far the end was scrolled.
    """

    sheets: tuple[Sheet, ...]
    turn: int = 0
    typed: Typed | None = None
    before: Pass | None = None
    remark: str = ""
    ending: Ending = Ending.NOT_YET
    scroll: int = 0

    @property
    def sheet(self) -> Sheet | None:
        """The part that is shown, None at the end."""
        return self.sheets[self.turn] if self.turn < len(self.sheets) else None

    def accepted(self, deck: int) -> dict[PartKey, tuple[str, ...]]:
        """The cues of each part of a deck that was accepted with any."""
        return {each.part.key: each.cues for each in self.sheets if each.deck == deck and each.accepted and each.cues}

    def after(self, key: str) -> Pass:
        """What a key makes of it."""
        plain = self._replace(remark="")
        if key == "end":
            return plain._replace(ending=Ending.LEAVE)
        if plain.typed is not None:
            return plain._reworded(plain.typed, key)
        match key:
            case "esc":
                return plain._replace(ending=Ending.LEAVE)
            case "q":
                return plain._replace(ending=Ending.WRITE)
            case "u":
                return (self.before or plain)._replace(remark="" if self.before else "There is nothing to take back.")
            case "left":
                return plain._replace(turn=max(0, self.turn - 1))
        return plain._at_the_end(key) if plain.sheet is None else plain._at_sheet(plain.sheet, key)

    def _at_the_end(self, key: str) -> Pass:
        match key:
            case "enter":
                return self._replace(ending=Ending.WRITE)
            case "up" | "down":
                return self._replace(scroll=max(0, self.scroll + (1 if key == "down" else -1)))
        return self._unused(key)

    def _at_sheet(self, sheet: Sheet, key: str) -> Pass:
        match key:
            case "enter":
                return self._done(sheet._replace(accepted=True), self.turn + 1)
            case "space":
                return self._done(sheet.changed(sheet.chosen.toggled()))
            case "r":
                return self._replace(typed=Typed.of(sheet.chosen.proposal))
            case "right":
                return self._replace(turn=self.turn + 1)
            case "up" | "down":
                return self._with(sheet.moved(1 if key == "down" else -1))
            case "home" | "last":
                return self._with(sheet.moved(len(sheet.lines) if key == "last" else -len(sheet.lines)))
        return self._unused(key)

    def _reworded(self, typed: Typed, key: str) -> Pass:
        sheet = self.sheets[self.turn]
        if key == "esc":
            return self._replace(typed=None)
        if key != "enter":
            return self._replace(typed=typed.after(key))
        line = sheet.chosen.reworded(typed.text)
        closed = self._replace(typed=None)
        return closed if line == sheet.chosen else closed._done(sheet.changed(line))

    def _unused(self, key: str) -> Pass:
        said = f"{key!r} does nothing here; ? lists the keys."
        return self if key.startswith(PASTE) else self._replace(remark=said)

    def _with(self, sheet: Sheet) -> Pass:
        """The sheet that is shown is another one."""
        return self._replace(sheets=(*self.sheets[: self.turn], sheet, *self.sheets[self.turn + 1 :]))

    def _done(self, sheet: Sheet, turn: int | None = None) -> Pass:
        """Something was done that can be taken back."""
        return self._with(sheet)._replace(turn=self.turn if turn is None else turn, before=self, scroll=0)
