"""Cards that were found, as a command prints them: two lines each."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from flashcards.terminal.plain import is_terminal, say
from flashcards.terminal.views import HitView


def print_hits(hits: Sequence[HitView]) -> None:
    """Print each hit by name and question, and below it the line that holds the words."""
    if is_terminal(sys.stdout):
        from flashcards.terminal.find_drawing import draw_hits

        draw_hits(hits)
    else:
        say(*(line for hit in hits for line in hit_lines(hit)))


def hit_lines(hit: HitView) -> Iterator[str]:
    """A hit as plain lines, nothing of it cut."""
    state = f" ({hit.state})" if hit.state else ""
    yield f"{hit.name}{state}  {' '.join(hit.question.split())}"
    if hit.line:
        yield f"    {hit.field}: {' '.join(hit.line.split())}"
