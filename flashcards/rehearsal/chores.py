"""What a free day is good for: a backup that is old, drafts to shape, themes that no story shows."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.content.cards import CardKind
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import Agenda
from flashcards.schedule.wording import counted
from flashcards.store import readings, standings
from flashcards.store.backups import backups
from flashcards.store.retention import day_named

_OLD_BACKUP_DAYS = 14
_LARGEST_DECK_BYTES = 1_000_000
Chore = tuple[str, tuple[str, ...]]


def chores(library: Library, agenda: Agenda) -> Iterator[Chore]:
    """What could be done, in words, each with the command that does it."""
    days = [day for path in backups(library.home.backups) if (day := day_named(path.name)) is not None]
    age = agenda.today - max(days, default=agenda.today)
    if age > _OLD_BACKUP_DAYS:
        yield f"The newest backup is {age} days old", ("backup",)
    yield from _drafts(library)
    for deck, themes in sorted(_idle_themes(library).items()):
        name = library.decks[deck].name
        yield f"Tag the questions that show a theme: {counted(themes, 'theme')} of {name} without one", ("edit", deck)


def _drafts(library: Library) -> Iterator[Chore]:
    """The stories that were told and go by outlines that are computed."""
    told = {each.card for each in standings.introduced(library.database.conn, readings.shown_decks(library.readings))}
    stories = (card for card in readings.cards(library.readings) if card.kind is CardKind.STORY)
    count = sum(1 for card in stories if card.id in told and any(part.is_draft for part in card.parts))
    if count:
        yield f"Shape the outlines of {counted(count, 'story', 'stories')}, drafts so far", ("outline",)


def _idle_themes(library: Library) -> dict[str, int]:
    """How many themes of each deck no question carries; of decks that are read at once."""
    from flashcards.content.deck.reader import read_deck

    found: dict[str, int] = {}
    for deck, file in library.decks.items():
        path = library.home.decks / file.path
        if file.size > _LARGEST_DECK_BYTES or not path.is_file():
            continue
        read = read_deck(path.read_bytes(), path.stem).deck
        carried = {tag for question in read.questions for tag in question.tags}
        idle = sum(1 for theme in read.themes if theme.id not in carried)
        if idle:
            found[deck] = idle
    return found
