"""Anki's sync engine: a collection in home that goes to a server and back, opened, closed, and made anew at will."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from enum import Enum, auto
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from flashcards.errors import AccessError, BusyError, ContentError, FlashcardsError
from flashcards.extras import installing
from flashcards.files import make_folder
from flashcards.sync.account import ANKIWEB, Account

# it takes longer to import than most commands take to run
if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.dbproxy import DBProxy

NEVER_SENT = -1
"""The sequence number of what no server has seen."""
_LAST_USN = 2**31 - 1
_COUNT = """
    select (select count(*) from notes where usn between ?1 and ?2)
         + (select count(*) from cards where usn between ?1 and ?2)
         + (select count(*) from revlog where usn between ?1 and ?2)
"""
_NAME = "collection.anki2"
_LOCKED = "Anki already open"


class Outcome(Enum):
    """What an exchange with a server came to."""

    JOINED = auto()
    MIXED = auto()
    UPLOADED = auto()
    DOWNLOADED = auto()


class Stamp(NamedTuple):
    """How a collection stands: when it changed, when its schema did, and up to which sequence number it was joined."""

    mod: int
    schema: int
    usn: int


def require_installed() -> None:
    """Raise AccessError where the package ``anki`` is not installed; whether it can be used is not tried."""
    if find_spec("anki") is None:
        raise AccessError(_missing())


def require() -> None:
    """Raise AccessError where the package ``anki`` is not installed, or cannot be used."""
    try:
        import anki.collection  # noqa: F401
    except ImportError as error:
        raise AccessError(_missing()) from error


def _missing() -> str:
    return f"sync needs Anki's own package: {installing('anki')}"


class Bridge:
    """A collection that stands between this home and a server: all of it is there, or follows from the log."""

    def __init__(self, folder: Path, account: Account) -> None:
        self._account = account
        self.path = folder / _NAME
        self.is_changed = False
        try:
            make_folder(folder, 0o700)
        except OSError as error:
            raise AccessError(f"cannot write in {folder}: {error.strerror}") from error
        self.collection = _opened(self.path)
        self.path.chmod(0o600)

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return self.path.stat().st_size

    def close(self) -> None:
        """Let go of it."""
        # what is not written to it follows from the log again
        with suppress(Exception):
            self.collection.close()

    def rows(self, query: str, *values: str | float | None) -> list[list[Any]]:
        """What a query finds."""
        with self.used():
            return [list(row) for row in self._db().all(query, *values)]

    def _db(self) -> DBProxy:
        if self.collection.db is None:
            raise AccessError(f"{self.path} is not open")
        return self.collection.db

    @contextmanager
    def changed(self) -> Iterator[Collection]:
        """The collection, to be changed, so that it has to be brought to the server again. Raises AccessError."""
        self.is_changed = True
        with self.used():
            yield self.collection

    def take(self, package: Path) -> None:
        """Import a package of ours: what it holds is written; schedules and the options of decks are left alone."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
        from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Update

        options = ImportAnkiPackageOptions(
            merge_notetypes=False,
            update_notes=Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS,
            update_notetypes=Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
            with_scheduling=False,
            with_deck_configs=False,
        )
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        with self.changed() as collection:
            collection.import_anki_package(request)

    def used(self) -> AbstractContextManager[None]:
        """Turn what Anki raises about the collection into what it means."""
        return _used(self.path)

    def exchange(self) -> Outcome:
        """Bring it and the server together. Only a server that has no card at all is ever given the whole of it.

        Raises ContentError where the server refuses the key, AccessError where it cannot be reached or the clocks
        differ.
        """
        from anki.sync_pb2 import SyncCollectionResponse as Answer

        with _translated(self._account.server, self.collection):
            auth = _auth(self._account)
            answer = self.collection.sync_collection(auth, sync_media=False)
            self.is_changed = False
            if answer.new_endpoint:
                auth.endpoint = answer.new_endpoint
            if answer.required in (Answer.NO_CHANGES, Answer.NORMAL_SYNC):
                return Outcome.JOINED
            is_upload = answer.required == Answer.FULL_UPLOAD
            self._replace(auth, is_upload)
            return Outcome.UPLOADED if is_upload else Outcome.DOWNLOADED

    def send(self) -> Outcome:
        """Bring what was written here to the server; MIXED where something else came back with that."""
        usn = self.stamp.usn
        unsent = self._count(NEVER_SENT, NEVER_SENT)
        outcome = self.exchange()
        came = outcome is Outcome.JOINED and self._count(usn, _LAST_USN) > unsent
        return Outcome.MIXED if came else outcome

    def _count(self, first: int, last: int) -> int:
        """How many rows bear these sequence numbers."""
        ((count,),) = self.rows(_COUNT, first, last)
        return int(count)

    @property
    def stamp(self) -> Stamp:
        """How it stands."""
        return Stamp(*self.rows("select mod, scm, usn from col")[0])

    def _replace(self, auth: Any, upload: bool) -> None:
        self.collection.close_for_full_sync()
        try:
            self.collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
        finally:
            self.collection.reopen(after_full_sync=True)
            self.path.chmod(0o600)


