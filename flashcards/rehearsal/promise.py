"""How ready one will be, from what the log says of each part: read for the stories that go towards an interview."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from flashcards.content.cards import CardKind, kind_of
from flashcards.home.library import Library
from flashcards.rehearsal.outlook import Outlook
from flashcards.schedule.domain import part_key
from flashcards.schedule.forecast import told_whole
from flashcards.schedule.recall.askings import Asking, Story, askings
from flashcards.schedule.recall.learner import Learner, learner_of
from flashcards.schedule.recall.readiness import Readiness, Rehearsed, StoryChances, readiness, share
from flashcards.schedule.recall.sweep import Counted
from flashcards.schedule.sm2 import Grade
from flashcards.store import log, names, readings

# of more stories an even sample is looked at, whose share is that of all within two hundredths
MOST_STORIES = 400
# over all runs of a plan so many stories go towards their day, which gives what comes of it within a hundredth
_STORIES_RUN, _MOST_RUNS = 150, 10
# and so many days, which is one run of a plan for years
_DAYS_RUN = 600


class Remembered(NamedTuple):
    """Stories with what was asked of them, and whose memory it is."""

    stories: list[Story]
    learner: Learner


def remembered(library: Library, plan: Outlook) -> Remembered | None:
    """The stories that go towards the interviews of a plan; None where there are none."""
    return remembered_of(library, _sample(_days(plan)))


def remembered_of(library: Library, days: Mapping[str, int]) -> Remembered | None:
    """The stories of these cards, each with its day, and with what was asked of it; None where there are none."""
    cards = readings.some_cards(library.readings, list(days))
    asked = _asked(library.database.conn, days)
    stories = [
        Story(card, tuple(part_key(part.key) for part in cards[card].parts), asked[card], day)
        for card, day in days.items()
        if card in cards
    ]
    return Remembered(stories, learner_of(stories)) if stories else None


def promise(plan: Outlook, found: Remembered | None) -> Readiness | None:
    """How ready one will be for the interviews of a plan; None where no story goes towards one."""
    if found is None:
        return None
    today, last = plan.agenda.today, max(story.day for story in found.stories)
    told = _told(plan, last)
    cards = {story.card for story in found.stories}
    is_over = last <= today + 1 or not any(cards & brought for brought in told.values())
    planned = None if is_over else _planned(plan, found.stories, found.learner, last)
    return readiness(found.stories, found.learner, told.get(today, set()), today, planned)


def counted_stories(plan: Outlook, found: Remembered) -> Counted:
    """The stories that the promise of a plan is of, and how many of them are told whole if nothing more is told."""
    today = plan.agenda.today
    return Counted(
        _days(plan), share({each.card: StoryChances(each, found.learner, today).whole() for each in found.stories})
    )


def is_small(plan: Outlook) -> bool:
    """Whether every story that goes towards an interview is looked at, so that it takes no time to speak of."""
    return len(_days(plan)) <= MOST_STORIES


def _asked(conn: sqlite3.Connection, cards: Mapping[str, int]) -> Mapping[str, tuple[Asking, ...]]:
    asked = askings(log.rehearsal_events_of(conn, cards), log.retracted_events_of(conn, cards))
    return {card: asked.get(name.present, ()) for card, name in names.some(conn, cards).items()}


def _days(plan: Outlook) -> dict[str, int]:
    """The interview day of each story that goes towards one."""
    return {
        each.card: course.day
        for course in plan.courses
        if course.day is not None
        for each in course.standings
        if not each.suspended and kind_of(each.card) is CardKind.STORY
    }


def _sample(days: Mapping[str, int]) -> dict[str, int]:
    step = -(-len(days) // MOST_STORIES) or 1
    return dict(list(days.items())[::step])


def _told(plan: Outlook, until: int) -> dict[int, set[str]]:
    """The cards that a plan has for each study day before ``until``, today at least, if every story is told whole."""
    found: dict[int, set[str]] = {}

    def tell(card: str, day: int) -> tuple[Grade, tuple[str, ...]]:
        found.setdefault(day, set()).add(card)
        return told_whole(card, day)

    plan.as_told(tell, max(until, plan.agenda.today + 1))
    return found


def _planned(plan: Outlook, stories: list[Story], learner: Learner, last: int) -> float:
    """The share told whole where the plan is followed, over some runs of it, always the same ones."""
    days = max(1, last - plan.agenda.today)
    runs = max(1, min(_STORIES_RUN // len(stories), _DAYS_RUN // days, _MOST_RUNS))
    chance = Random(len(stories)).random
    shares = []
    for run in range(runs):
        rehearsed = Rehearsed(stories, learner.at((run + 0.5) / runs), learner.familiar, chance)
        plan.as_told(rehearsed.tell, last)
        shares.append(rehearsed.whole())
    return sum(shares) / runs
