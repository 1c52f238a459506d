"""Which parts a sweep asks for tonight, and whether it pays."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from flashcards.content.cards import CardKind, kind_of
from flashcards.rehearsal.promise import MOST_STORIES, Remembered, remembered_of
from flashcards.schedule.plan import strength
from flashcards.schedule.recall.sweep import (
    HORIZON_DAYS,
    SWEPT_DAYS,
    Evening,
    Sweep,
    room_for_sweep,
    sweep,
    weakest_fifth,
)
from flashcards.schedule.wording import counted, minutes
from flashcards.store import days, standings

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.agenda import Agenda, Group
    from flashcards.schedule.standing import Standing

# so far back the evenings are looked at
_MOST_EVENINGS = 60


def offered_sweep(
    library: Library, agenda: Agenda, decks: Sequence[str] = (), at_hand: Remembered | None = None
) -> Sweep | None:
    """The sweep that pays tonight, in the week before an interview; None where none does.

    What is left of the review comes first, and has its time. ``at_hand`` are stories that were read already.
    """
    near = [group for group in _ahead(agenda, decks) if group.day and group.day - agenda.today <= SWEPT_DAYS]
    if not near:
        return None
    room = _room(library, agenda, min(group.day or 0 for group in near) - agenda.today)
    found = _sweep(library, agenda, near, room, at_hand) if room else None
    return found if found and found.pays else None


def sweep_asked_for(library: Library, agenda: Agenda, decks: Sequence[str]) -> Sweep | None:
    """The sweep that is offered, or where none is the weakest fifth of all parts; None where no part gains anything."""
    found = offered_sweep(library, agenda, decks) or _sweep(library, agenda, _ahead(agenda, decks), None, None)
    return found if found and found.parts else None


def sweep_words(found: Sweep, agenda: Agenda) -> str:
    """What a sweep asks for, and what it brings: ``6 parts, about 4 minutes: 81% -> 86% of the stories ...``."""
    return f"{counted(found.parts, 'part')}, about {minutes(found.seconds)}: {gain_words(found, agenda)}"


def gain_words(found: Sweep, agenda: Agenda) -> str:
    """What a sweep brings; where no interview is ahead, for a week from now."""
    when = "on the day" if agenda.interviews else "in a week"
    return f"{found.before:.0%} -> {found.after:.0%} of the stories told whole {when}"


def _ahead(agenda: Agenda, decks: Sequence[str]) -> list[Group]:
    """The groups of which something was told, and whose interview is not today."""
    return [group for group in agenda.groups(decks) if group.seen and group.day != agenda.today]


def _room(library: Library, agenda: Agenda, days_left: int) -> float:
    """The seconds that tonight has left for a sweep."""
    today = agenda.today
    spent = days.evenings(library.database.conn, today - _MOST_EVENINGS, today + 1)
    told, swept = spent.pop(today, (0.0, 0.0))
    waits = agenda.left((), agenda.limits, library.new_a_day).seconds
    return room_for_sweep([Evening(*each) for each in spent.values()], Evening(told + waits, swept), days_left)


def _sweep(
    library: Library, agenda: Agenda, groups: Sequence[Group], room: float | None, at_hand: Remembered | None
) -> Sweep | None:
    """The sweep over the stories of some groups that were told, within a room of seconds, else a fifth of all parts."""
    ahead = {
        each.card: agenda.today + HORIZON_DAYS if group.day is None else group.day
        for group in groups
        for each in _told(library, agenda, group)
    }
    found = at_hand if at_hand is not None and _tells_of(at_hand, ahead) else remembered_of(library, ahead)
    if found is None:
        return None
    stories = [story for story in found.stories if story.card in ahead]
    seconds = max(group.seconds for group in groups) * len(stories) / sum(len(story.parts) for story in stories)
    within = weakest_fifth(stories, seconds) if room is None else room
    return sweep(stories, found.learner, agenda.today, seconds, within)


def _tells_of(found: Remembered, cards: Container[str]) -> bool:
    """Whether these cards are all that says whose memory it is, so that it comes to the same as reading them anew."""
    told = [story for story in found.stories if story.asked]
    return bool(told) and all(story.card in cards for story in told)


def _told(library: Library, agenda: Agenda, group: Group) -> list[Standing]:
    """The stories of a group that were told and may be asked for today; of very many the weakest."""
    seen = (each for each in standings.introduced(library.database.conn, group.decks) if each.is_active(agenda.today))
    return sorted((each for each in seen if kind_of(each.card) is CardKind.STORY), key=strength)[:MOST_STORIES]
