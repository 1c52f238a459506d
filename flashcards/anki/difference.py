"""How a note in Anki differs from its card here, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff

from flashcards.anki.fields import OWN_FIELDS
from flashcards.anki.plain import as_text

# comparing takes a time that grows with the square of the lines
_MOST_LINES = 500
_HEAD = 2


def difference(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    """A heading for each field that differs, and its lines: ``-`` stands only here, ``+`` only there."""
    for name in (*here, *(name for name in there if name not in here and name not in OWN_FIELDS)):
        ours, theirs = (as_text(fields.get(name, "")).splitlines()[:_MOST_LINES] for fields in (here, there))
        changes = list(unified_diff(ours, theirs, n=0, lineterm=""))[_HEAD:]
        if changes:
            yield f"  {name}"
            yield from (f"    {line[0]} {line[1:]}" for line in changes if not line.startswith("@@"))
