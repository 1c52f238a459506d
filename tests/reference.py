"""The command reference of the README, made from the commands themselves: ``python -m tests.reference README.md``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flashcards.cli import cli

BEGIN = "<!-- reference: made by `make reference` -->"
END = "<!-- end of the reference -->"


def reference() -> str:
    """Every command with its arguments, its options and what it does."""
    context = click.Context(cli, info_name="flashcards", **cli.context_settings)
    lines = [BEGIN, ""]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        lines += _command(command, click.Context(command, info_name=name, parent=context))
    return "\n".join([*lines, END])


def _command(command: click.Command, context: click.Context) -> list[str]:
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    lines = [f"**`flashcards {context.info_name} {usage}".rstrip() + "`**", "", " ".join(str(command.help).split()), ""]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record and not parameter.hidden:
            lines.append(f"- `{record[0].strip()}`: {' '.join(record[1].split())}")
    return [*lines, ""] if lines[-1] else lines


def replaced(text: str) -> str:
    """The text with its reference made anew."""
    before, _, rest = text.partition(BEGIN)
    return before + reference() + rest.partition(END)[2]


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(replaced(path.read_text(encoding="utf-8")), encoding="utf-8")
