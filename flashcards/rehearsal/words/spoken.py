"""A telling that is spoken into a microphone, until it is words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from flashcards.errors import FlashcardsError
from flashcards.rehearsal.stopwatch import stopped
from flashcards.rehearsal.words.written import Written, sentence
from flashcards.terminal.views import STOP, CardView, FieldView

if TYPE_CHECKING:
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.terminal.views import Face, Keys

_LISTENING_KEYS = (("Enter", "told"), ("Esc", "discard"))
_WAITING_KEYS = (("Esc", "discard"),)
_DISCARDED = "What you said is discarded."
GIVEN_UP = frozenset({"esc", "end"})
_NOT_RECOGNISED = "No word was recognised; w takes the telling in words."
_NO_EAR = "Nothing is spoken on a pipe; a line `told: ...` says what you told."


class Ear(Protocol):
    """Hears what is said, and makes words of it: a microphone and a recogniser of this machine."""

    def prepare(self) -> None:
        """Begin to have ready what recognises speech; nothing is heard yet."""

    def is_ready(self) -> bool:
        """Whether it is. Raises AccessError where nothing can be recognised here."""

    def begin(self) -> None:
        """Listen from now on. Raises AccessError where nothing can be heard here."""

    @property
    def interruption(self) -> str:
        """Why it listens no longer, "" while it does: a microphone may be unplugged, and a telling has its longest."""

    def end(self, language: str) -> None:
        """Listen no longer, and begin to recognise what was said in a language (its code of ISO 639-1)."""

    def words(self) -> str | None:
        """What was said; None while it is being recognised. Raises AccessError."""

    def give_up(self) -> None:
        """Let go of what was heard."""


OpenEar = Callable[[], Ear]
"""Gives what hears a telling that is spoken. Raises AccessError where there is nothing that could.

A session keeps what it gave: a model that was loaded once is not loaded again.
"""


class Listening(NamedTuple):
    """Where somebody speaks: the face, the clock of the telling, and the card that is told."""

    face: Face
    watch: Stopwatch
    view: Callable[[], CardView]

    def key(self, said: str, keys: Keys) -> str:
        """Show how it stands, and wait a second for a key."""
        key = self.face.field(FieldView(self.view(), ((), ()), said, tuple(keys)))
        if key == STOP:
            stopped(self.face, self.watch)
        return key


def spoken(open_ear: OpenEar, where: Listening, language: str) -> Written:
    """Let the user speak while the clock runs, then wait for the words; where that cannot be, say why.

    The clock stands afterwards.
    """
    if not where.face.is_timed:
        return Written("", remark=_NO_EAR)
    try:
        ear = open_ear()
        try:
            return _spoken(ear, where, language)
        finally:
            ear.give_up()
    except FlashcardsError as error:
        return Written("", remark=sentence(error))


def _spoken(ear: Ear, where: Listening, language: str) -> Written:
    where.watch.hold()
    key = _prepared(ear, where)
    if key in GIVEN_UP:
        return Written("", leaves=key == "end")
    begun = where.watch.seconds
    key = _listened(ear, where)
    seconds, why = where.watch.seconds - begun, ear.interruption
    where.watch.hold()
    if key not in GIVEN_UP:
        ear.end(language)
    while key not in GIVEN_UP:
        text = ear.words()
        if text is not None:
            cut = f"{why}; what you said before that is taken." if why else ""
            return Written(text, seconds, cut if text else _NOT_RECOGNISED)
        key = where.key("What you said is being recognised.", _WAITING_KEYS)
    return Written("", remark=_DISCARDED, leaves=key == "end")


def _prepared(ear: Ear, where: Listening) -> str:
    """Wait until it can be spoken; return the last key."""
    ear.prepare()
    key = "tick"
    while key not in GIVEN_UP and not ear.is_ready():
        key = where.key("Wait: the model for speech is being loaded.", _WAITING_KEYS)
    return key


def _listened(ear: Ear, where: Listening) -> str:
    """Listen while the clock runs, until it is told, given up, or nothing more is heard; return the last key."""
    ear.begin()
    if where.watch.is_paused:
        where.watch.pause()
    where.watch.go_on()
    key = "tick"
    while key not in ("enter", *GIVEN_UP) and not ear.interruption:
        key = where.key("Listening: tell it.", _LISTENING_KEYS)
    return key
