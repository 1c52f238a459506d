"""The history of a card as it is told: each event once, with what took it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flashcards.schedule.events import Event, EventKind, in_order
from flashcards.schedule.replay import replay, standing_retractions
from flashcards.schedule.wording import describe, local_time


class Deed(NamedTuple):
    """Something that was done: its local time, what it was, and when it was taken back, "" while it stands."""

    when: str
    what: str
    undone: str

    @property
    def said(self) -> str:
        """What it was, and whether it was taken back, in one line."""
        return f"{self.what} (undone {self.undone})" if self.undone else self.what


def history(events: Iterable[Event]) -> list[Deed]:
    """What was done with a card, the oldest first; ``events`` are all that bear on it, those that take back, too."""
    ordered = sorted({event.id: event for event in events}.values(), key=in_order)
    undone = {target: local_time(event) for event in standing_retractions(ordered) for target in event.retracts}
    demoted = replay(ordered).demoted
    done = (event for event in ordered if event.card and event.kind != EventKind.RETRACTED)
    return [Deed(local_time(event), describe(event, demoted), undone.get(event.id, "")) for event in done]
