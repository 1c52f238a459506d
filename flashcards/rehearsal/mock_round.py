"""One run of ``mock``: every story is told with its answer unseen; then each is revealed with its time, and graded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from flashcards.content.cards import Card
from flashcards.home.library import Library
from flashcards.rehearsal.agenda import last_rehearsals_begun
from flashcards.rehearsal.presenter import Progress
from flashcards.rehearsal.session import END_KEYS, UNSURE, Edit, Plan, Session
from flashcards.rehearsal.stopwatch import Stopwatch
from flashcards.rehearsal.telling import Telling
from flashcards.schedule.queue import Queue, Turn
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import clock_time, counted
from flashcards.store import standings
from flashcards.terminal.views import CardView, Face, SummaryView

_ALL_KEYS = (
    ("Enter, space", "it is told: the next question"),
    ("p", "pause the clock, and let it go on"),
    ("?", "these keys"),
    ("q, Esc", "ask no more, and grade what was told"),
)
_KEYS = (("Enter", "when told"), ("p", "pause"), ("?", "keys"), ("q", "grade now"))
_NEXT_KEYS = frozenset({"enter", "space"})


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A story that was told: its card in the wording of the round, its clock, and the clocks of its follow-ups."""

    card: Card
    watch: Stopwatch
    follow_ups: list[Stopwatch] = field(default_factory=list)

    @property
    def answering(self) -> float:
        """The seconds that its follow-ups took."""
        return sum(watch.seconds for watch in self.follow_ups)


