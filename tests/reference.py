"""The command reference, made from the commands themselves: ``python -m tests.reference docs/reference.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from flashcards.cli import cli
from flashcards.cli.group import SECTIONS

INTRODUCTION = (
    "<!-- made by `make reference` -->",
    "",
    "# Commands",
    "",
    "`--home DIR`, `--version` and `--help` go before the command; `flashcards COMMAND --help` shows what stands here.",
    "Any option's default can be set in `config.toml` in the home, a table for each command.",
    "",
)


def reference() -> str:
    """The page: a table of contents, then every command with its arguments, its options and what it does."""
    context = click.Context(cli, info_name="flashcards", **cli.context_settings)
    lines = [*INTRODUCTION]
    for title, commands in SECTIONS.items():
        links = ", ".join(f"[{name}](#{name})" for name in commands)
        lines.append(f"- [{title}](#{title.lower().replace(' ', '-')}): {links}")
    for title, commands in SECTIONS.items():
        lines += ["", f"## {title}"]
        for name in commands:
            command = cli.get_command(context, name)
            assert command is not None
            lines += ["", *_command(command, click.Context(command, info_name=name, parent=context))]
    return "\n".join([*lines, ""])


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    mark = "####" if context.parent and context.parent.parent else "###"
    yield from (f"{mark} {context.info_name}", "", f"`{context.command_path} {usage}".rstrip() + "`", "")
    yield from "\n\n".join(" ".join(each.split()) for each in str(command.help).split("\n\n")).split("\n")
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    records = [record for option in options if (record := option.get_help_record(context))]
    yield from ["", *(f"- `{name.strip()}`: {' '.join(what.split())}" for name, what in records)] if records else []
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from ("", *_command(inner, click.Context(inner, info_name=name, parent=context)))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
