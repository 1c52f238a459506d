"""The schedule as a pure fold over the log: any order of arrival, any repetition, the same result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from flashcards.schedule.events import Event, EventKind, in_order
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, INITIAL_EASE, NEW_MEMORY, Memory, step


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one card stands. Days are study days as ordinals.

    ``due`` and ``reviewed`` (the last scheduled review) are None for a card that is new or was reset; ``previous`` is
    the scheduled review before that. ``told`` counts its standing grades. ``drill`` is the day on which it still has
    to be drilled, ``buried`` the day through which it is hidden. ``missed`` and ``seconds`` come from its last
    telling; ``misses`` counts how often each part was missed running. ``introduced`` is the last day on which it was
    new and graded, ``introductions`` how often on that day. ``last_event`` changes with everything that happens to
    the card.
    """

    card: str
    memory: Memory = NEW_MEMORY
    due: int | None = None
    reviewed: int | None = None
    previous: int | None = None
    told: int = 0
    drill: int | None = None
    suspended: bool = False
    buried: int | None = None
    missed: tuple[str, ...] = ()
    misses: tuple[tuple[str, int], ...] = ()
    seconds: float | None = None
    introduced: int | None = None
    introductions: int = 0
    last_event: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether the card was never graded, or not since it was reset."""
        return self.due is None


@dataclass(frozen=True, slots=True)
class Replay:
    """What a log amounts to: the standing of each card by its present id, and the ids of grades that only drilled."""

    standings: Mapping[str, Standing]
    demoted: frozenset[str]


def replay(events: Iterable[Event]) -> Replay:
    """Fold events, in whatever order they come and however often, into the standing of every card they name."""
    ordered = sorted({event.id: event for event in events}.values(), key=in_order)
    fold = _Fold(retracted_ids(ordered))
    for event in ordered:
        fold.take(event)
    standings = {history.card: history.standing() for history in fold.histories if history.card}
    return Replay(standings, frozenset(fold.demoted))


class History(Protocol):
    """What an event belongs to: one object for all events of a card, whatever names it went by."""

    card: str
    """The card's id as it is known so far; its present id once every event was followed."""


def follow(ordered: Iterable[Event], retracted: frozenset[str]) -> Iterator[tuple[History, Event, bool]]:
    """Yield each event that stands and changes a card, its history, and whether it is a grade that only drilled.

    ``ordered`` are events in the order of replay, each once; they are taken one at a time, so that a log of any
    length can pass through. ``retracted`` are the ids of all that some event takes back.
    """
    fold = _Fold(retracted)
    for event in ordered:
        history = fold.take(event)
        if history is not None:
            yield history, event, fold.demoted[-1:] == [event.id]


