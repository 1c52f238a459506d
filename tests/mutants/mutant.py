"""Which modules are changed, and which tests should notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tests.mutants.changes import Change, changes_of
from tests.mutants.loading import ROOT, module_of

_TELLING = ("test_telling", "test_parts", "test_review", "test_first_words", "test_terminal")
# the modules that are changed, and the tests that hold them besides those that name them
TARGETS = {
    "flashcards/schedule": ("test_plan", "test_standing", "test_replay", "test_queue", "test_statistics",
                            "test_control", "test_review", "test_interview", "test_stats"),
    "flashcards/store/merge.py": ("test_merges_undone", "test_merge"),
    "flashcards/content/deck": ("test_deck_reader", "test_deck_writer", "test_deck_lines", "test_hints", "test_check"),
    "flashcards/rehearsal/telling.py": _TELLING,
    "flashcards/rehearsal/presenter.py": _TELLING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change, and the tests that should notice; ``copy`` counts those before it that read alike."""

    path: str
    change: Change
    tests: tuple[str, ...]
    copy: int = 0

    @property
    def key(self) -> str:
        """What names it as long as its line is not rewritten."""
        change, copy = self.change, f" ({self.copy + 1})" if self.copy else ""
        return f"{self.path} {change.function}: `{_short(change.before)}` -> `{_short(change.after)}`{copy}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:67]}..."


def mutants(targets: Sequence[str]) -> list[Mutant]:
    """Every mutant of these files or folders."""
    found = []
    for target in targets:
        place = ROOT / target
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            found += _mutants_of(path.relative_to(ROOT).as_posix())
    return found


def _mutants_of(path: str) -> list[Mutant]:
    tests, seen, found = _tests_of(path), Counter[str](), []
    for change in changes_of((ROOT / path).read_text(encoding="utf-8")):
        key = Mutant(path, change, tests).key
        found.append(Mutant(path, change, tests, seen[key]))
        seen[key] += 1
    return found


@cache
def _texts() -> dict[str, str]:
    return {test.stem: test.read_text(encoding="utf-8") for test in sorted((ROOT / "tests").glob("test_*.py"))}


def _tests_of(path: str) -> tuple[str, ...]:
    """The test modules that import a module and those of its room.

    First the one that is called as it is, then what only computes, then what runs commands.
    """
    module = module_of(path)
    package, _, name = module.rpartition(".")
    naming = [
        test
        for test, text in _texts().items()
        if f"from {module} import" in text or (f"from {package} import" in text and name in text)
    ]
    room = next(tests for target, tests in TARGETS.items() if path.startswith(target))
    own = f"test_{name}"
    return tuple(sorted(dict.fromkeys((*naming, *room)), key=lambda test: (test != own, "Home" in _texts()[test])))
