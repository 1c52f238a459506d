"""Values as commands print them."""

from __future__ import annotations

import sys

import click

from flashcards.terminal.sanitise import escaped_json


def to_json(value: object) -> str:
    """The value as one line of JSON in which no character controls a terminal, or hides."""
    import json

    return escaped_json(json.dumps(value, ensure_ascii=False))


def say_json(value: object) -> None:
    """Print the value as one line of JSON, in ASCII where standard output cannot hold all of it."""
    import json

    line = to_json(value)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = escaped_json(json.dumps(value))
    click.echo(line)
