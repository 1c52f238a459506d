"""Commands as processes that are forks of one in which everything is imported: most of a start is importing.

Each is a process of its own all the same, with its own terminal or pipes, environment, signals and exit code.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import termios
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import TextIO

from click.testing import CliRunner

import flashcards
from flashcards.cli import cli
from tests.database import newest_schema, schema_copied

_LONGEST_REQUEST = 1 << 20
_WAIT = "wait"
_NOON = "2026-11-23T12:00+00:00"
_ERRORS = 2
# a telling in words, and a grade
_TYPED = "told: In two hundred words.\n\n\n4\nq\n"


class Nursery:
    """The process that forks; one request at a time, answered by a number: the child's pid, or its wait status."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            run = [sys.executable, "-m", "tests.forks", str(theirs.fileno())]
            environment = {**os.environ, "LANG": "C.UTF-8"}
            root = Path(__file__).parent.parent
            self._process = subprocess.Popen(run, pass_fds=[theirs.fileno()], env=environment, cwd=root)
        atexit.register(self._close)

    def start(self, streams: Sequence[int], args: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run ``flashcards`` with these arguments; return the process id.

        ``streams`` are open files: one terminal, or standard input, output and error.
        """
        request = {"args": list(args), "environment": dict(environment)}
        socket.send_fds(self._socket, [json.dumps(request).encode()], streams)
        return int(self._socket.recv(_LONGEST_REQUEST))

    def wait(self, pid: int) -> int:
        """Wait for the end of a process; return its exit code as ``subprocess`` does, a signal as its negative."""
        self._socket.send(json.dumps({_WAIT: pid}).encode())
        return os.waitstatus_to_exitcode(int(self._socket.recv(_LONGEST_REQUEST)))

    def _close(self) -> None:
        self._socket.close()
        self._process.wait()


@cache
def nursery() -> Nursery:
    """The one of this run of the tests."""
    return Nursery()


class Fork:
    """One command on pipes, with those members of ``subprocess.Popen`` that tests use."""

    def __init__(self, args: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        (theirs_in, mine_in), (mine_out, theirs_out), (mine_err, theirs_err) = (os.pipe() for _ in range(3))
        theirs = (theirs_in, theirs_out, theirs_err)
        self.pid = nursery().start(theirs, args, os.environ if environment is None else environment)
        for number in theirs:
            os.close(number)
        self.stdin = os.fdopen(mine_in, "w", encoding="utf-8")
        self.stdout, self.stderr = (
            os.fdopen(number, encoding="utf-8", errors="replace") for number in (mine_out, mine_err)
        )
        self.returncode: int | None = None

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it was waited for."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, text: str = "") -> tuple[str, str]:
        """Type a text and the end of the input, wait; return standard output and error."""
        with ThreadPoolExecutor(2) as readers, self.stdout, self.stderr:
            out, err = readers.submit(self.stdout.read), readers.submit(self.stderr.read)
            with contextlib.suppress(BrokenPipeError), self.stdin:
                self.stdin.write(text)
            found = out.result(), err.result()
        self.returncode = nursery().wait(self.pid)
        return found


def _serve(requests: socket.socket) -> None:
    for name in ("rich.progress", *(found.name for found in walk_packages(flashcards.__path__, "flashcards."))):
        if not name.endswith("__main__"):
            import_module(name)
    _warm_up()
    newest_schema()
    gc.freeze()
    while True:
        data, streams, _, _ = socket.recv_fds(requests, _LONGEST_REQUEST, 3)
        if not data:
            return
        request = json.loads(data)
        if _WAIT in request:
            answer = os.waitpid(request[_WAIT], 0)[1]
        else:
            answer = os.fork()
            if not answer:
                requests.close()
                _run(streams, request["args"], request["environment"])
            for number in streams:
                os.close(number)
        requests.send(str(answer).encode())


def _warm_up() -> None:
    """Run what most do once, in a home of its own: what a first run works out and keeps is not worked out in each."""
    with TemporaryDirectory() as home:
        for args in (["--now", _NOON, "review"], ["doctor"], ["find", "a word"]):
            CliRunner().invoke(cli, ["--home", home, *args], input=_TYPED, catch_exceptions=False)


def _run(streams: Sequence[int], args: Sequence[str], environment: Mapping[str, str]) -> None:
    """Become a process as a shell starts it on a terminal or on pipes; never returns."""
    code = 1
    is_terminal = len(streams) == 1
    try:
        os.setsid()
        if is_terminal:
            fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
        for number in range(3):
            os.dup2(streams[number % len(streams)], number)
        for number in streams:
            os.close(number)
        sys.stdin, sys.stdout, sys.stderr = map(_stream, range(3), ("strict", "strict", "backslashreplace"))
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = ["flashcards", *args]
        # sessions on pipes are killed at any moment, which may be one of the migrations
        with schema_copied() if is_terminal else contextlib.nullcontext():
            import_module("flashcards.cli").main()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(code)


def _stream(number: int, errors: str) -> TextIO:
    """A standard stream, buffered as Python does it: by lines on a terminal, and for errors."""
    mode, buffering = "w" if number else "r", 1 if number == _ERRORS else -1
    return os.fdopen(number, mode, buffering, encoding="utf-8", errors=errors, closefd=False)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as inherited:
        _serve(inherited)
