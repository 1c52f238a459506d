"""What a session writes: grades, cards put away, and what takes them back."""

from __future__ import annotations

from flashcards.content.card_ids import short_name
from flashcards.home.library import Library
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.events import Event, EventKind, blank_event
from flashcards.schedule.leech import leech_reason
from flashcards.schedule.sm2 import Grade
from flashcards.schedule.wording import as_called, describe_all
from flashcards.store import standings

_UNDOABLE = frozenset(
    {EventKind.GRADED, EventKind.DRILLED, EventKind.BURIED, EventKind.SUSPENDED, EventKind.UNSUSPENDED}
)


class Recorder:
    """Writes events of one session, each on disk before it returns. ``refusal`` says why an undo did nothing."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._own: set[str] = set()
        self._asked = ""
        self.refusal = ""

    def grade(self, telling: Telling, grade: Grade, seconds: float, timed: bool, short: bool) -> tuple[str, str]:
        """Write a grade, or a drill; return its event's id, and a word on what it shows. Raises SeenElsewhereError.

        ``seconds`` count towards the minutes of the day; ``timed`` is whether they tell how long the telling took,
        ``short`` that nobody can have told it so fast.
        """
        kind = EventKind.GRADED if telling.moves else EventKind.DRILLED
        before = leech_reason(telling.standing)
        parts = {"parts": list(telling.asked_keys)} if telling.alone else {}
        facts = {"stepped": telling.stepped, "short": short, "untimed": not timed}
        [event] = self._write(
            blank_event(kind, telling.card.id)._replace(
                grade=int(grade),
                missed=telling.missed_keys,
                seconds=round(seconds, 1),
                payload={name: True for name, holds in facts.items() if holds and telling.moves} | parts,
                seen=telling.standing.last_event,
            )
        )
        reason = leech_reason(standings.standing(self._library.database.conn, telling.card.id))
        return event.id, _leech_words(telling.card.id, reason) if reason and not before else ""

    def put_away(self, kind: EventKind, telling: Telling) -> None:
        """Bury or suspend the card. Raises SeenElsewhereError."""
        self._write(blank_event(kind, telling.card.id)._replace(seen=telling.standing.last_event))

    def turn(self, card: str) -> bool:
        """Suspend a card, or let it back; return whether it is suspended now."""
        suspended = standings.standing(self._library.database.conn, card).suspended
        self._write(blank_event(EventKind.UNSUSPENDED if suspended else EventKind.SUSPENDED, card), seen_matters=False)
        return not suspended

    def _write(self, event: Event, seen_matters: bool = True) -> list[Event]:
        stamped = self._library.database.record(self._library.clock.stamp(), [event], seen_matters=seen_matters)
        self._own.update(event.batch for event in stamped)
        self._asked = ""
        return stamped

    def undo(self) -> list[Event]:
        """Take back the last thing made on this device; none, with ``refusal``, where that is not for a session to do.

        What an earlier session did is named first, and taken back when it is asked for again.
        """
        # a first prompt looks up no names
        from flashcards.store import names

        database = self._library.database
        last = database.last_thing()
        if last is None:
            self.refusal = "There is nothing to undo."
            return []
        first, merge = last.events[0], last.merge
        called = names.called(database.conn)
        if merge is not None:
            self.refusal = f"The last thing was the {merge.what} of {merge.name}; `flashcards undo` takes it back."
        elif any(event.kind not in _UNDOABLE for event in last.events):
            self.refusal = (
                f"The last thing was no grade but {describe_all(last.events, called)}; `flashcards undo` takes it back."
            )
        elif first.batch not in self._own and self._asked != first.batch:
            self._asked = first.batch
            what = (
                describe_all([first], called)
                if first.grade is None
                else f"{described(first)} on {as_called(first, called).card}"
            )
            self.refusal = f"That was in an earlier session: {what}. u again takes it back."
        else:
            self.refusal = ""
            undone = database.undo(self._library.clock.stamp())
            return list(undone.events) if undone else []
        return []


def described(event: Event) -> str:
    """What was done, as the user knows it."""
    return f"{event.grade} ({Grade(event.grade).word})" if event.grade is not None else str(event.kind)


def _leech_words(card: str, reason: str) -> str:
    """What is said of a leech while the next card stands on the screen, whose keys are its own."""
    name = short_name(card)
    return f"{name} is a leech: {reason}. Rewrite it: `flashcards edit {name}` opens it."
