"""The question before something that is not done by mistake."""

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
    if not click.confirm(visible(question)):
        raise ContentError("nothing was changed")
