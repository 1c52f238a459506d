"""Questions that the user answers by a line: the one place that asks them."""

from __future__ import annotations

import sys

import click

from flashcards.errors import ContentError
from flashcards.terminal.plain import fitted
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
    choice = "[Y/n]" if default else "[y/N]"
    return click.confirm(_asked(question, choice), default=default, show_default=False, prompt_suffix="")


def ask_number(question: str, most: int) -> int:
    """The number from 0 to ``most`` that the user names; an empty line is 0."""
    kind = click.IntRange(0, most)
    number: int = click.prompt(_asked(question, "[0]"), type=kind, default=0, show_default=False, prompt_suffix="")
    return number


def ask_secret(question: str, variable: str) -> str:
    """What the user types unseen. Raises ContentError where nobody can be asked; ``variable`` says it there."""
    if not sys.stdin.isatty():
        raise ContentError(f"nobody can be asked here; {variable} holds the answer to: {question}")
    secret: str = click.prompt(_asked(question, ""), hide_input=True, prompt_suffix="")
    return secret


def _asked(question: str, choice: str) -> str:
    """What stands before the answer: however long a question is, the choice is seen."""
    return fitted(sys.stdout, f"{visible(question)} {choice}".rstrip() + ": ")
