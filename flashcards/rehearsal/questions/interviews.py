"""The interview that was last: which one it was, and whether it was told of what was asked there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.rehearsal.agenda import Agenda

# for so long an interview that has passed is asked after
_ASKED_AFTER_DAYS = 28


def last_interview(agenda: Agenda) -> int | None:
    """The last interview that came, today's among them, as long as it is asked after; None for none."""
    day = agenda.days.last(agenda.counts, agenda.today)
    return day if day is not None and agenda.today - day <= _ASKED_AFTER_DAYS else None


def untold_interview(agenda: Agenda) -> int | None:
    """The last interview that has passed, where nothing was noted of what was asked and no other day is set."""
    day = agenda.days.passed(agenda.counts, agenda.today)
    if day is None or agenda.today - day > _ASKED_AFTER_DAYS:
        return None
    return None if any(each.interview == day for each in agenda.asked) else day