def login(server: str, user: str, password: str) -> Account:
    """The account of a user, with the key that the server gives for the password.

    Raises ContentError where it refuses that, AccessError where it cannot be reached.
    """
    from tempfile import TemporaryDirectory

    from anki.collection import Collection

    account = Account(server, user, "")
    # only a collection can ask, and any will do
    with TemporaryDirectory(prefix="flashcards-") as folder:
        asking = Collection(str(Path(folder) / _NAME))
        try:
            with _translated(server, asking):
                return account._replace(key=asking.sync_login(user, password, account.endpoint).hkey)
        finally:
            asking.close()


def _auth(account: Account) -> Any:
    from anki.sync import SyncAuth

    return SyncAuth(hkey=account.key, endpoint=account.endpoint)


def _opened(path: Path) -> Collection:
    """Open a collection, or begin it anew where it cannot be read: nothing in it is the only one."""
    from anki.collection import Collection
    from anki.errors import DBError

    try:
        return Collection(str(path))
    except DBError as error:
        if str(error).startswith(_LOCKED):
            raise BusyError("another process is synchronising this home; try again when it has finished") from error
        if not os.access(path, os.W_OK):
            raise AccessError(f"cannot write {path}: check its permissions, and whether the disk is full") from error
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))):
        file.unlink(missing_ok=True)
    with _used(path):
        return Collection(str(path))


@contextmanager
def _used(path: Path) -> Iterator[None]:
    from anki.errors import BackendError

    try:
        yield
    except BackendError as error:
        raise AccessError(f"cannot use {path} ({_line(error)}); is the disk full?") from error


@contextmanager
def _translated(server: str, collection: Collection) -> Iterator[None]:
    """Turn what Anki raises about a server into the error, and so the exit code, that it means."""
    from anki.errors import BackendError, DBError, NetworkError, SyncError, SyncErrorKind

    try:
        yield
    except NetworkError as error:
        raise AccessError(f"{_called(server)} does not answer, or broke off; what was done here is kept") from error
    except SyncError as error:
        raise _refusal(server, _line(error), error.kind is SyncErrorKind.AUTH, _clock_line(collection)) from error
    except DBError as error:
        raise AccessError(f"cannot use the collection in home ({_line(error)}); is the disk full?") from error
    except BackendError as error:
        raise AccessError(f"{_called(server)}: {_line(error)}") from error


def _refusal(server: str, line: str, is_auth: bool, clock_line: str) -> FlashcardsError:
    if is_auth:
        return ContentError(
            f"{_called(server)} refuses the user or the password; `flashcards sync --server URL --user NAME` asks anew"
        )
    if line == clock_line:
        return AccessError(
            f"the clocks of this machine and of {_called(server)} are over 5 minutes apart; set the wrong one right"
        )
    return AccessError(f"{_called(server)} broke off: {line}")


def _called(server: str) -> str:
    return "AnkiWeb" if server == ANKIWEB else server


def _clock_line(collection: Collection) -> str:
    return str(collection.tr.sync_clock_off())


def _line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
