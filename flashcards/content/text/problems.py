"""What is the matter with a text, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a problem is: errors hold content back, warnings and hints do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something found in a text. ``line`` and ``column`` count from 1; ``message`` holds the likely fix."""

    line: int
    column: int
    level: Level
    code: str
    message: str

    def at(self, path: str) -> str:
        """One line for people and editors: ``path:line:column: level code: message``."""
        return f"{path}:{self.line}:{self.column}: {self.level} {self.code}: {self.message}"
