"""The clock of one telling."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """Counts seconds from its making on; pauses do not count, and after ``stop`` it stands still."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._counted = 0.0
        self._since: float | None = now()
        self._stopped = False

    @property
    def seconds(self) -> float:
        """What it shows."""
        return self._counted + (self._now() - self._since if self._since is not None else 0.0)

    @property
    def is_paused(self) -> bool:
        """Whether it stands still for now."""
        return self._since is None and not self._stopped

    def pause(self) -> None:
        """Stand still, or go on where it stood still; nothing after ``stop``."""
        if self._stopped:
            return
        if self._since is None:
            self._since = self._now()
        else:
            self._halt()

    def stop(self) -> None:
        """Stand still for good."""
        self._halt()
        self._stopped = True

    def _halt(self) -> None:
        self._counted, self._since = self.seconds, None
