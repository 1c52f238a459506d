"""What ``export`` writes: which files, in the form that the ending of each says, and never over the work of others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flashcards.content.cards import Card
from flashcards.errors import AccessError, ContentError, UsageError
from flashcards.extras import installing
from flashcards.files import read_regular, write_whole
from flashcards.home.library import Library
from flashcards.home.outlines import all_outlined
from flashcards.rehearsal.agenda import agenda_of, decks_meant
from flashcards.schedule.wording import counted
from flashcards.seal import is_sealed, sealed
from flashcards.store import readings

PACKAGE, CALENDAR = ".apkg", ".ics"
SHEETS = (".md", ".html", ".txt")
ENDINGS = (PACKAGE, *SHEETS, CALENDAR)
_NO_CARD = "there is no card to export; `flashcards add PAGE` reads a page of yours"


def targets(library: Library, slugs: Sequence[str], output: Path | None) -> dict[Path, list[str]]:
    """The files to write, each with the slugs of its decks, none for all: the one named, or in a folder one a deck.

    Raises UsageError for an ending that says nothing, AccessError where a folder is missing, ContentError where a deck
    has no cards.
    """
    folder = Path.cwd() if output is None else output
    if not folder.is_dir():
        return {_named(library, folder): list(slugs)}
    shown = readings.shown_decks(library.readings)
    found = [slug for slug in _meant(library, slugs) if slug in shown]
    if not found:
        raise ContentError(_NO_CARD)
    return {folder / f"{library.home.deck_file(slug).stem}{PACKAGE}": [slug] for slug in found}


def _named(library: Library, target: Path) -> Path:
    if target.suffix.lower() not in ENDINGS:
        raise UsageError(f"{target}: the ending says what to write; {', '.join(ENDINGS)}, or a folder that is there")
    if not target.absolute().parent.is_dir():
        raise AccessError(f"there is no folder {target.parent}; make it first, or name another file")
    if target.absolute().parent.resolve() == library.home.decks.resolve():
        raise ContentError(f"{target} would stand among your decks; name another folder")
    return target


def refuse_foreign(paths: Sequence[Path]) -> None:
    """Raise ContentError at a file that was not written by ``export``, or that somebody changed since."""
    for path in paths:
        try:
            ours = is_sealed(read_regular(path))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise AccessError(f"cannot replace {path}: {error.strerror}") from error
        if not ours:
            raise ContentError(f"{path} is there, and not as `export` wrote it; name another, or add --force")


def write(library: Library, target: Path, slugs: Sequence[str], with_schedule: bool = False) -> str:
    """Write one file in the form of its ending, a package with due dates and answers where asked; return what is in it.

    Raises UsageError where these are asked for in another form.
    """
    ending = target.suffix.lower()
    if with_schedule and ending != PACKAGE:
        raise UsageError(f"--schedule: only an {PACKAGE} holds due dates and answers, not {target}")
    if ending == CALENDAR:
        return _write_calendar(library, target, slugs)
    found = cards_meant(library, slugs)
    if ending == PACKAGE:
        from flashcards.cli.packages import write_package

        return write_package(library, target, found, slugs, with_schedule)
    return _write_sheet(library, target, found)


def cards_meant(library: Library, slugs: Sequence[str]) -> list[Card]:
    """The cards of these decks, all that are the user's where none is named. Raises ContentError for nothing."""
    meant = _meant(library, slugs)
    found = readings.cards(library.readings, meant) if meant else []
    if not found:
        raise ContentError(_NO_CARD)
    return found


def _meant(library: Library, slugs: Sequence[str]) -> list[str]:
    return decks_meant(library, agenda_of(library, library.clock.today), slugs)


def _write_sheet(library: Library, target: Path, found: Sequence[Card]) -> str:
    from flashcards.sheets.printed import as_page
    from flashcards.sheets.sheet import sheet
    from flashcards.sheets.texts import as_markdown, as_text
    from flashcards.terminal.sanitise import visible

    names = _deck_names(library)
    title = ", ".join(dict.fromkeys(names[card.deck] for card in found))
    cues = sheet(title, all_outlined(library.readings, found), visible)
    if not cues.stories:
        raise ContentError("there is no story to take along; `flashcards add PAGE` reads a page of yours")
    form = {".md": as_markdown, ".txt": as_text, ".html": as_page}[target.suffix.lower()]
    write_whole(target, sealed(form(cues).encode()))
    return counted(len(cues.stories), "story", "stories")


def _write_calendar(library: Library, target: Path, slugs: Sequence[str]) -> str:
    from flashcards.rehearsal.agenda import agenda_of
    from flashcards.rehearsal.outlook import outlook

    plan = outlook(library, agenda_of(library, library.clock.today), slugs)
    if not plan.ahead:
        raise ContentError("no interview is set, so there is no plan; `flashcards interview DATE` sets the day")
    try:
        from flashcards.sheets.calendar import Interview, as_calendar
    except ModuleNotFoundError as error:
        raise AccessError(f"writing {target} needs icalendar: {installing('icalendar')}") from error
    names = {deck: name for deck, name in _deck_names(library).items() if deck not in plan.agenda.guests}
    interviews = [Interview(group.day, _named_decks(group.decks, names)) for group in plan.ahead if group.day]
    write_whole(target, sealed(as_calendar(plan.until, interviews, library.clock.now())))
    return counted(sum(1 for load in plan.until if load.due or load.new), "day")


def _named_decks(decks: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    return () if set(decks) == names.keys() else tuple(names[deck] for deck in decks)


def _deck_names(library: Library) -> dict[str, str]:
    return {file.deck: file.name for file in library.files.values()}
