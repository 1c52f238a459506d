"""What was really asked at interviews, and how well stories were chosen for questions, as folds over the log.

Neither moves a card's memory. A story that went badly is offered once more; a question that was missed comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from flashcards.schedule.day import clamped_date
from flashcards.schedule.domain import as_question
from flashcards.schedule.events import Event, EventKind, blank_event, in_order
from flashcards.schedule.sm2 import PASSING_GRADE
from flashcards.schedule.standing import Standing


class Asked(NamedTuple):
    """A question that came at an interview.

    ``card`` is the story that was told, "" for none, ``grade`` how it went, 0 to 5; ``interview`` is the study day of
    the interview, None where none was set, ``day`` that on which it was noted, ``seen`` the story's last event then.
    """

    question: str
    card: str
    grade: int
    interview: int | None
    day: int
    seen: str | None = None

    @property
    def went_badly(self) -> bool:
        """Whether a story was told, and told so that it is to be rehearsed again."""
        return bool(self.card) and self.grade < PASSING_GRADE


class Tried(NamedTuple):
    """A question for which a story was to be chosen, the story, and whether it came to mind."""

    question: str
    card: str
    hit: bool


class Tries(NamedTuple):
    """How many questions of quick rounds there were, and for how many of them a story came to mind."""

    questions: int = 0
    hits: int = 0

    @classmethod
    def of(cls, tried: Sequence[Tried]) -> Tries:
        """Count them."""
        return cls(len(tried), sum(each.hit for each in tried))


NOTHING_TRIED = Tries()


class Wording(NamedTuple):
    """A question in words in which it may be asked, and the story that it belongs to."""

    question: str
    card: str


def asked_event(question: str, card: str, grade: int, interview: int | None, seen: str | None = None) -> Event:
    """The event by which the log learns what was asked; ``seen`` is the last event of the story that was told."""
    payload = {
        "question": as_question(question),
        "interview": None if interview is None else clamped_date(interview).isoformat(),
    }
    return blank_event(EventKind.ASKED, card)._replace(grade=grade, payload=payload, seen=seen)


def chosen_event(question: str, card: str, hit: bool, seconds: float | None) -> Event:
    """The event by which the log learns whether a story came to mind, and how soon; None where that is not known."""
    spent = None if seconds is None else round(seconds, 1)
    payload = {"question": as_question(question), "hit": hit, "seconds": spent}
    return blank_event(EventKind.CHOSEN, card)._replace(payload=payload)


def asked_questions(events: Iterable[Event], names: Mapping[str, str] | None = None) -> tuple[Asked, ...]:
    """Fold the ``asked`` events that stand, in whatever order they come; ``names`` leads from a card's old id on."""
    current = names or {}
    return tuple(
        Asked(
            event.payload["question"],
            current.get(event.card, event.card),
            event.grade or 0,
            _day(event.payload["interview"]),
            event.day,
            event.seen,
        )
        for event in sorted(events, key=in_order)
        if event.kind == EventKind.ASKED
    )


def tried_questions(events: Iterable[Event], names: Mapping[str, str] | None = None) -> tuple[Tried, ...]:
    """Fold the ``chosen`` events that stand, in whatever order they come."""
    current = names or {}
    return tuple(
        Tried(event.payload["question"], current.get(event.card, event.card), event.payload["hit"])
        for event in sorted(events, key=in_order)
        if event.kind == EventKind.CHOSEN
    )


def _day(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text).toordinal()


def to_be_told_again(asked: Iterable[Asked], standings: Iterable[Standing], today: int) -> list[Standing]:
    """The stories that went badly and were not told since; one that was told today waits until tomorrow.

    Told on the day on which that was noted, a story waits as long as nothing happened to it since.
    """
    badly = {each.card: each for each in asked if each.went_badly}
    return [
        each
        for each in standings
        if each.card in badly and each.reviewed not in (None, today) and _waits(each, badly[each.card])
    ]


def _waits(standing: Standing, asked: Asked) -> bool:
    told = standing.reviewed or 0
    return told < asked.day or (told == asked.day and standing.last_event == asked.seen)


def quick_order(wordings: Sequence[Wording], tried: Iterable[Tried]) -> list[Wording]:
    """The questions in the order in which stories are to be chosen for them.

    Those that were missed the last time come first, the longest ago before the others; then those not used before,
    a first one of each story before any second; then those that were hit, again the longest ago first. What is alike
    keeps the order in which it comes.
    """
    last = {each.question: (place, each.hit) for place, each in enumerate(tried)}
    used = [each for each in wordings if as_question(each.question) in last]
    used.sort(key=lambda each: last[as_question(each.question)][0])
    missed = [each for each in used if not last[as_question(each.question)][1]]
    unused = [each for each in wordings if as_question(each.question) not in last]
    return [*missed, *_in_turn(unused), *(each for each in used if each not in missed)]


def _in_turn(wordings: Sequence[Wording]) -> list[Wording]:
    """A first wording of each story, then a second of each that has one, and so on."""
    counted: dict[str, int] = {}
    rounds: list[tuple[int, Wording]] = []
    for each in wordings:
        counted[each.card] = counted.get(each.card, 0) + 1
        rounds.append((counted[each.card], each))
    return [each for _, each in sorted(rounds, key=lambda pair: pair[0])]
