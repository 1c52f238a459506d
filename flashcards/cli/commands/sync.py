"""``flashcards sync``: several machines and a phone, over Anki's own sync engine."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import click
from click.core import ParameterSource

from flashcards.cli.app import App, show_remarks
from flashcards.errors import ContentError, UsageError
from flashcards.sync import account as accounts
from flashcards.sync.account import ANKIWEB, OWN_SERVER, Account
from flashcards.terminal.plain import say, warn

if TYPE_CHECKING:
    from flashcards.cli.syncing import Report
    from flashcards.home.library import Library

_PASSWORD = "FLASHCARDS_SYNC_PASSWORD"  # noqa: S105  the name of a variable
_LARGE = 100_000_000
_OF_A_SYNC = frozenset({"server", "user", "yes"})
# what of it the three things take that are no sync
_TAKEN_BY = {"serve": frozenset({"server", "user"}), "status": frozenset[str](), "forget": frozenset[str]()}


class _Wanted(NamedTuple):
    """The server and the user that are named; ``is_anew`` is whether the password is to be asked for in any case."""

    server: str | None
    user: str | None
    is_anew: bool


@click.command("sync")
@click.option("--server", metavar="URL", help=f"Whose; {OWN_SERVER} unless named, `ankiweb` for Anki's own.")
@click.option("--user", metavar="NAME", help="Who you are there; once, with the password, then only `sync`.")
@click.option("--serve", is_flag=True, help="Be the server, on this machine alone unless --server says otherwise.")
@click.option("--status", is_flag=True, help="Which devices there are, when each was last heard of, and what waits.")
@click.option("--json", "as_json", is_flag=True, help="With --status: print JSON.")
@click.option("--forget", is_flag=True, help="Delete the key and the collection here; nothing on the server.")
@click.option("--yes", is_flag=True, help="Do not ask whether a large collection may be kept here.")
@click.pass_context
def command(
    context: click.Context,
    server: str | None,
    user: str | None,
    serve: bool,
    status: bool,
    as_json: bool,
    forget: bool,
    yes: bool,
) -> None:
    """Several machines and a phone: what you do on one is on all.

    It goes over a server that speaks Anki's protocol. `sync --server URL --user NAME` once, then `sync`. The password
    is asked for, or taken from FLASHCARDS_SYNC_PASSWORD, and never kept. Deck files are yours to carry: only what you
    did goes along.
    """
    app: App = context.obj
    named = accounts.server_named(server) if server is not None else None
    _refuse_mixture(context)
    if serve:
        _serve(app, named or OWN_SERVER, user)
    elif status:
        _status(app, as_json)
    elif forget:
        _forget(app)
    else:
        _sync(app, _Wanted(named, user, is_anew=bool(_typed(context, ("server", "user")))), yes)


def _refuse_mixture(context: click.Context) -> None:
    """Raise UsageError where one thing is asked for with what belongs to another."""
    chosen = [name for name in _TAKEN_BY if context.params[name]]
    if len(chosen) > 1:
        raise UsageError("--serve, --status and --forget are three things; name one")
    if context.params["as_json"] and chosen != ["status"]:
        raise UsageError("--json needs --status")
    for name in chosen:
        strange = _typed(context, _OF_A_SYNC - _TAKEN_BY[name])
        if strange:
            raise UsageError(f"--{name} has no use for --{strange[0]}; leave it out")


def _typed(context: click.Context, names: Iterable[str]) -> list[str]:
    """Those of these options that stand on the command line; settings may give them at any time."""
    return [name for name in sorted(names) if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]


def _serve(app: App, server: str, user: str | None) -> None:
    from flashcards.sync import engine
    from flashcards.sync import server as servers

    if not user:
        raise UsageError("--serve needs --user NAME, under whom the others will come")
    servers.refuse_unservable(server, user)
    engine.require()
    password = _password(user, server)
    folder = app.home.path / "server"
    say(f"Anki's server for {user} on {server}, in {folder}; Ctrl-C ends it.", "On another machine the same is:")
    say(f"  {servers.elsewhere(server, user)}")
    servers.serve(server, user, password, folder)


def _password(user: str, server: str) -> str:
    import os

    from flashcards.cli.confirm import ask_secret

    return os.environ.get(_PASSWORD) or ask_secret(f"Password of {user} on {server}", _PASSWORD)


def _forget(app: App) -> None:
    from flashcards.home import synced

    library = app.open(must_write=True)
    was_there = accounts.forget(app.home.bridge)
    with library.database.transaction():
        synced.forget(library.database.conn)
    say("The key and the collection here are deleted; the server has what it had." if was_there else "None is set up.")


def _status(app: App, as_json: bool) -> None:
    from flashcards.cli.sync_status import device_rows, show

    rows = device_rows(app.open())
    if as_json:
        from flashcards.cli.output import say_json

        say_json(rows)
    else:
        show(rows)


def _sync(app: App, wanted: _Wanted, yes: bool) -> None:
    from flashcards.sync import engine

    engine.require_installed()
    accounts.recover(app.home.bridge)
    known = accounts.read(app.home.bridge)
    user = wanted.user or (known.user if known else None)
    if not user:
        raise ContentError("no account is set up; `flashcards sync --server URL --user NAME` does that")
    engine.require()
    library = app.open(must_write=True)
    account = _account(known, wanted, user)
    if known is None or known[:2] != account[:2]:
        _begin(library, account, yes)
    elif account != known:
        accounts.write(app.home.bridge, account)
    from flashcards.cli.syncing import Syncing
    from flashcards.terminal.progress import progressing

    with closing(engine.Bridge(app.home.bridge, account)) as bridge:
        for _ in progressing([None], _label(account)):
            report = Syncing(library, bridge).run()
    show_remarks(library)
    _show(report)


def _account(known: Account | None, wanted: _Wanted, user: str) -> Account:
    """The account to sync with, logged in anew where it is named."""
    from flashcards.sync.engine import login

    if known and not wanted.is_anew:
        return known
    server = wanted.server or (known.server if known else OWN_SERVER)
    if server == ANKIWEB:
        warn("AnkiWeb's terms speak of clients that Anki approved, and this is none; a server of your own has none.")
    elif accounts.is_open_to_others(server):
        warn(f"{server} is reached without encryption: whoever is on the way can read the password and your cards.")
    return login(server, user, _password(user, server))


def _begin(library: Library, account: Account, yes: bool) -> None:
    """Set up an account; until the user has agreed to what is kept here, an earlier one stands as it was."""
    from flashcards.home import synced
    from flashcards.home.copies import back_up_before
    from flashcards.sync import engine
    from flashcards.terminal.progress import progressing

    with accounts.replaced(library.home.bridge) as folder:
        accounts.write(folder, account)
        with closing(engine.Bridge(folder, account)) as bridge:
            for _ in progressing([None], _label(account)):
                bridge.exchange()
            _agree(library, account, bridge.size, yes)
        back_up_before(library, "sync")
        # nothing that is known of another account holds for this one
        with library.database.transaction():
            synced.forget(library.database.conn)


def _agree(library: Library, account: Account, size: int, yes: bool) -> None:
    """Return if that many bytes may be kept. Raises ContentError if not."""
    from flashcards.cli.confirm import confirm

    said = f"{size / 1_000_000:.1f} MB"
    say(f"All of {account.user}'s collection is kept in {library.home.bridge} now, {said}, for your eyes alone.")
    if size > _LARGE:
        confirm(f"May {said} stay there?", yes)


def _label(account: Account) -> str:
    return f"syncing with {account.server}"


def _show(report: Report) -> None:
    """Say what came and what went, and name what is wrong."""
    from flashcards.cli.sync_status import lines, warnings

    for line in warnings(report):
        warn(line)
    say(*lines(report))
