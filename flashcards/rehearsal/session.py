"""One run of ``review``: asks, reveals, takes grades, and has each on disk before the next prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from flashcards.content.cards import deck_of
from flashcards.content.deck.pace import DEFAULT_TARGET
from flashcards.errors import AccessError, BusyError, FlashcardsError
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import interview_of
from flashcards.rehearsal.ending import Done, Told, ending
from flashcards.rehearsal.presenter import Progress, Timing, view_of
from flashcards.rehearsal.recorder import Recorder, described
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.telling import KEYS, Telling
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.queue import Queue, Turn
from flashcards.schedule.sm2 import DRILL_UNTIL_GRADE, Grade
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import countdown, describe, iso, over_target
from flashcards.store import days, log, readings, standings
from flashcards.store.daily import refresh_daily
from flashcards.store.database import SeenElsewhereError
from flashcards.terminal.views import CardView, Face, SummaryView

END_KEYS = frozenset({"q", "esc", "end"})
_PUTS_AWAY = {"-": EventKind.BURIED, "@": EventKind.SUSPENDED}
_PUT_AWAY = {
    EventKind.BURIED: "Buried till tomorrow; u takes it back.",
    EventKind.SUSPENDED: "Suspended until `flashcards unsuspend`; u takes it back.",
}
_MOST_HISTORY = 18
Edit = Callable[[Library, str], str]
"""Lets the user edit a card; returns what was done, or raises a FlashcardsError."""
UNSURE = "The last grade may not be saved; every grade before it is."


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session is about: its decks, how to gather the cards that still wait on a study day, the clock shown.

    ``cram``: every grade is logged as a drill. ``seconds``: how much of the day may be spent, over all sessions, 0 for
    no end. ``first_word`` is said with the first prompt.
    """

    decks: tuple[str, ...]
    waiting: Callable[[int], list[str]]
    clock: bool = True
    cram: bool = False
    seconds: int = 0
    first_word: str = ""


