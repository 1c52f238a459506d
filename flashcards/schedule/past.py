"""What was done with each card: the log, gathered by the ids that the cards have now."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.replay import History, follow
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, PASSING_GRADE

KEPT_GRADES = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done in some time: grades, those of them that passed, those told whole, drills, and the seconds of all.

    Told whole is a grade of 4 or 5 with no part missed, in a time in which one can tell. A second grade on one study
    day counts as a drill.
    """

    told: int = 0
    passed: int = 0
    whole: int = 0
    drills: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, event: Event, drilled: bool) -> Tally:
        """That of one grade, or of one drill."""
        seconds, grade = event.seconds or 0.0, event.grade or 0
        if drilled:
            return cls(drills=1, seconds=seconds)
        whole = grade >= DRILL_UNTIL_GRADE and not event.missed and not event.is_short
        return cls(1, int(grade >= PASSING_GRADE), int(whole), 0, seconds)

    @property
    def share_passed(self) -> float:
        """Which share of the grades passed, 0 to 1; 0 where there is none."""
        return self.passed / self.told if self.told else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.told + other.told,
            self.passed + other.passed,
            self.whole + other.whole,
            self.drills + other.drills,
            self.seconds + other.seconds,
        )


NOTHING_DONE = Tally()


@dataclass(frozen=True, slots=True)
class PastGrade:
    """One grade that scheduled. ``stepped``: the parts were revealed one at a time; ``missed`` are part names."""

    day: int
    grade: int
    missed: tuple[str, ...]
    seconds: float | None
    stepped: bool


@dataclass(frozen=True, slots=True)
class Past:
    """One card's past: all that was ever done with it, the days since some day, and its last tellings since a reset."""

    total: Tally = NOTHING_DONE
    days: Mapping[int, Tally] = field(default_factory=dict)
    grades: tuple[PastGrade, ...] = ()


def pasts(ordered: Iterable[Event], retracted: frozenset[str], since: int) -> dict[str, Past]:
    """Return the past of each card that was ever graded or drilled, by its present id.

    ``ordered`` and ``retracted`` are as replay.follow takes them. Study days before ``since`` count in ``total`` only,
    and no more than KEPT_GRADES tellings of a card are kept, so that what is held grows with the cards and not with
    the log.
    """
    found: dict[int, _Past] = {}
    for history, event, demoted in follow(ordered, retracted):
        past = found.get(id(history))
        if past is None:
            past = found[id(history)] = _Past(history)
        if event.kind == EventKind.RESET:
            past.grades.clear()
        elif event.kind in (EventKind.GRADED, EventKind.DRILLED) and event.grade is not None:
            past.take(event, demoted or event.kind == EventKind.DRILLED, since)
    return _by_card(found.values())


@dataclass(slots=True)
class _Past:
    """One history while it is gathered; holding it keeps its ``id`` from being used again."""

    history: History
    total: Tally = NOTHING_DONE
    days: dict[int, Tally] = field(default_factory=dict)
    grades: deque[PastGrade] = field(default_factory=lambda: deque(maxlen=KEPT_GRADES))

    def take(self, event: Event, drilled: bool, since: int) -> None:
        done = Tally.of(event, drilled)
        self.total += done
        if event.day >= since:
            self.days[event.day] = self.days.get(event.day, NOTHING_DONE) + done
        if not drilled:
            stepped = event.payload.get("stepped") is True
            self.grades.append(PastGrade(event.day, event.grade or 0, event.missed, event.telling_seconds, stepped))


def _by_card(found: Iterable[_Past]) -> dict[str, Past]:
    cards: dict[str, Past] = {}
    for past in found:
        if not (past.total.told or past.total.drills):
            continue
        # a history that was only drilled may have given its id to another one; what was done stays done
        other = cards.get(past.history.card, Past())
        days = {day: other.days.get(day, NOTHING_DONE) + done for day, done in past.days.items()}
        cards[past.history.card] = Past(
            other.total + past.total,
            {**other.days, **days},
            (*other.grades, *past.grades)[-KEPT_GRADES:],
        )
    return cards
