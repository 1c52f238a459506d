"""What was answered in Anki, taken into the log, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.anki.answers import AnsweredNote, answers
from flashcards.anki.fields import NoteText, digest_in_anki, shown_fields
from flashcards.anki.notes import guid_for_name
from flashcards.cli.app import show_remarks
from flashcards.cli.output import say_json
from flashcards.cli.packages import texts_of
from flashcards.home import pulled
from flashcards.home.library import Library
from flashcards.schedule.replay import card_named
from flashcards.schedule.wording import counted, enumerated
from flashcards.store import readings
from flashcards.terminal.plain import say, warn

_MOST_NAMED = 10


class EditedNote(NamedTuple):
    """A note that says something else in Anki than it was ever given here; ``here`` is None where its card is gone."""

    card: str
    there: AnsweredNote
    here: NoteText | None


class Pulled(NamedTuple):
    """What a pull took in: counts of answers, the cards of those that are new, and what was only looked at."""

    taken: int
    cards: int
    brought_back: int
    known: int
    by_hand: int
    late: int
    notes: int
    edited: tuple[EditedNote, ...]
    moved: tuple[str, ...]


class Pulling:
    """One pull into a home. ``names`` are the names of the notes that the log knows, by their GUIDs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._histories = pulled.histories(library)
        self.names = {guid_for_name(name): name for name in self._histories}
        exports = (export for history in self._histories.values() for export in history.exports)
        self.names |= {export.guid: export.name for export in exports}

    def take(self, notes: Sequence[AnsweredNote], source: str) -> Pulled:
        """Take in the answers to these notes, all or none."""
        found = answers(notes, self._library.clock.stamp().at)
        edited = tuple(self._edited(notes))
        union = pulled.take_in(self._library, found.events, source)
        show_remarks(self._library)
        return Pulled(
            len(union.new),
            len({event.card for event in union.new}),
            len(union.brought_back),
            union.known - len(union.brought_back) + found.own,
            found.by_hand,
            found.late,
            len(notes),
            edited,
            tuple(sorted(self._card(note) for note in notes if note.is_moved)),
        )

    def _card(self, note: AnsweredNote) -> str:
        history = self._histories.get(note.name)
        return history.card if history else card_named(note.name)

    def _edited(self, notes: Sequence[AnsweredNote]) -> list[EditedNote]:
        """The notes that say neither what was ever exported of their card nor what it says now."""
        strange = {self._card(note): note for note in notes if not self._was_exported(note)}
        here = self._texts(sorted(strange))
        return [
            EditedNote(card, note, here.get(card))
            for card, note in sorted(strange.items())
            if card not in here or here[card].digest != digest_in_anki(note.fields, note.tags)
        ]

    def _was_exported(self, note: AnsweredNote) -> bool:
        history = self._histories.get(note.name)
        digest = digest_in_anki(note.fields, note.tags)
        return history is not None and any(export.digest == digest for export in history.exports)

    def _texts(self, ids: Sequence[str]) -> dict[str, NoteText]:
        """What the notes of these cards say if they are exported now, of those that a deck shows."""
        conn = self._library.readings
        cards = [card for each in ids if readings.is_shown(conn, each) and (card := readings.card(conn, each))]
        return {text.card: text for text in texts_of(self._library, cards)}

    def show_differences(self, found: Pulled) -> None:
        """Show each edited note beside its card."""
        from flashcards.anki.difference import difference

        for each in found.edited:
            say("", f"{each.card}: - here, + in Anki")
            say(*difference(shown_fields(each.here) if each.here else {}, each.there.fields))


def show_json(found: Pulled) -> None:
    """Print the counts, and the ids of the cards that were edited or moved there."""
    say_json(
        {
            "taken": found.taken + found.brought_back,
            "known": found.known,
            "ignored": found.by_hand + found.late,
            "edited": [each.card for each in found.edited],
            "moved": list(found.moved),
        }
    )


def show(found: Pulled, source: str) -> None:
    """Say what came in, and what to do about the rest."""
    rest = [
        f"{counted(found.known, 'was', 'were')} here already" if found.known else "",
        f"{counted(found.by_hand, 'date')} set without an answer passed over" if found.by_hand else "",
    ]
    told = f" ({', '.join(filter(None, rest))})" if any(rest) else ""
    taken = found.taken + found.brought_back
    if taken:
        on = f" on {counted(found.cards, 'card')}" if found.cards else ""
        say(f"Took in {counted(taken, 'answer')}{on} from {source}{told}.", "`flashcards undo` takes all of it back.")
    elif found.notes:
        say(f"Nothing new in {source}{told}.")
    else:
        say(f"{source} holds no note that `flashcards export` made.")
    _show_looked_at(found)


def _show_looked_at(found: Pulled) -> None:
    if found.edited:
        cards = enumerated([each.card for each in found.edited], _MOST_NAMED)
        say(f"Edited in Anki, and unchanged here: {cards}. --diff shows how.")
    if found.moved:
        say(f"Dates set in Anki by hand, and unchanged here: {enumerated(found.moved, _MOST_NAMED)}.")
    if found.late:
        warn(f"{counted(found.late, 'answer')} carry a time still to come, or one beyond any log: not taken in")
