"""Other people's notes as a page of records: what each asks on its front, and what stands on its back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from flashcards.anki.archive import collection_of
from flashcards.anki.collection import opened
from flashcards.anki.fields import OWN_FIELDS
from flashcards.anki.plain import as_text

_OUTLINE, _TEXT = " outline", " text"


def page_of(path: Path) -> bytes:
    """The notes of a file that Anki wrote, as JSON. Raises AccessError and DamagedError; see ``archive``."""
    with opened(collection_of(path), str(path)) as found:
        records = [_record(note.fields) for note in found.notes()]
    return json.dumps([record for record in records if len(record) > 1], ensure_ascii=False).encode("utf-8", "replace")


def _record(fields: Mapping[str, str]) -> dict[str, str]:
    """A note as a question and its answer; one of ours with its parts."""
    said = {name: text for name, field in fields.items() if name not in OWN_FIELDS and (text := as_text(field))}
    front = next(iter(fields), "")
    if front not in said:
        return {}
    question = " ".join(said.pop(front).split())
    parts = _parts(said)
    return {"question": question, **parts} if parts else {"question": question, "answer": "\n\n".join(said.values())}


def _parts(said: Mapping[str, str]) -> dict[str, str]:
    """The parts of a story that `export` wrote: the text where it says more than the outline."""
    names = [name.removesuffix(_OUTLINE) for name in said if name.endswith(_OUTLINE)]
    return {name: said.get(name + _TEXT, said[name + _OUTLINE]) for name in names}
