"""Whose collection is synchronised with which server: kept in home with the session's key, never with the password."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from flashcards.errors import AccessError, UsageError
from flashcards.files import drafted, make_folder, read_if_there, sync_file, sync_folder

PORT = 27701
OWN_SERVER = f"http://127.0.0.1:{PORT}/"
ANKIWEB = "ankiweb"
_ANKIWEB_HOST = "ankiweb.net"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Account(NamedTuple):
    """``server`` is an address, or ``ankiweb``; ``key`` is what the server gave for the password."""

    server: str
    user: str
    key: str

    @property
    def endpoint(self) -> str | None:
        """Where the server is; None for that of Anki itself."""
        return None if self.server == ANKIWEB else self.server


def server_named(text: str) -> str:
    """A server as it is kept. Raises UsageError for what is no address."""
    if text.lower() == ANKIWEB:
        return ANKIWEB
    try:
        address = urlsplit(text if "//" in text else f"//{text}")
        host, _ = address.hostname or "", address.port
    except ValueError:
        host, address = "", urlsplit("")
    if f".{host}".endswith(f".{_ANKIWEB_HOST}"):
        return ANKIWEB
    if address.scheme not in ("http", "https") or not address.hostname:
        raise UsageError(f"--server: {text!r} is no address such as {OWN_SERVER}")
    if address.username is not None:
        raise UsageError("--server takes no user and no password; --user names the one, and the other is asked for")
    return text.rstrip("/") + "/"


def is_open_to_others(server: str) -> bool:
    """Whether what goes to a server can be read on the way."""
    address = urlsplit(server)
    return address.scheme == "http" and address.hostname not in _LOOPBACK


def read(folder: Path) -> Account | None:
    """The account of a home's bridge; None where none is set up, or what stands there is none."""
    data = read_if_there(_file(folder))
    try:
        found = json.loads(data or b"null")
        fields = [found[name] for name in Account._fields]
    except (ValueError, TypeError, KeyError):
        return None
    return Account(*fields) if all(isinstance(each, str) for each in fields) else None


def write(folder: Path, account: Account) -> None:
    """Keep an account, for its user's eyes alone. Raises AccessError."""
    try:
        make_folder(folder, 0o700)
        with drafted(_file(folder)) as draft:
            draft.write_text(json.dumps(account._asdict()), encoding="utf-8")
            sync_file(draft)
            draft.replace(_file(folder))
        sync_folder(folder)
    except OSError as error:
        raise AccessError(f"cannot write {_file(folder)}: {error.strerror}") from error


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Another folder that takes the place of this one in the end; where it does not come to that, this one stands.

    This one is deleted last, so that one of the two is whole at any moment. Raises AccessError.
    """
    other, earlier = _beside(folder)
    _delete(other)
    _delete(earlier)
    try:
        yield other
        if folder.exists():
            _rename(folder, earlier)
        _rename(other, folder)
    except BaseException:
        recover(folder)
        _delete(other)
        raise
    sync_folder(folder.parent)
    _delete(earlier)


def recover(folder: Path) -> None:
    """Put back what stood here where a process was killed before the next one had its place. Raises AccessError."""
    _, earlier = _beside(folder)
    if earlier.exists() and not folder.exists():
        _rename(earlier, folder)


def forget(folder: Path) -> bool:
    """Delete the key and the collection; whether there was anything. Raises AccessError."""
    # the others are there where a process was killed
    were_there = [_delete(each) for each in (folder, *_beside(folder))]
    return any(were_there)


def _rename(folder: Path, to: Path) -> None:
    try:
        folder.rename(to)
    except OSError as error:
        raise AccessError(f"cannot rename {folder} to {to}: {error.strerror}") from error


def _delete(folder: Path) -> bool:
    if not folder.exists():
        return False
    try:
        # the key first: what is left without it is a cache
        with suppress(FileNotFoundError):
            _file(folder).unlink()
        shutil.rmtree(folder)
    except OSError as error:
        raise AccessError(f"cannot delete {folder}: {error.strerror}") from error
    return True


def _beside(folder: Path) -> tuple[Path, Path]:
    """Where the next one is made, and where this one stands until that has its place."""
    return folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")


def _file(folder: Path) -> Path:
    return folder / "account.json"
