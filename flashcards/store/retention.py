"""Which backups are kept. Pure.

The newest of each of the last ten days, the last ten of each kind, one a week for eight weeks, one a month for a year.
What ``restore`` replaced is kept by the same rule for itself, since nobody knows whether it was sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

KEPT_DAYS = 10
KEPT_LAST = 10
KEPT_WEEKS = 8
KEPT_MONTHS = 12
_WEEK = 7
_REPLACED = "replaced"
_NAME = (
    rf"(flashcards|{_REPLACED})-(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?:T(?P<time>\d{{6}}))?(?P<before>-before-[a-z]+)?"
    r"(?:-(?P<number>\d+))?\.db"
)


class _Dated(NamedTuple):
    day: int
    time: str
    number: int
    name: str
    kind: tuple[str, bool, str]

    @property
    def is_replaced(self) -> bool:
        return self.kind[0] == _REPLACED

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


def day_named(name: str) -> int | None:
    """The day of a backup by its name; None for other files."""
    found = _dated(name)
    return found.day if found else None


def name_of(local: datetime, before: str = "") -> str:
    """The name of a backup made by hand at a local time, or before something, ``before``, that is done then."""
    return f"flashcards-{_moment(local)}{f'-before-{before}' if before else ''}.db"


def replaced_name(local: datetime) -> str:
    """The name under which a database is kept that is replaced at a local time."""
    return f"{_REPLACED}-{_moment(local)}.db"


def _moment(local: datetime) -> str:
    return f"{local.date().isoformat()}T{local:%H%M%S}"


def superseded(names: Iterable[str], today: int) -> list[str]:
    """Return those of these file names that need not be kept on this study day, oldest first.

    Only names that this module gives are ever returned. Days, weeks and months count where they have a backup, back
    from the newest, so that a clock that jumps ahead wipes nothing; backups dated after tomorrow are kept by the same
    rule among themselves, so that neither they nor those of the right date push the others out.
    """
    dated = sorted(filter(None, map(_dated, set(names))))
    sides: dict[tuple[bool, bool], list[_Dated]] = {}
    for each in dated:
        sides.setdefault((each.is_replaced, each.day > today + 1), []).append(each)
    kept = {each for side in sides.values() for each in _kept(side)}
    return [each.name for each in dated if each not in kept]


def _dated(name: str) -> _Dated | None:
    found = re.fullmatch(_NAME, name)
    if found is None:
        return None
    kind = (found[1], bool(found["time"]), found["before"] or "")
    try:
        day = date.fromisoformat(found["day"]).toordinal()
    except ValueError:
        return None
    return _Dated(day, found["time"] or "", int(found["number"] or 1), name, kind)


def _kept(dated: Sequence[_Dated]) -> set[_Dated]:
    """Of backups, oldest first, the last of each kind, and the newest of each of the last days, weeks and months."""
    days = {each.day: each for each in dated}
    weeks = {each.week: each for each in dated}
    months = {each.month: each for each in dated}
    kinds: dict[tuple[str, bool, str], list[_Dated]] = {}
    for each in dated:
        kinds.setdefault(each.kind, []).append(each)
    newest = [
        *list(days.values())[-KEPT_DAYS:], *list(weeks.values())[-KEPT_WEEKS:], *list(months.values())[-KEPT_MONTHS:]
    ]  # fmt: skip
    return {*newest, *(each for kind in kinds.values() for each in kind[-KEPT_LAST:])}
