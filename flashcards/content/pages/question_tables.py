"""Tables with a column of questions: one question a row."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.content.pages.asking import questions_in
from flashcards.content.pages.draft import Draft, Gathered
from flashcards.content.pages.fields import RecordReader, Role, role_of, unique
from flashcards.content.pages.tables import Table
from flashcards.content.pages.text import plain


def asked_in_table(table: Table, found: Gathered) -> Iterator[tuple[Draft, str]]:
    """Yield the question of each row, and the words by which the row names the stories that answer it, or ""."""
    keys = unique([plain(cell) for cell in table.head])
    asking = next((key for key in keys if role_of(key) is Role.QUESTION), "")
    for number, row in table.places:
        record = dict(zip(keys, row, strict=True))
        several = questions_in(record[asking]) if asking else []
        for place, question in enumerate(several if len(several) > 1 else [""]):
            # The problems of a story that answers several questions are told once.
            reader = RecordReader(Gathered() if place else found)
            draft = reader.draft(record, number, question)
            if draft:
                draft.is_linked = place > 0
                yield draft, reader.stories.get(id(draft), "")
