"""Where a key leads away from the card on the screen: its history, an editor, other cards, drafts, a field.

Few sessions come here, and what is there takes long to import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from flashcards.errors import AccessError, FlashcardsError
from flashcards.rehearsal.stopwatch import stopped
from flashcards.terminal.views import STOP

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.recorder import Recorder
    from flashcards.rehearsal.run import Run
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.rehearsal.telling import Telling
    from flashcards.rehearsal.words.spoken import Ear, OpenEar
    from flashcards.terminal.views import CardView, Face

Edit = Callable[["Library", str], str]
"""Lets the user edit a card; returns what was done, or raises a FlashcardsError."""


def looked(library: Library, face: Face, key: str, telling: Telling, watch: Stopwatch) -> None:
    """Do what a key asks for that changes nothing of a telling: its card's history, a pause, the shell."""
    if key == "i":
        from flashcards.rehearsal.history import history

        face.help("History", history(library.database.conn, telling.card.id))
    elif key == "p" and not telling.revealed:
        watch.pause()
    elif key == STOP:
        stopped(face, watch)


def edited(library: Library, face: Face, edit: Edit, card: str) -> str:
    """Open a card in the editor; return what was done, or why not, and what else there is to say."""
    try:
        with face.paused():
            said = edit(library, card)
    except FlashcardsError as error:
        said = str(error)
    remarks, library.remarks = library.remarks, []
    return " ".join([said, *remarks])


def found(library: Library, face: Face, recorder: Recorder, run: Run, edit: Edit) -> bool:
    """Let the user look for other cards; False where the terminal has gone."""
    from flashcards.rehearsal.find_pass import look_for

    return look_for(library, face, recorder, run, lambda card: edited(library, face, edit, card))


def no_ear() -> Ear:
    """What hears a telling where nobody gave anything that does. Raises AccessError."""
    raise AccessError("nothing here hears what is spoken")


class Stage(Protocol):
    """Where a telling is shown: its face, its screen, and what hears it where it is spoken."""

    face: Face
    open_ear: OpenEar

    def view(self, telling: Telling, watch: Stopwatch, remark: str) -> CardView:
        """The screen of a telling."""


def led_away(stage: Stage, library: Library, key: str, telling: Telling, watch: Stopwatch) -> tuple[Telling, str, bool]:
    """The telling once its drafts were gone over or it was told in words, a word on that, and whether it is the end."""
    if key == "O":
        from flashcards.rehearsal.outline_pass import went_over

        return *went_over(library, stage.face, telling), False
    from flashcards.rehearsal.words.told import told_in_words

    def view() -> CardView:
        return stage.view(telling, watch, "")

    return told_in_words(library, stage.face, telling, watch, key, view, stage.open_ear)
