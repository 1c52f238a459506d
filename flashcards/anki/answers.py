"""What was answered in Anki, as notes of ours and as events of the log."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from flashcards.anki.archive import collection_of
from flashcards.anki.collection import opened
from flashcards.anki.fields import CARD_ID, OFFSET
from flashcards.anki.notes import guid_for_name
from flashcards.anki.reviews import GRADES, Review
from flashcards.schedule.day import MILLISECONDS_A_DAY, study_day
from flashcards.schedule.domain import problems_of_incoming
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.schedule.replay import card_named

DEVICE = "anki"
_EPOCH = datetime(1970, 1, 1)
_WIDEST_OFFSET = 24 * 60 - 1
_MILLISECONDS = 1_000
_OFFSET = re.compile(r"[+-]?\d{1,4}")


class AnsweredNote(NamedTuple):
    """A note of ours as Anki has it: the name from which its GUID was made, what it says, and its reviews in order."""

    name: str
    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    reviews: Sequence[Review]

    @property
    def is_moved(self) -> bool:
        """Whether its date was set by hand since it was answered last."""
        set_by_hand = False
        for review in self.reviews:
            set_by_hand = review.is_by_hand or (set_by_hand and not review.is_answer)
        return set_by_hand


class Answers(NamedTuple):
    """Answers as events; ``own`` counts the rows that we wrote, ``by_hand`` those that nobody answered.

    ``late`` counts those that carry a time still to come, or one that no log takes.
    """

    events: tuple[Event, ...]
    own: int
    by_hand: int
    late: int


def notes_in(path: Path, names: Mapping[str, str]) -> list[AnsweredNote]:
    """The notes of ours in a file that Anki wrote; ``names`` are those of the notes that the log knows, by GUID.

    Raises AccessError and DamagedError; see ``archive`` and ``collection``.
    """
    with opened(collection_of(path), str(path)) as found:
        notes = {}
        for note in found.notes_known(names, CARD_ID):
            name = names.get(note.guid) or name_in(note.fields)
            if note.guid in names or guid_for_name(name) == note.guid:
                notes[note.number] = (name, note)
        cards = found.first_cards(note for _, note in notes.values())
        reviews = found.reviews(cards.values())
        return [
            AnsweredNote(name, note.guid, note.fields, note.tags, reviews.get(cards.get(number, 0), ()))
            for number, (name, note) in notes.items()
        ]


def name_in(fields: Mapping[str, str]) -> str:
    """The name that a note's own field holds."""
    return html.unescape(fields.get(CARD_ID, ""))


def answers(notes: Iterable[AnsweredNote], now: int) -> Answers:
    """The reviews of these notes as events; ``now`` is UTC in milliseconds."""
    events: dict[str, Event] = {}
    own = by_hand = late = 0
    for note in notes:
        for review in note.reviews:
            if review.is_own:
                own += 1
            elif not review.is_answer:
                by_hand += 1
            elif review.at > now + MILLISECONDS_A_DAY or problems_of_incoming(event := _event(note, review)):
                late += 1
            else:
                events[event.id] = event
    return Answers(tuple(events.values()), own, by_hand, late)


def _event(note: AnsweredNote, review: Review) -> Event:
    """An answer as every home writes it, from what is in Anki alone."""
    offset = _offset(note.fields)
    name = f"{DEVICE}-{review.at}-{note.guid}"
    return blank_event(EventKind.DRILLED if review.is_drill else EventKind.GRADED, card_named(note.name))._replace(
        id=name,
        at=review.at,
        day=_day(review.at, offset),
        offset=offset,
        device=DEVICE,
        grade=GRADES[review.ease],
        # Anki stops its clock after a minute, so what it counts is no telling's time
        seconds=max(0, review.taken) / _MILLISECONDS,
        batch=name,
        payload={"note": note.name, "untimed": True},
    )


def _offset(fields: Mapping[str, str]) -> int:
    """The minutes east of UTC under which the note was exported first; 0 where it does not say."""
    found = _OFFSET.fullmatch(fields.get(OFFSET, "").strip())
    offset = int(found.group()) if found else 0
    return offset if abs(offset) <= _WIDEST_OFFSET else 0


def _day(at: int, offset: int) -> int:
    try:
        return study_day(_EPOCH + timedelta(milliseconds=at, minutes=offset))
    except OverflowError:
        # a time that the domain refuses
        return 0
