"""Which parts a sweep asks for tonight, and whether it pays."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

from flashcards.content.card_ids import short_names
from flashcards.content.cards import CardKind, kind_of
from flashcards.rehearsal.outlook import outlook
from flashcards.rehearsal.promise import MOST_STORIES, Remembered, counted_stories, remembered, remembered_of
from flashcards.schedule.limits import SWEPT_DAYS, seconds_with_drills
from flashcards.schedule.plan import shown_on, strength
from flashcards.schedule.recall.sweep import (
    HORIZON_DAYS,
    Evening,
    Rooms,
    Sweep,
    rooms_for_sweeps,
    sweep,
    weakest_fifth,
)
from flashcards.schedule.wording import counted, minutes
from flashcards.store import days, standings

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.agenda import Agenda
    from flashcards.rehearsal.outlook import Outlook
    from flashcards.schedule.interview import Group
    from flashcards.schedule.recall.readiness import PartChance
    from flashcards.schedule.standing import Standing

# so far back the evenings are looked at
_MOST_EVENINGS = 60


def offered_sweep(
    library: Library,
    plan: Outlook,
    decks: Sequence[str] = (),
    at_hand: Remembered | None = None,
    longest: int | None = None,
) -> Sweep | None:
    """The sweep that pays tonight, in the ten days before an interview; None where none does.

    What is left of the review comes first, and has its time. ``at_hand`` is what is remembered of the plan, where it
    was read already. ``longest`` is how many seconds a study day may take in all, 0 for any number; without it, what
    is set here.
    """
    today = plan.agenda.today
    longest = plan.agenda.limits.seconds if longest is None else longest
    near = [group for group in _ahead(plan.agenda, decks) if group.day and group.day - today <= SWEPT_DAYS]
    if not near:
        return None
    rooms = _rooms(library, plan, max(group.day or 0 for group in near), longest)
    found = _sweep(library, plan, near, rooms, at_hand) if rooms.evenings[today] else None
    return found if found and found.pays else None


def sweep_asked_for(library: Library, agenda: Agenda, decks: Sequence[str], longest: int | None = None) -> Sweep | None:
    """The sweep that is offered, or where none is the weakest fifth of all parts; None where no part gains anything.

    ``longest`` is as for an offer; where it is given, the fifth is cut to what it leaves, to one part at least.
    """
    plan = outlook(library, agenda, decks)
    found = offered_sweep(library, plan, decks, longest=longest)
    left = longest - agenda.so_far.seconds if longest else inf
    found = found or _sweep(library, plan, _ahead(agenda, decks), left, None)
    return found if found and found.parts else None


def sweep_words(found: Sweep, agenda: Agenda, decks: Sequence[str]) -> str:
    """What a sweep asks for, and what it brings in all and where most, in a sentence without its end.

    ``A sweep of 9 weak parts, about 6 minutes: 81% -> 86% of the stories ... (Result of search 71% -> 94%)``.
    """
    asked = f"A sweep of {counted(found.parts, 'weak part')}, about {minutes(found.seconds)}"
    card, (most, *_) = next(iter(found.chosen.items()))
    name = short_names(list(found.chosen))[card]
    return f"{asked}: {gain_words(found, agenda, decks)} ({chance_words(f'{most.part} of {name}', most)})"


def chance_words(name: str, chance: PartChance) -> str:
    """``Result 71% -> 94%``: how likely a part is told on the day, as it is and once it was asked for."""
    return f"{name} {chance.stopped:.0%} -> {chance.tonight:.0%}"


def gain_words(found: Sweep, agenda: Agenda, decks: Sequence[str]) -> str:
    """What a sweep of some decks brings; where none of them has an interview ahead, for a week from now."""
    when = "on the day" if _has_day(_ahead(agenda, decks)) else "in a week"
    return f"{found.before:.0%} -> {found.after:.0%} of the stories told whole {when}"


def _ahead(agenda: Agenda, decks: Sequence[str]) -> list[Group]:
    """The groups of which something was told, and whose interview is not today."""
    return [group for group in agenda.groups(decks) if group.seen and group.day != agenda.today]


def _has_day(groups: Sequence[Group]) -> bool:
    return any(group.day is not None for group in groups)


def _rooms(library: Library, plan: Outlook, day: int, longest: int) -> Rooms:
    """The seconds that the evenings until a day have left for sweeps, where none may take longer than so many."""
    agenda = plan.agenda
    today = agenda.today
    spent = days.evenings(library.database.conn, today - _MOST_EVENINGS, today + 1)
    told, swept = spent.get(today, (0.0, 0.0))
    waits = agenda.left((), agenda.limits, library.new_a_day).seconds
    coming = {load.day: Evening(load.seconds) for load in plan.forecast.days if load.day < day}
    past = {evening: Evening(*each) for evening, each in spent.items()}
    return rooms_for_sweeps({**past, **coming, today: Evening(told + waits, swept)}, today, longest)


def _sweep(
    library: Library, plan: Outlook, groups: Sequence[Group], rooms: Rooms | float, at_hand: Remembered | None
) -> Sweep | None:
    """The sweep over the stories of some groups that were told, within its rooms, or a fifth within so many seconds."""
    agenda, today = plan.agenda, plan.agenda.today
    told = {each.card: (each, group.day) for group in groups for each in _told(library, agenda, group)}
    ahead = {card: today + HORIZON_DAYS if day is None else day for card, (_, day) in told.items()}
    whole = (at_hand or remembered(library, plan)) if _has_day(groups) else None
    # those that a promise was made for already, unless there are others besides, or it looked at some of very many
    has_all = whole is not None and ahead.keys() <= {story.card for story in whole.stories}
    found = whole if has_all else remembered_of(library, ahead)
    if found is None:
        return None
    stories = [story for story in found.stories if story.card in ahead]
    telling = max(group.seconds for group in groups) * len(stories) / sum(len(story.parts) for story in stories)
    seconds = seconds_with_drills(telling)
    shown = {card: max(today, shown_on(each, agenda.rehearsals) or today) for card, (each, _) in told.items()}
    is_offered = isinstance(rooms, Rooms)
    return sweep(
        stories,
        (whole or found).learner,
        today,
        seconds,
        rooms if isinstance(rooms, Rooms) else weakest_fifth(stories, seconds, today, rooms),
        shown if is_offered else {},
        counted_stories(plan, whole) if whole else None,
    )


def _told(library: Library, agenda: Agenda, group: Group) -> list[Standing]:
    """The stories of a group that were told and may be asked for today; of very many the weakest."""
    seen = (each for each in standings.introduced(library.database.conn, group.decks) if each.is_active(agenda.today))
    return sorted((each for each in seen if kind_of(each.card) is CardKind.STORY), key=strength)[:MOST_STORIES]
