"""The real command on a pseudo-terminal, with pyte as the screen that a person would see."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import termios
import time
from functools import cache
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from pyte.charsets import LAT1_MAP
from pyte.modes import IRM
from pyte.screens import Char, wcwidth

from tests.examples import every
from tests.forks import nursery

# how wide the windows are in which a screen is looked at; 80 columns are those of every other test, too
WIDTHS = every(2, (60, 80, 200))
_PATIENCE_SECONDS = 15.0
_READ_SECONDS = 0.05
_SIGN = attrgetter("data")


class _Cells(dict[str, Char]):
    """Each sign in a style."""

    def __init__(self, style: Char) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, sign: str) -> Char:
        return self.setdefault(sign, self._style._replace(data=sign))


_cells_in = cache(_Cells)


class Screen(pyte.Screen):
    """pyte's, which draws plain text within a line at once: sign by sign takes longer than most sessions do."""

    def draw(self, data: str) -> None:
        """Draw a text where the cursor is."""
        end = self.cursor.x + len(data)
        is_as_sent = self.g0_charset is LAT1_MAP and not self.charset and IRM not in self.mode
        if end > self.columns or not is_as_sent or set(map(wcwidth, data)) != {1}:
            super().draw(data)
            return
        cells = map(_cells_in(self.cursor.attrs).__getitem__, data)
        self.buffer[self.cursor.y].update(zip(range(self.cursor.x, end), cells, strict=True))
        self.cursor.x = end
        self.dirty.add(self.cursor.y)

    def row(self, number: int) -> str:
        """What stands in a row."""
        cells = self.buffer[number]
        return "".join(map(_SIGN, map(cells.get, range(self.columns), repeat(cells.default)))).rstrip()


class Terminal:
    """A session that can be looked at and typed into. ``raw`` keeps every byte that was sent to the terminal.

    ``window`` is how wide the program is told that its window is, where that is not as wide as the screen.
    """

    def __init__(
        self,
        home: Path,
        *args: str,
        now: str,
        columns: int = 80,
        rows: int = 24,
        editor: str = "",
        no_color: bool = False,
        term: str = "xterm-256color",
        path: str = "/usr/bin:/bin",
        window: int = 0,
    ) -> None:
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self._lines: dict[int, str] = {}
        self.raw = b""
        environment = {"TERM": term, "PATH": path, "LANG": "C.UTF-8", "HOME": str(home.parent)}
        environment |= {"EDITOR": editor} if editor else {}
        environment |= {"NO_COLOR": "1"} if no_color else {}
        environment |= {"COLUMNS": str(window)} if window else {}
        self.fd, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self.settings_before = self.settings
        self._pid = self._started(slave, ["--home", str(home), "--now", now, *args], environment)
        os.close(slave)
        self._code: int | None = None

    def _started(self, terminal: int, args: list[str], environment: dict[str, str]) -> int:
        """Run the command there; return its process id."""
        return nursery().start([terminal], args, environment)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._code is None:
            self.kill(signal.SIGKILL)
            self._ended()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        changed, self.screen.dirty = self.screen.dirty, set()
        self._lines.update((row, self.screen.row(row)) for row in changed)
        return "\n".join(self._lines[row] for row in range(self.screen.lines))

    def _read(self) -> bool:
        """Take what comes within a moment; False at the end of the process."""
        if not select.select([self.fd], [], [], _READ_SECONDS)[0]:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

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
        """Wait for these texts, and until nothing more comes."""
        self.wait(*texts)
        self._calm()
        return self.text

    def type(self, keys: str | bytes) -> None:
        """Type keys, once nothing more comes: what is typed while an answer is drawn is dropped."""
        self._calm()
        left = keys.encode() if isinstance(keys, str) else keys
        while left:
            left = left[os.write(self.fd, left) :]

    def _calm(self) -> None:
        """Read until nothing more comes."""
        seen = -1
        while seen != len(self.raw):
            seen = len(self.raw)
            self._read()

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.screen.resize(rows, columns)
        termios.tcsetwinsize(self.fd, (rows, columns))

    @property
    def settings(self) -> list[object]:
        """How the terminal is set: modes, speeds and control characters, while it is open."""
        return termios.tcgetattr(self.fd)

    def kill(self, number: int) -> None:
        """Send the process a signal."""
        os.kill(self._pid, number)

    def end(self) -> int:
        """Wait for the end of the process; return its exit code as a shell shows it.

        Unless it was killed, the terminal is set as it was before.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while self._read():
            if time.monotonic() > until:
                raise AssertionError(f"it does not end; the screen shows:\n{self.text}")
        settings = self.settings
        code = self._ended()
        assert settings == self.settings_before or code == 128 + signal.SIGKILL
        return code

    def _ended(self) -> int:
        os.close(self.fd)
        code = nursery().wait(self._pid)
        self._code = code if code >= 0 else 128 - code
        return self._code


class Shell(Terminal):
    """A shell with job control, into which commands are typed."""

    def __init__(self) -> None:
        super().__init__(Path(), now="")

    def _started(self, terminal: int, args: list[str], environment: dict[str, str]) -> int:
        def own_terminal() -> None:
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)

        streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
        self._shell = subprocess.Popen(
            ["/bin/sh", "-i"], env=environment, start_new_session=True, preexec_fn=own_terminal, **streams
        )
        return self._shell.pid

    def _ended(self) -> int:
        os.close(self.fd)
        self._code = self._shell.wait()
        return self._code
