"""Commands: each gathers what it needs, decides with pure functions, applies the result and shows it."""

from __future__ import annotations

from flashcards.cli.group import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Run the command line; ends the process with the command's exit code."""
    cli.main(prog_name="flashcards")
