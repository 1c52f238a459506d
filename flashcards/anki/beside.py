"""Notes made of their texts, most of them by a second process, so that a large export keeps two processors busy.

What is made does not depend on where: a process that cannot be started, that ends too soon or takes too long is done
without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Event, Thread, Timer
from typing import IO

from flashcards.anki.markup import as_html

NOTES_APART, HEAD_END = b"\x1e", b"\x1f\x1f"
"""What stands between the texts of notes, and behind the head of each, in which nothing is to become HTML."""
DIGITS = 24
MANY = 6_000
"""So many notes are worth the start of a process."""
# on their way, so that neither process waits for the other
_AHEAD = 16
_PIPE_BYTES = 1 << 20
_SIZE_BYTES = 4
# what is no size, such as a line that something prints at the start of a process, is larger
_LARGEST = 1 << 27
_STARTED = b"started"
_KEPT_BYTES = 1 << 23
# what is slower than any machine hangs
_MOST_SECONDS = 120


def notes_of(texts: Iterable[bytes]) -> Iterator[bytes]:
    """What is ``made`` of each of many texts, in order."""
    with _Second() as second:
        yield from second.notes_of(texts)


def made(texts: bytes) -> bytes:
    """The digests of notes, in so many DIGITS, and behind them the notes as HTML, each behind its head."""
    shows = as_html(texts)
    return b"".join([*[digest(each).encode() for each in shows.split(NOTES_APART)], NOTES_APART, shows])


def digest(note: bytes) -> str:
    """By what a change of a note is noticed."""
    return hashlib.blake2b(note, digest_size=DIGITS // 2).hexdigest()


class _Second:
    """A process that makes notes of the texts that it is given; this one does until it has started, and without it."""

    def __init__(self) -> None:
        self._process = _started() if (os.cpu_count() or 1) > 1 else None
        self._answers = Event()
        self._given = SimpleQueue[bytes | None]()
        self._giver = Thread(target=self._give)
        self._patience = Timer(_MOST_SECONDS, self._end)
        self._patience.daemon = True
        self._giver.start()

    def __enter__(self) -> _Second:
        return self

    def __exit__(self, *_: object) -> None:
        self._patience.cancel()
        self._given.put(None)
        if self._process is not None:
            with self._process:
                self._end()
                self._giver.join()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()

    def notes_of(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        """What is ``made`` of each text, in order."""
        waiting = deque[bytes]()
        for text in texts:
            waiting.append(text)
            if self._answers.is_set():
                self._given.put(text)
                if len(waiting) > _AHEAD:
                    yield self._taken(waiting.popleft())
            else:
                yield from map(made, waiting)
                waiting.clear()
        for text in waiting:
            yield self._taken(text)

    def _taken(self, text: bytes) -> bytes:
        """What is made of the text that it was given first of those not yet taken."""
        if self._answers.is_set() and self._process is not None and self._process.stdout is not None:
            notes = _read(self._process.stdout)
            if notes is not None:
                return notes
            self._answers.clear()
        return made(text)

    def _give(self) -> None:
        """Write what is given in a thread of its own: what is to be taken would never be, were both sides writing."""
        if self._process is None or self._process.stdout is None or self._process.stdin is None:
            return
        if _read(self._process.stdout) == _STARTED:
            self._answers.set()
            self._patience.start()
        # it has ended
        with contextlib.suppress(OSError), self._process.stdin as file:
            for text in iter(self._given.get, None):
                _write(file, text)


def _started() -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # each holds all that is on its way, or the two would wait for each other
            pipesize=_PIPE_BYTES,
            # it imports what this process would, and nothing that lies in the folder where the user is
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except OSError:
        return None


def _write(file: IO[bytes], text: bytes) -> None:
    file.write(len(text).to_bytes(_SIZE_BYTES) + text)
    file.flush()


def _read(file: IO[bytes]) -> bytes | None:
    """What ``_write`` wrote; None where the other process has ended."""
    head = file.read(_SIZE_BYTES)
    size = int.from_bytes(head)
    text = file.read(size) if len(head) == _SIZE_BYTES and size <= _LARGEST else b""
    return text if len(head) == _SIZE_BYTES and len(text) == size else None


def _main() -> None:
    # the keys are the other's to hear
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # glibc keeps memory that is given back up to twice the largest piece that ever was, which is asked for here in vain
    bytes(_KEPT_BYTES)
    _write(sys.stdout.buffer, _STARTED)
    while (text := _read(sys.stdin.buffer)) is not None:
        _write(sys.stdout.buffer, made(text))


if __name__ == "__main__":
    _main()
