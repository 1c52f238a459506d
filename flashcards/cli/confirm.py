"""Questions that the user answers by a line: the one place that asks them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from flashcards.errors import ContentError
from flashcards.terminal.plain import fitted, say
from flashcards.terminal.sanitise import visible

_Answer = TypeVar("_Answer")


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
    choice, meant = ("[Y/n]", "yes") if default else ("[y/N]", "no")
    answers = {"y": True, "yes": True, "n": False, "no": False, "": default}
    hint = f"Type y for yes or n for no, and Enter; Enter alone is {meant}."
    return _answer(_asked(question, choice), lambda typed: answers.get(typed.lower()), hint)


def ask_number(question: str, most: int) -> int:
    """The number from 0 to ``most`` that the user names; an empty line is 0."""
    hint = f"Type a number from 0 to {most}, and Enter; Enter alone is 0."
    return _answer(_asked(question, "[0]"), {"": 0, **{str(number): number for number in range(most + 1)}}.get, hint)


def _answer(asked: str, read: Callable[[str], _Answer | None], hint: str) -> _Answer:
    """What the user's line means; while it means nothing, the hint is said and the question asked again."""
    while True:
        typed: str = click.prompt(asked, default="", show_default=False, prompt_suffix="")
        found = read(typed.strip())
        if found is not None:
            return found
        say(hint)


def ask_secret(question: str, variable: str) -> str:
    """What the user types unseen. Raises ContentError where nobody can be asked; ``variable`` says it there."""
    if not sys.stdin.isatty():
        raise ContentError(f"nobody can be asked here; {variable} holds the answer to: {question}")
    secret: str = click.prompt(_asked(question, ""), hide_input=True, prompt_suffix="")
    return secret


def _asked(question: str, choice: str) -> str:
    """What stands before the answer: however long a question is, the choice is seen."""
    return fitted(sys.stdout, f"{visible(question)} {choice}".rstrip() + ": ")
