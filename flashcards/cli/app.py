"""What every command is given: the home, the clock, and the user's own defaults."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from flashcards.errors import ContentError
from flashcards.files import read_regular
from flashcards.home.clock import Clock
from flashcards.home.home import Home
from flashcards.terminal.plain import warn

# what answers without a home (--version, --help) pays for none of it
if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.schedule.limits import Limits

_LARGEST_CONFIG = 1024 * 1024
_LARGEST_NUMBER = 1_000_000_000


class App(NamedTuple):
    """The home and the clock of this run, and the user's own defaults, a table a command."""

    home: Home
    clock: Clock
    settings: Mapping[str, Mapping[str, Any]]

    def open(self, must_write: bool = False, ship: bool = False) -> Library:
        """Open the home until the command ends, and show its remarks on standard error; see open_library."""
        from flashcards.home.library import open_library

        library = open_library(self.home, self.clock, must_write, ship)
        review = self.settings.get("review", {})
        library.limits, library.new_a_day = daily_limits(review)
        library.example = review["example"] if isinstance(review.get("example"), bool) else None
        click.get_current_context().call_on_close(library.close)
        show_remarks(library)
        return library


def daily_limits(review: Mapping[str, Any]) -> tuple[Limits, int | None]:
    """What a study day may bring, and how many new cards where that is set; what is wrong ``review`` itself refuses."""

    from flashcards.schedule.limits import DEFAULT_MINUTES, Limits

    def number(name: str) -> int | None:
        value = review.get(name)
        return value if isinstance(value, int) and value >= 0 else None

    minutes = number("minutes")
    return Limits(number("limit"), (DEFAULT_MINUTES if minutes is None else minutes) * 60), number("new")


def show_remarks(library: Library) -> None:
    """Show what the library has to say, once."""
    for remark in library.remarks:
        warn(remark)
    library.remarks.clear()


def warn_of_conflicts(library: Library) -> None:
    """Name on standard error each copy of the database that a synchronised folder left beside it."""
    from flashcards.home.copies import conflict_remarks

    for remark in conflict_remarks(library):
        warn(remark)


def read_settings(home: Home) -> dict[str, dict[str, Any]]:
    """Return the defaults of config.toml, a table per command; none where there is no file.

    Raises ContentError if the file is no TOML or a command's settings are no table.
    """
    try:
        text = read_regular(home.config, _LARGEST_CONFIG).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise ContentError(f"cannot read {home.config}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"cannot read {home.config}: it is not UTF-8") from error
    tables = _tables(home, text)
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ContentError(f"{home.config}: {name} stands outside a table such as [review]")
    return {name: {key.replace("-", "_"): value for key, value in table.items()} for name, table in tables.items()}


def _tables(home: Home, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{home.config}: {error}") from error
    except ValueError as error:
        # what Python says of too many digits speaks of Python
        raise ContentError(f"{home.config}: a number has more digits than can be read") from error
    except RecursionError as error:
        raise ContentError(f"{home.config}: brackets are nested too deep") from error


def refuse_unusable_settings(home: Home, command: str, table: Mapping[str, Any], lists: Container[str]) -> None:
    """Raise ContentError at a value that no option takes; those named in ``lists`` take a list of texts."""
    for key, value in table.items():
        is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
        wrong = "" if key in lists and is_list else _wrong(value)
        if wrong:
            raise ContentError(f"{home.config}: [{command}] {key} {wrong}")


def _wrong(value: object) -> str:
    """Why no option takes a value; "" where one may."""
    if isinstance(value, list | dict):
        return f"is a {'list' if isinstance(value, list) else 'table'}; it takes one value"
    if not isinstance(value, str | int | float):
        return "is a date or a time; write it as a text, in quotes"
    if isinstance(value, int | float) and not abs(value) <= _LARGEST_NUMBER:
        return f"is beyond {_LARGEST_NUMBER}"
    return ""


def warn_of_unknown_settings(home: Home, command: str, known: Iterable[str], table: Iterable[str]) -> None:
    """Name every setting that the command does not have."""
    for key in sorted(set(table) - set(known)):
        warn(f"{home.config}: [{command}] has no setting {key!r}; it is ignored")
