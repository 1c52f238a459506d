"""Speech to text without a network, by an open model that was fetched once; the only importer of faster_whisper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Protocol

from flashcards.errors import AccessError
from flashcards.extras import installing

_PACKAGES = ("sounddevice", "faster-whisper")


def not_installed() -> AccessError:
    """The error of a microphone or a recogniser that is missing."""
    needs = f"speaking needs {' and '.join(_PACKAGES)}: {installing(*_PACKAGES)}"
    return AccessError(f"{needs}; w takes the telling in words")


class Recogniser(Protocol):
    """What makes a text of a recording."""

    def load(self) -> None:
        """Have it ready. Raises AccessError where that cannot be."""

    def text_of(self, recording: bytes, language: str) -> str:
        """The words in a WAV file, spoken in a language (its code of ISO 639-1). Raises AccessError."""


class Whisper:
    """The open models of Whisper, by faster-whisper, on the processor alone.

    ``model`` is the name of one, which lies in ``folder``, or the path of a folder that holds one.
    """

    def __init__(self, model: str, folder: Path) -> None:
        self._model_name = model
        self._folder = folder
        self._model: Any = None

    def fetch(self) -> None:
        """Fetch the model from where its makers have it, over the network. Raises AccessError."""
        self._load(may_fetch=True)

    def load(self) -> None:
        """See ``Recogniser``."""
        if self._model is None:
            self._load(may_fetch=False)

    def text_of(self, recording: bytes, language: str) -> str:
        """See ``Recogniser``; pauses are no words, and one sentence does not lead to the next."""
        self.load()
        try:
            pieces, _ = self._model.transcribe(
                io.BytesIO(recording), language=language, vad_filter=True, condition_on_previous_text=False
            )
            return " ".join(piece.text.strip() for piece in pieces)
        # what the decoder and the model raise is not said anywhere
        except Exception as error:
            raise AccessError(f"the speech cannot be recognised ({error}); w takes the telling in words") from error

    def _load(self, may_fetch: bool) -> None:
        try:
            from faster_whisper import WhisperModel
        except ModuleNotFoundError as error:
            raise not_installed() from error
        except (ImportError, OSError) as error:
            why = " ".join(str(error).split())
            raise AccessError(f"faster-whisper cannot be used ({why}); w takes the telling in words") from error
        try:
            self._model = WhisperModel(
                self._model_name,
                device="cpu",
                compute_type="int8",
                download_root=str(self._folder),
                local_files_only=not may_fetch,
            )
        # what the loader and the network raise is not said anywhere
        except Exception as error:
            what = "could not be fetched" if may_fetch else "is not here"
            hint = (
                "" if may_fetch else "; `flashcards review --fetch-voice` fetches it once, w takes the telling in words"
            )
            raise AccessError(f"the model {self._model_name} for speech {what}{hint}") from error
