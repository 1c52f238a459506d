"""``make mutants``: 400 changes by a fixed seed, each in a process of its own that runs the tests of its module.

``python -m tests.mutants COUNT [PATH]...`` tries so many, of these modules only. Writes REPORT.md when all are tried,
and ends with 1 where fewer than nine in ten were noticed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import pytest

from tests.mutants.changes import Change, changes_of
from tests.mutants.explained import EXPLAINED

ROOT = Path(__file__).parent.parent.parent
COUNT, SEED = 400, 20261123
_LEAST_KILLED = 0.9
_LONGEST_SECONDS = 120
# the modules that are changed, and the tests that run in one process and hold them beside those that import them
TARGETS = {
    "flashcards/schedule": ("test_plan", "test_replay", "test_queue", "test_statistics", "test_review"),
    "flashcards/store/merge.py": ("test_merge",),
    "flashcards/content/deck": ("test_deck_reader", "test_deck_writer", "test_hints", "test_check"),
    "flashcards/rehearsal/telling.py": ("test_parts", "test_review", "test_first_words"),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change, and the tests that should notice."""

    path: str
    change: Change
    tests: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names it as long as its line is not rewritten."""
        return f"{self.path} {self.change.function}: `{_short(self.change.before)}` -> `{_short(self.change.after)}`"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:67]}..."


def mutants(targets: Sequence[str]) -> list[Mutant]:
    """Every mutant of these files or folders."""
    found = []
    for target in targets:
        place = ROOT / target
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            tests = _tests_of(name)
            found += [Mutant(name, change, tests) for change in changes_of(path.read_text(encoding="utf-8"))]
    return found


def _tests_of(path: str) -> tuple[str, ...]:
    """The test modules that import a module, then those of its room; what only drives other processes sees nothing."""
    module = path.removesuffix(".py").replace("/", ".")
    package, _, name = module.rpartition(".")
    texts = {test: test.read_text(encoding="utf-8") for test in sorted((ROOT / "tests").glob("test_*.py"))}
    naming = [
        test.stem
        for test, text in texts.items()
        if f"from {module} import" in text or (f"from {package} import" in text and name in text)
    ]
    rooms = next(tests for target, tests in TARGETS.items() if path.startswith(target))
    return tuple(name for name in dict.fromkeys((*naming, *rooms)) if ROOT / f"tests/{name}.py" in texts)


class _Finder(MetaPathFinder):
    """Gives the changed module where it is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        self._path = ROOT / mutant.path
        self._name = mutant.path.removesuffix(".py").replace("/", ".")
        self._tree = mutant.change.tree

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self._name:
            return None
        tree, path = self._tree, str(self._path)

        class Loader(SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                return compile(tree, path, "exec")

        return spec_from_file_location(name, path, loader=Loader(name, path))


def _try(mutant: Mutant) -> None:
    """Run its tests in this process, and end it: 0 if none noticed."""
    signal.alarm(_LONGEST_SECONDS)
    sink = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(sink, number)
    sys.meta_path.insert(0, _Finder(mutant))
    tests = [str(ROOT / "tests" / f"{name}.py") for name in mutant.tests]
    os._exit(int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--no-header", *tests])))


def survivors(tried: Sequence[Mutant], jobs: int) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it survived, as they end."""
    waiting, running = list(reversed(tried)), {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            pid = os.fork()
            if not pid:
                _try(mutant)
            running[pid] = mutant
        pid, status = os.wait()
        yield running.pop(pid), status == 0


def report(results: Sequence[tuple[Mutant, bool]]) -> str:
    """The table, and every survivor with why it lives."""
    total, left = Counter(each.path for each, _ in results), Counter(each.path for each, alive in results if alive)
    killed = len(results) - sum(left.values())
    rows = [f"| {path} | {total[path]} | {total[path] - left[path]} | {left[path]} |" for path in sorted(total)]
    noticed = f"{killed} were noticed by a test, {killed / len(results):.1%}"
    lines = [
        "# Mutants",
        "",
        f"{len(results)} changes of one place each, by the seed {SEED}: {noticed}. `make mutants` tries them anew.",
        "",
        "| module | changes | noticed | not |",
        "|---|---|---|---|",
        *rows,
        "",
        "## Not noticed",
        "",
    ]
    alive = sorted((each for each, lives in results if lives), key=lambda each: each.key)
    lines += [f"- {each.key}: {EXPLAINED.get(each.key, 'not explained yet')}" for each in alive]
    return "\n".join(lines) + "\n"


def main(args: Sequence[str]) -> int:
    """Try the mutants, print each survivor as it is found, and write the report of a whole run."""
    count, targets = int(args[0]) if args else COUNT, args[1:] or list(TARGETS)
    every = mutants(targets)
    tried = random.Random(SEED).sample(every, min(count, len(every)))
    begun, results = time.monotonic(), []
    for mutant, lives in survivors(tried, os.cpu_count() or 1):
        results.append((mutant, lives))
        if lives:
            print(f"line {mutant.change.line}: {mutant.key}", flush=True)
    killed = sum(not lives for _, lives in results)
    print(f"{killed} of {len(results)} noticed, of {len(every)} there are; {time.monotonic() - begun:.0f} s")
    if not args:
        (Path(__file__).parent / "REPORT.md").write_text(report(results), encoding="utf-8")
    return int(killed < _LEAST_KILLED * len(results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
