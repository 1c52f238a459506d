"""What ``review`` asks for: what is due, then what is new, and again what was not all told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.card_ids import deck_of
from flashcards.content.cards import CardKind
from flashcards.rehearsal.agenda import Agenda, agenda_of, renewed
from flashcards.rehearsal.presenter import Progress, with_finding
from flashcards.rehearsal.run import Run
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.queue import Queue, Turn
from flashcards.schedule.wording import countdown
from flashcards.store import days, readings, standings

if TYPE_CHECKING:
    import sqlite3

    from flashcards.home.library import Library
    from flashcards.rehearsal.session import Policy
    from flashcards.schedule.day_load import DayLoad
    from flashcards.schedule.standing import Standing
    from flashcards.terminal.views import CardView, SummaryView


class Scope(NamedTuple):
    """What a session is about: its decks, how to gather the cards that still wait on a study day, the clock shown.

    ``cram``: every grade is logged as a drill. ``seconds``: how much of the day may be spent, over all sessions, 0 for
    no end. ``left`` says what is left of a study day where the session is all that the day brings. ``keeps_tellings``:
    the texts of tellings are kept.
    """

    decks: tuple[str, ...]
    waiting: Callable[[Agenda], list[str]]
    clock: bool = True
    cram: bool = False
    seconds: int = 0
    left: Callable[[Agenda], DayLoad] | None = None
    keeps_tellings: bool = False


class Review:
    """The policy of ``review``, from how the study day stands at its start."""

    may_find = True

    def __init__(self, library: Library, scope: Scope, agenda: Agenda) -> None:
        self.agenda = agenda
        self.clock = scope.clock
        self.keeps_tellings = scope.keeps_tellings
        self._library = library
        self._scope = scope
        self._interviews = agenda.interviews
        self._gathered_on = agenda.today
        self._changes, self._files = library.database.conn.total_changes, library.files
        conn = library.database.conn
        drills = standings.unfinished_drills(conn, agenda.today, scope.decks) if agenda.drills else []
        self.run = Run(Queue.of(scope.waiting(agenda), [card for card in drills if self.drills(card)]))

    def _is_current(self) -> bool:
        """Whether nothing was done here, and no deck read, since the agenda was looked at."""
        library = self._library
        same = self._changes == library.database.conn.total_changes and self._files is library.files
        return same and self.agenda.today == library.clock.today

    def _renew(self) -> None:
        """Bring the agenda up to date with what was done since."""
        library, today = self._library, self._library.clock.today
        if self._files is not library.files:
            self.agenda = agenda_of(library, today)
        elif not self._is_current():
            self.agenda = renewed(library, self.agenda, today)
        self._changes, self._files = library.database.conn.total_changes, library.files

    def drills(self, card: str) -> bool:
        """Not on the day of its interview."""
        return self._interviews.get(deck_of(card)) != self._library.clock.today

    def _is_spent(self) -> bool:
        """Whether the day's minutes are over."""
        if not self._scope.seconds:
            return False
        if self._is_current():
            return self._scope.seconds <= self.agenda.so_far.seconds
        return self._scope.seconds <= days.seconds_on(self._library.database.conn, self._library.clock.today)

    def next_turn(self) -> Turn | None:
        """What the queue has next; what waits is gathered anew when it is empty, and when the study day turns over."""
        run = self.run
        if self._is_spent() and not run.queue.again:
            return None
        today = self._library.clock.today
        if today != self._gathered_on and not self._scope.cram:
            self._gathered_on = today
            # the drills of the evening are over with it, and what is due now may be what was passed over then
            run.skipped.clear()
            run.queue = run.queue._replace(cards=(), drills=())
        if not run.queue.cards and not run.queue.again:
            self._renew()
            drilled = {card for card, _ in run.queue.drills}
            waiting = self._scope.waiting(self.agenda)
            run.queue = run.queue._replace(
                cards=tuple(card for card in waiting if card not in run.skipped and card not in drilled)
            )
        return run.queue.head

    def telling(self, turn: Turn) -> Telling | None:
        """The card as it is now; None where another session, or the turn of the day, has made its turn void."""
        conn, today = self._library.database.conn, self._library.clock.today
        standing = standings.standing(conn, turn.card)
        card = readings.card(self._library.readings, turn.card)
        if card is None or standing.suspended:
            return None
        by_hand = turn.card in self.run.by_hand and not turn.drill
        waits = standing.drill == today if turn.drill else standing.due is None or standing.reviewed != today
        if not waits and not self._scope.cram and not by_hand:
            return None
        if turn.drill:
            # whether it has figures to blank is asked at once
            from flashcards.home.outlines import outlined

            card = outlined(self._library.readings, card)
        renamed = _renamed(conn) if turn.drill and card.kind is CardKind.THEME else {}
        moves = not self._scope.cram and (not by_hand or self._counts(standing))
        return Telling.of(card, standing, turn.drill, today, moves, renamed)

    def _counts(self, standing: Standing) -> bool:
        """Whether a card that the user asked for is graded: where it is new or due, or drawn forward to today."""
        today = self._library.clock.today
        if standing.due is None or standing.reviewed == today:
            return standing.due is None
        return standing.due <= today or any(each.card == standing.card for each in self.agenda.drawn)

    def watch(self, turn: Turn) -> Stopwatch:
        """The clock of a turn, which runs from now on."""
        return Stopwatch(self._library.clock.stopwatch)

    def progress(self, telling: Telling) -> Progress:
        """How many were told of those that wait, and how many drills come besides."""
        run, day = self.run, self._interviews.get(telling.card.deck)
        return Progress(
            position=run.told + (0 if telling.drill else 1),
            total=run.told + run.queue.left,
            drills=sum(1 for card, _ in run.queue.drills if card != telling.card.id),
            countdown="" if day is None else f"interview {countdown(day, self._library.clock.today)}",
        )

    def dressed(self, view: CardView, telling: Telling) -> CardView:
        """With the key that finds other cards."""
        return with_finding(view)

    def following(self) -> Policy | None:
        """The sweep that pays tonight."""
        # most sessions end with the review
        from flashcards.rehearsal.outlook import outlook
        from flashcards.rehearsal.sweep import offered_sweep
        from flashcards.rehearsal.sweep_round import SweepRound

        self._renew()
        library, agenda, decks = self._library, self.agenda, self._scope.decks
        found = offered_sweep(library, outlook(library, agenda, decks), decks, longest=self._scope.seconds)
        if found is None:
            return None
        return SweepRound(library, agenda, decks, found, self.clock, self.keeps_tellings, tuple(self.run.done))

    def summary(self) -> SummaryView:
        """What was done, what is left, and what comes."""
        from flashcards.rehearsal.ending import Done, ending

        self._renew()
        queue = self.run.queue
        # a session of cards that were chosen otherwise is over with them
        longest = self._scope.seconds if self._scope.left else None
        done = Done(tuple(self.run.done), self._left(), len(queue.drills), self._going_on(), self.clock, longest)
        return ending(self._library, self.agenda, self._scope.decks, done)

    def _left(self) -> int:
        """How many cards are left for today; where its minutes are over, how many wait beyond them."""
        if self._scope.left is None or self._is_spent():
            return self.run.queue.left
        load = self._scope.left(self.agenda)
        return min(self.run.queue.left, load.due + load.new)

    def _going_on(self) -> str:
        if self._is_spent():
            minutes = self._scope.seconds // 60
            return f"the {minutes} minutes of the day are over, `flashcards review --minutes 0` goes on"
        return "`flashcards review` goes on"


def _renamed(conn: sqlite3.Connection) -> dict[str, str]:
    # only the drill of a theme asks, and a start should not wait for it
    from flashcards.home.links import notes_passed_on

    return notes_passed_on(conn)
