"""A telling that is spoken: recorded while the clock runs, recognised while the screen stays alive."""

from __future__ import annotations

from functools import partial
from threading import Thread
from typing import Protocol

from flashcards.errors import FlashcardsError
from flashcards.voice.recogniser import Recogniser


class Recording(Protocol):
    """What hears until it is ended; see ``microphone.Microphone``."""

    def begin(self) -> None:
        """Listen from now on."""

    @property
    def is_listening(self) -> bool:
        """Whether it goes on."""

    def end(self) -> bytes:
        """Listen no longer, and return what was heard."""


class Ear:
    """Hears one telling at a time. The recording is let go of once it is recognised, or given up."""

    def __init__(self, recording: Recording, recogniser: Recogniser) -> None:
        self._recording = recording
        self._recogniser = recogniser
        self._task: _Task | None = None

    def begin(self) -> None:
        """Listen from now on. Raises AccessError where nothing can be heard or recognised here."""
        self._recogniser.load()
        self._recording.begin()

    @property
    def is_listening(self) -> bool:
        """Whether it goes on."""
        return self._recording.is_listening

    def end(self, language: str) -> None:
        """Listen no longer, and begin to recognise what was said in a language (its code of ISO 639-1)."""
        self._task = _Task(self._recogniser, self._recording.end(), language)
        self._task.start()

    def words(self) -> str | None:
        """What was said; None while it is being recognised. Raises AccessError."""
        if self._task is None or self._task.is_alive():
            return None
        if self._task.failure:
            raise self._task.failure
        return self._task.text

    def give_up(self) -> None:
        """Let go of what was heard; what is still being recognised is waited for by nobody."""
        self._recording.end()
        self._task = None


class _Task(Thread):
    """Recognises one recording."""

    def __init__(self, recogniser: Recogniser, recording: bytes, language: str) -> None:
        super().__init__(daemon=True)
        self.text = ""
        self.failure: FlashcardsError | None = None
        self._recognise = partial(recogniser.text_of, recording, language)

    def run(self) -> None:
        """Have the words, or why there are none."""
        try:
            self.text = self._recognise()
        except FlashcardsError as error:
            self.failure = error
