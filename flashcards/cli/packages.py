"""Cards handed to Anki: what the package holds, what the log learns of it, and what the user is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from flashcards import __version__
from flashcards.anki import export
from flashcards.anki.export import Note
from flashcards.anki.fields import NoteText, images_of, note_texts
from flashcards.anki.marks import Source, bears, mark_of
from flashcards.anki.media import Images, read_images
from flashcards.anki.notes import guid_for_name
from flashcards.anki.scheduling import Schedule
from flashcards.content.cards import Card
from flashcards.home import exported
from flashcards.home.exported import Handed
from flashcards.home.library import Library
from flashcards.home.outlines import all_outlined
from flashcards.schedule.answers import answers
from flashcards.schedule.exports import NoteFacts, PastExports, export_event
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import counted
from flashcards.store import log, names, standings
from flashcards.store.exports import past_exports
from flashcards.terminal.plain import warn

_MOST_NAMED = 10
_HOW_TO_IMPORT = (
    'Tick "Import any learning progress" when you import it. That works once a card: what Anki has already keeps its '
    'dates. FSRS with "Reschedule cards on change" moves them.'
)


@export.without_garbage_collection()
def write_package(
    library: Library,
    target: Path,
    cards: Sequence[Card],
    decks: Sequence[str],
    with_schedule: bool = False,
    hand_over: Callable[[Path], None] | None = None,
) -> str:
    """Write cards as an .apkg, and then let the log know; return what is in it. ``decks`` are those asked for, if any.

    Raises ContentError and AccessError; what stood at ``target`` before is then still there. The log learns nothing
    either where ``hand_over``, which is given what was written, raises.
    """
    images = _images(library, cards)
    past = past_exports(library.database.conn)
    schedules = _schedules(library, [card.id for card in cards]) if with_schedule else {}
    handed = exported.as_before(library, past, [card.id for card in cards], decks, guid_for_name)
    if handed is None or not bears(target, _mark(library, cards, handed.notes, schedules, images)):
        handed = _write(library, target, cards, decks, past, schedules, images)
    if hand_over is not None:
        hand_over(target)
    _tell(library, handed)
    for problem in dict.fromkeys(problem for each in images.values() for problem in each.problems):
        warn(problem)
    if handed.gone:
        warn(_gone(handed.gone))
    if with_schedule:
        warn(_HOW_TO_IMPORT)
    return f"{counted(len(cards), 'note')} ({_news(handed)})"


def _write(
    library: Library,
    target: Path,
    cards: Sequence[Card],
    decks: Sequence[str],
    past: Mapping[str, PastExports],
    schedules: Mapping[str, Schedule],
    images: Mapping[str, Images],
) -> Handed:
    """Write the package, note by note as their texts are made; return what they bear."""
    facts_of, given = exported.giver(library, past, guid_for_name), list[NoteFacts]()

    def made() -> Iterator[Note]:
        for text in _texts(library, cards, images):
            given.append(facts_of(text.card, text.digest))
            yield Note(text, given[-1], schedules.get(text.card))

    # what has a history is older than what is new, wherever it stands
    notes = list(made()) if any(card.id in past for card in cards) else made()
    kinds = {(card.deck, card.kind) for card in cards}
    media = {name: data for each in images.values() for name, data in each.files.items()}
    export.write_package(
        notes, kinds, _deck_names(library), target, media, lambda: _mark(library, cards, given, schedules, images)
    )
    return exported.gathered(library, past, given, decks)


def texts_of(library: Library, cards: Sequence[Card]) -> list[NoteText]:
    """What the notes of these cards say if they are exported now."""
    return list(_texts(library, cards, _images(library, cards)))


def _texts(library: Library, cards: Sequence[Card], images: Mapping[str, Images]) -> Iterator[NoteText]:
    decks = library.decks
    outlined = all_outlined(library.readings, cards)
    told = ((card, decks[card.deck].target, images[card.deck].name) for card in outlined)
    return note_texts(told, len(cards))


def _mark(
    library: Library,
    cards: Sequence[Card],
    notes: Sequence[NoteFacts],
    schedules: Mapping[str, Schedule],
    images: Mapping[str, Images],
) -> str:
    """What the package of these cards is known by."""
    sources = (
        Source(card, library.decks[card.deck].target, facts, schedules.get(card.id))
        for card, facts in zip(cards, notes, strict=True)
    )
    shown = ((deck, path, name) for deck, each in images.items() for path, name in each.names.items())
    return mark_of(sources, _deck_names(library), shown, __version__)


def _deck_names(library: Library) -> dict[str, str]:
    return {slug: file.name for slug, file in library.decks.items()}


def _schedules(library: Library, cards: Sequence[str]) -> dict[str, Schedule]:
    """How each card stands by SM-2, and what was answered of it."""
    conn = library.database.conn
    told = answers(log.rehearsal_events(conn), log.retracted_events(conn))
    known = {standing.card: standing for standing in standings.some(conn, cards)}
    named = names.some(conn, cards)
    return {card: Schedule(known.get(card, Standing(card)), told.get(named[card].present, ())) for card in cards}


def _images(library: Library, cards: Sequence[Card]) -> dict[str, Images]:
    """The images that the cards of each deck show, from below the folder of its file."""
    paths: dict[str, list[str]] = {}
    for card in cards:
        paths.setdefault(card.deck, []).extend(images_of(card))
    return {deck: read_images((library.home.decks / library.decks[deck].path).parent, paths[deck]) for deck in paths}


def _tell(library: Library, handed: Handed) -> None:
    news = [export_event(facts) for facts in handed.notes if facts.is_news]
    if news and library.writable:
        exported.tell(library, news)
    elif news:
        warn("The log cannot be written, so the next export will not know of this one; the package is whole.")


def _news(handed: Handed) -> str:
    counts = {"new": handed.new, "changed": handed.changed, "renamed": handed.renamed}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing changed"


def _gone(names: Sequence[str]) -> str:
    """What Anki still has and no deck here: an import deletes nothing, so the user is told how to find it there."""
    search = " or ".join(f'"Card id:{name}"' for name in names[:_MOST_NAMED])
    more = f"; {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    gone = "is gone here and stays" if len(names) == 1 else "are gone here and stay"
    return f"{counted(len(names), 'note')} {gone} in Anki; its browser finds them by: {search}{more}"
