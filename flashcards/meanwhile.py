"""What takes a while, done beside the screen."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Meanwhile(Thread, Generic[Found]):
    """Does something that takes a while in a thread of its own, begun at once; nobody has to wait for its end."""

    def __init__(self, work: Callable[[], Found]) -> None:
        super().__init__(daemon=True)
        self.found: Found | None = None
        self._work = work
        self._failure: Exception | None = None
        self.start()

    def run(self) -> None:
        """Have what it gives, or why that cannot be."""
        try:
            self.found = self._work()
        # it is raised where somebody can say it
        except Exception as error:
            self._failure = error

    def is_done(self, patience: float = 0) -> bool:
        """Whether it is, waiting so many seconds for it. Raises what it raised."""
        self.join(patience)
        if self._failure is not None:
            raise self._failure
        return not self.is_alive()
