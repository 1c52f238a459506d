"""A telling that is spoken into a microphone, until it is words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from flashcards.errors import FlashcardsError
from flashcards.rehearsal.stopwatch import stopped
from flashcards.rehearsal.words.written import Written
from flashcards.terminal.views import STOP, CardView, FieldView

if TYPE_CHECKING:
    from flashcards.rehearsal.stopwatch import Stopwatch
    from flashcards.terminal.views import Face

_LISTENING_KEYS = (("Enter", "told"), ("Esc", "discard"))
_RECOGNISING_KEYS = (("Esc", "discard"),)
_DISCARDED = "What you said is discarded."
_GIVEN_UP = frozenset({"esc", "end"})
_NOT_RECOGNISED = "No word was recognised; w takes the telling in words."
_NO_EAR = "Nothing is spoken on a pipe; a line `told: ...` says what you told."


class Ear(Protocol):
    """Hears what is said, and makes words of it: a microphone and a recogniser of this machine."""

    def begin(self) -> None:
        """Listen from now on. Raises AccessError where nothing can be heard or recognised here."""

    @property
    def is_listening(self) -> bool:
        """Whether it goes on; a microphone may be unplugged."""

    def end(self, language: str) -> None:
        """Listen no longer, and begin to recognise what was said in a language (its code of ISO 639-1)."""

    def words(self) -> str | None:
        """What was said; None while it is being recognised. Raises AccessError."""

    def give_up(self) -> None:
        """Let go of what was heard."""


OpenEar = Callable[[], Ear]
"""Gives what hears a telling that is spoken. Raises AccessError where there is nothing that could."""


def spoken(open_ear: OpenEar, face: Face, watch: Stopwatch, language: str, view: Callable[[], CardView]) -> Written:
    """Let the user speak while the clock runs, then wait for the words; where that cannot be, say why."""
    if not face.is_timed:
        return Written("", remark=_NO_EAR)
    try:
        ear = open_ear()
        try:
            ear.begin()
            return _listened(ear, face, watch, language, view)
        finally:
            ear.give_up()
    except FlashcardsError as error:
        watch.go_on()
        return Written("", remark=f"{str(error)[:1].upper()}{str(error)[1:]}.")


def _listened(ear: Ear, face: Face, watch: Stopwatch, language: str, view: Callable[[], CardView]) -> Written:
    if watch.is_paused:
        watch.pause()
    begun, key = watch.seconds, "tick"
    while key not in ("enter", *_GIVEN_UP) and ear.is_listening:
        key = _key(face, watch, view(), "Listening: tell it.", _LISTENING_KEYS)
    seconds = watch.seconds - begun
    remark = "" if ear.is_listening else "The microphone has gone; what you said before that is taken."
    watch.hold()
    if key not in _GIVEN_UP:
        ear.end(language)
    while key not in _GIVEN_UP:
        text = ear.words()
        if text is not None:
            return Written(text, seconds, remark if text else _NOT_RECOGNISED)
        key = _key(face, watch, view(), "What you said is being recognised.", _RECOGNISING_KEYS)
    watch.go_on()
    return Written("", remark=_DISCARDED, leaves=key == "end")


def _key(face: Face, watch: Stopwatch, card: CardView, said: str, keys: tuple[tuple[str, str], ...]) -> str:
    key = face.field(FieldView(card, ((), ()), said, keys))
    if key == STOP:
        stopped(face, watch)
    return key
