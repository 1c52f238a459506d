"""``flashcards merge``: take in another machine's log."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from flashcards.cli.app import App, show_remarks
from flashcards.cli.inputs import STANDARD_INPUT, named
from flashcards.cli.paths import Named
from flashcards.content.card_ids import short_names
from flashcards.errors import ContentError
from flashcards.home.copies import back_up_before, remember_merged
from flashcards.home.incoming import Incoming, read_file, read_lines
from flashcards.home.library import Library
from flashcards.home.links import relink
from flashcards.schedule.day import MILLISECONDS_A_DAY
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.interview import interview_days
from flashcards.schedule.wording import counted, enumerated, far_days
from flashcards.store import names
from flashcards.store.log import interview_events
from flashcards.store.merge import Union, union
from flashcards.terminal.plain import say, warn

_MOST_PROBLEMS = 1_000
_MOST_CARDS = 5


@click.command("merge")
@click.argument("file", metavar="FILE", type=Named(path_type=Path, allow_dash=True))
@click.pass_obj
def command(app: App, file: Path) -> None:
    """Take in another machine's log.

    That is its database, or what its `flashcards log --json` printed (-: standard input). A database passes on what is
    set aside; of lines, those of `log --json --set-aside` do.
    """
    from_input = str(file) == STANDARD_INPUT
    name = named(STANDARD_INPUT) if from_input else file.name
    incoming = read_lines(sys.stdin.buffer, name) if from_input else read_file(file)
    _refuse_problems(incoming, name)
    library = app.open(must_write=True)
    if not from_input and file.samefile(library.home.database):
        raise ContentError(f"{file} is this home's own database; name another machine's")
    found = union(library.database.conn, incoming.events, incoming.aside)
    backup = back_up_before(library, "merge") if found.changes else None
    with library.database.transaction():
        if found.changes:
            found = library.database.merge(library.clock.stamp(), incoming.events, name, incoming.aside)
        # a history that came in under another id of its card belongs to the card that is shown here
        library.remarks += relink(library.database, library.readings, library.clock)
    if not from_input:
        remember_merged(library, file)
    show_remarks(library)
    _show(library, found, name, backup)


def _refuse_problems(incoming: Incoming, name: str) -> None:
    if not incoming.problems:
        return
    for problem in incoming.problems[:_MOST_PROBLEMS]:
        warn(problem)
    raise ContentError(
        f"{name}: {counted(len(incoming.problems), 'problem')} in what should be events, one a line as "
        "`flashcards log --json` prints them; nothing was taken in"
    )


def _show(library: Library, found: Union, name: str, backup: Path | None) -> None:
    known = f"{counted(found.known, 'event')} {'was' if found.known == 1 else 'were'} here already"
    if found.new:
        cards = len({event.card for event in found.new if event.card})
        say(f"Took in {counted(len(found.new), 'event')} on {counted(cards, 'card')} from {name}; {known}.")
    elif not found.changes:
        say(f"Nothing new in {name}: {known}.")
    if found.returning:
        stand = "stands" if len(found.brought_back) == 1 else "stand"
        events = counted(len(found.brought_back), "event")
        say(f"{events} that an undo had taken back {stand} again{_on(library, found.brought_back)}.")
    if found.aside:
        say(
            f"Kept {counted(len(found.aside), 'event')} of {name} that this version cannot use, unread; "
            "`flashcards log --json --set-aside` prints what is kept so."
        )
    if found.new or found.returning:
        before = f"; {backup} is how it was before" if backup else ""
        say(f"`flashcards undo` takes all of it back{before}.")
    _warn(library, found, name)


def _on(library: Library, events: Iterable[Event]) -> str:
    """On which cards these are, as the decks here call them: the first of many by name."""
    called = names.called(library.database.conn)
    cards = short_names(called.get(event.card, event.card) for event in events if event.card)
    return f", on {enumerated(list(cards.values()), _MOST_CARDS)}" if cards else ""


def _warn(library: Library, found: Union, name: str) -> None:
    if found.taken_back:
        warn(f"{counted(found.taken_back, 'event')} of this log were taken back by an undo that came in")
    if found.differ:
        warn(
            f"{counted(len(found.differ), 'event')} differ from what {name} says of them, {found.differ[0]} the first; "
            "what stands here was kept, and one of the two is damaged: `flashcards doctor` compares with the backups"
        )
    if found.late:
        warn(
            f"{counted(found.late, 'event')} carry a time at the very end of the year 9999, which leaves none for what "
            "you do next: not taken in"
        )
    if any(event.kind == EventKind.PLANNED for event in found.new):
        _warn_of_far_days(library)
    now = library.clock.stamp().at
    late = sum(event.at > now + MILLISECONDS_A_DAY for event in found.new)
    if late:
        warn(f"{counted(late, 'event')} carry a time that is still to come; a clock was wrong")


def _warn_of_far_days(library: Library) -> None:
    days = interview_days(interview_events(library.database.conn)).too_far(library.clock.today)
    if days:
        warn(far_days(days))
