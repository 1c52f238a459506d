"""Days, times and events in the words of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flashcards.schedule.day import LATEST_TIME, MILLISECONDS_A_DAY, clamped_date
from flashcards.schedule.events import Event, EventKind

_WEEK = 7
# of what was done at one stroke and is about no card, so much is told one by one
_MOST_TOLD = 3
# behind which the words of a text or a name begin
_BOUNDS = " -/"
# marks that take no room of their own
_MOST_SIGNS_A_COLUMN = 4


def when(day: int, today: int) -> str:
    """A day as it is said: ``today``, ``tomorrow``, ``Sat``, ``9 Dec``, ``9 Dec 2027``."""
    if day <= today:
        return "today"
    if day == today + 1:
        return "tomorrow"
    return short_day(day, today)


def day_label(day: int, today: int) -> str:
    """The same at the head of a row: ``Tomorrow``, ``Sat``, ``9 Dec``."""
    word = when(day, today)
    return word[0].upper() + word[1:]


def short_day(day: int, today: int) -> str:
    """A coming day in as few letters as tell it: a weekday within the week, then day and month, then the year."""
    date = clamped_date(day)
    if day - today < _WEEK:
        return f"{date:%a}"
    if date.year == clamped_date(today).year or day - today < _WEEK * 26:
        return day_and_month(day)
    return f"{date:%b %Y}"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """``1 card``, ``2 cards``; ``nouns`` where an s does not make the plural."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"


def enumerated(names: Sequence[str], most: int) -> str:
    """``a``, ``a and b``, ``a, b and 4 more``: of more than ``most`` names the first ones, and how many are left."""
    left = len(names) - most
    *others, last = [*names[:most], f"{left} more"] if left > 0 else names or [""]
    return f"{', '.join(others)} and {last}" if others else last


def long_day(day: int) -> str:
    """A day with its weekday: ``Fri 18 Dec 2026``."""
    date = clamped_date(day)
    return f"{date:%a} {day_and_month(day)} {date.year}"


def far_days(days: Sequence[int]) -> str:
    """Interview days that are too far ahead to be planned for, the nearest named."""
    others = f" (and {len(days) - 1} more)" if len(days) > 1 else ""
    return (
        f"the interview on {long_day(days[0])}{others} is more than ten years ahead, so nothing is planned for it; "
        "`flashcards interview DATE` sets another day"
    )


def countdown(day: int, today: int) -> str:
    """How far a day is: ``today``, ``tomorrow``, ``in 12 days``."""
    ahead = day - today
    return "today" if ahead <= 0 else "tomorrow" if ahead == 1 else f"in {ahead} days"


def ago(day: int, today: int) -> str:
    """How long a day is past: ``today``, ``yesterday``, ``12 days ago``."""
    behind = today - day
    return "today" if behind <= 0 else "yesterday" if behind == 1 else f"{behind} days ago"


def day_and_month(day: int) -> str:
    """``9 Dec``."""
    date = clamped_date(day)
    return f"{date.day} {date:%b}"


