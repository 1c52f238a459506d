"""``flashcards backup``: a copy of the database that is known to work."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.paths import Named
from flashcards.errors import AccessError, ContentError, DamagedError, FlashcardsError
from flashcards.home.library import Library
from flashcards.schedule.wording import counted
from flashcards.store import backups, log, tail
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION, check_header
from flashcards.store.untrusted import contents
from flashcards.terminal.plain import say


@click.command("backup")
@click.argument("file", metavar="[FILE]", type=Named(path_type=Path), required=False)
@click.pass_obj
def command(app: App, file: Path | None) -> None:
    """Copy the log and its schedule, and check the copy.

    Without FILE it goes into the home's backups.
    """
    if file is not None:
        _refuse_foreign(file, app.home.database)
    library = app.open()
    conn = library.database.conn
    if file is None:
        target = backups.dated_backup(conn, app.home.backups, library.clock.now())
    else:
        target = file.resolve()
        _refuse_less(library, file)
        backups.make_backup(conn, target)
    say(f"Wrote {target}: {counted(tail.count_events(conn), 'event')}, checked. `flashcards restore` goes back to it.")


def _refuse_foreign(file: Path, database: Path) -> None:
    """A file that is there already is replaced only if it is a copy of ours, too."""
    if not file.parent.is_dir():
        raise AccessError(f"cannot write {file}: there is no folder {file.parent}")
    if file.is_dir():
        raise AccessError(f"cannot write {file}: it is a folder; name a file in it")
    if not file.exists():
        return
    if database.exists() and file.samefile(database):
        raise ContentError(f"{file} is the database itself; name another file")
    try:
        check_header(file, DATABASE_ID, DATABASE_VERSION)
    except FlashcardsError as error:
        raise ContentError(f"{file} is there already and no backup of ours, so it stays; name another file") from error


def _refuse_less(library: Library, file: Path) -> None:
    """A copy that holds what the log does not is not replaced; one that cannot be read holds nothing."""
    if not file.exists():
        return
    try:
        held = contents(file).events
    except DamagedError:
        return
    lacking = len(held) - len(log.events_named(library.database.conn, [event.id for event in held]))
    if lacking:
        raise ContentError(
            f"{file} holds {counted(lacking, 'event')} that the log does not, so it stays; "
            f"`flashcards merge {shlex.quote(str(file))}` takes them in, or name another file"
        )
