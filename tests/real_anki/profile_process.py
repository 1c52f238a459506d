"""A profile of the Anki in whose environment this runs: reads one JSON command a line, prints one JSON answer a line.

It imports nothing of ours: ``PYTHON profile_process.py FOLDER``.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import anki.collection
import anki.deck_config_pb2
from anki.collection import Collection

_DAY = 24 * 60 * 60


class Profile:
    """A new user's collection, and what the tests ask of it."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, package: str, **options: bool) -> dict[str, int]:
        """Import a package as a new profile does; how many notes were new, updated, unchanged and in conflict."""
        asked: Any = package
        if self.has_choices():
            chosen = anki.collection.ImportAnkiPackageOptions(**options)
            asked = anki.collection.ImportAnkiPackageRequest(package_path=package, options=chosen)
        log = self.collection.import_anki_package(asked).log
        self.collection.models._clear_cache()
        kinds = ("new", "updated", "duplicate", "conflicting")
        return {kind: len(getattr(log, kind)) for kind in kinds}

    def cards(self, search: str) -> list[dict[str, Any]]:
        """The cards that a search finds, as they are shown."""
        found = []
        for card_id in self.collection.find_cards(search):
            card = self.collection.get_card(card_id)
            note = card.note()
            found.append(
                {
                    "id": card_id, "question": card.question(), "answer": card.answer(), "fields": dict(note.items()),
                    "tags": note.tags, "deck": self.collection.decks.name(card.did), "due": card.due,
                    "time": note.mod, "guid": note.guid,
                }
            )  # fmt: skip
        return found

    def edit(self, search: str, field: str, text: str) -> int:
        """Write into a field of each note that a search finds, as a user does; how many there were."""
        notes = self.collection.find_notes(search)
        for note_id in notes:
            note = self.collection.get_note(note_id)
            note[field] = text
            self.collection.update_note(note)
        return len(notes)

    def schedule(self, search: str) -> dict[str, Any]:
        """How the one card that a search finds stands: its due date as this Anki counts days, and its answers."""
        (card_id,) = self.collection.find_cards(search)
        card = self.collection.get_card(card_id)
        today = date.fromtimestamp(self.collection.sched.day_cutoff - _DAY)
        due = today + timedelta(days=card.due - self.collection.sched.today)
        rows = self.collection.db.all("select ease, type from revlog where cid = ? order by id", card_id)
        return {
            "type": card.type, "queue": card.queue, "due": due.isoformat(),
            "interval": card.ivl, "factor": card.factor, "lapses": card.lapses, "answers": rows,
        }  # fmt: skip

    def switch_on_fsrs(self) -> bool:
        """Let FSRS schedule, and leave the dates that are; False where this Anki has no FSRS."""
        request = anki.deck_config_pb2.UpdateDeckConfigsRequest
        if "fsrs" not in request.DESCRIPTOR.fields_by_name:
            return False
        before = self.collection.decks.get_deck_configs_for_update(1)
        configs = [each.config for each in before.all_config]
        chosen = request(target_deck_id=1, configs=configs, fsrs=True)
        self.collection.decks.update_deck_configs(chosen)
        return True

    def days_after(self, search: str) -> list[int]:
        """In how many days the one card that a search finds comes again after Hard, Good and Easy."""
        (card_id,) = self.collection.find_cards(search)
        states = self.collection._backend.get_scheduling_states(card_id)
        return [getattr(states, ease).normal.review.scheduled_days for ease in ("hard", "good", "easy")]

    def has_choices(self) -> bool:
        """Whether an import offers ticks; versions before 23.10 do not."""
        return hasattr(anki.collection, "ImportAnkiPackageOptions")

    def add_field(self, note_type: str, name: str) -> None:
        """Give a note type a field of the user's own."""
        model = self.collection.models.by_name(note_type)
        assert model is not None
        self.collection.models.add_field(model, self.collection.models.new_field(name))
        self.collection.models.update_dict(model)

    def count(self) -> int:
        """How many notes there are."""
        return len(self.collection.find_notes(""))

    def media_folder(self) -> str:
        """Where the media files lie."""
        return self.collection.media.dir()

    def web(self) -> str:
        """The folder of the pages that this Anki shows cards on."""
        spec = importlib.util.find_spec("_aqt")
        assert spec is not None
        assert spec.submodule_search_locations
        return str(Path(next(iter(spec.submodule_search_locations))) / "data" / "web")


def main() -> None:
    """Answer until the input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    profile = Profile(Path(sys.argv[1]))
    for line in sys.stdin:
        name, arguments, options = json.loads(line)
        command: Callable[..., Any] = getattr(profile, name)
        print(json.dumps(command(*arguments, **options)), file=answers, flush=True)
    profile.collection.close()


if __name__ == "__main__":
    main()