def whole_minutes(seconds: float) -> int:
    """Seconds as a number of minutes, the last one begun counted in."""
    return -(-int(seconds) // 60)


def minutes(seconds: float) -> str:
    """Seconds in whole minutes: ``1 minute``, ``14 minutes``."""
    return counted(whole_minutes(seconds), "minute")


def clock_time(seconds: float) -> str:
    """Seconds as a clock shows them: ``0:47``, ``2:05``."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def over_target(seconds: float, target: int) -> str:
    """``, 12 s over`` where a telling took longer than its target, else ""."""
    over = int(seconds) - target
    return f", {over} s over" if over > 0 else ""


def iso(day: int | None) -> str | None:
    """A study day as ``YYYY-MM-DD``."""
    return None if day is None else clamped_date(day).isoformat()


def local_time(event: Event) -> str:
    """When an event was made, by the clock on the wall there: ``2026-11-23 12:00``."""
    from datetime import datetime, timedelta, timezone

    at = min(event.at, LATEST_TIME - MILLISECONDS_A_DAY)
    return f"{datetime.fromtimestamp(at / 1000, timezone(timedelta(minutes=event.offset))):%Y-%m-%d %H:%M}"


def describe(event: Event, demoted: frozenset[str] = frozenset()) -> str:
    """What an event did, in a few words, but for its card; ``demoted`` are the ids of grades that only drilled."""
    if event.kind in (EventKind.ASKED, EventKind.CHOSEN):
        return _of_question(event)
    if event.kind == EventKind.PLANNED:
        return _of_plan(event)
    kind = str(EventKind.DRILLED if event.id in demoted else event.kind)
    what = kind if event.grade is None else f"{kind} {event.grade}"
    what += f" of {', '.join(event.parts)} alone" if event.parts else ""
    missed = f", missed {', '.join(event.missed)}" if event.missed else ""
    to = f" to {event.payload.get('to') or 'no card'}" if event.kind == EventKind.RENAMED else ""
    return f"{what}{missed}{to}"


def as_called(event: Event, called: Mapping[str, str]) -> Event:
    """The event with its card under the name that ``called`` gives for it; a rename tells of the names it is about."""
    return event if event.kind == EventKind.RENAMED else event._replace(card=called.get(event.card, event.card))


def describe_all(events: Sequence[Event], called: Mapping[str, str], demoted: frozenset[str] = frozenset()) -> str:
    """What was done at one stroke, and with which cards: ``graded 4 on clinic/fault``, ``suspended 3 cards``.

    A card goes by the name that ``called`` gives for the one in its event.
    """
    events = [as_called(event, called) for event in events]
    if len(events) == 1:
        what, card = describe(events[0], demoted), events[0].card
        return " ".join(each for each in (what, "on" if card and what != events[0].kind else "", card) if each)
    if len(events) <= _MOST_TOLD and not any(event.card for event in events):
        return "; ".join(describe(event, demoted) for event in events)
    kinds: dict[str, list[str]] = {}
    for event in events:
        kinds.setdefault(EventKind.DRILLED if event.id in demoted else event.kind, []).append(event.card)
    return ", ".join(
        f"{kind} {counted(len(set(cards)), 'card')}" if all(cards) else counted(len(cards), f"{kind} event")
        for kind, cards in kinds.items()
    )


def _of_plan(event: Event) -> str:
    """The day that was set, or that none is any more, and the decks where it is not for all."""
    from flashcards.schedule.interview import day_set

    day, decks = day_set(event)
    what = "planned no interview" if day is None else f"planned the interview on {long_day(day)}"
    return what if decks is None else f"{what} for {', '.join(decks)}"


def _of_question(event: Event) -> str:
    """What was asked and how it went, or whether a story came to mind for it."""
    went = f"went {event.grade}" if event.kind == EventKind.ASKED else "hit" if event.payload["hit"] else "missed"
    return f"{event.kind} {event.payload['question']!r}, {went}"


def abridged(text: str, apart: int, columns: int, width: Callable[[str], int] = len) -> str:
    """A text in so many columns, none of it in none: what sets it apart, which begins at ``apart``, is what stays.

    What stands before it stays as far as all behind it fits; ``width`` measures a text in columns.
    """
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    nearest = max(0, len(text) - _MOST_SIGNS_A_COLUMN * columns)
    begins = (place + 1 for place in range(nearest, apart) if text[place] in _BOUNDS)
    whole = next((place for place in begins if width(text[place:]) < columns), None)
    if whole is not None:
        return f"…{text[whole:]}"
    kept = ("…" if apart else "") + text[apart:]
    if width(kept) <= columns:
        return kept
    length = min(len(kept), columns - 1)
    while width(kept[:length]) > columns - 1:
        length -= 1
    return f"{kept[:length].rstrip()}…"
