"""A session whose questions are read aloud as they are shown."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self, cast

from flashcards.terminal.views import CardView, Face, FieldView
from flashcards.voice.speech import SPEAKERS, Voice, found_speaker


def aloud(face: Face) -> tuple[Face, str]:
    """The face with a voice; where the system has none the face alone, with a word on it."""
    speaker = found_speaker()
    if speaker is None:
        named = ", ".join(each.program for each in SPEAKERS)
        return face, f"Nothing here reads aloud: none of {named} is installed."
    return cast("Face", _SpeakingFace(face, Voice(speaker))), ""


class _SpeakingFace:
    """Does all that the face does; a question that was not on the screen before is read, until it is answered."""

    def __init__(self, face: Face, voice: Voice) -> None:
        self._face = face
        self._voice = voice
        self._asked: tuple[object, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._face, name)

    def __enter__(self) -> Self:
        self._face.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._voice.hush()
        self._face.__exit__(kind, error, trace)

    def field(self, view: FieldView) -> str:
        """As the face does, in silence: a microphone may listen."""
        self._voice.hush()
        return self._face.field(view)

    def show(self, view: CardView) -> None:
        """Draw the card, and read its question."""
        self._face.show(view)
        asked = (view.deck, view.position, view.prompt, view.is_drill)
        if view.revealed:
            self._voice.hush()
        elif asked != self._asked:
            self._voice.speak(view.prompt)
        self._asked = asked
