"""Which backups are kept: the last ten, one a week for eight weeks, one a month for a year. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

KEPT_LAST = 10
KEPT_WEEKS = 8
KEPT_MONTHS = 12
_WEEK = 7
_NAME = re.compile(r"flashcards-(\d{4}-\d{2}-\d{2})(?:T(\d{6}))?(?:-before-[a-z]+)?(?:-(\d+))?\.db")


@dataclass(frozen=True, slots=True, order=True)
class _Dated:
    day: int
    time: str
    number: int
    name: str

    @property
    def week(self) -> int:
        return (self.day - 1) // _WEEK

    @property
    def month(self) -> tuple[int, int]:
        named = date.fromordinal(self.day)
        return named.year, named.month


def daily_name(day: int) -> str:
    """The name of a study day's backup."""
    return f"flashcards-{date.fromordinal(day).isoformat()}.db"


def name_of(local: datetime, before: str = "") -> str:
    """The name of a backup made by hand at a local time, or before something, ``before``, that is done then."""
    return f"flashcards-{moment_name(local)}{f'-before-{before}' if before else ''}.db"


def moment_name(local: datetime) -> str:
    """A local time as it stands in the name of a copy."""
    return f"{local.date().isoformat()}T{local:%H%M%S}"


def superseded(names: Iterable[str], today: int) -> list[str]:
    """Return those of these file names that need not be kept on this study day, oldest first.

    Only names that this module gives are ever returned. Weeks and months count where they have a backup, back from the
    newest, so that a clock that jumps ahead wipes nothing; backups dated after tomorrow are kept by the same rule
    among themselves, so that neither they nor those of the right date push the others out.
    """
    dated = sorted(filter(None, map(_dated, set(names))))
    past = [each for each in dated if each.day <= today + 1]
    ahead = [each for each in dated if each.day > today + 1]
    kept = _kept(past) | _kept(ahead)
    return [each.name for each in dated if each not in kept]


def _dated(name: str) -> _Dated | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return _Dated(date.fromisoformat(found[1]).toordinal(), found[2] or "", int(found[3] or 1), name)
    except ValueError:
        return None


def _kept(dated: Sequence[_Dated]) -> set[_Dated]:
    """Of backups, oldest first, the last ten and the newest of each of the last weeks and months."""
    weeks = {each.week: each for each in dated}
    months = {each.month: each for each in dated}
    newest = [*list(weeks.values())[-KEPT_WEEKS:], *list(months.values())[-KEPT_MONTHS:]]
    return {*dated[-KEPT_LAST:], *newest}
