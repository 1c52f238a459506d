"""``flashcards restore``: go back to a copy."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.confirm import confirm
from flashcards.cli.paths import Named
from flashcards.errors import AccessError, ContentError, DamagedError, FlashcardsError
from flashcards.home.home import Home
from flashcards.store import backups, log, restore
from flashcards.store.opening import DATABASE_ID, DATABASE_VERSION, check_header, connect_copy, translated
from flashcards.store.untrusted import summary
from flashcards.terminal.plain import say

_UNUSABLE = "damaged, foreign or newer"


@click.command("restore")
@click.argument("file", metavar="FILE", type=Named(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(app: App, file: Path, yes: bool) -> None:
    """Go back to a backup, or to any copy of the database. It is checked first, and what it replaces is kept."""
    home = app.home
    home.require_writable()
    source = _found(file, home.backups)
    if home.database.exists() and source.samefile(home.database):
        raise ContentError(f"{file} is the database itself; name a copy of it")
    with _refused_with_a_word(home), restore.prepared(source, home.database) as replacement:
        held = replacement.contents.summary
        confirm(f"Put {source} ({held}) in the place of {home.database} ({_present(home.database)})?", yes)
        kept = restore.replace(replacement, home.backups, app.clock.now())
    app.open(must_write=True)
    say(f"Restored {source}: {held}.")
    if kept is not None:
        say(f"What was there is {kept}; `flashcards merge {shlex.quote(str(kept))}` takes in what only it holds.")


@contextmanager
def _refused_with_a_word(home: Home) -> Iterator[None]:
    """A copy that is refused changes nothing: with a sound database all goes on, without one a good copy is named."""
    try:
        yield
    except DamagedError as error:
        if home.database.exists() and _present(home.database) != _UNUSABLE:
            raise DamagedError(f"{error}; nothing was changed, and {home.database} can be used") from error
        raise DamagedError(f"{error}; {backups.advice(home.backups)}") from error


def _found(file: Path, folder: Path) -> Path:
    """The file, or the backup of that name."""
    for path in (file, folder / file.name):
        if path.is_file():
            return path.absolute()
    raise AccessError(f"cannot read {file}: there is no such file; the backups are in {folder}")


def _present(database: Path) -> str:
    """What the database holds that is to be replaced."""
    if not database.exists():
        return "missing"
    try:
        check_header(database, DATABASE_ID, DATABASE_VERSION)
        with translated(database), closing(connect_copy(database)) as conn:
            return summary(list(log.all_events(conn)))
    except FlashcardsError:
        return _UNUSABLE
