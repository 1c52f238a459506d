"""The schedule as a pure fold over the log: any order of arrival, any repetition, the same result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, Protocol

from flashcards.schedule.events import BYSTANDING_KINDS, Event, EventKind, in_order
from flashcards.schedule.standing import PARTS_ASKED, Row, Standing, fold

# a plain string compares faster than a member of an enum, and a million events are compared
_GRADED = EventKind.GRADED.value
FREED_BY = "~"
"""Stands in the name of a history, between the id that it began under and the rename that freed this."""


class Name(NamedTuple):
    """One of the ids of a history: ``present`` is the one that it was given last, ``place`` counts them in that order.

    ``origin`` is that of the history.
    """

    present: str
    origin: str
    place: int


class Replay(NamedTuple):
    """What a log amounts to: the standing of each card by its present id, and the ids of grades that only drilled.

    ``names`` are all ids of each history that goes by several, or did not begin under the one that it has.
    """

    standings: Mapping[str, Standing]
    demoted: frozenset[str]
    names: Mapping[str, Name]

    def standing(self, card: str) -> Standing:
        """The standing of the history that an id names, whatever it is called at present."""
        present = self.names[card].present if card in self.names else card
        found = self.standings.get(present)
        if found is None:
            return Standing(card)
        return found if present == card else found._replace(card=card)


def replay(events: Iterable[Event]) -> Replay:
    """Fold events, in whatever order they come and however often, into the standing of every card they name."""
    ordered = _ordered(events)
    retractions = standing_retractions(ordered)
    retracted = frozenset(target for event in retractions for target in event.retracts)
    void = {event.id for event in ordered if event.kind == EventKind.RETRACTED} - {event.id for event in retractions}
    routes = _Routes(retracted)
    for event in ordered:
        if event.id not in void:
            routes.take(event)
    standings = {}
    demoted: list[str] = []
    for history in routes.histories:
        standing = fold(history.card, history.rows, demoted, retracted)
        if not history.replaced:
            standings[history.card] = standing
    return Replay(standings, frozenset(demoted), routes.names())


class History(Protocol):
    """What an event belongs to: one object for all events of a card, whatever names it went by."""

    origin: str
    """The name that it began under; where a rename to nothing began it, with that event's id."""
    replaced: bool
    """Whether another history has taken its place."""

    card: str
    """The card's id as it is known so far; its present id once every event was followed."""


def follow(ordered: Iterable[Event], retracted: frozenset[str]) -> Iterator[tuple[History, Event, bool]]:
    """Yield each event that stands and changes a card, its history, and whether it is a grade that only drilled.

    ``ordered`` are events in the order of replay, each once; they are taken one at a time and not kept, so that a log
    of any length can pass through. ``retracted`` are the ids of all that some event takes back.
    """
    routes = _Routes(retracted, keeps_rows=False)
    days: defaultdict[_History, set[int]] = defaultdict(set)
    for event in ordered:
        history = routes.take(event)
        if history is None or event.kind == EventKind.RENAMED or event.id in retracted:
            continue
        demoted = event.kind == _GRADED and event.day in days[history]
        yield history, event, demoted
        if event.kind == EventKind.RESET:
            days[history].clear()
        elif event.kind == _GRADED and event.grade is not None:
            days[history].add(event.day)


def routed(ordered: Iterable[Event], retracted: frozenset[str]) -> Iterator[tuple[History, Event]]:
    """Yield each event of a card, also one that changes nothing of it, with the history or histories that it is of.

    A history that a rename put another in the place of has that one's ``card`` at the end, and is its namesake.
    """
    routes = _Routes(retracted, keeps_rows=False)
    for event in ordered:
        history = routes.named(event.card) if _is_bystanding(event) else routes.take(event)
        if history is not None:
            yield history, event
            # a rename to nothing is the first event of what begins under the name that it frees
            if event.kind == EventKind.RENAMED and (begun := routes.named(event.card)) is not history:
                yield begun, event
    for history in routes.histories:
        if history.replaced:
            history.card = routes.named(history.card).card


def _ordered(events: Iterable[Event]) -> list[Event]:
    """Every event once, in the order of replay; times that grow all along, as in one home's log, cost no sorting."""
    found = list(events)
    if all(one.at < other.at for one, other in pairwise(found)):
        return found
    return sorted({event.id: event for event in found}.values(), key=in_order)


def standing_retractions(events: Iterable[Event]) -> list[Event]:
    """Return the retractions that hold: those that no later one takes back that holds itself."""
    standing: list[Event] = []
    taken_back: set[str] = set()
    retractions = {event.id: event for event in events if event.kind == EventKind.RETRACTED}
    for event in sorted(retractions.values(), key=in_order, reverse=True):
        if event.id not in taken_back:
            standing.append(event)
            taken_back.update(event.retracts)
    return standing


