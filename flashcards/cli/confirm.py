"""Questions that the user answers by a line: the one place that asks them."""

from __future__ import annotations

import sys

import click

from flashcards.errors import ContentError
from flashcards.terminal.sanitise import visible


def confirm(question: str, yes: bool) -> None:
    """Return if the user agrees. Raises ContentError if not, and where nobody can be asked and ``yes`` is missing."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise ContentError("nobody can be asked here; say --yes to go on. Nothing was changed")
    if not ask(question):
        raise ContentError("nothing was changed")


def ask(question: str, default: bool = False) -> bool:
    """Whether the user says yes; an empty line is the default."""
    return click.confirm(visible(question), default=default)


def ask_number(question: str, most: int) -> int:
    """The number from 0 to ``most`` that the user names; an empty line is 0."""
    number: int = click.prompt(visible(question), type=click.IntRange(0, most), default=0)
    return number
