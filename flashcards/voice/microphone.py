"""What a microphone hears, kept in memory alone; the only importer of sounddevice."""

from __future__ import annotations

import contextlib
import io
import wave
from types import ModuleType
from typing import Any

from flashcards.errors import AccessError
from flashcards.voice.recogniser import not_installed

RATE = 16_000
_BYTES_A_SAMPLE = 2
# nobody tells a story for longer
LONGEST_SECONDS = 900
_MOST_BYTES = LONGEST_SECONDS * RATE * _BYTES_A_SAMPLE


class Microphone:
    """One recording of the system's own microphone, mono, 16 bits, 16 kHz. Nothing of it is ever on a disk."""

    def __init__(self) -> None:
        self._heard = bytearray()
        self._stream: Any = None

    def begin(self) -> None:
        """Listen from now on. Raises AccessError without a microphone, or where it may not be used."""
        device = _sounddevice()
        try:
            self._stream = device.RawInputStream(samplerate=RATE, channels=1, dtype="int16", callback=self._take)
            self._stream.start()
        except (device.PortAudioError, OSError, ValueError) as error:
            self._stream = None
            why = " ".join(str(error).split())
            raise AccessError(f"no microphone can be used ({why}); w takes the telling in words") from error

    def _take(self, data: bytes, frames: int, time: object, status: object) -> None:
        if len(self._heard) < _MOST_BYTES:
            self._heard += bytes(data)

    @property
    def interruption(self) -> str:
        """Why it listens no longer, "" while it does: it was unplugged, or LONGEST_SECONDS are over."""
        if len(self._heard) >= _MOST_BYTES:
            return f"Nothing is recorded for longer than {LONGEST_SECONDS // 60} minutes"
        return "" if self._stream is not None and self._stream.active else "The microphone has gone"

    def end(self) -> bytes:
        """Listen no longer, and return what was heard as a WAV file; it is kept here no more."""
        stream, self._stream = self._stream, None
        if stream is not None:
            # where it has gone, what it heard before is here
            with contextlib.suppress(_sounddevice().PortAudioError, OSError):
                stream.close()
        heard, self._heard = bytes(self._heard), bytearray()
        return _wav(heard)


def _wav(samples: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(_BYTES_A_SAMPLE)
        written.setframerate(RATE)
        written.writeframes(samples)
    return file.getvalue()


def _sounddevice() -> ModuleType:
    try:
        import sounddevice
    except ModuleNotFoundError as error:
        raise not_installed() from error
    except OSError as error:
        raise AccessError("no microphone can be used: PortAudio is missing (Debian: libportaudio2)") from error
    module: ModuleType = sounddevice
    return module
