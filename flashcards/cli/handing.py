"""The cards that Anki's collection in home is to hold: which notes have to be written there, and when each is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flashcards.anki import export
from flashcards.anki.export import Note
from flashcards.anki.fields import TAG_ROOT, NoteText
from flashcards.anki.notes import guid_for_name
from flashcards.cli.packages import texts_of
from flashcards.content.card_ids import deck_of
from flashcards.home import exported, synced
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import agenda_of, decks_meant, drawn_forward
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.exports import NoteFacts, export_event
from flashcards.schedule.plan import shown_on
from flashcards.schedule.standing import Standing
from flashcards.store import exports, log, names, readings, standings
from flashcards.sync import phone
from flashcards.sync.engine import Bridge
from flashcards.sync.phone import NOT_THERE, Shown, There

_SUSPENSIONS = (EventKind.SUSPENDED, EventKind.UNSUSPENDED)


class Handing:
    """The cards of one home as Anki is to have them; ``key`` is the place of the last event that it knows of.

    ``texts`` is what they say now, to be remembered once it has arrived.
    """

    def __init__(self, library: Library, bridge: Bridge, key: int) -> None:
        self._library = library
        self._conn = library.database.conn
        self._bridge = bridge
        self._agenda = agenda_of(library, library.clock.today)
        decks = decks_meant(library, self._agenda, ())
        self._ids = [card for deck in decks for card in readings.card_ids(library.readings, deck)]
        self._before = synced.read_texts(self._conn)
        files = {deck: library.decks[deck].digest for deck in decks}
        is_same = files == self._before.files and not exports.has_news(self._conn, key)
        self._past = {} if is_same else exports.past_exports(self._conn)
        self.texts = self._before._replace(files=files, guids=self._before.guids if is_same else self._guids())
        self._there = phone.cards_there(bridge, self.texts.guids.values())

    def _guids(self) -> dict[str, str]:
        """By what Anki knows the notes that it was handed of these cards."""
        handed = ((card, self._past.get(card)) for card in self._ids)
        return {card: past.exports[0].guid for card, past in handed if past is not None and past.exports}

    def write_notes(self) -> int:
        """Write the notes whose text changed here, and those that are not there; let the log know. Return how many.

        What was edited there stays until its card changes here, too, and tags of the user's own stay in any case.
        """
        guids, before = self.texts.guids, self._before
        missing = {card for card in self._ids if guids.get(card) not in self._there}
        changed = {deck for deck, digest in self.texts.files.items() if before.files.get(deck) != digest}
        found = self._texts([card for card in self._ids if card in missing or deck_of(card) in changed])
        wanted = [text for text in found if text.card in missing or self._is_changed(text)]
        known = {card: digest for card, digest in before.cards.items() if deck_of(card) in self.texts.files}
        self.texts = self.texts._replace(cards=known | {text.card: text.digest for text in found})
        if wanted:
            self._write(wanted)
            self._there = phone.cards_there(self._bridge, self.texts.guids.values())
        return len(wanted)

    def _texts(self, ids: Sequence[str]) -> list[NoteText]:
        cards = readings.some_cards(self._library.readings, ids) if ids else {}
        return [text for text in texts_of(self._library, [cards[card] for card in ids]) if text.front.strip()]

    def _is_changed(self, text: NoteText) -> bool:
        """Whether a card says something else than it did, and than any home handed over last."""
        past = self._past.get(text.card)
        last = past.exports[-1].digest if past and past.exports else ""
        return text.digest not in (self._before.cards.get(text.card), last)

    def _write(self, texts: Sequence[NoteText]) -> None:
        """Write notes, and then let the log know."""
        library = self._library
        past = exports.past_exports(self._conn)
        digests = {text.card: text.digest for text in texts}
        facts = exported.handed(library, past, digests, (), guid_for_name).notes
        there = phone.notes_there(self._bridge, [each.guid for each in facts])
        notes = [_note(text, each, there.get(each.guid, NOT_THERE)) for text, each in zip(texts, facts, strict=True)]
        with TemporaryDirectory(prefix="flashcards-") as folder:
            package = Path(folder) / "notes.apkg"
            kinds = {(text.deck, text.kind) for text in texts}
            export.write_package(notes, kinds, {slug: file.name for slug, file in library.decks.items()}, package)
            self._bridge.take(package)
        news = [export_event(note.facts) for note in notes if note.facts.is_news]
        if news:
            exported.tell(library, news)
        guids = {each.card: each.guid for each in facts}
        self.texts = self.texts._replace(guids={**self.texts.guids, **guids})

    def write_dues(self, moved: Sequence[Event], answered: Collection[str]) -> int:
        """Let the phone show each card when ``list`` says; return how many were written.

        What is suspended here is so there. ``moved`` are the events that only this home had: where one lets a card come
        again, so it does there. ``answered`` are the GUIDs of the notes that were just answered there.
        """
        stored = standings.standings(self._conn)
        days = drawn_forward(self._library, self._agenda)
        turned = self._turned(moved)
        cards = []
        for card in self._ids:
            if guid := self.texts.guids.get(card):
                standing = stored.get(card, Standing(card))
                # what was answered or moved there before it heard of that lies there as if it were not
                suspended = standing.suspended or (False if card in turned else None)
                cards.append(Shown(guid, shown_on(standing, days), standing, suspended))
        return phone.write_dues(self._bridge, cards, self._there, answered)

    def _turned(self, events: Sequence[Event]) -> set[str]:
        """The cards, as they are called here, that these events suspend or let come again, or take back."""
        undone = [target for event in events if event.kind == EventKind.RETRACTED for target in event.retracts]
        concerned = [*events, *(log.events_named(self._conn, undone).values() if undone else ())]
        cards = {event.card for event in concerned if event.kind in _SUSPENSIONS}
        called = names.called(self._conn) if cards else {}
        return {called.get(card, card) for card in cards}


def _note(text: NoteText, facts: NoteFacts, there: There) -> Note:
    """A note that is later than the one that Anki has, and keeps the tags of the user's own that that has."""
    own = [tag for tag in there.tags if not tag.lower().startswith(TAG_ROOT)]
    later = max(facts.time, there.mod + 1)
    return Note(text._replace(tags=(*text.tags, *own)), facts._replace(time=later))
