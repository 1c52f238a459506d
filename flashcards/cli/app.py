"""What every command is given: the home, the clock, and the user's own defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

from flashcards.cli.clock import Clock
from flashcards.cli.home import Home
from flashcards.cli.library import Library, open_library
from flashcards.errors import ContentError
from flashcards.terminal.plain import warn


@dataclass(frozen=True, slots=True)
class App:
    """The home and the clock of this run."""

    home: Home
    clock: Clock

    def open(self, must_write: bool = False, ship: bool = False) -> Library:
        """Open the home until the command ends, and show its remarks on standard error; see open_library."""
        library = open_library(self.home, self.clock, must_write, ship)
        click.get_current_context().call_on_close(library.close)
        show_remarks(library)
        return library


def show_remarks(library: Library) -> None:
    """Show what the library has to say, once."""
    for remark in library.remarks:
        warn(remark)
    library.remarks.clear()


def read_settings(home: Home) -> dict[str, dict[str, Any]]:
    """Return the defaults of config.toml, a table per command; none where there is no file.

    Raises ContentError if the file is no TOML or a command's settings are no table.
    """
    try:
        text = home.config.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"cannot read {home.config}: {error}") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{home.config}: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ContentError(f"{home.config}: {name} stands outside a table such as [review]")
    return {name: {key.replace("-", "_"): value for key, value in table.items()} for name, table in tables.items()}


def warn_of_unknown_settings(home: Home, command: str, known: Iterable[str], table: Iterable[str]) -> None:
    """Name every setting that the command does not have."""
    for key in sorted(set(table) - set(known)):
        warn(f"{home.config}: [{command}] has no setting {key!r}; it is ignored")
