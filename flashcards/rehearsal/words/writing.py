"""A telling that is typed or dictated into a field, as values: what each key makes of it, and how it is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from flashcards.rehearsal.typed import Typed
from flashcards.schedule.wording import counted
from flashcards.terminal.views import NO_FIELD, CardView, FieldView

# the last two stay where room is short
_KEYS = (("↑↓←→", "move"), ("Ctrl-W", "delete a word"), ("Enter on an empty line", "done"), ("Esc", "discard"))
_HINT = "Type or dictate it as you would say it."
_GOES_ON = "Here is what you wrote before; go on, or Esc discards it."


class Ending(StrEnum):
    """How a field stands: it is typed in, holds a telling, is given up, there is none, or the terminal has gone."""

    NOT_YET = ""
    TOLD = "told"
    DISCARDED = "discarded"
    NO_FIELD = "no field"
    LEFT = "left"


_ENDS = {"esc": Ending.DISCARDED, "end": Ending.LEFT, NO_FIELD: Ending.NO_FIELD}


class Writing(NamedTuple):
    """What is typed so far."""

    typed: Typed
    ending: Ending = Ending.NOT_YET
    remark: str = ""

    @classmethod
    def of(cls, draft: str) -> Writing:
        """A field that holds what was written before."""
        return cls(Typed.of(draft, breaks=True), remark=_GOES_ON if draft else _HINT)

    @property
    def draft(self) -> str:
        """What stands in it, letter by letter."""
        return "".join(self.typed.letters)

    def after(self, key: str) -> Writing:
        """What a key makes of it: Enter on an empty line ends it, whatever blank lines were pasted."""
        if key in _ENDS:
            return self._replace(ending=_ENDS[key])
        if key == "enter" and self.typed.is_at_empty_line:
            return self._replace(ending=Ending.TOLD if self.typed.text else Ending.DISCARDED)
        if key == "tick":
            return self
        return self._replace(typed=self.typed.after(key), remark="")

    def view(self, card: CardView) -> FieldView:
        """The field below the question."""
        said = counted(len(self.typed.text.split()), "word")
        return FieldView(card, self.typed.halves, said, _KEYS, self.remark)
