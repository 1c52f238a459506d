"""Keys from a terminal: every sequence is one key, and none is ever taken for Esc or for what it is made of."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from types import FrameType, TracebackType
from typing import Self

from flashcards.terminal.views import PASTE, STOP

_ESC = 0x1B
_PASTE_BEGIN = b"\x1b[200~"
_PASTE_END = b"\x1b[201~"
_ESC_WAIT_SECONDS = 0.05
_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_SIMPLE = {
    0x0D: "enter", 0x0A: "enter", 0x20: "space", 0x04: "end", 0x7F: "backspace", 0x08: "backspace", 0x09: "tab",
    0x01: "home", 0x05: "last", 0x0B: "rest", 0x15: "line", 0x17: "word",
}  # fmt: skip
_SEQUENCES = {
    b"\x1b[A": "up", b"\x1b[B": "down", b"\x1bOA": "up", b"\x1bOB": "down",
    b"\x1b[5~": "pageup", b"\x1b[6~": "pagedown",
    b"\x1b[H": "home", b"\x1bOH": "home", b"\x1b[1~": "home",
    b"\x1b[F": "last", b"\x1bOF": "last", b"\x1b[4~": "last",
    b"\x1b[C": "right", b"\x1b[D": "left", b"\x1bOC": "right", b"\x1bOD": "left", b"\x1b[3~": "delete",
}  # fmt: skip
UNKNOWN = ""
# what only a line that is typed has a use for
_EDITING = frozenset({"left", "right", "delete", "backspace", "rest", "line", "word"})
# a hundred thousand words
_LONGEST_PASTE_BYTES = 1_048_576


def is_editing(key: str) -> bool:
    """Whether a key is of use to a line that is typed, and to nothing else."""
    return key in _EDITING or key.startswith(PASTE)


class KeyDecoder:
    """Bytes in, keys out, wherever the bytes are split. A key that means nothing to us comes out as UNKNOWN.

    A text that was pasted is one key: PASTE and the text, as much of it as anybody pastes into a line.
    """

    def __init__(self) -> None:
        self._buffer = b""
        self._pasting = False
        self._pasted = bytearray()

    @property
    def waiting(self) -> bool:
        """Whether bytes are held that more bytes could complete."""
        return bool(self._buffer) and not self._pasting

    def feed(self, data: bytes) -> list[str]:
        """Take bytes, return the keys that are complete."""
        self._buffer += data
        keys = []
        while self._buffer:
            length, key = self._next()
            if not length:
                break
            self._buffer = self._buffer[length:]
            if key is not None:
                keys.append(key)
        return keys

    def give_up(self) -> list[str]:
        """No more bytes came: an Esc by itself is the Esc key, the rest of a sequence is nothing."""
        if self._pasting:
            return []
        held, self._buffer = self._buffer, b""
        return ["esc"] if held in (b"\x1b", b"\x1b\x1b") else [UNKNOWN] if held else []

    def clear(self) -> None:
        """Forget what is held."""
        self._buffer = b""

    def _next(self) -> tuple[int, str | None]:
        """The length and the key of what the buffer begins with; length 0 where it is not complete."""
        if self._pasting:
            return self._paste()
        if self._buffer[0] != _ESC:
            return self._character(self._buffer)
        if self._buffer.startswith(_PASTE_BEGIN):
            self._pasting = True
            return len(_PASTE_BEGIN), None
        length = _sequence_length(self._buffer)
        return length, _SEQUENCES.get(self._buffer[:length], UNKNOWN)

    def _paste(self) -> tuple[int, str | None]:
        end = self._buffer.find(_PASTE_END)
        # the end mark itself may have come in part
        length = end if end >= 0 else max(0, len(self._buffer) - len(_PASTE_END) + 1)
        self._pasted += self._buffer[: min(length, _LONGEST_PASTE_BYTES - len(self._pasted))]
        if end < 0:
            return length, None
        pasted, self._pasted, self._pasting = self._pasted, bytearray(), False
        return length + len(_PASTE_END), PASTE + pasted.decode("utf-8", "ignore")

    def _character(self, data: bytes) -> tuple[int, str | None]:
        first = data[0]
        if first in _SIMPLE:
            return 1, _SIMPLE[first]
        if first < 0x20:
            return 1, UNKNOWN
        length = _utf8_length(first)
        if any(byte & 0xC0 != 0x80 for byte in data[1:length]):
            return 1, UNKNOWN
        if len(data) < length:
            return 0, None
        try:
            return length, data[:length].decode("utf-8")
        except UnicodeDecodeError:
            return 1, UNKNOWN


def _utf8_length(first: int) -> int:
    return 4 if first >= 0xF0 else 3 if first >= 0xE0 else 2 if first >= 0xC0 else 1


def _sequence_length(data: bytes) -> int:
    """The length of the escape sequence at the start of ``data``; 0 where it is not complete."""
    if len(data) == 1:
        return 0
    kind = data[1:2]
    if kind == b"[":
        return _csi_length(data)
    if kind == b"O":
        return 3 if len(data) > 2 else 0
    if kind in b"]P_^X":
        ends = [end + size for mark, size in ((b"\x07", 1), (b"\x1b\\", 2)) if (end := data.find(mark, 2)) >= 0]
        return min(ends, default=0)
    if kind == b"\x1b":
        inner = _sequence_length(data[1:])
        return inner + 1 if inner else 0
    length = _utf8_length(data[1])
    return 1 + length if len(data) > length else 0


def _csi_length(data: bytes) -> int:
    if data[2:3] == b"M":
        return 6 if len(data) >= 6 else 0
    if data[2:3] == b"[":
        return 4 if len(data) >= 4 else 0
    for place in range(2, len(data)):
        if 0x40 <= data[place] <= 0x7E:
            return place + 1
        if not 0x20 <= data[place] <= 0x3F:
            return place
    return 0


class Keyboard:
    """Single keys from a terminal, which gets its own settings back whatever happens. A context manager."""

    def __init__(self, fd: int | None = None) -> None:
        self._fd = sys.stdin.fileno() if fd is None else fd
        self._decoder = KeyDecoder()
        self._keys: list[str] = []

    def __enter__(self) -> Self:
        # not every system has them, and a pipe needs none
        import termios
        import tty

        self._settings = termios.tcgetattr(self._fd)
        self._handlers = {
            number: signal.signal(number, _end)
            for number in _ENDING_SIGNALS
            if signal.getsignal(number) != signal.SIG_IGN
        }
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        os.set_blocking(self._wake, False)
        self._wakeup = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        self._handlers |= {number: signal.signal(number, _note) for number in (signal.SIGWINCH, signal.SIGTSTP)}
        tty.setcbreak(self._fd, termios.TCSADRAIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import termios

        # the terminal may have gone, and then there is nothing to give back
        with contextlib.suppress(termios.error, OSError):
            termios.tcsetattr(self._fd, termios.TCSAFLUSH, self._settings)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._wake)
        os.close(self._waker)

    def read(self, patience: float | None = None) -> str:
        """Wait for the next key; ``resize`` when the window changed, STOP on Ctrl-Z, ``end`` without a terminal.

        With ``patience`` in seconds, ``tick`` when no key came for so long.
        """
        while not self._keys:
            held = self._decoder.waiting
            timeout = _ESC_WAIT_SECONDS if held else patience
            ready, _, _ = select.select([self._fd, self._wake], [], [], timeout)
            if not ready and not held:
                return "tick"
            if not ready:
                self._keys += self._decoder.give_up()
            signals = os.read(self._wake, 1024) if self._wake in ready else b""
            if signal.SIGTSTP in signals:
                return STOP
            if signal.SIGWINCH in signals:
                return "resize"
            if self._fd in ready:
                self._keys += self._read_terminal()
        return self._keys.pop(0)

    def _read_terminal(self) -> list[str]:
        try:
            data = os.read(self._fd, 4096)
        except OSError:
            data = b""
        return self._decoder.feed(data) if data else ["end"]

    def drop_typed(self) -> None:
        """Drop what was typed and not read yet."""
        import termios

        self._keys.clear()
        self._decoder.clear()
        with contextlib.suppress(termios.error):
            termios.tcflush(self._fd, termios.TCIFLUSH)


def stop_process() -> None:
    """Stop as Ctrl-Z asks, until the shell goes on with it; where there is no shell, the system goes on at once."""
    os.kill(os.getpid(), signal.SIGTSTP)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _note(number: int, frame: FrameType | None) -> None:
    """The wake-up pipe carries the news; a handler has to stand here for the signal to be noticed."""