def ties(event: Event) -> Iterator[tuple[str, str]]:
    """The pairs of ids that an event may make names of one history, so that they have to be replayed together."""
    new, note = event.payload.get("to"), event.payload.get("note")
    if event.card and event.kind == EventKind.RENAMED and isinstance(new, str):
        yield event.card, new
    if event.card and isinstance(note, str) and (origin := card_named(note)) != event.card:
        yield origin, event.card


def card_named(name: str) -> str:
    """The id under which a history began, of the name by which Anki knows its note; see ``History.origin``."""
    return name.partition(FREED_BY)[0] or name


class _History:
    """The rows of one card under its present id, whatever ids they were made under."""

    __slots__ = ("card", "origin", "replaced", "rows", "told")

    def __init__(self, card: str, origin: str) -> None:
        self.card = card
        self.origin = origin
        self.rows: list[Row] = []
        self.told = False
        self.replaced = False


class _Routes:
    """Which history each id names, while the events are taken in their order."""

    def __init__(self, retracted: frozenset[str], keeps_rows: bool = True) -> None:
        self.histories: list[_History] = []
        self._retracted = retracted
        self._keeps_rows = keeps_rows
        self._by_name: dict[str, _History] = {}
        self._by_origin: dict[str, _History] = {}
        self._by_event: dict[str, _History] = {}
        self._has_renames = False

    def take(self, event: Event) -> _History | None:
        """Add an event to the history that it bears on and return that; one that takes back to those of its targets."""
        if event.kind == EventKind.RETRACTED:
            for target in event.retracts:
                if target in self._by_event:
                    self._by_event[target].rows.append(_row(event))
        elif event.card and event.kind not in BYSTANDING_KINDS:
            history = self._of_note(event.payload["note"]) if "note" in event.payload else None
            history = history or self.named(event.card)
            if self._keeps_rows:
                history.rows.append(_row(event))
            if event.id in self._retracted:
                self._by_event[event.id] = history
            elif event.kind == _GRADED and event.grade is not None:
                history.told = True
            if event.kind == EventKind.RENAMED:
                self._rename(history, event)
            return history
        return None

    def named(self, card: str) -> _History:
        """The history that an id names by now."""
        return self._present(self._by_name.get(card) or self._begun(card, card))

    def names(self) -> dict[str, Name]:
        """Every id of each history that goes by several, or did not begin under the one that it has."""
        if not self._has_renames:
            return {}
        by_history: defaultdict[_History, list[str]] = defaultdict(list)
        for name in self._by_name:
            by_history[self.named(name)].append(name)
        return {
            name: Name(history.card, history.origin, place)
            for history, names in by_history.items()
            if len(names) > 1 or history.card != history.origin
            for place, name in enumerate(names)
        }

    def _of_note(self, name: object) -> _History | None:
        """The history whose note Anki knows by that name, whatever it is called now; None where there is none."""
        history = self._by_origin.get(name) if isinstance(name, str) else None
        return self._present(history) if history else None

    def _present(self, history: _History) -> _History:
        """What comes late under another name of a history belongs to the one that has its id now."""
        while history.replaced:
            history = self._by_name[history.card]
        return history

    def _begun(self, card: str, origin: str) -> _History:
        history = self._by_name[card] = _History(card, origin)
        self._by_origin.setdefault(origin, history)
        self.histories.append(history)
        return history

    def _rename(self, history: _History, event: Event) -> None:
        self._has_renames = True
        new = event.payload.get("to")
        if history.card != event.card and "note" not in event.payload:
            # the history left this id before: only a fresh start under the old id is still possible
            if new is None:
                self._begun(event.card, f"{event.card}{FREED_BY}{event.id}")
            return
        if not isinstance(new, str) or not new or new == history.card:
            return
        taken = self._by_name.get(new)
        if taken is not None and taken is not history:
            if taken.told:
                return
            taken.replaced |= taken.card == new
        # the ids of a history stand in the order in which it was given them
        self._by_name.pop(new, None)
        self._by_name[new] = history
        history.card = new


def _is_bystanding(event: Event) -> bool:
    return event.kind in BYSTANDING_KINDS and bool(event.card)


def _row(event: Event) -> Row:
    if event.payload and event.kind == EventKind.DRILLED and event.parts:
        # of what the story waits for, and what was missed of it, it says nothing
        return PARTS_ASKED, event.day, None, (), None, event.id
    return event.kind, event.day, event.grade, event.missed, event.telling_seconds, event.id
