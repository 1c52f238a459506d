"""Tables with a column of questions: one question a row."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.content.pages.draft import Draft, Gathered
from flashcards.content.pages.fields import RecordReader
from flashcards.content.pages.tables import Table
from flashcards.content.pages.text import plain


def asked_in_table(table: Table, found: Gathered) -> Iterator[tuple[Draft, str]]:
    """Yield the question of each row, and the words by which the row names the stories that answer it, or ""."""
    reader = RecordReader(found)
    keys = [plain(cell) for cell in table.head]
    for number, row in table.places:
        draft = reader.draft(dict(zip(keys, row, strict=True)), number)
        if draft:
            yield draft, reader.stories.get(id(draft), "")