def retracted_ids(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of all events that some event takes back."""
    return frozenset(target for event in events if event.kind == EventKind.RETRACTED for target in event.retracts)


class _Fold:
    """The state of one replay: which history each id names, and the histories."""

    def __init__(self, retracted: frozenset[str]) -> None:
        self.retracted = retracted
        self.histories: list[_History] = []
        self.demoted: list[str] = []
        self._by_name: dict[str, _History] = {}
        self._by_event: dict[str, _History] = {}

    def take(self, event: Event) -> _History | None:
        """Take the next event; return the history that it was folded into, None for what no history takes."""
        if event.kind == EventKind.RETRACTED:
            for target in event.retracts:
                if target in self._by_event:
                    self._by_event[target].last_event = event.id
        elif event.card:
            history = self._history(event.card)
            history.last_event = event.id
            if event.id in self.retracted:
                self._by_event[event.id] = history
            return history if self._apply(history, event) else None
        return None

    def _history(self, card: str) -> _History:
        if card not in self._by_name:
            self._by_name[card] = _History(card)
            self.histories.append(self._by_name[card])
        return self._by_name[card]

    def _apply(self, history: _History, event: Event) -> bool:
        """Rename or change the history; False unless it was changed."""
        if event.kind == EventKind.RENAMED:
            self._rename(history, event)
            return False
        if event.id in self.retracted:
            return False
        if history.take(event):
            self.demoted.append(event.id)
        return True

    def _rename(self, history: _History, event: Event) -> None:
        new = event.payload.get("to")
        if history.card != event.card:
            # the history left this id before: only a fresh start under the old id is still possible
            if new is None:
                self._by_name[event.card] = _History(event.card)
                self.histories.append(self._by_name[event.card])
            return
        if not isinstance(new, str) or not new or new == event.card:
            return
        taken = self._by_name.get(new)
        if taken is not None and taken is not history:
            if taken.told:
                return
            self.histories.remove(taken)
            # other names of it would lead late events to a history that nobody shows
            self._by_name |= {name: history for name, other in self._by_name.items() if other is taken}
        self._by_name[new] = history
        history.card = new
        history.last_event = event.id


@dataclass(slots=True)
class _History:
    """One card's running state while its events are folded."""

    card: str
    repetition: int = 0
    interval: int = 0
    ease: int = INITIAL_EASE
    lapses: int = 0
    due: int | None = None
    reviewed: int | None = None
    previous: int | None = None
    told: int = 0
    drill: int | None = None
    suspended: bool = False
    buried: int | None = None
    missed: tuple[str, ...] = ()
    misses: dict[str, int] = field(default_factory=dict)
    seconds: float | None = None
    introduced: int | None = None
    introductions: int = 0
    last_event: str | None = None
    days: set[int] = field(default_factory=set)

    def take(self, event: Event) -> bool:
        """Fold one standing event; True if it is a grade that counts as a drill only."""
        kind = event.kind
        if kind == EventKind.GRADED and event.grade is not None:
            return self._grade(event, event.grade)
        if kind == EventKind.DRILLED and event.grade is not None:
            self._drill(event, event.grade)
        elif kind == EventKind.RESET:
            self._reset()
        elif kind == EventKind.SUSPENDED:
            self.suspended = True
        elif kind == EventKind.UNSUSPENDED:
            self.suspended = False
        elif kind == EventKind.BURIED:
            self.buried = event.day
        return False

    def _grade(self, event: Event, grade: int) -> bool:
        if event.day in self.days:
            self._drill(event, grade)
            return True
        self.days.add(event.day)
        if self.due is None:
            self.introductions = self.introductions + 1 if self.introduced == event.day else 1
            self.introduced = event.day
        elapsed = self.interval if self.reviewed is None else max(0, event.day - self.reviewed)
        self.repetition, self.interval, self.ease, self.lapses = step(
            self.repetition, self.interval, self.ease, self.lapses, grade, elapsed
        )
        self.previous, self.reviewed = self.reviewed, event.day
        self.due = event.day + self.interval
        self.told += 1
        if event.seconds is not None:
            self.seconds = event.seconds
        self.drill = event.day if grade < DRILL_UNTIL_GRADE else None
        self._remember(event)
        for part in event.missed:
            self.misses[part] = self.misses.get(part, 0) + 1
        for part in self.misses.keys() - set(event.missed):
            del self.misses[part]
        return False

    def _drill(self, event: Event, grade: int) -> None:
        if self.drill == event.day:
            if grade >= DRILL_UNTIL_GRADE:
                self.drill = None
            self._remember(event)

    def _remember(self, event: Event) -> None:
        self.missed = event.missed

    def _reset(self) -> None:
        self.repetition, self.interval, self.ease, self.lapses = 0, 0, INITIAL_EASE, 0
        self.due = self.reviewed = self.previous = self.drill = None
        self.missed = ()
        self.misses.clear()
        self.days.clear()

    def standing(self) -> Standing:
        return Standing(
            card=self.card,
            memory=Memory(self.repetition, self.interval, self.ease, self.lapses),
            due=self.due,
            reviewed=self.reviewed,
            previous=self.previous,
            told=self.told,
            drill=self.drill,
            suspended=self.suspended,
            buried=self.buried,
            missed=self.missed,
            misses=tuple(sorted(self.misses.items())),
            seconds=self.seconds,
            introduced=self.introduced,
            introductions=self.introductions,
            last_event=self.last_event,
        )
