"""Where a card stands: the fold of what happened to it, without anything of another card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flashcards.schedule.events import EventKind
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, NEW_MEMORY, Memory, review, reviewed

Row = tuple[str, int, int | None, tuple[str, ...], float | None, str]
"""What the fold needs of an event: kind, study day, grade, missed parts, seconds, id."""

PARTS_ASKED = "parts"
"""The kind of a row that asked for some parts by themselves: it changes nothing but the card's last event."""

# plain strings compare faster than members of an enum, and a million rows are compared
_GRADED = EventKind.GRADED.value
_DRILLED = EventKind.DRILLED.value


class Standing(NamedTuple):
    """Where one card stands. Days are study days as ordinals.

    ``due`` and ``reviewed`` (the last scheduled review) are None for a card that is new or was reset; ``previous`` is
    the scheduled review before that. ``told`` counts its standing grades. ``drill`` is the day on which it still has
    to be drilled, ``buried`` the day through which it is hidden. ``missed``, ``seconds`` and ``grade`` come from its
    last telling; ``misses`` counts how often each part was missed running. ``introduced`` is the last day on which it
    was new and graded, ``introductions`` how often on that day. ``last_event`` changes with everything that happens
    to the card.
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
    grade: int | None = None
    introduced: int | None = None
    introductions: int = 0
    last_event: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether the card was never graded, or not since it was reset."""
        return self.due is None

    def is_active(self, today: int) -> bool:
        """Whether the card is neither suspended nor buried on this study day."""
        return not self.suspended and (self.buried is None or self.buried < today)


def graded(standing: Standing, grade: int, today: int, missed: tuple[str, ...] = ()) -> Standing:
    """Where a card would stand after a grade that schedules: what replay will say, before there is an event."""
    elapsed = None if standing.reviewed is None else max(0, today - standing.reviewed)
    memory = review(standing.memory, grade, elapsed)
    before = dict(standing.misses)
    return standing._replace(
        memory=memory,
        due=today + memory.interval,
        reviewed=today,
        previous=standing.reviewed,
        grade=grade,
        told=standing.told + 1,
        missed=missed,
        misses=tuple((part, before.get(part, 0) + 1) for part in sorted(missed)),
        introduced=today if standing.is_new else standing.introduced,
    )


def fold(
    card: str, rows: Sequence[Row], demoted: list[str] | None = None, retracted: frozenset[str] = frozenset()
) -> Standing:
    """Fold the rows of one card, in their order, into its standing; add the ids of grades that only drilled.

    A row whose id is in ``retracted`` counts for nothing but the card's last event.
    """
    state = _Fold(card, rows[-1][-1] if rows else None, [] if demoted is None else demoted)
    state.take([row for row in rows if row[5] not in retracted] if retracted else rows)
    return state.standing()


class _Fold:
    """The state of one card while its rows are folded.

    ``scheduled`` are the first grades of each study day since the last reset, ``reviews`` their days and grades,
    ``drills`` what came after the last of them. What only the last ones decide is worked out when all are there.
    """

    def __init__(self, card: str, last_event: str | None, demoted: list[str]) -> None:
        self.card = card
        self.last_event = last_event
        self.demoted = demoted
        self.scheduled: list[Row] = []
        self.reviews: list[tuple[int, int]] = []
        self.drills: list[Row] = []
        self.told = 0
        self.suspended = False
        self.buried: int | None = None
        self.seconds: float | None = None
        self.introduced: int | None = None
        self.introductions = 0

    def take(self, rows: Iterable[Row]) -> None:
        """Sort out what schedules, what only drills, and what else happened."""
        scheduled, reviews, drills = self.scheduled, self.reviews, self.drills
        days: set[int] = set()
        for row in rows:
            kind, day, grade, _, _, event_id = row
            if kind == _GRADED and grade is not None:
                if day in days:
                    drills.append(row)
                    self.demoted.append(event_id)
                    continue
                days.add(day)
                scheduled.append(row)
                reviews.append((day, grade))
                if drills:
                    drills.clear()
            elif kind == _DRILLED:
                drills.append(row)
            elif kind == EventKind.RESET:
                self._reset()
                days.clear()
            else:
                self._put_away(kind, day)

    def _put_away(self, kind: str, day: int) -> None:
        if kind == EventKind.BURIED:
            self.buried = day
        elif kind in (EventKind.SUSPENDED, EventKind.UNSUSPENDED):
            self.suspended = kind == EventKind.SUSPENDED

    def _reset(self) -> None:
        self._count()
        for rows in (self.scheduled, self.reviews, self.drills):
            rows.clear()

    def _count(self) -> None:
        """Keep what a reset does not take away."""
        if not self.reviews:
            return
        day = self.reviews[0][0]
        self.introductions = self.introductions + 1 if self.introduced == day else 1
        self.introduced = day
        self.told += len(self.reviews)
        for row in reversed(self.scheduled):
            if row[4] is not None:
                self.seconds = row[4]
                break

    def standing(self) -> Standing:
        """Where the card stands after all its rows."""
        self._count()
        memory, due, last, previous = self._schedule()
        drill, missed = self._last_told()
        return Standing(
            self.card,
            memory,
            due,
            last,
            previous,
            self.told,
            drill,
            self.suspended,
            self.buried,
            missed,
            _misses(self.scheduled),
            self.seconds,
            self.scheduled[-1][2] if self.scheduled else None,
            self.introduced,
            self.introductions,
            self.last_event,
        )

    def _schedule(self) -> tuple[Memory, int | None, int | None, int | None]:
        """The memory, the day on which the card is due, and its last two scheduled reviews."""
        if not self.reviews:
            return NEW_MEMORY, None, None, None
        first, last = self.reviews[0][0], self.reviews[-1][0]
        memory = Memory(*reviewed(0, 0, NEW_MEMORY.ease, 0, first, self.reviews))
        return memory, last + memory.interval, last, self.reviews[-2][0] if len(self.reviews) > 1 else None

    def _last_told(self) -> tuple[int | None, tuple[str, ...]]:
        """The day on which the card still has to be drilled, and what was missed when it was told or drilled last."""
        if not self.reviews:
            return None, ()
        day, grade = self.reviews[-1]
        missed = self.scheduled[-1][3]
        for _, drilled, again, gaps, _, _ in self.drills:
            if grade < DRILL_UNTIL_GRADE and drilled == day and again is not None:
                grade, missed = again, gaps
        return day if grade < DRILL_UNTIL_GRADE else None, missed


def _misses(scheduled: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    """Each part that was missed at the last telling, with how often running."""
    if not (scheduled and scheduled[-1][3]):
        return ()
    running = set(scheduled[-1][3])
    counted = dict.fromkeys(running, 0)
    for row in reversed(scheduled):
        running &= set(row[3])
        if not running:
            break
        for part in running:
            counted[part] += 1
    return tuple(sorted(counted.items()))
