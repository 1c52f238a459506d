"""A telling in words, from the key that asks for a field to what was heard of it; a draft is kept until the grade."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flashcards.errors import FlashcardsError
from flashcards.home.tellings import draft_of, drop_draft, keep, keep_draft
from flashcards.rehearsal.stopwatch import stopped
from flashcards.rehearsal.words.transcript import transcript_of
from flashcards.rehearsal.words.writing import Ending, Writing
from flashcards.terminal.views import STOP, TOLD

if TYPE_CHECKING:
    from flashcards.home.home import Home
    from flashcards.home.library import Library
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.rehearsal.telling import Telling
    from flashcards.terminal.views import CardView, Face

_NOTHING_TOLD = "There is no word in that; the prompt stays closed."
_DISCARDED = "What you wrote is discarded."
# between two keys that come so fast nobody waits for a disk
_KEYS_A_DRAFT = 20


class Written(NamedTuple):
    """What came of a field: the text, "" where there is none, and a word on that.

    ``seconds`` is how long it took, None where nobody knows; ``leaves`` is whether the terminal has gone.
    """

    text: str
    seconds: float | None = None
    remark: str = ""
    leaves: bool = False


def written(home: Home, face: Face, card: str, watch: Stopwatch, key: str, view: Callable[[], CardView]) -> Written:
    """Take the text that a line on a pipe holds, or let the user type it while the clock runs."""
    if key.startswith(TOLD):
        return _told(key.removeprefix(TOLD).strip(), None)
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
        return _told(state.typed.text, None if draft else watch.seconds - begun)
    if state.ending is Ending.DISCARDED:
        drop_draft(home, card)
    is_lost = state.ending is Ending.DISCARDED and state.typed.text
    return Written("", remark=_DISCARDED if is_lost else "", leaves=state.ending is Ending.LEFT)


def _told(text: str, seconds: float | None) -> Written:
    if not any(map(str.isalnum, text)):
        return Written("", remark=_NOTHING_TOLD)
    return Written(text, seconds)


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
            self.state = self.state._replace(remark=str(error))


def told_in_words(
    library: Library, face: Face, telling: Telling, watch: Stopwatch, key: str, view: Callable[[], CardView]
) -> tuple[Telling, str, bool]:
    """The telling as it is in the words that the user gives, a word to the user, and whether the terminal has gone."""
    found = written(library.home, face, telling.card.id, watch, key, view)
    if not found.text:
        return telling, found.remark, found.leaves
    watch.stop()
    transcript = transcript_of(library, telling.card, found.text, telling.asked, found.seconds)
    return telling.told_in(transcript), transcript.manner, False


def let_go(library: Library, telling: Telling, event: str) -> None:
    """Let go of the draft of what was graded; keep its text under the id of the event, where there is one.

    Where it cannot be kept the user is told, and the draft stays.
    """
    if telling.transcript is not None and event:
        try:
            keep(library.home, event, telling.transcript.text)
        except FlashcardsError as error:
            library.remarks.append(f"The grade is saved, the telling is not: {error}")
            return
    drop_draft(library.home, telling.card.id)
