"""Whatever a server does, an answer from it is waited for no longer than said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def within(seconds: float, get: Callable[[], Answer]) -> Answer:
    """What ``get`` returns or raises; TimeoutError where it takes longer: a server may send a byte a second."""
    done: list[Answer] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(get())
        except Exception as error:
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]
