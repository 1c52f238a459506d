"""The cards that Anki's collection in home is to hold: which notes have to be written there, and when each is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flashcards.anki import export
from flashcards.anki.export import Note
from flashcards.anki.fields import TAG_ROOT, NoteText
from flashcards.anki.notes import guid_of
from flashcards.cli.packages import texts_of
from flashcards.content.card_ids import deck_of
from flashcards.home import exported
from flashcards.home.library import Library
from flashcards.home.synced import Texts
from flashcards.rehearsal.agenda import agenda_of, decks_meant, drawn_forward
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.exports import PastExports, export_event
from flashcards.schedule.plan import shown_on
from flashcards.schedule.standing import Standing
from flashcards.store import log, readings, standings
from flashcards.store.exports import past_exports
from flashcards.sync import phone
from flashcards.sync.engine import Bridge
from flashcards.sync.phone import Shown, There

_SUSPENSIONS = (EventKind.SUSPENDED, EventKind.UNSUSPENDED)


class Handed(NamedTuple):
    """How many notes were written, and what all of them say now; ``guids`` are those of the cards, in their order."""

    written: int
    texts: Texts
    guids: Mapping[str, str]


def hand_over(library: Library, bridge: Bridge, before: Texts) -> Handed:
    """Write the notes whose text changed here since ``before``, and those that are not there; let the log know.

    What was edited there stays until its card changes here, too, and tags of the user's own stay in any case.
    """
    agenda = agenda_of(library, library.clock.today)
    decks = decks_meant(library, agenda, ())
    ids = [card for deck in decks for card in readings.card_ids(library.readings, deck)]
    past = past_exports(library.database.conn)
    guids = {card: past[card].exports[0].guid for card in ids if card in past and past[card].exports}
    there = phone.notes_there(bridge, guids.values())
    missing = {card for card in ids if guids.get(card) not in there}
    files = {deck: library.decks[deck].digest for deck in decks}
    stale = [card for card in ids if card in missing or before.files.get(deck_of(card)) != files[deck_of(card)]]
    found = _texts(library, stale)
    changed = [text for text in found if text.card in missing or _is_changed(text, before, past.get(text.card))]
    guids |= _write(library, bridge, changed, {card: there[guid] for card, guid in guids.items() if guid in there})
    known = {card: digest for card, digest in before.cards.items() if deck_of(card) in files}
    texts = Texts(files, known | {text.card: text.digest for text in found})
    return Handed(len(changed), texts, {card: guids[card] for card in ids if card in guids})


def _texts(library: Library, ids: Sequence[str]) -> list[NoteText]:
    cards = readings.some_cards(library.readings, ids) if ids else {}
    return [text for text in texts_of(library, [cards[card] for card in ids]) if text.has_front]


def _is_changed(text: NoteText, before: Texts, past: PastExports | None) -> bool:
    """Whether a card says something else than it did, and than any home handed over last."""
    last = past.exports[-1].digest if past and past.exports else ""
    return text.digest not in (before.cards.get(text.card), last)


def _write(library: Library, bridge: Bridge, texts: Sequence[NoteText], there: Mapping[str, There]) -> dict[str, str]:
    """Write notes, and then let the log know; return their GUIDs by card. ``there`` are those that are there."""
    if not texts:
        return {}
    handed = exported.handed(library, {text.card: text.digest for text in texts}, ()).notes
    # Anki takes in only what is later than what it has
    facts = [each._replace(time=max(each.time, there.get(each.card, There()).mod + 1)) for each in handed]
    names = {slug: file.name for slug, file in library.decks.items()}
    notes = [
        Note(_tagged(text, there.get(text.card, There()).tags), each) for text, each in zip(texts, facts, strict=True)
    ]
    with TemporaryDirectory(prefix="flashcards-") as folder:
        package = Path(folder) / "notes.apkg"
        export.write_package(notes, names, package)
        bridge.take(package)
    news = [export_event(each, guid_of(each)) for each in facts if each.is_news]
    if news:
        exported.tell(library, news)
    return {each.card: guid_of(each) for each in facts}


def _tagged(text: NoteText, there: Iterable[str]) -> NoteText:
    """With the tags of the user's own that the note has."""
    own = [tag for tag in there if not tag.lower().startswith(TAG_ROOT)]
    return text._replace(tags=(*text.tags, *own))


def shown(library: Library, guids: Mapping[str, str], moved: Sequence[Event]) -> list[Shown]:
    """When each of these cards is shown, as ``list`` says; ``moved`` are the events that only this home had.

    A card is suspended there, or no longer, where one of these says so.
    """
    stored = standings.standings(library.database.conn)
    days = drawn_forward(library, agenda_of(library, library.clock.today))
    turned = _turned(library, moved)
    found = []
    for card, guid in guids.items():
        standing = stored.get(card, Standing(card))
        suspended = standing.suspended if card in turned else None
        found.append(Shown(guid, shown_on(standing, days), standing, suspended))
    return found


def _turned(library: Library, events: Sequence[Event]) -> set[str]:
    """The cards, by their present ids, that these events suspend, or let come again, or take such an event back."""
    conn = library.database.conn
    undone = [target for event in events if event.kind == EventKind.RETRACTED for target in event.retracts]
    concerned = [*events, *(log.events_named(conn, undone).values() if undone else ())]
    cards = {event.card for event in concerned if event.kind in _SUSPENSIONS}
    present = log.passed_on(conn) if cards else {}
    return {present.get(card, card) for card in cards}