class MockRound(Session):
    """A session that asks for all its stories first and then grades those that were told.

    ``again`` is the command that asks for the same ones.
    """

    def __init__(self, library: Library, face: Face, plan: Plan, edit: Edit, cards: Sequence[Card], again: str) -> None:
        super().__init__(library, face, plan, edit)
        self.cards = {card.id: card for card in cards}
        self.again = again
        self._spoken: dict[str, _Spoken] = {}
        self._grading = False
        self._last_days = last_rehearsals_begun(library, library.clock.today)

    def run(self) -> None:
        """Ask for every story, then grade them; KeyboardInterrupt passes through."""
        if self._ask_all() and self._spoken:
            self._grading = True
            self.queue = Queue.of(self._spoken)
            self.remark = "" if self._newcomer else "Now compare each with what you told."
            super().run()

    def _ask_all(self) -> bool:
        """Ask for the stories; False when nobody is left to grade them."""
        for card in self.cards.values():
            key, watch = self._listen(partial(self._question, card))
            if key in _NEXT_KEYS:
                spoken = self._spoken[card.id] = _Spoken(card, watch)
                key = self._follow_up(spoken)
            if key in END_KEYS:
                return key != "end"
        return True

    def _follow_up(self, spoken: _Spoken) -> str:
        """Ask the follow-ups of a story, each on a clock of its own; return the last key."""
        key = ""
        for asked in spoken.card.follow_ups:
            key, watch = self._listen(partial(self._question, spoken.card, follow_up=asked))
            if key in END_KEYS:
                break
            spoken.follow_ups.append(watch)
        return key

    def _listen(self, question: Callable[[Stopwatch, str], CardView]) -> tuple[str, Stopwatch]:
        """Show a question until it is answered or the round is ended: the key that did it, and the stopped clock."""
        watch = Stopwatch(self.library.clock.stopwatch)
        while True:
            remark, self.remark = self.remark, ""
            self.face.show(question(watch, remark))
            self._back_up_once()
            key = self.face.key(partial(question, watch, remark))
            if key in _NEXT_KEYS or key in END_KEYS:
                watch.stop()
                return key, watch
            if key == "p":
                watch.pause()
            elif key == "?":
                self.face.help("Keys", _ALL_KEYS)
            else:
                self.remark = f"{key!r} does nothing until all are told; Enter goes on."

    def _question(self, card: Card, watch: Stopwatch, remark: str, follow_up: str = "") -> CardView:
        """A story's question, or a follow-up to it: nothing but the words and the clock."""
        telling = Telling.of(card, Standing(card.id), drill=False, today=self.library.clock.today)
        view = replace(
            self._view(telling, watch, remark),
            parts=(),
            keys=_KEYS,
            hint="Tell it aloud; nothing is shown until all are told.",
        )
        if not follow_up:
            return view
        clock = clock_time(watch.seconds) + (", paused" if watch.is_paused else "")
        return replace(
            view,
            prompt=follow_up,
            about=f"Follow-up to: {card.prompt}",
            hint="Answer it aloud.",
            clock=clock if self.plan.clock else "",
        )

    def _view(self, telling: Telling, watch: Stopwatch, remark: str) -> CardView:
        view = super()._view(telling, watch, remark)
        answering = self._spoken[telling.card.id].answering if self._grading else 0.0
        told = f"{view.told} Follow-ups: {clock_time(answering)}." if view.told and answering else view.told
        return replace(view, deck=f"{'Grading' if self._grading else 'Mock round'}: {view.deck}", told=told)

    def _progress(self, telling: Telling) -> Progress:
        total = self._spoken if self._grading else self.cards
        place = list(self.cards).index(telling.card.id)
        return Progress(place + 1, len(total), drills=0, countdown=self._countdown(telling.card.deck))

    def _next_turn(self) -> Turn | None:
        return self.queue.head

    def _telling(self, turn: Turn) -> Telling | None:
        """The story as it was asked for, revealed; None where an undo reached into another session."""
        telling = super()._telling(Turn(turn.card)) if turn.card in self._spoken else None
        if telling is None:
            return None
        asked = self._spoken[turn.card].card.prompt
        return replace(
            telling,
            card=replace(telling.card, prompt=asked, wordings=()),
            open=len(telling.asked),
            moves=self._is_due(telling.standing),
        )

    def _is_due(self, standing: Standing) -> bool:
        """Whether a grade counts: the card is due, or waits for its last rehearsal, and was not graded today."""
        today = self.library.clock.today
        if standing.due is None or standing.reviewed == today:
            return False
        return standing.due <= today or standing.card in self._last_days

    def _is_wanted(self, standing: Standing, turn: Turn, today: int) -> bool:
        return True

    def _drills(self, card: str) -> bool:
        return False

    def _watch(self, turn: Turn) -> Stopwatch:
        return self._spoken[turn.card].watch

    def summary(self) -> SummaryView:
        """What was told and graded, how long it took, what counted, and how to have the same round again."""
        graded = self.told + self.drilled
        return SummaryView(
            heading="The round is over." if graded == len(self.cards) else "Stopped here.",
            count=f"{len(self._spoken)} told, {graded} graded",
            rows=tuple(self._rows(graded)),
            closing=self._closing(graded),
        )

    def _closing(self, graded: int) -> str:
        if self._is_writing:
            return UNSURE
        return "Every grade is saved." if graded else "Nothing was graded."

    def _counted(self) -> str:
        if not self.told:
            return "nothing was due: all were drills, and it stays as it is"
        return f"{self.told} of them due, and counted" + (f"; {self.drilled} not, and drilled" if self.drilled else "")

    def _time(self) -> str:
        longest = max(self._spoken.values(), key=lambda each: each.watch.seconds)
        spent = clock_time(sum(each.watch.seconds + each.answering for each in self._spoken.values()))
        if len(self._spoken) == 1:
            return spent
        return f"{spent}, the longest {clock_time(longest.watch.seconds)}: {longest.card.prompt}"

    def _rows(self, graded: int) -> Iterator[tuple[str, str]]:
        ungraded = len(self._spoken) - graded
        if ungraded:
            yield "Not graded", f"{counted(ungraded, 'story', 'stories')} told: nothing of this is kept"
        if self._spoken and self.plan.clock:
            yield "Time", self._time()
        if graded:
            yield "Told whole", f"{sum(each.whole for each in self.done)} of {graded}"
            yield "Schedule", self._counted()
        drills = standings.unfinished_drills(self.library.database.conn, self.library.clock.today, self.plan.decks)
        if drills:
            yield "Left today", f"{counted(len(drills), 'drill')}: `flashcards review` goes on"
        yield "Once more", self.again
