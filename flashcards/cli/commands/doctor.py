"""``flashcards doctor``: checks the file, replays the log, compares."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from flashcards.cli.app import App
from flashcards.cli.output import say_json
from flashcards.home.copies import conflict_remarks
from flashcards.home.exposure import exposures
from flashcards.home.library import Library
from flashcards.schedule.wording import counted
from flashcards.store import backups, doctor, environment, tail
from flashcards.store.database import check_database
from flashcards.store.doctor import Finding, Mend
from flashcards.store.untrusted import Contents
from flashcards.terminal.plain import say

UNTIDY = 1
DAMAGED = 3


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was found, in the database and around it, and what mending needs to know.

    ``usable`` counts the events that can be read and are what they were.
    """

    events: int
    cards: int
    findings: tuple[Finding, ...]
    good: Contents | None
    usable: int = 0
    damaged_backups: tuple[tuple[Path, str], ...] = ()

    @property
    def kept(self) -> int:
        """How many events stand in the log, or in the newest good backup where that holds more."""
        return _kept(self.usable, self.good)

    @property
    def problems(self) -> list[Finding]:
        """What is wrong."""
        return [finding for finding in self.findings if not finding.remark]

    @property
    def exit_code(self) -> int:
        """What the findings mean for the process."""
        if any(finding.damage for finding in self.problems):
            return DAMAGED
        return UNTIDY if self.problems else 0


def _kept(usable: int, good: Contents | None) -> int:
    return max(usable, len(good.events) if good is not None else 0)


@click.command("doctor")
@click.option("--fix", is_flag=True, help="Put right what can be: what follows from the log is built anew from it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, fix: bool, as_json: bool) -> None:
    """Check the log, its schedule, the backups, and the file.

    The log is replayed and compared with the schedule and the backups, and what lies around the file is looked at.
    """
    found = _damaged_file(app)
    done: list[str] = []
    if fix and found is not None and all(finding.mend for finding in found.findings):
        app.home.require_writable()
        done = doctor.rebuild_file_indexes(app.home.database)
        found = _damaged_file(app)
    if found is None:
        library = app.open(must_write=fix)
        found = _examined(library)
        if fix:
            done += _mend(library, found)
            found = _examined(library) if done else found
    if as_json:
        say_json(_json(found, done))
    else:
        _show(found, done)
    sys.exit(found.exit_code)


def _damaged_file(app: App) -> Examination | None:
    """What is wrong with the database so that nothing of it can be used; None where nothing is."""
    database, folder = app.home.database, app.home.backups
    if not database.exists():
        return None
    damage = doctor.damage_of(database, check_database(database, folder))
    if not damage:
        return None
    good, damaged = _surveyed(folder)
    return Examination(0, 0, tuple(damage), good, damaged_backups=damaged)


def _surveyed(folder: Path) -> tuple[Contents | None, tuple[tuple[Path, str], ...]]:
    good, damaged = backups.survey(folder)
    return good, tuple(damaged)


def _examined(library: Library) -> Examination:
    home, conn = library.home, library.database.conn
    good, damaged = _surveyed(home.backups)
    report = doctor.examine(conn, library.clock.stamp().at, good)
    files = environment.private_files(home.database, home.backups)
    findings = [
        *report.findings,
        *environment.permissions(files),
        *(Finding(each.line, remark=True) for each in exposures(home)),
        *environment.system(home.path),
        *environment.backups(good, damaged, tail.newest_time(conn), _kept(report.usable, good)),
        *(Finding(remark, remark=True) for remark in conflict_remarks(library)),
    ]
    return Examination(report.events, report.cards, tuple(findings), good, report.usable, damaged)


def _mend(library: Library, found: Examination) -> list[str]:
    """Put right what can be, the database first; return what was done."""
    mends = {finding.mend for finding in found.findings if finding.mend}
    home, database = library.home, library.database
    with database.transaction():
        done = doctor.mend(database.conn, mends)
    if Mend.PERMISSIONS in mends:
        done += environment.make_private(environment.private_files(home.database, home.backups))
    if Mend.DAMAGED_BACKUPS in mends:
        done += environment.set_aside(found.damaged_backups, found.kept)
    if Mend.NO_BACKUP in mends:
        done.append(f"made the backup {backups.dated_backup(database.conn, home.backups, library.clock.now())}")
    return done


def _json(found: Examination, done: Sequence[str]) -> dict[str, object]:
    return {
        "ok": not found.problems,
        "events": found.events,
        "cards": found.cards,
        "problems": [finding.text for finding in found.problems],
        "remarks": [finding.text for finding in found.findings if finding.remark],
        "mendable": [finding.text for finding in found.findings if finding.mend],
        "mended": list(done),
        "backup": str(found.good.path) if found.good else None,
    }


def _show(found: Examination, done: Sequence[str]) -> None:
    for line in done:
        say(f"Mended: {line}.")
    for finding in found.findings:
        say(finding.text)
    if not found.problems:
        counts = f"{counted(found.events, 'event')}, {counted(found.cards, 'card')}"
        say(f"All is well: {counts}; the schedule is what the log says.")
    mendable = sum(finding.mend is not None for finding in found.findings)
    if mendable:
        say(f"`flashcards doctor --fix` can put right {mendable} of {len(found.findings)}.")
    if any(finding.damage and finding.mend is None for finding in found.findings):
        say(environment.way_back(found.good, found.usable))