class Session:
    """The state of one run: the queue, what was done, and the last word to the user."""

    def __init__(self, library: Library, face: Face, plan: Plan, edit: Edit) -> None:
        self.library = library
        self.edit = edit
        self.face = face
        self.plan = plan
        self.done: list[Told] = []
        self.remark = ""
        self.skipped: set[str] = set()
        self.recorder = Recorder(library)
        self.files = {file.deck: file for file in readings.known_files(library.readings).values()}
        today = library.clock.today
        self.interviews = interview_of(library, today)
        drills = standings.unfinished_drills(library.database.conn, today, plan.decks)
        self.queue = Queue.of(plan.waiting(today), [card for card in drills if self._drills(card)])
        self._newcomer = not log.has_grades(library.database.conn)
        self._is_backed_up = False
        self._is_writing = False
        self._unsaid = ""
        self._gathered_on = today
        self.remark = plan.first_word

    @contextmanager
    def summed_up(self) -> Iterator[None]:
        """However it ends, print the summary, and bring the day's backup up to date while that stands.

        After a failure the backup is left as it is: the next session makes up for it.
        """
        is_sound = True
        try:
            yield
        except Exception:
            is_sound = False
            raise
        finally:
            self.face.summary(self.summary())
            if is_sound and (word := self._back_up()):
                self.library.remarks.append(word)

    @property
    def told(self) -> int:
        """How many grades that count were given."""
        return sum(1 for each in self.done if not each.drill)

    @property
    def drilled(self) -> int:
        """How many that do not."""
        return len(self.done) - self.told

    def _drills(self, card: str) -> bool:
        """Whether a card is drilled: not on the day of its interview."""
        return self.interviews.get(deck_of(card)) != self.library.clock.today

    def run(self) -> None:
        """Go on until nothing is left or the user ends it; KeyboardInterrupt passes through."""
        while True:
            turn = self._next_turn()
            if turn is None:
                if self.face.closing(self.summary(), self._back_up) != "u" or not self._undo():
                    return
            elif not self._take(turn):
                return

    def _is_spent(self) -> bool:
        """Whether the day's minutes are over."""
        spent = days.seconds_on(self.library.database.conn, self.library.clock.today) if self.plan.seconds else 0
        return 0 < self.plan.seconds <= spent

    def _next_turn(self) -> Turn | None:
        if self._is_spent() and not self.queue.again:
            return None
        today = self.library.clock.today
        if today != self._gathered_on and not self.plan.cram:
            self._gathered_on = today
            # the drills of the evening are over with it, and what is due now may be what was passed over then
            self.skipped.clear()
            self.queue = replace(self.queue, cards=(), drills=())
        if not self.queue.cards and not self.queue.again:
            waiting = self.plan.waiting(today)
            drilled = {card for card, _ in self.queue.drills}
            left = tuple(card for card in waiting if card not in self.skipped and card not in drilled)
            self.queue = replace(self.queue, cards=left)
        return self.queue.head

    def _take(self, turn: Turn) -> bool:
        """Take one turn; False when the user ends the session."""
        telling = self._telling(turn)
        if telling is None:
            self._skip(turn.card)
            return True
        watch = self._watch(turn)
        while True:
            if telling.revealed:
                watch.stop()
            key = self._ask(telling, watch)
            if key in END_KEYS:
                return False
            if self._ends_turn(key, telling, watch):
                return True
            telling, self.remark = telling.after(key, self.remark)

    def _watch(self, turn: Turn) -> Stopwatch:
        """The clock of a turn, which runs from now on."""
        return Stopwatch(self.library.clock.stopwatch)

    def _ends_turn(self, key: str, telling: Telling, watch: Stopwatch) -> bool:
        """Do what a key asks for, and say whether another turn begins."""
        grade = telling.grade_of(key)
        if grade is not None:
            self._grade(telling, grade, watch.seconds)
        elif key in _PUTS_AWAY:
            self._put_away(telling, _PUTS_AWAY[key])
        elif key == "e":
            self._edit(telling.card.id)
        elif key == "u":
            return self._undo()
        else:
            self._look(key, telling, watch)
            return False
        return True

    def _look(self, key: str, telling: Telling, watch: Stopwatch) -> None:
        if key == "i":
            self._history(telling)
        elif key == "p" and not telling.revealed:
            watch.pause()

    def _telling(self, turn: Turn) -> Telling | None:
        """The card as it is now; None where another session, or the turn of the day, has made its turn void."""
        conn, today = self.library.database.conn, self.library.clock.today
        standing = standings.standing(conn, turn.card)
        card = readings.card(self.library.readings, turn.card)
        if card is None or standing.suspended or not self._is_wanted(standing, turn, today):
            return None
        return Telling.of(card, standing, turn.drill, today, moves=not self.plan.cram)

    def _is_wanted(self, standing: Standing, turn: Turn, today: int) -> bool:
        if self.plan.cram:
            return True
        if turn.drill:
            return standing.drill == today
        return standing.due is None or standing.reviewed != today

    def _skip(self, card: str) -> None:
        self.skipped.add(card)
        self.queue = self.queue.without(card)

    def _ask(self, telling: Telling, watch: Stopwatch) -> str:
        remark = " ".join(word for word in (self._unsaid, self.remark) if word)
        self._unsaid = self.remark = ""
        self.face.show(self._view(telling, watch, remark))
        self._back_up_once()
        key = self.face.key(lambda: self._view(telling, watch, remark))
        if key == "?":
            self.face.help("Keys", KEYS)
        return key

    def _view(self, telling: Telling, watch: Stopwatch, remark: str) -> CardView:
        file = self.files.get(telling.card.deck)
        timing = Timing(watch.seconds, file.target if file else DEFAULT_TARGET, watch.is_paused, self.plan.clock)
        name = file.name if file else telling.card.deck
        return view_of(telling, name, self._progress(telling), remark, timing, self._newcomer)

    def _progress(self, telling: Telling) -> Progress:
        return Progress(
            position=self.told + (0 if telling.drill else 1),
            total=self.told + self.queue.left,
            drills=sum(1 for card, _ in self.queue.drills if card != telling.card.id),
            countdown=self._countdown(telling.card.deck),
        )

    def _countdown(self, deck: str) -> str:
        day = self.interviews.get(deck)
        return "" if day is None else f"interview {countdown(day, self.library.clock.today)}"

    def _back_up_once(self) -> None:
        """Make the day's backup, and up for what a session that was killed left out, at the first prompt."""
        if not self._is_backed_up:
            self._is_backed_up = True
            self._unsaid = self._back_up()

    def _back_up(self) -> str:
        """Bring the day's backup up to date while a screen stands, where nobody waits for it; a word if that fails."""
        try:
            refresh_daily(self.library.database.conn, self.library.home.backups, self.library.clock.today)
        except (AccessError, BusyError) as error:
            return f"No backup today: {error}"
        return ""

    def _grade(self, telling: Telling, grade: Grade, seconds: float) -> None:
        drills = not telling.moves
        self._is_writing = True
        try:
            word = self.recorder.grade(telling, grade, seconds)
        except SeenElsewhereError:
            self._is_writing = False
            self._seen_elsewhere(telling)
            return
        self._is_writing = False
        self._newcomer = False
        file = self.files.get(telling.card.deck)
        over = over_target(seconds, file.target if file else DEFAULT_TARGET) if telling.is_story else ""
        whole = grade >= DRILL_UNTIL_GRADE and not telling.missed
        self.done.append(Told(telling.card.id, drills, whole, telling.missed_names, seconds, over))
        self.queue = self.queue.graded(telling.card.id, grade, self._drills(telling.card.id))
        comes_back = not grade.passes and not telling.drill and self._drills(telling.card.id)
        again = "It comes back in this session until it is all told." if comes_back else ""
        self.remark = word or again

    def _put_away(self, telling: Telling, kind: EventKind) -> None:
        try:
            self.recorder.put_away(kind, telling)
        except SeenElsewhereError:
            self._seen_elsewhere(telling)
            return
        self.queue = self.queue.without(telling.card.id)
        self.remark = _PUT_AWAY[kind]

    def _seen_elsewhere(self, telling: Telling) -> None:
        self.remark = "That card was graded in another session meanwhile; the grade there counts."
        self._skip(telling.card.id)

    def _history(self, telling: Telling) -> None:
        events = log.events_of(self.library.database.conn, telling.card.id)
        told = sorted((event for event in events if event.card), key=lambda event: (event.at, event.id))
        rows = [(iso(event.day) or "", describe(event)) for event in told] or [("never", "it is new")]
        self.face.help("History", rows[-_MOST_HISTORY:])

    def _edit(self, card: str) -> None:
        """Open the card in the editor and go on with what it says then; under a new id it comes with the others."""
        try:
            with self.face.paused():
                self.remark = self.edit(self.library, card)
        except FlashcardsError as error:
            self.remark = str(error)
        remarks, self.library.remarks = self.library.remarks, []
        self.remark = " ".join([self.remark, *remarks])
        if readings.matching_ids(self.library.readings, card, 1) != [card]:
            self.queue = self.queue.without(card)

    def _undo(self) -> bool:
        """Take back the last thing done on this device; False, with a remark, where there is none."""
        events = self.recorder.undo()
        self.remark = self.recorder.refusal
        for event in events:
            self._take_back(event)
        return bool(events)

    def _take_back(self, event: Event) -> None:
        drill = standings.standing(self.library.database.conn, event.card).drill == self.library.clock.today
        if event.grade is not None:
            taken = next((each for each in reversed(self.done) if each.card == event.card), None)
            self.done = [each for each in self.done if each is not taken]
        self.skipped.discard(event.card)
        self.queue = self.queue.undone(Turn(event.card, drill))
        self.remark = f"Took back {described(event)}."

    def _going_on(self) -> str:
        if self._is_spent():
            return f"the {self.plan.seconds // 60} minutes of the day are over, `flashcards review --minutes 0` goes on"
        return "`flashcards review` goes on"

    def summary(self) -> SummaryView:
        """What was done, what is left, and what comes; and whether the session ended while a grade was written."""
        left, drills = self.queue.left, len(self.queue.drills)
        done = Done(tuple(self.done), left, drills, self._going_on(), self.plan.clock)
        view = ending(self.library, self.plan.decks, done)
        return replace(view, closing=UNSURE) if self._is_writing else view
