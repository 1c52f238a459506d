"""The module that an environment variable names, changed in one place, where it is imported."""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

from tests.mutants.changes import changed

ROOT = Path(__file__).parent.parent.parent
# a file below the root, a colon, the number of a change
MUTANT = "FLASHCARDS_MUTANT"


def module_of(path: str) -> str:
    """The dotted name of a file below the root."""
    return path.removesuffix(".py").replace("/", ".")


def install() -> None:
    """From now on the module of the mutant is imported with its change; without one nothing is different."""
    path, _, number = os.environ.get(MUTANT, "").partition(":")
    if path:
        sys.meta_path.insert(0, _Finder(path, int(number)))


class _Finder(MetaPathFinder):
    """Finds the changed module, and nothing else."""

    def __init__(self, path: str, number: int) -> None:
        self._name = module_of(path)
        self._path = str(ROOT / path)
        self._number = number

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self._name:
            return None
        return spec_from_file_location(name, self._path, loader=_Loader(name, self._path, self._number))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, number: int) -> None:
        super().__init__(name, path)
        self._number = number

    def get_code(self, fullname: str) -> CodeType:
        return compile(changed(Path(self.path).read_text(encoding="utf-8"), self._number), self.path, "exec")
