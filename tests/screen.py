"""The real command on a pseudo-terminal, with pyte as the screen that a person would see."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

_PATIENCE_SECONDS = 15.0
_READ_SECONDS = 0.05


class Terminal:
    """A session that can be looked at and typed into. ``raw`` keeps every byte that was sent to the terminal."""

    def __init__(
        self,
        home: Path,
        *args: str,
        now: str,
        columns: int = 80,
        rows: int = 24,
        editor: str = "",
        no_color: bool = False,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        environment = {"TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(home.parent)}
        environment |= {"EDITOR": editor} if editor else {}
        environment |= {"NO_COLOR": "1"} if no_color else {}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "flashcards", "--home", str(home), "--now", now, *args],
            dimensions=(rows, columns),
            env=environment,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _read(self) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=_READ_SECONDS)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    def wait(self, *texts: str) -> str:
        """Read until all these texts stand on the screen; return the screen."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not all(text in self.text for text in texts):
            if time.monotonic() > until or not self._read():
                raise AssertionError(f"{texts} did not come; the screen shows:\n{self.text}")
        return self.text

    def receive(self, data: bytes) -> None:
        """Read until these bytes were sent: pyte drops what follows an enclosing mark in the same piece."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while data not in self.raw:
            if time.monotonic() > until or not self._read():
                raise AssertionError(f"{data!r} did not come, but {self.raw!r}")

    def settle(self, *texts: str) -> str:
        """Wait for these texts, and until nothing more comes: what is typed then is not dropped with the old screen."""
        self.wait(*texts)
        seen = -1
        while seen != len(self.raw):
            seen = len(self.raw)
            self._read()
        return self.text

    def type(self, keys: str | bytes) -> None:
        """Type keys."""
        self.child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> int:
        """Wait for the end of the process; return its exit code as a shell shows it."""
        while self._read():
            pass
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else 128 + (self.child.signalstatus or 0)
