"""HTML of many texts, most of it made by a second process, so that a large export keeps two processors busy.

What is made does not depend on where: a process that cannot be started, or that ends too soon, is done without.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import IO

from flashcards.anki.markup import as_html

# a process has started by the time that so many texts are made here, and is worth its start from twice as many on
_WHILE_IT_STARTS = 100
# on their way, so that neither process waits for the other
_AHEAD = 16
_PIPE_BYTES = 1 << 20
_SIZE_BYTES = 4
# what is no size, such as a line that something prints at the start of a process, is larger
_LARGEST = 1 << 27


def html_of(texts: Iterable[bytes]) -> Iterator[bytes]:
    """The HTML of each text, in order; see ``as_html``."""
    remaining = iter(texts)
    yield from map(as_html, itertools.islice(remaining, _WHILE_IT_STARTS))
    for text in remaining:
        with _Second() as second:
            yield from map(as_html, itertools.chain((text,), itertools.islice(remaining, _WHILE_IT_STARTS)))
            yield from second.html_of(remaining)


class _Second:
    """A process that makes HTML of the texts that it is given; this one does where there is none."""

    def __init__(self) -> None:
        self._process = _started() if (os.cpu_count() or 1) > 1 else None
        self._has_ended = False
        self._given = SimpleQueue[bytes | None]()
        self._giver = Thread(target=self._give)
        self._giver.start()

    def __enter__(self) -> _Second:
        return self

    def __exit__(self, *_: object) -> None:
        self._given.put(None)
        if self._process is not None:
            with self._process:
                self._process.kill()
                self._giver.join()

    def html_of(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        """The HTML of each text, in order."""
        waiting = deque[bytes]()
        for text in texts:
            self._given.put(text)
            waiting.append(text)
            if len(waiting) > _AHEAD:
                yield self._taken(waiting.popleft())
        for text in waiting:
            yield self._taken(text)

    def _taken(self, text: bytes) -> bytes:
        """The HTML of the text that it was given first of those not yet taken."""
        if not self._has_ended and self._process is not None and self._process.stdout is not None:
            html = _read(self._process.stdout)
            if html is not None:
                return html
            self._has_ended = True
        return as_html(text)

    def _give(self) -> None:
        """Write what is given in a thread of its own: what is to be taken would never be, were both sides writing."""
        if self._process is not None and self._process.stdin is not None:
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
    while (text := _read(sys.stdin.buffer)) is not None:
        _write(sys.stdout.buffer, as_html(text))


if __name__ == "__main__":
    _main()
