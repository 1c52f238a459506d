"""A profile of one of the Ankis, driven from the tests."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parent.parent.parent
VERSIONS = tuple(os.environ.get("ANKI_VERSIONS", "").split())


def python_of(version: str) -> Path:
    """The interpreter of the environment that ``make test-anki`` made for a version."""
    return ROOT / f".venv-anki-{version}" / "bin" / "python"


class Profile:
    """A new profile of a version; see ``profile_process`` for what can be asked of it."""

    def __init__(self, version: str, folder: Path) -> None:
        assert version, "run by `make test-anki`, which names the versions"
        self.version = version
        folder.mkdir(parents=True)
        program = Path(__file__).with_name("profile_process.py")
        run = [str(python_of(version)), str(program), str(folder)]
        zone = {**os.environ, "TZ": "UTC"}
        self._process = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=zone)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._process.communicate()

    def _ask(self, name: str, *arguments: object, **options: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([name, arguments, options]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def take(self, package: Path, **options: bool) -> tuple[int, int, int, int]:
        """Import; how many notes were new, updated, unchanged and in conflict."""
        found = self._ask("take", str(package), **options)
        return found["new"], found["updated"], found["duplicate"], found["conflicting"]

    def cards(self, search: str) -> list[dict[str, Any]]:
        """The cards that a search finds."""
        found: list[dict[str, Any]] = self._ask("cards", search)
        return found

    def card(self, search: str) -> dict[str, Any]:
        """The one card that a search finds."""
        (found,) = self.cards(search)
        return found

    def edit(self, search: str, field: str, text: str) -> None:
        """Write into a field of the one note that a search finds."""
        assert self._ask("edit", search, field, text) == 1

    def schedule(self, search: str) -> dict[str, Any]:
        """How the one card that a search finds stands."""
        found: dict[str, Any] = self._ask("schedule", search)
        return found

    def switch_on_fsrs(self) -> bool:
        """Let FSRS schedule, and leave the dates that are; False where this Anki has no FSRS."""
        return bool(self._ask("switch_on_fsrs"))

    def days_after(self, search: str) -> list[int]:
        """In how many days the one card that a search finds comes again after Hard, Good and Easy."""
        found: list[int] = self._ask("days_after", search)
        return found

    def has_choices(self) -> bool:
        """Whether an import offers ticks."""
        return bool(self._ask("has_choices"))

    def add_field(self, note_type: str, name: str) -> None:
        """Give a note type a field of the user's own."""
        self._ask("add_field", note_type, name)

    def count(self) -> int:
        """How many notes there are."""
        return int(self._ask("count"))

    def media_folder(self) -> Path:
        """Where the media files lie."""
        return Path(self._ask("media_folder"))

    def web(self) -> Path:
        """The folder of the pages on which this version shows cards."""
        return Path(self._ask("web"))
