"""The command group: commands are imported when they run, and every failure is one line with its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from flashcards import __version__
from flashcards.cli.app import App, read_settings, refuse_unusable_settings, warn_of_unknown_settings
from flashcards.errors import AccessError, DamagedError, FlashcardsError
from flashcards.home.clock import Clock, parse_now
from flashcards.home.home import Home, home_named
from flashcards.terminal.plain import warn
from flashcards.terminal.sanitise import visible

# the commands as --help groups them; each with its module, and its name there where that is not `command`
SECTIONS = {
    "Every day": {
        "review": "review",
        "decks": "decks",
        "interview": "interview",
        "asked": "asked",
        "mock": "mock",
        "warm-up": "warm_up",
        "stats": "stats",
        "undo": "undo",
    },
    "Your stories": {
        "add": "add",
        "list": "list_cards",
        "find": "find",
        "show": "show",
        "write": "write",
        "edit": "edit",
        "outline": "outline",
        "check": "check",
        "suspend": "suspend",
        "unsuspend": "suspend:unsuspend",
        "rename": "rename",
        "reset": "reset",
        "remove": "remove",
        "export": "export",
        "anki": "anki",
    },
    "Safe keeping": {
        "backup": "backup",
        "restore": "restore",
        "log": "log",
        "merge": "merge",
        "sync": "sync",
        "doctor": "doctor",
    },
}
COMMANDS = {name: module for section in SECTIONS.values() for name, module in section.items()}
# what a command is called elsewhere
OTHER_WORDS = {
    "study": "review",
    "learn": "review",
    "practice": "review",
    "import": "add",
    "search": "find",
    "grep": "find",
    "delete": "remove",
    "new": "write",
    "history": "log",
    "statistics": "stats",
}
# as a shell counts what ends by SIGINT; the module `signal` builds its enums at import
INTERRUPTED = 128 + 2
_NARROWEST_HELP, _WIDEST_HELP = 30, 100
# longer than the first sentence of any command: where it does not fit beside the command's name, it goes on below
_WHOLE = 200


class _Help(click.HelpFormatter):
    """Help in which nothing acts on a terminal: the defaults that it names come from the user's settings."""

    def getvalue(self) -> str:
        return "\n".join(map(visible, super().getvalue().split("\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl(rows, min(col_max, self.width // 3), col_spacing)


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        """As wide as the window is, narrower than click's least, too, and no wider than a line is read with ease."""
        import shutil

        return _Help(width=min(_WIDEST_HELP, max(_NARROWEST_HELP, shutil.get_terminal_size().columns - 1)))


class CommandGroup(click.Group):
    """Finds a command in the module of its name, and ends the process as the exit codes say."""

    context_class = _Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"flashcards.cli.commands.{module}"), name or "command")
        command.context_class = _Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from flashcards.content.text.nearest import nearest

            close = nearest(name, [*COMMANDS, *OTHER_WORDS])
            meant = OTHER_WORDS.get(close, close)
            ctx.fail(f"No such command {name!r}" + (f"; did you mean `flashcards {meant}`?" if meant else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, section in SECTIONS.items():
            commands = {name: self.get_command(ctx, name) for name in section}
            with formatter.section(title):
                formatter.write_dl([(name, each.get_short_help_str(_WHOLE)) for name, each in commands.items() if each])

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> None:  # type: ignore[override]
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except (Exception, KeyboardInterrupt) as error:
            code = _ended(error)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        import sqlite3

        from flashcards.store.opening import failure

        try:
            return super().invoke(ctx)
        except sqlite3.DatabaseError as error:
            raise _with_advice(ctx.obj.home, failure(ctx.obj.home.database, error)) from error
        except UnicodeDecodeError as error:
            # what sqlite3 raises where the damage is in a text that its message quotes
            if not error.object.startswith(b"malformed database schema"):
                raise
            raise _with_advice(ctx.obj.home, failure(ctx.obj.home.database, error)) from error
        except DamagedError as error:
            raise _with_advice(ctx.obj.home, error) from error
        except OSError as error:
            _drop_output()
            if isinstance(error, BrokenPipeError):
                # whoever read our output has left
                ctx.exit(0)
            raise AccessError(f"{error.filename or 'standard output'}: {error.strerror}") from error


def _with_advice(home: Home, error: FlashcardsError) -> FlashcardsError:
    """Say how to go back where the home's own database turned out to be damaged while it was used."""
    if not isinstance(error, DamagedError) or error.file != home.database:
        return error
    from flashcards.store.backups import advice

    return DamagedError(f"{error}; {advice(home.backups)}")


def _drop_output() -> None:
    """Nothing can be written on standard output any more; what Python would still flush at its exit goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check_settings(ctx: click.Context, home: Home) -> None:
    tables = ctx.default_map or {}
    for name in tables.keys() - COMMANDS.keys():
        warn(f"{home.config}: there is no command {name!r}; its settings are ignored")
    invoked = ctx.invoked_subcommand
    command = cli.get_command(ctx, invoked) if invoked and invoked in tables else None
    if command is not None and invoked:
        inner = command.commands.values() if isinstance(command, click.Group) else [command]
        parameters = [parameter for each in inner for parameter in each.params]
        lists = {each.name for each in parameters if each.nargs == -1 or each.multiple}
        refuse_unusable_settings(home, invoked, tables[invoked], lists)
        known = [parameter.name for parameter in parameters if parameter.name]
        warn_of_unknown_settings(home, invoked, known, tables[invoked])


def _fail(line: str, code: int) -> int:
    warn(f"flashcards: {line}")
    return code


def _ended(error: BaseException) -> int:
    """Say in one line what ended the command; return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        return _fail(_usage_line(error), error.exit_code if isinstance(error, click.UsageError) else 1)
    if isinstance(error, FlashcardsError):
        return _fail(str(error), error.exit_code)
    if isinstance(error, BrokenPipeError):
        _drop_output()
        return 0
    if isinstance(error, OSError):
        return _fail(f"cannot use {error.filename or 'a file'}: {error.strerror or error}", AccessError.exit_code)
    return _fail(f"a fault of flashcards itself, please report it: {_named(error)}", 1)


def _named(error: BaseException) -> str:
    """An error that nobody foresaw, with the last place of ours that it passed."""
    place, trace = "", error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "flashcards" in path.parts:
            place = f" in {path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}: {error}"


def _usage_line(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split()).rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see `{context.command_path} --help`" if context else message


@click.group(cls=CommandGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(),
    metavar="DIR",
    envvar="FLASHCARDS_HOME",
    show_envvar=True,
    help="The folder with your decks and your log.",
)
@click.option("--now", envvar="FLASHCARDS_NOW", hidden=True, help="The time to take for now, as ISO.")
@click.version_option(__version__, prog_name="flashcards")
@click.pass_context
def cli(ctx: click.Context, home: str | None, now: str | None) -> None:
    """Rehearse STAR stories: spaced repetition for behavioural interviews.

    Without a command: where today stands, and what to type next.
    """
    clock = Clock(parse_now(now) if now else None)
    place = home_named(home)
    ctx.default_map = read_settings(place)
    ctx.obj = App(place, clock, ctx.default_map)
    _check_settings(ctx, place)
    if ctx.invoked_subcommand is None:
        from flashcards.cli.commands.today import show_today

        show_today(ctx.obj, ctx)
