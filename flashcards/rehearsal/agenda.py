"""What is shown on which study day: SM-2's due, drawn forward where an interview day is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.content.cards import deck_of
from flashcards.content.deck.pace import DEFAULT_TARGET
from flashcards.home.library import Library
from flashcards.schedule.interview import InterviewDays, interview_days
from flashcards.schedule.plan import first_day, last_rehearsals, new_a_day, shown_on, strength
from flashcards.schedule.queue import DEFAULT_NEW_PER_DAY
from flashcards.schedule.standing import Standing
from flashcards.store import log, readings, standings

if TYPE_CHECKING:
    from flashcards.schedule.forecast import Course


@dataclass(frozen=True, slots=True)
class Group:
    """Decks that go towards the same interview day, None for none; ``target`` is the longest of theirs, in seconds."""

    day: int | None
    decks: tuple[str, ...]
    target: int


def set_days(library: Library) -> InterviewDays:
    """The interview days as they were set."""
    return interview_days(log.planned_events(library.database.conn))


def interview_of(library: Library, today: int) -> dict[str, int]:
    """The interview day of each deck that has one ahead of it, or today."""
    days = set_days(library)
    decks = {file.deck for file in readings.known_files(library.readings).values()}
    return {deck: day for deck in sorted(decks) if (day := days.of(deck, today)) is not None}


def groups(library: Library, today: int, decks: Sequence[str] = ()) -> list[Group]:
    """The decks, or those named, by their interview day; those without one come last."""
    days = set_days(library)
    found: dict[int | None, dict[str, int]] = {}
    for file in readings.known_files(library.readings).values():
        if not decks or file.deck in decks:
            found.setdefault(days.of(file.deck, today), {})[file.deck] = file.target
    by_day = sorted(found.items(), key=lambda each: (each[0] is None, each[0] or 0))
    return [
        Group(day, tuple(sorted(targets)), max(targets.values(), default=DEFAULT_TARGET)) for day, targets in by_day
    ]


def drawn_forward(library: Library, today: int) -> dict[str, int]:
    """The study day of every card that may be shown before SM-2 says: last rehearsals, and today what was rewritten."""
    found: dict[str, int] = {}
    for group in groups(library, today):
        found |= _rehearsals(library, group, today)
    return found | {each.card: today for each in _rewritten(library, today)}


def _rewritten(library: Library, today: int) -> list[Standing]:
    """The cards whose story became another one since it was last told."""
    conn = library.database.conn
    found = ((standings.standing(conn, card), told) for card, told in readings.rewritten(library.readings).items())
    return [each for each, told in found if each.told == told and not each.is_new and each.reviewed != today]


def _rehearsals(library: Library, group: Group, today: int) -> dict[str, int]:
    if group.day is None:
        return {}
    seen = standings.introduced(library.database.conn, group.decks)
    return last_rehearsals(seen, group.day, today, library.limits.cards_a_day(group.target))


def last_today(library: Library, today: int, decks: Sequence[str]) -> list[str]:
    """The cards of these decks whose last rehearsal is today or overdue, the weakest first; the strongest ends it."""
    return [each.card for each in sorted(_last_today(library, today, decks), key=strength)]


def count_due(library: Library, today: int, decks: Sequence[str]) -> int:
    """How many cards of these decks, of all where none is named, are due today, those drawn forward among them."""
    drawn = sum(1 for each in _last_today(library, today, decks) if (each.due or 0) > today)
    return drawn + standings.count_due(library.database.conn, today, decks)


def _last_today(library: Library, today: int, decks: Sequence[str]) -> list[Standing]:
    conn = library.database.conn
    found: list[Standing] = []
    for group in groups(library, today):
        count = standings.count_introduced(conn, group.decks) if group.day is not None else 0
        if not count or today < first_day(group.day or 0, count, library.limits.cards_a_day(group.target)):
            continue
        days = _rehearsals(library, group, today)
        seen = standings.introduced(conn, [deck for deck in group.decks if not decks or deck in decks])
        found += [each for each in seen if days.get(each.card, today + 1) <= today]
    known = {each.card for each in found}
    found += [each for each in _rewritten(library, today) if each.card not in known and _is_of(each.card, decks)]
    return [each for each in found if is_active(each, today)]


def _is_of(card: str, decks: Sequence[str]) -> bool:
    return not decks or deck_of(card) in decks


def last_rehearsals_begun(library: Library, today: int) -> frozenset[str]:
    """The cards that still wait for their last rehearsal before an interview, once the days of these have begun."""
    found: set[str] = set()
    for group in groups(library, today):
        count = standings.count_introduced(library.database.conn, group.decks) if group.day is not None else 0
        if count and today >= first_day(group.day or 0, count, library.limits.cards_a_day(group.target)):
            found |= _rehearsals(library, group, today).keys()
    return frozenset(found)


def is_active(standing: Standing, today: int) -> bool:
    """Whether a card is neither suspended nor buried."""
    return not standing.suspended and (standing.buried is None or standing.buried < today)


def due_by_deck(library: Library, today: int) -> Mapping[str, tuple[int, int | None]]:
    """For each deck with cards that are drawn forward: how many are due today, and the next day on which one is."""
    days = drawn_forward(library, today)
    found: dict[str, tuple[int, int | None]] = {}
    for deck in sorted({deck_of(card) for card in days}):
        seen = [each for each in standings.introduced(library.database.conn, [deck]) if not each.suspended]
        shown = {each.card: shown_on(each, days) or today for each in seen}
        due = sum(1 for each in seen if shown[each.card] <= today and is_active(each, today))
        found[deck] = due, min(shown.values(), default=None)
    return found


def new_today(
    library: Library, today: int, decks: Sequence[str], by_hand: int | None
) -> Iterable[tuple[list[str], int]]:
    """How many new cards the day still allows, of which decks; paced towards the interview unless given by hand."""
    conn = library.database.conn
    if by_hand is not None:
        yield list(decks), by_hand - standings.introduced_on(conn, today)
        return
    for group in groups(library, today, decks):
        begun = standings.introduced_on(conn, today, group.decks)
        if group.day is None:
            a_day = DEFAULT_NEW_PER_DAY
        else:
            a_day = new_a_day(standings.count_new(conn, group.decks) + begun, group.day, today)
        yield list(group.decks), a_day - begun


def courses(library: Library, today: int, decks: Sequence[str]) -> list[Course]:
    """The cards of these decks, of all where none is named, as a forecast needs them."""
    from flashcards.schedule.forecast import Course

    found = []
    for group in groups(library, today, decks):
        stored = tuple(standings.shown(library.database.conn, group.decks))
        told = [each.seconds for each in stored if each.seconds]
        seconds = sum(told) / len(told) if told else group.target
        by_hand = library.new_a_day if group.day is not None else DEFAULT_NEW_PER_DAY
        found.append(Course(stored, group.day, seconds, by_hand))
    return found


def rests_on(library: Library, today: int) -> frozenset[str]:
    """The decks whose interview is today: nothing of theirs is drilled."""
    return frozenset(deck for deck, day in interview_of(library, today).items() if day == today)
