"""A telling that is spoken: recorded while the clock runs, recognised beside the screen."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from flashcards.meanwhile import Meanwhile
from flashcards.voice.recogniser import Recogniser

_MOMENT_SECONDS = 0.1


class Recording(Protocol):
    """What hears until it is ended; see ``microphone.Microphone``."""

    def begin(self) -> None:
        """Listen from now on."""

    @property
    def interruption(self) -> str:
        """Why it listens no longer, "" while it does."""

    def end(self) -> bytes:
        """Listen no longer, and return what was heard."""


class Ear:
    """Hears one telling at a time. The recording is let go of once it is recognised, or given up."""

    def __init__(self, recording: Recording, recogniser: Recogniser) -> None:
        self._recording = recording
        self._recogniser = recogniser
        self._task: Meanwhile[str | None] | None = None

    def prepare(self) -> None:
        """Begin to have the recogniser ready; nothing is heard yet."""
        self._task = Meanwhile(self._recogniser.load)

    def is_ready(self) -> bool:
        """Whether it is; what is there already is within a moment. Raises AccessError."""
        return self._task is not None and self._task.is_done(_MOMENT_SECONDS)

    def begin(self) -> None:
        """Listen from now on. Raises AccessError where nothing can be heard here."""
        self._recording.begin()

    @property
    def interruption(self) -> str:
        """Why it listens no longer, "" while it does."""
        return self._recording.interruption

    def end(self, language: str) -> None:
        """Listen no longer, and begin to recognise what was said in a language (its code of ISO 639-1)."""
        self._task = Meanwhile(partial(self._recogniser.text_of, self._recording.end(), language))

    def words(self) -> str | None:
        """What was said; None while it is being recognised. Raises AccessError."""
        return self._task.found if self._task is not None and self._task.is_done() else None

    def give_up(self) -> None:
        """Let go of what was heard; what is still being recognised is waited for by nobody."""
        self._recording.end()
        self._task = None
