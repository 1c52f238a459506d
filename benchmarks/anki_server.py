"""Anki's own server on a free port of this machine, for what is measured and for what is tested."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

USER, PASSWORD = "ada", "S3cret-of-ada"
_PATIENCE_SECONDS = 30


class Server:
    """One that knows one user, in a process of its own; it can be killed, and started again with what it has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        said = {
            "SYNC_USER1": f"{USER}:{PASSWORD}", "SYNC_BASE": str(self._folder),
            "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(self.port), "RUST_LOG": "off",
        }  # fmt: skip
        run = [sys.executable, "-m", "anki.syncserver"]
        self.process = subprocess.Popen(run, env={**os.environ, **said}, stdout=subprocess.DEVNULL)
        self.wait()

    def wait(self) -> None:
        """Wait until something answers there."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < until
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}health", timeout=1):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()

    def cpu(self) -> float:
        """What its process has used so far, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
