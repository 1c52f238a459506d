"""Commands as processes that are forks of one in which everything is imported: most of a start is importing.

Each is a process of its own all the same, with its own terminal, environment, signals and exit code.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TextIO

import flashcards

_LONGEST_REQUEST = 1 << 20
_WAIT = "wait"


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

    def start(self, terminal: int, args: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run ``flashcards`` with these arguments on a terminal, given by its file; return the process id."""
        request = {"args": list(args), "environment": dict(environment)}
        socket.send_fds(self._socket, [json.dumps(request).encode()], [terminal])
        return int(self._socket.recv(_LONGEST_REQUEST))

    def wait(self, pid: int) -> int:
        """Wait for the end of a process; return its exit code as a shell shows it."""
        self._socket.send(json.dumps({_WAIT: pid}).encode())
        status = int(self._socket.recv(_LONGEST_REQUEST))
        return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)

    def _close(self) -> None:
        self._socket.close()
        self._process.wait()


@cache
def nursery() -> Nursery:
    """The one of this run of the tests."""
    return Nursery()


def _serve(requests: socket.socket) -> None:
    for name in ("rich.progress", *(found.name for found in walk_packages(flashcards.__path__, "flashcards."))):
        if not name.endswith("__main__"):
            import_module(name)
    while True:
        data, files, _, _ = socket.recv_fds(requests, _LONGEST_REQUEST, 1)
        if not data:
            return
        request = json.loads(data)
        if _WAIT in request:
            answer = os.waitpid(request[_WAIT], 0)[1]
        else:
            answer = os.fork()
            if not answer:
                requests.close()
                _run(files[0], request["args"], request["environment"])
            os.close(files[0])
        requests.send(str(answer).encode())


def _run(terminal: int, args: Sequence[str], environment: Mapping[str, str]) -> None:
    """Become a process as a shell in that terminal starts it; never returns."""
    code = 1
    try:
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        for number in range(3):
            os.dup2(terminal, number)
        os.close(terminal)
        sys.stdin, sys.stdout, sys.stderr = map(_stream, range(3))
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = ["flashcards", *args]
        import_module("flashcards.cli").main()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 1
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(code)


def _stream(number: int) -> TextIO:
    return os.fdopen(number, "w" if number else "r", buffering=1, encoding="utf-8", closefd=False)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as inherited:
        _serve(inherited)
