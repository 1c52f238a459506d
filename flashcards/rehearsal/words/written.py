"""A telling that is typed or dictated into a field; what stands in it is on disk a moment later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flashcards.errors import FlashcardsError
from flashcards.home.tellings import draft_of, drop_draft, keep_draft
from flashcards.rehearsal.stopwatch import stopped
from flashcards.rehearsal.words.writing import Ending, Writing
from flashcards.terminal.views import STOP

if TYPE_CHECKING:
    from flashcards.home.home import Home
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.rehearsal.words.transcript import Transcript
    from flashcards.terminal.views import CardView, Face

_DISCARDED = "What you wrote is discarded."
# between two keys that come so fast nobody waits for a disk
_KEYS_A_DRAFT = 20


class Written(NamedTuple):
    """What came of a telling in words: the text, "" where there is none, and a word on that.

    ``seconds`` is how long it took, None where nobody knows; ``leaves`` is whether the terminal has gone;
    ``transcript`` is what was heard in it, once it was held against its story.
    """

    text: str
    seconds: float | None = None
    remark: str = ""
    leaves: bool = False
    transcript: Transcript | None = None


def sentence(error: FlashcardsError) -> str:
    """What went wrong, as a sentence among others."""
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}."


def written(home: Home, face: Face, card: str, watch: Stopwatch, view: Callable[[], CardView]) -> Written:
    """Let the user type while the clock runs; how long that took nobody knows of what was begun before."""
    draft = draft_of(home, card)
    if watch.is_paused:
        watch.pause()
    begun = watch.seconds
    field = _Field(home, card, draft)
    try:
        field.run(face, watch, view)
    finally:
        field.keep()
    state = field.state
    if state.ending is Ending.TOLD:
        return Written(state.typed.text, None if draft else watch.seconds - begun)
    if state.ending is Ending.DISCARDED:
        drop_draft(home, card)
    is_lost = state.ending is Ending.DISCARDED and state.typed.text
    return Written("", remark=_DISCARDED if is_lost else "", leaves=state.ending is Ending.LEFT)


class _Field:
    """A field that is typed in; what stands in it is on disk a moment later."""

    def __init__(self, home: Home, card: str, draft: str) -> None:
        self.state = Writing.of(draft)
        self._home, self._card = home, card
        self._kept = draft
        self._keys = 0

    def run(self, face: Face, watch: Stopwatch, view: Callable[[], CardView]) -> None:
        """Take keys until it ends."""
        while self.state.ending is Ending.NOT_YET:
            key = face.field(self.state.view(view()))
            if key == STOP:
                stopped(face, watch)
                continue
            self.state = self.state.after(key)
            self._keys += 1
            if key == "tick" or self._keys >= _KEYS_A_DRAFT:
                self.keep()

    def keep(self) -> None:
        """Have what was typed on disk; where that fails it is said, and typing goes on."""
        self._keys = 0
        if self.state.draft == self._kept:
            return
        try:
            keep_draft(self._home, self._card, self.state.draft)
            self._kept = self.state.draft
        except FlashcardsError as error:
            self.state = self.state._replace(remark=sentence(error))
