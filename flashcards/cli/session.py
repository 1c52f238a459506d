"""One run of ``review``: asks, reveals, takes grades, and has each on disk before the next prompt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flashcards.cli.library import Library
from flashcards.cli.stopwatch import Stopwatch
from flashcards.cli.telling import KEYS, Progress, Telling, Timing, view_of
from flashcards.cli.wording import counted, when
from flashcards.content.model import DEFAULT_TARGET
from flashcards.errors import AccessError, FlashcardsError
from flashcards.schedule.events import Event, EventKind
from flashcards.schedule.queue import Queue, Turn
from flashcards.schedule.sm2 import Grade
from flashcards.store import backups, log, readings, schedule
from flashcards.store.database import SeenElsewhereError, blank_event
from flashcards.terminal.views import CardView, Face, SummaryView

END_KEYS = frozenset({"q", "esc", "end"})
_UNDOABLE = frozenset({EventKind.GRADED, EventKind.DRILLED})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session is about: its decks, how to gather the cards that still wait on a study day, the clock shown."""

    decks: tuple[str, ...]
    waiting: Callable[[int], list[str]]
    clock: bool = True


class Session:
    """The state of one run: the queue, what was done, and the last word to the user."""

    def __init__(self, library: Library, face: Face, plan: Plan) -> None:
        self.library = library
        self.face = face
        self.plan = plan
        self.told = 0
        self.drilled = 0
        self.remark = ""
        self.skipped: set[str] = set()
        self.files = {file.deck: file for file in readings.known_files(library.readings).values()}
        today = library.clock.today
        drills = schedule.unfinished_drills(library.database.conn, today, plan.decks)
        self.queue = Queue.of(plan.waiting(today), drills)
        self._backed_up = False

    def run(self) -> None:
        """Go on until nothing is left or the user ends it; KeyboardInterrupt passes through."""
        while True:
            turn = self._next_turn()
            if turn is None:
                if self.face.closing(self.summary()) != "u" or not self._undo():
                    return
            elif not self._take(turn):
                return

    def _next_turn(self) -> Turn | None:
        if not self.queue.cards and not self.queue.again:
            waiting = self.plan.waiting(self.library.clock.today)
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
        watch = Stopwatch(self.library.clock.stopwatch)
        while True:
            if telling.revealed:
                watch.stop()
            key = self._ask(telling, watch)
            if key in END_KEYS:
                return False
            if key == "p" and not telling.revealed:
                watch.pause()
            if key == "u" and self._undo():
                return True
            if key == "e":
                self._edit(telling.card.id)
                return True
            if (grade := telling.grade_of(key)) is not None:
                self._grade(telling, grade, watch.seconds)
                return True
            telling, self.remark = telling.after(key, self.remark)

    def _telling(self, turn: Turn) -> Telling | None:
        """The card as it is now; None where another session, or the turn of the day, has made its turn void."""
        conn, today = self.library.database.conn, self.library.clock.today
        standing = schedule.standing(conn, turn.card)
        card = readings.card(self.library.readings, turn.card)
        wanted = standing.drill == today if turn.drill else standing.due is None or standing.due <= today
        if card is None or not wanted or standing.suspended:
            return None
        return Telling.of(card, standing, turn.drill, today)

    def _skip(self, card: str) -> None:
        self.skipped.add(card)
        self.queue = self.queue.without(card)

    def _ask(self, telling: Telling, watch: Stopwatch) -> str:
        remark, self.remark = self.remark, ""
        self.face.show(self._view(telling, watch, remark))
        self._back_up()
        key = self.face.key(lambda: self._view(telling, watch, remark))
        if key == "?":
            self.face.help(KEYS)
        return key

    def _view(self, telling: Telling, watch: Stopwatch, remark: str) -> CardView:
        file = self.files.get(telling.card.deck)
        timing = Timing(watch.seconds, file.target if file else DEFAULT_TARGET, watch.is_paused, self.plan.clock)
        name = file.name if file else telling.card.deck
        return view_of(telling, name, self._progress(telling), remark, timing)

    def _progress(self, telling: Telling) -> Progress:
        return Progress(
            position=self.told + (0 if telling.drill else 1),
            total=self.told + self.queue.left,
            drills=sum(1 for card, _ in self.queue.drills if card != telling.card.id),
        )

    def _back_up(self) -> None:
        """Make the day's backup while the first prompt stands, where nobody waits for it."""
        if self._backed_up:
            return
        self._backed_up = True
        try:
            backups.daily_backup(self.library.database.conn, self.library.home.backups, self.library.clock.today)
        except AccessError as error:
            self.remark = f"No backup today: {error}"

    def _grade(self, telling: Telling, grade: Grade, seconds: float) -> None:
        kind = EventKind.DRILLED if telling.drill else EventKind.GRADED
        draft = replace(
            blank_event(kind, telling.card.id),
            grade=int(grade),
            missed=telling.missed_names,
            seconds=None if telling.drill else round(seconds, 1),
            payload={"stepped": True} if telling.stepped and not telling.drill else {},
            seen=telling.standing.last_event,
        )
        try:
            self.library.database.record(self.library.clock.stamp(), [draft], seen_matters=True)
        except SeenElsewhereError:
            self.remark = "That card was graded in another session meanwhile; the grade there counts."
            self._skip(telling.card.id)
            return
        self.told += not telling.drill
        self.drilled += telling.drill
        self.queue = self.queue.graded(telling.card.id, grade)
        self.remark = "" if grade.passes or telling.drill else "It comes back in this session until it is all told."

    def _edit(self, card: str) -> None:
        """Open the card in the editor and go on with what it says then; under a new id it comes with the others."""
        from flashcards.cli.edit import edit, path_of

        try:
            with self.face.paused():
                self.remark = edit(self.library, path_of(self.library, card), card)
        except FlashcardsError as error:
            self.remark = str(error)
        remarks, self.library.remarks = self.library.remarks, []
        self.remark = " ".join([self.remark, *remarks])
        if readings.matching_ids(self.library.readings, card, 1) != [card]:
            self.queue = self.queue.without(card)

    def _undo(self) -> bool:
        """Take back the last grade made on this device; False, with a remark, where there is none."""
        database = self.library.database
        batch = log.last_standing_batch(database.conn, database.device)
        if not batch:
            self.remark = "There is nothing to undo."
            return False
        if any(event.kind not in _UNDOABLE for event in batch):
            self.remark = f"The last thing was no grade but {batch[0].kind}; `flashcards undo` takes it back."
            return False
        for event in database.undo(self.library.clock.stamp()):
            self._take_back(event)
        return True

    def _take_back(self, event: Event) -> None:
        drill = schedule.standing(self.library.database.conn, event.card).drill == self.library.clock.today
        self.told = max(0, self.told - (not drill))
        self.drilled = max(0, self.drilled - drill)
        self.skipped.discard(event.card)
        self.queue = self.queue.undone(Turn(event.card, drill))
        self.remark = f"Took back {event.grade} ({Grade(event.grade or 0).word})."

    def summary(self) -> SummaryView:
        """What was done, what is left, and when the next card is due."""
        conn, today = self.library.database.conn, self.library.clock.today
        following = schedule.next_due(conn, today)
        drills = len(self.queue.drills)
        left = self.queue.left
        rows = []
        if left or drills:
            rows.append(
                ("Left today", f"{counted(left, 'card')}, {counted(drills, 'drill')}: `flashcards review` goes on")
            )
        if following:
            rows.append(("Next due", f"{when(following[0], today)}: {counted(following[1], 'card')}"))
        return SummaryView(
            heading="Stopped here." if left or drills else "Done for today.",
            count=f"{self.told} told, {counted(self.drilled, 'drill')}",
            rows=tuple(rows),
            closing="Every grade is saved.",
        )
