"""What ``mock`` asks for: every story is told, its answer unseen; then each is revealed with its time, and graded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from flashcards.content.cards import Card
from flashcards.rehearsal.agenda import Agenda
from flashcards.rehearsal.presenter import Progress
from flashcards.rehearsal.run import Run
from flashcards.rehearsal.session import Session
from flashcards.rehearsal.stopwatch import Stopwatch, stopped
from flashcards.rehearsal.telling import Telling, asks_for_words
from flashcards.schedule.queue import Queue, Turn
from flashcards.schedule.standing import Standing
from flashcards.schedule.wording import clock_time, countdown, counted
from flashcards.store import readings, standings
from flashcards.terminal.views import END_KEYS, STOP, WRITE_KEY, CardView, SummaryView

if TYPE_CHECKING:
    from flashcards.home.library import Library
    from flashcards.rehearsal.words.written import Written

_ALL_KEYS = (
    ("Enter, space", "it is told: the next question"),
    ("w", "type or dictate it; what was heard is shown when all are told"),
    ("v", "the same, spoken into the microphone and recognised here"),
    ("p", "pause the clock, and let it go on"),
    ("?", "these keys"),
    ("q, Esc", "ask no more, and grade what was told"),
)
_KEYS = (("Enter", "when told"), WRITE_KEY, ("p", "pause"), ("?", "keys"), ("q", "grade now"))
_NEXT_KEYS = frozenset({"enter", "space"})


class _Spoken:
    """A story that was told: its card in the wording of the round, its clock, and the clocks of its follow-ups.

    ``written`` is what was typed of it, None where it was told aloud alone.
    """

    def __init__(self, card: Card, watch: Stopwatch, written: Written | None) -> None:
        self.card = card
        self.watch = watch
        self.written = written
        self.follow_ups: list[Stopwatch] = []

    @property
    def answering(self) -> float:
        """The seconds that its follow-ups took."""
        return sum(watch.seconds for watch in self.follow_ups)


class MockRound:
    """The policy of a mock round: nothing is drilled, and a grade counts where its card waits for one today.

    ``again`` is the command that asks for the same stories.
    """

    may_find = keeps_tellings = False

    def __init__(
        self, library: Library, agenda: Agenda, cards: Sequence[Card], decks: Sequence[str], again: str, clock: bool
    ) -> None:
        self.run = Run()
        self.agenda = agenda
        self.clock = clock
        self._library = library
        self._decks = decks
        self._cards = {card.id: card for card in cards}
        self._again = again
        self._spoken: dict[str, _Spoken] = {}
        self._grading = False

    def ask_all(self, session: Session) -> bool:
        """Ask for every story; False where nothing is left to be graded, or nobody to grade it."""
        key = ""
        for card in self._cards.values():
            key = self._ask(session, card)
            if key in END_KEYS:
                break
        if key == "end" or not self._spoken:
            return False
        self._grading = True
        self.run.queue = Queue.of(self._spoken)
        session.remark = "" if session.is_newcomer else "Now compare each with what you told."
        return True

    def _ask(self, session: Session, card: Card) -> str:
        """Ask for a story, then its follow-ups, each on a clock of its own; return the last key."""
        watch = Stopwatch(self._library.clock.stopwatch)
        key, written = self._told(session, card, watch)
        if key in END_KEYS:
            return key
        spoken = self._spoken[card.id] = _Spoken(card, watch, written)
        for follow_up in card.follow_ups:
            watch = Stopwatch(self._library.clock.stopwatch)
            key = self._listen(session, card, watch, follow_up)
            if key in END_KEYS:
                break
            spoken.follow_ups.append(watch)
        return key

    def _told(self, session: Session, card: Card, watch: Stopwatch) -> tuple[str, Written | None]:
        """Ask for a story; return the last key, and what was typed of it where anything was."""
        while True:
            key = self._listen(session, card, watch)
            if not asks_for_words(key):
                return key, None
            from flashcards.rehearsal.words.spoken import Listening
            from flashcards.rehearsal.words.told import in_words

            where = Listening(session.face, watch, partial(self._question, session, card, watch, "", ""))
            found = in_words(self._library, where, card, range(len(card.parts)), key, session.open_ear)
            if found.leaves:
                return "end", None
            if found.text:
                watch.stop()
                return key, found
            session.remark = found.remark

    def _listen(self, session: Session, card: Card, watch: Stopwatch, follow_up: str = "") -> str:
        """Show a question until it is answered or the round is ended; return the key that did it, the clock stopped."""

        def question(word: str) -> CardView:
            return self._question(session, card, watch, follow_up, word)

        while True:
            remark, session.remark = session.remark, ""
            key = session.listen(question, remark, _ALL_KEYS)
            if not follow_up and asks_for_words(key):
                return key
            if key in _NEXT_KEYS or key in END_KEYS:
                watch.stop()
                return key
            if key == STOP:
                stopped(session.face, watch)
            elif key == "p":
                watch.pause()
            elif key != "?":
                session.remark = f"{key!r} does nothing until all are told; Enter goes on."

    def _question(self, session: Session, card: Card, watch: Stopwatch, follow_up: str, remark: str) -> CardView:
        """A story's question, or a follow-up to it: nothing but the words and the clock."""
        telling = Telling.of(card, Standing(card.id), drill=False, today=self._library.clock.today)
        view = session.view(telling, watch, remark)
        view = view._replace(parts=(), keys=_KEYS, hint="Tell it aloud; nothing is shown until all are told.")
        if not follow_up:
            return view
        clock = clock_time(watch.seconds) + (", paused" if watch.is_paused else "")
        return view._replace(
            prompt=follow_up,
            about=f"Follow-up to: {card.prompt}",
            hint="Answer it aloud.",
            keys=tuple(each for each in _KEYS if each != WRITE_KEY),
            clock=clock if self.clock else "",
        )

    def next_turn(self) -> Turn | None:
        """What was told, in the order in which it was."""
        return self.run.queue.head

    def drills(self, card: str) -> bool:
        """What was missed is drilled in the next review."""
        return False

    def watch(self, turn: Turn) -> Stopwatch:
        """The clock that stood still when it was told."""
        return self._spoken[turn.card].watch

    def telling(self, turn: Turn) -> Telling | None:
        """The story as it was asked for, revealed; None where an undo reached into another session."""
        library = self._library
        card = readings.card(library.readings, turn.card) if turn.card in self._spoken else None
        standing = standings.standing(library.database.conn, turn.card)
        if card is None or standing.suspended:
            return None
        asked = card._replace(prompt=self._spoken[turn.card].card.prompt, wordings=())
        telling = Telling.of(asked, standing, False, library.clock.today, moves=self._is_due(standing))
        written = self._spoken[turn.card].written
        if written is None:
            return telling._replace(open=len(telling.asked))
        if written.transcript is not None and asked.parts == self._spoken[turn.card].card.parts:
            return telling.told_in(written.transcript)
        from flashcards.rehearsal.words.transcript import transcript_of

        return telling.told_in(transcript_of(library, asked, written.text, telling.asked, written.seconds))

    def _is_due(self, standing: Standing) -> bool:
        """Whether a grade counts: the card is due, or waits for its last rehearsal, and was not graded today."""
        today = self._library.clock.today
        if standing.due is None or standing.reviewed == today:
            return False
        return standing.due <= today or standing.card in self.agenda.rehearsals

    def progress(self, telling: Telling) -> Progress:
        """Which of the round's stories it is."""
        total = self._spoken if self._grading else self._cards
        day = self.agenda.interviews.get(telling.card.deck)
        far = "" if day is None else f"interview {countdown(day, self._library.clock.today)}"
        return Progress(list(self._cards).index(telling.card.id) + 1, len(total), drills=0, countdown=far)

    def dressed(self, view: CardView, telling: Telling) -> CardView:
        """With the half of the round, and the time that the follow-ups took."""
        answering = self._spoken[telling.card.id].answering if self._grading else 0.0
        told = f"{view.told} Follow-ups: {clock_time(answering)}." if view.told and answering else view.told
        return view._replace(deck=f"{'Grading' if self._grading else 'Mock round'}: {view.deck}", told=told)

    def following(self) -> None:
        """A round stands by itself."""

    def summary(self) -> SummaryView:
        """What was told and graded, how long it took, what counted, and how to have the same round again."""
        graded = len(self.run.done)
        return SummaryView(
            heading="The round is over." if graded == len(self._cards) else "Stopped here.",
            counted=f"{len(self._spoken)} told, {graded} graded",
            rows=tuple(self._rows(graded)),
            closing="Every grade is saved." if graded else "Nothing was graded.",
        )

    def _counted(self) -> str:
        told, drilled = self.run.told, self.run.drilled
        if not told:
            return "nothing was due: all were drills, and it stays as it is"
        return f"{told} of them due, and counted" + (f"; {drilled} not, and drilled" if drilled else "")

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
        if self._spoken and self.clock:
            yield "Time", self._time()
        if graded:
            yield "Told whole", f"{sum(each.whole for each in self.run.done)} of {graded}"
            yield "Schedule", self._counted()
        drills = standings.unfinished_drills(self._library.database.conn, self._library.clock.today, self._decks)
        if drills:
            yield "Left today", f"{counted(len(drills), 'drill')}: `flashcards review` goes on"
        yield "Once more", self._again
