"""The clock of one telling."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.terminal.views import Face


class Stopwatch:
    """Counts seconds from its making on; pauses do not count, and after ``stop`` it stands still."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._counted = 0.0
        self._since: float | None = now()
        self._paused = False
        self._stopped = False

    @property
    def seconds(self) -> float:
        """What it shows."""
        return self._counted + (self._now() - self._since if self._since is not None else 0.0)

    @property
    def is_paused(self) -> bool:
        """Whether the user let it stand still for now."""
        return self._paused and not self._stopped

    @property
    def is_running(self) -> bool:
        """Whether it counts now."""
        return self._since is not None

    @property
    def is_stopped(self) -> bool:
        """Whether it stands still for good."""
        return self._stopped

    def pause(self) -> None:
        """Stand still, or go on where it stood still; nothing after ``stop``."""
        self._paused = not self._paused
        if self._paused:
            self.hold()
        else:
            self.go_on()

    def hold(self) -> None:
        """Stand still while nobody can tell."""
        self._counted, self._since = self.seconds, None

    def go_on(self) -> None:
        """Count again, where it neither was stopped nor is paused."""
        if self._since is None and not self._paused and not self._stopped:
            self._since = self._now()

    def stop(self) -> None:
        """Stand still for good."""
        self.hold()
        self._stopped = True


def stopped(face: Face, watch: Stopwatch) -> None:
    """Leave the terminal to the shell until it goes on; that time is no time of telling."""
    was_running = watch.is_running
    watch.hold()
    face.stop()
    if was_running:
        watch.go_on()
