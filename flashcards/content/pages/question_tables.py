"""Tables with a column of questions: one question a row."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.content.pages.asking import questions_in
from flashcards.content.pages.columns import FieldRole, roles_of
from flashcards.content.pages.draft import Gathered, GatheredQuestion
from flashcards.content.pages.fields import RecordReader
from flashcards.content.pages.tables import Table, records_of


def asked_in_table(table: Table, found: Gathered) -> Iterator[tuple[GatheredQuestion, str]]:
    """Yield the question of each row, and the words by which the row names the stories that answer it, or ""."""
    records = records_of(table)
    roles = roles_of(records, answers_named=bool(table.head))
    asking = next((key for key, role in roles.items() if role is FieldRole.QUESTION), "")
    for number, record in zip(table.lines, records, strict=True):
        several = questions_in(record[asking]) if asking else []
        for place, question in enumerate(several if len(several) > 1 else [""]):
            # The problems of a story that answers several questions are told once.
            reader = RecordReader(Gathered() if place else found, roles)
            for draft in reader.drafts(record, number, question):
                draft.is_linked = draft.is_linked or place > 0
                yield draft, reader.stories.get(id(draft), "")
