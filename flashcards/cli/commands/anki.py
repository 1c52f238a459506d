"""``flashcards anki``: what was answered in Anki comes back, and cards go there through the open desktop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.paths import Named
from flashcards.home.lookup import deck_slugs
from flashcards.terminal.plain import say

if TYPE_CHECKING:
    from flashcards.anki.desktop import Desktop

_URL = "http://127.0.0.1:8765"
_KEY_HELP = "What AnkiConnect asks for, where its settings have an apiKey."


def _reaching(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of what talks to the open Anki."""
    for option in (
        click.option("--sync", is_flag=True, help="Let Anki synchronise too: before a pull, after a push."),
        click.option("--key", metavar="KEY", envvar="FLASHCARDS_ANKI_KEY", show_envvar=True, help=_KEY_HELP),
        click.option("--url", metavar="URL", default=_URL, show_default=True, help="Where AnkiConnect listens."),
    ):
        command = option(command)
    return command


@click.group("anki")
@click.pass_context
def command(context: click.Context) -> None:
    """Take in what you did in Anki, and hand it what changed here.

    Without FILE both talk to the Anki that is open on this machine, through its add-on AnkiConnect (code 2055492159 in
    Tools, Add-ons, Get Add-ons).
    """
    # one table of the settings for both
    settings = context.obj.settings.get("anki", {})
    context.default_map = dict.fromkeys(command.commands, settings)


@command.command("pull")
@click.argument("file", metavar="[FILE]", required=False, type=Named(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what came in as JSON.")
@click.option("--diff", is_flag=True, help="Show how the notes that were edited in Anki differ from the cards here.")
@_reaching
@click.pass_obj
def pull(app: App, file: Path | None, as_json: bool, diff: bool, url: str, key: str | None, sync: bool) -> None:
    """Take in what was answered in Anki.

    From FILE, a package that was exported there with scheduling (.apkg, .colpkg) or a collection.anki2; without it,
    from the open Anki. Each answer is taken once, however often it is pulled; `undo` takes a pull back as a whole.
    Notes that were edited there and dates that were set there by hand are named, and change nothing here.
    """
    from flashcards.anki.answers import notes_in
    from flashcards.cli.pulling import Pulling, show, show_json

    library = app.open(must_write=True)
    pulling = Pulling(library)
    source = file.name if file else "Anki"
    notes = notes_in(file, pulling.names) if file else _opened(url, key, sync).notes()
    pulled = pulling.take(notes, source)
    if as_json:
        show_json(pulled)
    else:
        show(pulled, source)
    if diff:
        pulling.show_differences(pulled)


@command.command("push")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@_reaching
@click.pass_obj
def push(app: App, decks: tuple[str, ...], url: str, key: str | None, sync: bool) -> None:
    """Hand the cards to the open Anki.

    What `export` writes is imported there at once. It updates the notes whose text changed here, and never moves,
    reschedules or deletes what Anki has.
    """
    from tempfile import TemporaryDirectory

    from flashcards.cli.exports import cards_meant
    from flashcards.cli.packages import write_package

    library = app.open(must_write=True)
    slugs = deck_slugs(library, decks)
    cards = cards_meant(library, slugs)
    desktop = _opened(url, key)
    with TemporaryDirectory(prefix="flashcards-") as folder:
        said = write_package(library, Path(folder) / "flashcards.apkg", cards, slugs, hand_over=desktop.import_package)
    if sync:
        desktop.synchronise()
    say(f"{said} -> Anki")


def _opened(url: str, key: str | None, sync: bool = False) -> Desktop:
    """The Anki that is open, which has said that we may."""
    from flashcards.anki.desktop import Desktop

    desktop = Desktop(url, key)
    desktop.request_permission()
    if sync:
        desktop.synchronise()
    return desktop
