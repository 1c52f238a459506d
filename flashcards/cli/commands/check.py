"""``flashcards check``: problems in decks, and hints about the stories."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.completion import complete_decks
from flashcards.cli.output import say_json
from flashcards.content.deck.hints import hints
from flashcards.content.deck.model import Reading
from flashcards.content.deck.reader import read_deck
from flashcards.content.text.problems import Level, Problem
from flashcards.content.text.source import is_utf8
from flashcards.errors import AccessError
from flashcards.files import read_regular
from flashcards.home.deck_files import NOT_UTF8, deck_files
from flashcards.home.lookup import known_deck
from flashcards.schedule.wording import counted
from flashcards.terminal.plain import say

FOUND = 1


@click.command("check")
@click.argument("names", metavar="[DECK|FILE]...", nargs=-1, shell_complete=complete_decks)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, names: tuple[str, ...], as_json: bool) -> None:
    """Problems in decks, and hints on how the stories are told.

    Each stands with its line. Exit 1 if there is an error.
    """
    paths = _paths(app, names)
    found = [(path, problem) for path, problem in _problems(paths)]
    if as_json:
        say_json([_json(path, problem) for path, problem in found])
    else:
        for path, problem in found:
            say(problem.at(str(path)))
        say(_summary(len(paths), [problem for _, problem in found]))
    sys.exit(FOUND if any(problem.level is Level.ERROR for _, problem in found) else 0)


def _paths(app: App, names: Sequence[str]) -> list[Path]:
    """The files that are named, of decks in the home or anywhere else; all of the home's where none is."""
    if not names:
        return list(deck_files(app.home.decks))
    library = None
    paths = []
    for name in names:
        if Path(name).is_file():
            paths.append(Path(name))
        else:
            library = library or app.open()
            paths.append(app.home.decks / known_deck(library, name).path)
    return paths


def _problems(paths: Iterable[Path]) -> Iterable[tuple[Path, Problem]]:
    owners: dict[str, Path] = {}
    for path in paths:
        reading = _read(path)
        found = [*reading.problems, *(hints(reading.deck) if reading.whole else ())]
        if not is_utf8(path.name):
            found.append(Problem(1, 1, Level.ERROR, "file-name", NOT_UTF8))
        first = owners.setdefault(reading.deck.slug, path)
        if first != path:
            message = f"{first} is the deck {reading.deck.slug} already; rename one of them"
            found.append(Problem(1, 1, Level.ERROR, "duplicate-deck", message))
        yield from ((path, problem) for problem in sorted(found))


def _read(path: Path) -> Reading:
    try:
        return read_deck(read_regular(path), path.stem)
    except OSError as error:
        raise AccessError(f"cannot read {path}: {error.strerror}") from error


def _json(path: Path, problem: Problem) -> dict[str, object]:
    return {"path": str(path), **asdict(problem)}


def _summary(files: int, problems: Sequence[Problem]) -> str:
    if not files:
        return "No deck yet. `flashcards add PAGE` makes one of a page."
    if not problems:
        return f"{counted(files, 'deck')} checked: nothing to say."
    counts = [(level, sum(problem.level is level for problem in problems)) for level in Level]
    return (
        f"{counted(files, 'deck')} checked: {', '.join(counted(number, level) for level, number in counts if number)}."
    )
