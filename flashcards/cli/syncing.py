"""One sync of a home: what came from elsewhere is taken in, then what changed here is handed over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from flashcards.anki.answers import answers
from flashcards.cli.handing import Handing
from flashcards.cli.pulling import Pulling
from flashcards.errors import AccessError
from flashcards.home import synced
from flashcards.home.library import Library
from flashcards.home.links import relink
from flashcards.home.synced import State, Texts
from flashcards.store import tail
from flashcards.sync import phone
from flashcards.sync.engine import Bridge, Outcome
from flashcards.sync.shared_log import Arrived, SharedLog

_TRIES = 3


@dataclass
class Report:
    """What a sync did: events and answers that came in, and events, notes and due dates that went out.

    ``late`` counts answers that carry a time still to come.
    """

    arrived: Arrived = field(default_factory=Arrived)
    answers: int = 0
    late: int = 0
    events: int = 0
    notes: int = 0
    dues: int = 0


class Syncing:
    """One sync of an open home over its bridge."""

    def __init__(self, library: Library, bridge: Bridge) -> None:
        self._library = library
        self._conn = library.database.conn
        self._bridge = bridge
        self._state = synced.read_state(self._conn) or State()
        self._report = Report()

    def run(self) -> Report:
        """Do it. Raises ContentError and AccessError; what was done until then stays good."""
        outcome = self._bridge.exchange()
        if outcome is Outcome.JOINED and self._is_quiet():
            return self._report
        for _ in range(_TRIES):
            outcome = self._round(outcome)
            if outcome is not Outcome.DOWNLOADED:
                return self._report
        raise AccessError("somebody replaces all that the server has again and again; try again later")

    def _is_quiet(self) -> bool:
        """Whether nothing changed on either side since the last sync."""
        quiet = self._state.quiet == self._signature()
        stamp = self._library.clock.stamp()
        # a write that waits for the disk takes longer than all else
        if quiet and self._state.day != stamp.day:
            self._remember(self._state._replace(at=stamp.at, day=stamp.day))
        return quiet

    def _signature(self) -> str:
        """What stands for the state of both sides, and for all that due dates follow from."""
        library = self._library
        decks = sorted((file.path, file.digest) for file in library.files.values())
        sides = (self._bridge.stamp, tail.newest_event(self._conn), decks, library.clock.today, library.limits)
        return hashlib.blake2b(repr((*sides, library.example)).encode(), digest_size=16).hexdigest()

    def _round(self, begun: Outcome) -> Outcome:
        """Take in what came, hand over what changed, and bring that to the server; return what it came to."""
        stamp = self._bridge.stamp
        shared = SharedLog(self._library, self._bridge, self._state)
        self._take_in(shared, anew=begun is not Outcome.JOINED)
        since = self._state.usn if stamp.schema == self._state.schema else 0
        answered = self._take_answers(since)
        handing = Handing(self._library, self._bridge, self._state.key)
        self._report.notes += handing.write_notes()
        newest = tail.newest_event(self._conn)
        published = shared.publish()
        self._report.events += len(published)
        self._report.dues += handing.write_dues(published, answered)
        sent = self._bridge.send() if self._bridge.is_changed else Outcome.JOINED
        if sent is not Outcome.DOWNLOADED:
            self._keep(shared, stamp.usn if not self._report.late else since, newest, sent, handing.texts)
        return sent

    def _take_in(self, shared: SharedLog, anew: bool) -> None:
        before = self._report.arrived
        with self._library.database.transaction():
            found = shared.take_in(anew)
            if found.events:
                self._relink()
        self._report.arrived = found._replace(
            events=before.events + found.events,
            devices=before.devices | found.devices,
            is_copy=before.is_copy or found.is_copy,
        )

    def _relink(self) -> None:
        library = self._library
        library.remarks += relink(library.database, library.readings, library.clock)

    def _take_answers(self, since: int) -> set[str]:
        """Take in what was answered on the phone, as a pull does; return the GUIDs of the notes."""
        if not self._bridge.rows("select 1 from revlog where usn >= ? limit 1", since):
            return set()
        notes = phone.answered(self._bridge, since, Pulling(self._library).names)
        found = answers(notes, self._library.clock.stamp().at)
        with self._library.database.transaction():
            new = self._library.database.take_in([found.events]).new
            if new:
                self._relink()
        self._report.answers += new
        self._report.late = found.late
        return {note.guid for note in notes}

    def _keep(self, shared: SharedLog, usn: int, newest: tuple[int, bytes], sent: Outcome, texts: Texts) -> None:
        """Remember how things were left; where more came with what was sent, the next sync looks at all of it."""
        key, event = newest
        clock = self._library.clock.stamp()
        state = State(
            at=clock.at,
            day=clock.day,
            key=key,
            event=event.decode(errors="replace"),
            schema=self._bridge.stamp.schema,
            usn=usn if sent is not Outcome.UPLOADED else 0,
            quiet="" if sent is Outcome.MIXED or self._report.late else self._signature(),
            segments=shared.as_sent(),
        )
        self._remember(state, texts)

    def _remember(self, state: State, texts: Texts | None = None) -> None:
        with self._library.database.transaction():
            synced.write_state(self._conn, state)
            # of many cards it is much, and mostly what it was
            if texts is not None and texts != synced.read_texts(self._conn):
                synced.write_texts(self._conn, texts)
