"""A server of one's own: Anki's, started on this machine."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from flashcards.errors import AccessError, UsageError
from flashcards.files import make_folder
from flashcards.sync.account import ANKIWEB, OWN_SERVER, PORT

_EVERYWHERE = "0.0.0.0"  # noqa: S104  said, and not listened on


def serve(server: str, user: str, password: str, folder: Path) -> None:
    """Run Anki's server for one user until it is ended; what it holds lies in ``folder``.

    Raises AccessError where it does not start.
    """
    host, port = _listened_on(server)
    try:
        make_folder(folder, 0o700)
    except OSError as error:
        raise AccessError(f"cannot write in {folder}: {error.strerror}") from error
    said = {"SYNC_USER1": f"{user}:{password}", "SYNC_BASE": str(folder), "SYNC_HOST": host, "SYNC_PORT": str(port)}
    ended = subprocess.run([sys.executable, "-m", "anki.syncserver"], env={**os.environ, **said}, check=False)
    if ended.returncode > 0:
        raise AccessError(f"the server ended by itself; is something else listening on {host}:{port}?")


def refuse_unservable(server: str, user: str) -> None:
    """Raise UsageError for a name or an address that a server here cannot have."""
    if server == ANKIWEB:
        raise UsageError("--serve: AnkiWeb is not ours to serve; name an address of this machine")
    if urlsplit(server).scheme != "http":
        raise UsageError("--serve speaks plain HTTP alone; for https put a proxy in front of it")
    if ":" in user:
        raise UsageError("--user: a name on Anki's server holds no colon")
    host, _ = _listened_on(server)
    try:
        ip_address(host)
    except ValueError as error:
        raise UsageError(
            f"--serve listens on an address in numbers such as {OWN_SERVER}; {host!r} is a name"
        ) from error


def _listened_on(server: str) -> tuple[str, int]:
    """The host and the port of an address."""
    address = urlsplit(server)
    return address.hostname or "", address.port or PORT


def elsewhere(server: str, user: str) -> str:
    """The line that does the same on another machine; the password stands for itself."""
    _, port = _listened_on(server)
    return f"SYNC_USER1={shlex.quote(user)}:PASSWORD SYNC_HOST={_EVERYWHERE} SYNC_PORT={port} python -m anki.syncserver"
